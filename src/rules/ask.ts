/** How a fact is asked: its type, its choices, whether it is a delicate thing to ask. */
import type { LawBook } from './law-book.ts'
import type { FactType } from './law-data.ts'

export interface Asking {
  readonly type: FactType
  readonly options?: readonly string[]
  readonly sensitive: boolean
  /** `.ask`, `.why`, `.example`, `.short` and `.options.<value>` stand below it. */
  readonly textKey: string
}

/** @throws Error when `policy/facts.yaml` has no such fact */
export function asking(book: LawBook, fact: string): Asking {
  const known = book.data.facts.find((one) => one.fact === fact)
  if (!known) throw new Error(`policy/facts.yaml has no fact ${fact}`)
  const { type, options, sensitive } = known
  return { type, ...(options ? { options } : {}), sensitive, textKey: `facts:${fact}` }
}
