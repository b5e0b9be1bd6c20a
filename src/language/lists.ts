/** Answers to a list whose last number means "nothing else", and one number for each of several people. */
import { readChoice, readChoices } from './answers.ts'
import type { Choice } from './choices.ts'
import { fold } from './fold.ts'

export interface ListRead {
  /** Values of the options chosen. */
  readonly chosen: readonly string[]
  /** The person said that nothing else applies. */
  readonly closed: boolean
}

const THAT_IS_ALL =
  /(?:^|[\s,.;]+)(?:(?:la |the la |vay la )?(?:het|xong)(?: roi| a| ca| thoi)*|(?:the )?thoi(?: a)?|(?:khong|ko|k) con (?:gi|ai|nguoi nao|dieu nao)(?: khac| nua| het)*|nothing else|nobody else|that is all|thats all)[\s.!]*$/
const ONLY = /^(?:da |thua )?(?:chi|only|moi)(?: co| minh)? /
const NONE =
  /^(?:0|khong|ko|k|none|no|nothing|(?:khong|ko|k)(?: co)? (?:ai|nguoi nao)(?: ca| het| dau)?|nobody|no one)$/
const POLITE = /^(?:(?:da|vang|thua)(?: |$))+|(?: (?:a|nhe|nha|nhe ban|can bo))+$/g
const EVERYTHING = /^(?:tat ca|du ca|toan bo|all)\b/

/**
 * Reads `1 3`, `1,3 và 6`, `số 1 với số 3`, words of the options, "không có cái nào". The list is closed by its last number, by
 * "hết" or "chỉ …", by "none" and by choosing everything. Null when the message is no such answer.
 */
export function readList(text: string, options: readonly Choice[], last: number): ListRead | null {
  const said = fold(text).replace(POLITE, '').trim()
  if (NONE.test(said)) return { chosen: [], closed: true }
  if (EVERYTHING.test(said)) return { chosen: options.map(({ value }) => value), closed: true }
  const all = THAT_IS_ALL.test(said)
  const rest = said.replace(THAT_IS_ALL, '').replace(ONLY, '').trim()
  if (rest === '') return all ? { chosen: [], closed: true } : null
  const close = String(last)
  const read = readChoices(rest, [...options, { value: close, label: close }])
  if (!read) return null
  const chosen = read.filter((value) => value !== close)
  const closed = all || ONLY.test(said) || read.length === 0 || read.length > chosen.length
  return { chosen, closed: closed || chosen.length === options.length }
}

/** One option's value for each of `count` people, in the order asked; null unless there are just as many. */
export function readEach(text: string, options: readonly Choice[], count: number): string[] | null {
  const said = fold(text)
  const digits = /^[\d\s.,;/+&-]+(?:\s*(?:va|voi)\s*[\d\s.,;]+)*$/.test(said) ? said.match(/\d+/g) : null
  const apart = digits && digits.length === 1 && digits[0]?.length === count ? digits[0].split('') : digits
  const parts = apart ?? said.split(/[,;\n]|\s(?:va|voi)\s/).filter((part) => part.trim() !== '')
  if (parts.length !== count) return null
  const values = parts.map((part) => readChoice(part, options))
  return values.every((value) => value !== null) ? values : null
}
