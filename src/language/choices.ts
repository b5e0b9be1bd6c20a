/** Which of the shown options an answer takes: its number, its words, or several at once. */
import { numberAt } from './number-words.ts'
import type { Token } from './tokens.ts'
import { tokensOf } from './tokens.ts'

/** `value` is what the caller gets back; `label` is what the person was shown. */
export interface Choice {
  readonly value: string
  readonly label: string
}

const BEFORE_NUMBER =
  /^(?:(?:da|em|toi|minh|chau|tui|xin|so|chon|cau|muc|y|dap an|phuong an|lua chon|phim|bam|la|thu|cai|o|option|number|no) )+/
const NUMBERED = /^(\d{1,2})(?: (?:a|nha|nhe|ne|roi|do|di))*$/
const NOTHING =
  /^(?:(?:da|toi|nha toi|nha) )?(?:khong|ko|k|hong|hem|chua|none|no|nothing)(?: (?:co|phai|gi|cai|dieu|thu|nao|muc|ca|het|a|dau|of|these|the|above|thuoc|truong hop|dien))*$/
const ALL =
  /^(?:(?:da|chon|lay) )?(?:tat ca|het|ca|all|du ca|toan bo)(?: (?:cac|nhung|muc|cai|deu|co|tren|het|luon|a))*$/

/** The one option meant, or null. A typed number is an option's own value when there is one, else its place in the list. */
export function choiceIn(text: string, options: readonly Choice[]): string | null {
  const words = folded(text)
  const said = words.join(' ')
  if (said === '') return null
  const exact = options.find((option) => option.value.toLowerCase() === text.trim().toLowerCase())
  if (exact) return exact.value
  const number = numberSaid(said)
  if (number !== null) return numbered(number, options)
  return byWords(words, options)
}

/** The options meant, [] for "không có cái nào", null when something was not understood. */
export function choicesIn(text: string, options: readonly Choice[]): string[] | null {
  const said = folded(text).join(' ')
  if (said === '') return null
  const single = choiceIn(text, options)
  if (NOTHING.test(said) || said === '0') return single === null || said !== '0' ? [] : [single]
  if (ALL.test(said)) return options.map((option) => option.value)
  const digits = said.replace(BEFORE_NUMBER, '')
  const parts = /^[\d\s.,/-]+(?:\s*(?:va|voi|cung|&)\s*[\d\s.,/-]+)*$/.test(digits)
    ? (digits.match(/\d+/g) ?? [])
    : text.split(/[,;/&+\n]|(?:\s+(?:và|va|với|voi|and)\s+)/i).filter((part) => part.trim() !== '')
  const values: string[] = []
  for (const part of digitsApart(parts, options.length)) {
    const value = choiceIn(part, options)
    if (value === null) return single === null || /^\d/.test(said) ? null : [single]
    if (!values.includes(value)) values.push(value)
  }
  return values.length > 0 ? values : null
}

/** `13` with fewer than 13 options is 1 and 3. */
function digitsApart(parts: readonly string[], count: number): string[] {
  return parts.flatMap((part) =>
    /^\d{2,}$/.test(part) && Number(part) > count && count < 10 ? part.split('') : [part],
  )
}

function numberSaid(said: string): number | null {
  const rest = said.replace(BEFORE_NUMBER, '')
  const digits = NUMBERED.exec(rest)?.[1]
  if (digits !== undefined) return Number(digits)
  const words = rest.split(' ')
  const inWords =
    words[0] === 'nhat' && words.length === 1 && rest !== said ? { value: 1, next: 1 } : numberAt(words, 0)
  // A lone "không" answers yes/no, it is no zero.
  if (!inWords || inWords.next !== words.length || typeof inWords.value !== 'number' || words[0] === 'khong')
    return null
  return inWords.value
}

function numbered(number: number, options: readonly Choice[]): string | null {
  const own = options.find((option) => option.value === String(number))
  if (own) return own.value
  const numeric = options.some((option) => /^\d+$/.test(option.value))
  return numeric || number < 1 ? null : (options[number - 1]?.value ?? null)
}

/** Same words as a label; else the only label that holds all the words said, or whose words were all said. */
function byWords(words: readonly string[], options: readonly Choice[]): string | null {
  const labels = options.map((option) => ({ value: option.value, words: folded(option.label) }))
  const said = words.join(' ')
  const same = labels.filter((label) => label.words.join(' ') === said)
  if (same.length === 1) return same[0]?.value ?? null
  const inside = labels.filter((label) => label.words.length > 0 && ` ${said} `.includes(` ${label.words.join(' ')} `))
  const longest = inside.sort((a, b) => b.words.length - a.words.length)
  // "hộ cận nghèo" holds "nghèo": the longer label is the one meant.
  if (longest[0] && longest[0].words.length > (longest[1]?.words.length ?? 0)) return longest[0].value
  if (words.length === 1 && said.length < 3) return null
  const holding = labels.filter((label) => ` ${label.words.join(' ')} `.includes(` ${said} `))
  return holding.length === 1 ? (holding[0]?.value ?? null) : null
}

function folded(text: string): string[] {
  return tokensOf(text).map((token: Token) => token.folded)
}
