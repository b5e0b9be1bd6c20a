/** Several things asked in one message: its words, its numbers, what the answer makes known. */
import type { Household, Question } from '../core/household.ts'
import type { ReplyOption, TextPart, TextValues } from '../core/reply.ts'
import { readAges } from '../language/ages.ts'
import { readEach, readList } from '../language/lists.ts'
import { shortened } from '../rules/answer.ts'
import {
  type Chosen,
  skipKeys,
  stillNeeded,
  type Told,
  withChosen,
  withEach,
  withoutAnswer,
  withPeople,
  withRest,
} from '../rules/grouped-answer.ts'
import type { Draft } from './draft.ts'
import { noteLearned } from './facts-known.ts'
import type { Answer } from './read-answer.ts'

/** How the waiting question is read: ages | which | who | each | rest. */
export function groupedType({ fact }: Question): string {
  return fact === 'people' ? 'ages' : fact === 'crops' ? 'which' : (fact.split(':')[0] ?? 'which')
}

/** Numbers to choose from; the last one of a list closes it. Not kept in the session, which would grow too heavy. */
export function groupedOptions(draft: Draft, { fact, items = [] }: Question): ReplyOption[] {
  const [kind, name = ''] = fact.split(':')
  const numbered = (labels: readonly TextPart[]): ReplyOption[] =>
    labels.map((label, i) => ({ value: String(i + 1), label }))
  if (fact === 'people') return []
  if (fact === 'crops')
    return numbered([...items.map((item) => ({ key: `facts:crop.kind.options.${item}` })), { key: 'questions:close' }])
  if (kind === 'rest') return numbered([{ key: 'questions:rest_yes' }, { key: 'questions:rest_unsure' }])
  if (kind === 'which')
    return numbered([...items.map((item) => ({ key: `questions:items.${item}` })), { key: 'questions:close' }])
  if (kind === 'who')
    return numbered([...items.map((person) => aged(draft, person, 'person')), { key: 'questions:close_people' }])
  const options = draft.talk.law.data.facts.find((one) => one.fact === name)?.options ?? []
  return numbered(options.map((option) => ({ key: `facts:${name}.options.${option}` })))
}

/** The question's own sentence, why it is asked, or an example of an answer. */
export function groupedText(draft: Draft, question: Question, part: 'ask' | 'why' | 'example'): TextPart[] {
  const { fact, items = [] } = question
  const [kind, name = ''] = fact.split(':')
  const last = items.length + 1
  const values: TextValues = { last, some: last > 3 ? `1 3 ${last}` : `1 ${last}` }
  if (kind === 'rest') {
    if (part === 'why') return [{ key: 'questions:rest_why' }]
    if (part === 'example') return []
    return [{ key: fact.startsWith('rest:who:') ? 'questions:rest_people' : 'questions:rest' }]
  }
  if (kind === 'who') {
    const how = { key: 'questions:who_how', values }
    if (part === 'why') return [{ key: 'questions:who_why' }]
    return part === 'ask' ? [{ key: `questions:who.${name}` }, how] : [how]
  }
  if (kind === 'each') {
    const group = draft.talk.law.data.questions.find((one) => one.ask === 'each' && one.fact === name)
    const people = { list: items.map((person) => aged(draft, person, 'aged')) }
    return [{ key: `questions:${group?.question ?? ''}.${part}`, values: { people } }]
  }
  const key = `questions:${kind === 'which' ? name : fact}.${part}`
  // Whoever was told of already is not forgotten.
  const more =
    fact === 'people' && part === 'ask' && Number(items[0] ?? 0) > 0 ? [{ key: 'questions:people.more' }] : []
  return [{ key, values }, ...more]
}

