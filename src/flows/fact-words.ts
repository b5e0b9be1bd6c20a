/** A known value in words, as `sửa` shows it to the person and a saved result to an official. */
import type { Question } from '../core/household.ts'
import type { TextValue } from '../core/reply.ts'
import { asking } from '../rules/ask.ts'
import type { LawBook } from '../rules/law-book.ts'

/** `value` as `factOf` finds it. @throws when the fact is none of policy/facts.yaml */
export function factWords(law: LawBook, value: unknown, { fact }: Question): TextValue {
  const { type } = asking(law, fact)
  if (typeof value === 'boolean') return { key: value ? 'common:yes' : 'common:no' }
  if (value === null) return { key: 'common:never' }
  if (value === 0 && type === 'money') return { key: 'common:no' }
  if (typeof value === 'number') return type === 'money' ? { vnd: value } : value
  if (Array.isArray(value) && value.length === 0) return { key: 'common:no' }
  if (Array.isArray(value)) {
    const words = value.filter((one) => typeof one === 'string')
    // Fields of rice and the like have no word of their own: how many there are is said.
    return words.length === 0 ? value.length : { list: words.map((one) => ({ key: `facts:${fact}.options.${one}` })) }
  }
  if (typeof value !== 'string') return ''
  return type === 'date' ? { day: value } : { key: `facts:${fact}.options.${value}` }
}
