/** Comparing proofs without telling by the time it takes how much of a guess was right. Runs on Node and in Workers. */
import { createHash, timingSafeEqual } from 'node:crypto'

/**
 * True when both texts are the same, byte for byte; upper and lower case differ.
 * Both are hashed first, so that neither content nor length shows in the time. A missing proof is never the same.
 */
export function sameSecret(given: string | undefined, expected: string): boolean {
  if (given === undefined || given === '' || expected === '') return false
  return timingSafeEqual(digest(given), digest(expected))
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text, 'utf8').digest()
}
