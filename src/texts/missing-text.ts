/** A promise of ours broke: the content names a text or a value that is not there. Never the key as text to a citizen. */
export class MissingText extends Error {
  override readonly name = 'MissingText'
}
