/** A packed file unpacked with a bound upon what really comes out of it: what it says of itself may be a lie. */
import { Unzip, UnzipInflate } from 'fflate'

/** So much is handed over at a time: 16 kB make 17 MB at the very most, and then the bound is looked at. */
const STEP = 16 * 1024

export interface UnpackBounds {
  readonly bytes: number
  readonly entries: number
}

/** The entries that are wanted, by name; `large` as soon as a bound is passed. @throws when it is no packed file */
export function unpackWithin(
  packed: Uint8Array,
  most: UnpackBounds,
  isWanted: (name: string) => boolean,
): ReadonlyMap<string, Uint8Array<ArrayBuffer>> | 'large' {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  let entries = 0
  let bytes = 0
  const isLarge = () => entries > most.entries || bytes > most.bytes
  const unzip = new Unzip((file) => {
    entries++
    if (isLarge() || !isWanted(file.name)) return
    let parts: Uint8Array[] = []
    file.ondata = (error, part, isLast) => {
      if (error) throw error
      bytes += part.length
      if (isLarge()) parts = []
      else parts.push(part)
      if (isLast) files.set(file.name, joined(parts))
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  for (let at = 0; at < packed.length && !isLarge(); at += STEP)
    unzip.push(packed.subarray(at, at + STEP), at + STEP >= packed.length)
  return isLarge() ? 'large' : files
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
