/** How a citizen reads a source of law: the short word officials use, the number, the article. */
import type { Citation } from '../core/verdict.ts'

/** By the end of the number: Nghị định, Quyết định, Thông tư, Nghị quyết, Luật. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\/NĐ-CP$/, 'NĐ'],
  [/\/QĐ-/, 'QĐ'],
  [/\/TT(LT)?-/, 'TT'],
  [/\/NQ-/, 'NQ'],
  [/\/QH\d+$/, 'Luật'],
]

/** `NĐ 176/2025/NĐ-CP, Điều 3 khoản 1`; a law named in words stays as it is. */
export function printLaw(citation: Pick<Citation, 'law' | 'article'>): string {
  const kind = KINDS.find(([ending]) => ending.test(citation.law))?.[1]
  const law = kind && /^\d/.test(citation.law) ? `${kind} ${citation.law}` : citation.law
  return citation.article === '' ? law : `${law}, ${citation.article}`
}
