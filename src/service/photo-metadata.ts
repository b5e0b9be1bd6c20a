/** A photo without what its camera wrote about place, time and device (ASVS 14.2.8); the picture itself is not touched. Pure. */

export function withoutMetadata(bytes: Uint8Array, mime: string): Uint8Array {
  if (mime === 'image/jpeg') return jpeg(bytes)
  if (mime === 'image/png') return png(bytes)
  return mime === 'image/webp' ? webp(bytes) : bytes
}

/** EXIF and XMP (APP1), IPTC (APP13), comments. What a colour profile needs (APP2) stays. */
const DROPPED_MARKERS: ReadonlySet<number> = new Set([0xe1, 0xed, 0xfe])

function jpeg(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xda) break // from here on the picture
    const length = 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0)
    if (!DROPPED_MARKERS.has(marker)) kept.push(bytes.subarray(at, at + length))
    at += length
  }
  return joined([...kept, bytes.subarray(at)])
}

const DROPPED_CHUNKS: ReadonlySet<string> = new Set(['eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME', 'EXIF', 'XMP '])
const PNG_HEAD = 8
const CHUNK_REST = 12

function png(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [bytes.subarray(0, PNG_HEAD)]
  for (let at = PNG_HEAD; at + CHUNK_REST <= bytes.length; ) {
    const end = at + CHUNK_REST + view.getUint32(at)
    if (!DROPPED_CHUNKS.has(name(bytes, at + 4))) kept.push(bytes.subarray(at, end))
    at = end
  }
  return joined(kept)
}

const RIFF_HEAD = 12

function webp(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = []
  for (let at = RIFF_HEAD; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true)
    const end = at + 8 + size + (size % 2)
    const kind = name(bytes, at)
    const chunk = bytes.slice(at, end)
    // Bits 2 and 3 say that EXIF and XMP follow: they do no more.
    if (kind === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~0x0c
    if (!DROPPED_CHUNKS.has(kind)) kept.push(chunk)
    at = end
  }
  const whole = joined([bytes.slice(0, RIFF_HEAD), ...kept])
  if (whole.length >= RIFF_HEAD) new DataView(whole.buffer, whole.byteOffset).setUint32(4, whole.length - 8, true)
  return whole
}

function name(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4))
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
