/** The letters shipped with the app: no page asks another host for them, and a browser takes only the sets of signs a page needs. */
import { fingerprint } from './fingerprint.ts'
import { FONT_FILES } from './fonts/font-files.ts'

interface Font {
  /** In the address; changes with the file. */
  readonly name: string
  readonly weight: number
  readonly range: string
  readonly bytes: () => Uint8Array<ArrayBuffer>
}

const FONTS: readonly Font[] = FONT_FILES.map(({ set, weight, range, base64 }) => ({
  name: `be-vietnam-pro-${set}-${weight}-${fingerprint(base64)}.woff2`,
  weight,
  range,
  bytes: () => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)),
}))

/** For the head of the style. The system's own letters stand until these have come. */
export const FONT_FACES = FONTS.map(
  ({ name, weight, range }) =>
    `@font-face { font-family: "Be Vietnam Pro"; font-style: normal; font-display: swap; font-weight: ${weight}; src: url("/console/font/${name}") format("woff2"); unicode-range: ${range}; }`,
).join('\n')

/** Null for a name that we do not serve. */
export function fontFile(name: string): Uint8Array<ArrayBuffer> | null {
  return FONTS.find((font) => font.name === name)?.bytes() ?? null
}
