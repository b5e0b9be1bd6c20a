/** A photo from a provider's own host and nowhere else: https, no redirect, eight megabytes, ten seconds, and what the bytes say it is. */
import type { Fetch, MediaOutcome } from '../core/channel.ts'

const MOST_BYTES = 8 * 1024 * 1024
const DEADLINE_MS = 10_000
const MOST_PIXELS = 20_000_000

export interface PhotoSource {
  readonly fetch: Fetch
  /** The configured base address: its origin is trusted, also a double on this machine. */
  readonly base: string
  /** Other hosts of this provider: the name itself, or a suffix beginning with a dot. */
  readonly hosts?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
}

/** Where Zalo keeps what people send; the one host that the provider's examples show. */
export const ZALO_PHOTO_HOSTS: readonly string[] = ['.zdn.vn']

/** Never throws, never logs. `refused`: final, with a text key below `media:`. */
export async function fetchPhoto(address: string, source: PhotoSource, signal?: AbortSignal): Promise<MediaOutcome> {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || !isTheirs(url, source)) return { kind: 'refused', why: 'host' }
  const ends = AbortSignal.any([AbortSignal.timeout(DEADLINE_MS), ...(signal ? [signal] : [])])
  try {
    const answer = await source.fetch(url.href, {
      redirect: 'manual',
      signal: ends,
      ...(source.headers ? { headers: source.headers } : {}),
    })
    if (answer.status === 404 || answer.status === 410 || answer.status === 403) return { kind: 'refused', why: 'gone' }
    if (answer.status >= 300 && answer.status < 400) return { kind: 'refused', why: 'host' }
    if (!answer.ok || !answer.body) return { kind: 'later' }
    if (Number(answer.headers.get('content-length') ?? 0) > MOST_BYTES) return { kind: 'refused', why: 'too_large' }
    const bytes = await upTo(MOST_BYTES, answer.body)
    return bytes === null ? { kind: 'refused', why: 'too_large' } : judged(bytes)
  } catch {
    return { kind: 'later' }
  }
}

/** The names of hosts are the allow-list; a bare number is nobody's name, so no private address can be asked for by it. */
function isTheirs(url: URL, { base, hosts = [] }: PhotoSource): boolean {
  if (url.username !== '' || url.password !== '') return false
  if (url.origin === new URL(base).origin) return true
  if (url.protocol !== 'https:' || url.port !== '') return false
  return hosts.some((host) => (host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host))
}

async function upTo(most: number, body: ReadableStream<Uint8Array>): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let size = 0
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > most) {
      await reader.cancel()
      return null
    }
    parts.push(value)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** By the first bytes, whatever was claimed; and no picture so wide that opening it would fill a memory. */
export function judged(bytes: Uint8Array): MediaOutcome {
  const mime = mimeOf(bytes)
  if (mime === null) return { kind: 'refused', why: 'no_picture' }
  const pixels = pixelsOf(bytes, mime)
  if (pixels === null) return { kind: 'refused', why: 'no_picture' }
  return pixels > MOST_PIXELS ? { kind: 'refused', why: 'too_large' } : { kind: 'kept', bytes, mime }
}

function mimeOf(bytes: Uint8Array): string | null {
  const begins = (...signs: readonly number[]) => signs.every((sign, i) => bytes[i] === sign)
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (begins(0x52, 0x49, 0x46, 0x46) && text(bytes, 8, 4) === 'WEBP') return 'image/webp'
  return null
}

function pixelsOf(bytes: Uint8Array, mime: string): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (mime === 'image/png') return view.getUint32(16) * view.getUint32(20)
    if (mime === 'image/webp') return webpPixels(bytes, view)
    for (let at = 2; at + 9 < bytes.length; ) {
      if (bytes[at] !== 0xff) return null
      const marker = bytes[at + 1] ?? 0
      const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
      if (isFrame) return view.getUint16(at + 5) * view.getUint16(at + 7)
      at +=
        marker === 0xff || (marker >= 0xd0 && marker <= 0xd8) ? (marker === 0xff ? 1 : 2) : 2 + view.getUint16(at + 2)
    }
    return null
  } catch {
    return null // shorter than its own header says
  }
}

function webpPixels(bytes: Uint8Array, view: DataView): number | null {
  const kind = text(bytes, 12, 4)
  const three = (at: number) => view.getUint16(at, true) + ((bytes[at + 2] ?? 0) << 16)
  if (kind === 'VP8X') return (three(24) + 1) * (three(27) + 1)
  if (kind === 'VP8 ') return (view.getUint16(26, true) & 0x3fff) * (view.getUint16(28, true) & 0x3fff)
  if (kind !== 'VP8L') return null
  const packed = view.getUint32(21, true)
  return ((packed & 0x3fff) + 1) * (((packed >>> 14) & 0x3fff) + 1)
}

function text(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}
