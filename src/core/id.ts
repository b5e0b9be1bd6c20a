/** Ids: a short kind, then time and chance, so that they sort by age and never repeat. At most 36 characters (phone gateway). */

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'

/** `out_01k9…`: kind, 9 characters of time (ms), 13 of chance (65 bits). `random` gives bytes; handed in so that tests can repeat. */
export function newId(
  kind: string,
  atMs: number,
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = fillRandom,
): string {
  let time = ''
  for (let left = atMs, i = 0; i < 9; i++, left = Math.floor(left / 32)) time = DIGITS[left % 32] + time
  let chance = ''
  for (const byte of random(new Uint8Array(13))) chance += DIGITS[byte & 31]
  return `${kind}_${time}${chance}`
}

/** Asking the platform for chance costs more than the rest of an id, so it is asked for many at once. */
const POOL = new Uint8Array(4_096)
let used = POOL.length

/** Fills a few bytes by chance. */
export function fillRandom<Bytes extends Uint8Array<ArrayBuffer>>(bytes: Bytes): Bytes {
  if (used + bytes.length > POOL.length) {
    crypto.getRandomValues(POOL)
    used = 0
  }
  bytes.set(POOL.subarray(used, used + bytes.length))
  used += bytes.length
  return bytes
}