/** Whether the question is delicate, so that its reason is said with it. */
export function groupedDelicate(draft: Draft, { fact }: Question): string | null {
  const name = fact.replace(/^rest:/, '').split(':')[1] ?? ''
  const group = draft.talk.law.data.questions.find(
    ({ question, items, sensitive }) => sensitive && (question === name || items.some(({ item }) => item === name)),
  )
  if (!group || fact.startsWith('rest:')) return null
  // Who it is follows the list at once: its reason has just been said.
  return fact.startsWith('who:') && draft.skipped.includes(`which:${group.question}`) ? null : group.question
}

/** The answer in the shape its type has; null when the message is no such answer. */
export function readGrouped(draft: Draft, question: Question): Answer | null {
  const { text } = draft.heard
  const found = (value: unknown): Answer | null => (value === null ? null : { kind: 'value', value })
  const labels = groupedOptions(draft, question).map(({ value, label }) => ({
    value,
    label: draft.talk.flows.label(draft.language, label.key) ?? value,
  }))
  switch (groupedType(question)) {
    case 'ages':
      return found(readAges(text, draft.input.today))
    case 'each': {
      const [, name = ''] = question.fact.split(':')
      const options = draft.talk.law.data.facts.find((one) => one.fact === name)?.options ?? []
      const read = readEach(text, labels, question.items?.length ?? 0)
      return found(read?.map((value) => options[Number(value) - 1]) ?? null)
    }
    default: {
      const read = readList(text, labels.slice(0, -1), labels.length)
      if (!read) return null
      const items = question.items ?? []
      return found({ chosen: read.chosen.flatMap((value) => items[Number(value) - 1] ?? []), closed: read.closed })
    }
  }
}

/** Takes the answer into the household; whether that was all is to be asked next where it was not said. */
export function learnGrouped(draft: Draft, question: Question, value: unknown): Question | null {
  const { law } = draft.talk
  const before = draft.household
  let told: Told
  if (question.fact.startsWith('rest:')) told = { household: value === true ? withRest(law, before, question) : before }
  else if (question.fact === 'people') told = withPeople(before, question, agesOf(value))
  else if (question.fact.startsWith('each:'))
    told = { household: withEach(before, question, Array.isArray(value) ? value : []) }
  else told = withChosen(law, before, question, chosenOf(value))
  draft.household = shortened(told.household)
  if (told.done !== undefined) draft.skipped = [...draft.skipped.filter((key) => key !== told.done), told.done]
  draft.skipped = draft.skipped.filter((key) => stillNeeded(law, draft.household, key))
  noteLearned(draft, before)
  return told.rest ?? null
}

/** "Bỏ qua": nothing of it becomes known, and it is not asked again. */
export function skipGrouped(draft: Draft, question: Question): void {
  draft.skipped = [...draft.skipped, ...skipKeys(question)]
}

/** "Lại": as if it had not been asked. */
export function askedAnew(draft: Draft, question: Question): void {
  const keys = skipKeys(question)
  draft.household = withoutAnswer(draft.talk.law, draft.household, question)
  draft.skipped = draft.skipped.filter((key) => !keys.includes(key))
}

/** What of a question is kept to find back to it: as little as will do. */
export function trailed(question: Question): Question {
  return /^(?:which|who):/.test(question.fact) ? { fact: question.fact } : question
}

/** What a sentence said of the household itself; of whom the rest is said is not sure in an answer about several people. */
export function withoutPeople(said: Household): Household {
  const { people: _, ...rest } = said
  return rest
}

function aged(draft: Draft, person: string, key: 'person' | 'aged'): TextPart {
  const age = draft.household.people?.[Number(person)]?.age ?? 0
  return { key: `questions:${key}`, values: { age } }
}

function agesOf(value: unknown): number[] {
  return Array.isArray(value) ? value.filter((age): age is number => typeof age === 'number') : []
}

function chosenOf(value: unknown): Chosen {
  const chosen: unknown = value !== null && typeof value === 'object' ? Reflect.get(value, 'chosen') : []
  const closed: unknown = value !== null && typeof value === 'object' ? Reflect.get(value, 'closed') : false
  return { chosen: Array.isArray(chosen) ? chosen.map(String) : [], closed: closed === true }
}
