/** The law named in an answer: documents by number, each with its first article, short enough for an SMS. */
import type { TextValue } from '../core/reply.ts'
import type { Citation } from '../core/verdict.ts'
import type { FlowBook } from './flow-book.ts'

/** More would not fit the message; a console shows them all. */
const NAMED = 4

/** `NĐ 176/2025/NĐ-CP, NĐ 335/2026/NĐ-CP Điều 31`: one mention a document. */
export function citations(flows: FlowBook, all: readonly Citation[]): TextValue {
  const first = new Map<string, Citation>()
  for (const citation of all) if (!first.has(citation.law)) first.set(citation.law, citation)
  return { list: [...first.values()].slice(0, NAMED).map((one) => mention(flows, one)) }
}

function mention(flows: FlowBook, { law, article }: Citation): TextValue {
  return { key: `verdict:cite.${flows.cite(law)}`, values: { law, article: article === '' ? '' : ` ${article}` } }
}
