/** Told for somebody else: "nhà hàng xóm", "báo giúp nhà bà Páo". */
import type { Report } from '../core/report.ts'

const FOR_OTHERS =
  /\b(?:(?:nha |ho |gia dinh )?(?:hang xom|ben canh|lang gieng|ke ben)|bao (?:giup|ho|dum|thay)|nhan (?:giup|ho|dum)|my neighbou?r|on behalf of)\b/
/** A title and one or two words after it, as a house is named by its head. */
const NAMED = /\b(?:nha|ho) (?:cua )?(ong|ba|anh|chi|cu|co|chu|bac) (\S+)(?: (\S+))?/
/** Kin are one's own house, and these words are no names. */
const NO_NAME = new Set(
  'toi tui minh em chau con noi ngoai ay nay do kia bi da dang o ma va voi co khong la het roi sap do chay ngap troi cuon hong hu nat lon bo me oi a hai ca gia cung'.split(
    ' ',
  ),
)
const CAPITAL = /^\p{Lu}/u

export function neighbourIn(folded: string, raw: string): Pick<Report, 'forWhom' | 'name'> {
  const [, title, first = '', second = ''] = NAMED.exec(folded) ?? []
  const others = FOR_OTHERS.test(folded)
  const named = title !== undefined && !NO_NAME.has(first) && /^[a-z]+$/.test(first)
  if (!named) return others ? { forWhom: 'neighbour' } : {}
  // Of an uncle or an aunt one may speak as one's own house; a name says that it is another's.
  return { forWhom: 'neighbour', name: asTyped(raw, title, NO_NAME.has(second) ? [first] : [first, second]) }
}

/** The name with the marks it was typed with; of lower-case words only the first is surely the name. */
function asTyped(raw: string, title: string, names: readonly string[]): string {
  const words = raw.replace(/[.,;:!?]/g, ' ').split(/\s+/)
  const bare = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd')
  const at = words.findIndex((word, i) => bare(word) === title && bare(words[i + 1] ?? '') === names[0])
  if (at < 0) return `${title} ${names[0] ?? ''}`
  const taken = [words[at], words[at + 1]]
  for (let i = at + 2; i < at + 5 && CAPITAL.test(words[i] ?? '') && CAPITAL.test(words[at + 1] ?? ''); i++)
    taken.push(words[i])
  return taken.join(' ')
}
