/** What somebody wished for, as an official reads it in a list: "may", "Nhật Bản", "Làm ăn, chăn nuôi", never `sewing` or `VB-POOR`. */
import type { Language } from '../core/language.ts'
import type { TextValue } from '../core/reply.ts'
import type { FlowBook } from '../flows/flow-book.ts'
import type { Texts } from '../texts/texts.ts'

const MONTHS = 'offer-lists:months'
const VALUE = 'offer-lists:value'

/** The answers kept with a lead, a choice or an understood word by its own words, money as money; what was written stays as written. */
export function detailWords(
  flows: FlowBook,
  texts: Texts,
  language: Language,
  details: Readonly<Record<string, unknown>>,
): string {
  return Object.entries(details)
    .map(([name, value]) => {
      const key = typeof value === 'string' ? keyOf(flows, texts, name, value) : undefined
      if (key !== undefined) return texts.say(language, key)
      if (name === 'months' && typeof value === 'number') return texts.say(language, MONTHS, { months: value })
      const shown: TextValue = name.endsWith('_vnd') && typeof value === 'number' ? { vnd: value } : String(value)
      return texts.say(language, VALUE, { value: shown })
    })
    .join('; ')
}

/** The rule that a loan rests on, by its name. */
export function aboutWords(texts: Texts, language: Language, about: string): string {
  const key = `programmes:rules.${about}.name`
  return about !== '' && texts.has(language, key) ? texts.say(language, key) : about
}

function keyOf(flows: FlowBook, texts: Texts, name: string, value: string): string | undefined {
  const keys = flows.ids.flatMap((flow) =>
    Object.entries(flows.flow(flow)?.steps ?? {}).flatMap(([id, step]) =>
      'ask' in step && step.save === name ? [`${flow}:options.${id}.${value}`, `${flow}:said.${id}.${value}`] : [],
    ),
  )
  // What somebody wrote may look like no key at all.
  return /^\w+$/.test(value) ? keys.find((key) => texts.has('vi', key)) : undefined
}
