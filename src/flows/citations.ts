/** The law named in an answer: documents by number, each with its first article, short enough for an SMS. */
import type { TextValue } from '../core/reply.ts'
import type { Citation } from '../core/verdict.ts'
import type { LawBook } from '../rules/law-book.ts'

/** More would not fit the message; a console shows them all. */
const NAMED = 3

/** `NĐ 176/2025/NĐ-CP, NĐ 335/2026/NĐ-CP Điều 31`: one mention a document. */
export function citations(_law: LawBook, all: readonly Citation[]): TextValue {
  const first = new Map<string, Citation>()
  for (const citation of all) if (!first.has(citation.law)) first.set(citation.law, citation)
  return { list: [...first.values()].slice(0, NAMED).map(mention) }
}

function mention({ law, article }: Citation): TextValue {
  return { key: `verdict:cite.${kindOf(law)}`, values: { law, article } }
}

function kindOf(law: string): string {
  if (law.endsWith('NĐ-CP')) return 'decree'
  if (law.endsWith('QĐ-TTg')) return 'decision'
  return 'other'
}
