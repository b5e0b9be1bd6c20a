/** The smallest pictures with everything a telephone writes beside them: place, device, comments. Heads are true; the picture itself is noise. */

export interface PictureOptions {
  readonly width?: number
  readonly height?: number
  /** What the camera noted of place and device. */
  readonly note?: string
}

const bytesOf = (text: string) => new TextEncoder().encode(text)
const u16 = (n: number) => [n >> 8, n & 255]
const u32 = (n: number) => [(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]
const u32le = (n: number) => u32(n).toReversed()

export function jpegOf({ width = 64, height = 48, note }: PictureOptions = {}): Uint8Array<ArrayBuffer> {
  const segment = (marker: number, data: Iterable<number>) => {
    const all = [...data]
    return [0xff, marker, ...u16(all.length + 2), ...all]
  }
  const notes =
    note === undefined ? [] : [0xe1, 0xed, 0xfe].flatMap((marker) => segment(marker, bytesOf(`Exif\0\0${note}`)))
  const colours = segment(0xe2, bytesOf('ICC_PROFILE'))
  const frame = segment(0xc0, [8, ...u16(height), ...u16(width), 1, 1, 0x11, 0])
  const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 2, 3, 4, 0xff, 0xd9]
  return Uint8Array.from([0xff, 0xd8, ...notes, ...colours, ...frame, ...scan])
}

export function pngOf({ width = 64, height = 48, note }: PictureOptions = {}): Uint8Array<ArrayBuffer> {
  // Checksums are left at zero: nobody here reads them.
  const chunk = (name: string, data: Iterable<number>) => {
    const all = [...data]
    return [...u32(all.length), ...bytesOf(name), ...all, 0, 0, 0, 0]
  }
  const head = chunk('IHDR', [...u32(width), ...u32(height), 8, 2, 0, 0, 0])
  const notes = note === undefined ? [] : ['eXIf', 'tEXt', 'tIME'].flatMap((name) => chunk(name, bytesOf(note)))
  const sign = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  return Uint8Array.from([...sign, ...head, ...notes, ...chunk('IDAT', [1, 2, 3]), ...chunk('IEND', [])])
}

export function webpOf({ width = 64, height = 48, note }: PictureOptions = {}): Uint8Array<ArrayBuffer> {
  const chunk = (name: string, data: Iterable<number>) => {
    const all = [...data]
    return [...bytesOf(name), ...u32le(all.length), ...all, ...(all.length % 2 === 1 ? [0] : [])]
  }
  const three = (n: number) => u32le(n).slice(0, 3)
  const flags = note === undefined ? 0 : 0x0c
  const notes = note === undefined ? [] : ['EXIF', 'XMP '].flatMap((name) => chunk(name, bytesOf(note)))
  const size = [...three(width - 1), ...three(height - 1)]
  const rest = [
    ...bytesOf('WEBP'),
    ...chunk('VP8X', [flags, 0, 0, 0, ...size]),
    ...chunk('VP8 ', [1, 2, 3, 4]),
    ...notes,
  ]
  return Uint8Array.from([...bytesOf('RIFF'), ...u32le(rest.length), ...rest])
}
