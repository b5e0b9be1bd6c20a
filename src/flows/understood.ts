/** What a message said of the household without being asked, read back in one clause: "Tôi hiểu: 76 tuổi, hộ nghèo. Sai thì soạn SUA." */
import type { Question } from '../core/household.ts'
import type { TextPart, TextValue } from '../core/reply.ts'
import type { Draft } from './draft.ts'
import { factOf } from './facts-known.ts'

/** Below it somebody is a child. */
const GROWN = 16
/** Said of one's own accord with a child's mother and father both dead: one of them is enough to say. */
const IMPLIED = 'person.no_source_of_care'
/** Words that say no more than the clause. */
const NOTED = 'common:noted'
/** Names the person by age already. */
const ABOUT = 'common:about_person'
const UNDERSTOOD = 'common:understood'
const BOTH = 'common:understood_both'
const BRIEFLY = 'common:understood_briefly'

/**
 * The clause stands first in what is said, for it is what the rest rests on; with a wish that was understood (said.ts) it is one sentence.
 * @returns false when nothing is to be read back
 */
export function sayUnderstood(draft: Draft): boolean {
  const about = draft.replies.some(({ parts }) => parts.some(({ key }) => key === ABOUT))
  const words = understoodWords(draft).filter((word) => !(about && named(word)))
  const [reply] = draft.replies.filter(({ parts }) => parts.length > 0)
  if (words.length === 0 || !reply) return false
  const wish = draft.replies.flatMap(({ parts }) => parts).find(({ key }) => key === UNDERSTOOD)
  const facts: TextValue = { list: words }
  const both = wish?.values?.what
  const rest = reply.parts.filter((part) => part !== wish && part.key !== NOTED)
  reply.parts.splice(
    0,
    reply.parts.length,
    clause(both === undefined ? facts : { key: BOTH, values: { wish: both, facts } }),
    ...rest,
  )
  return true
}

/** The clause as it will be said so far; undefined when nothing is to be read back. For what must know its length beforehand. */
export function understoodPart(draft: Draft): TextPart | undefined {
  const words = understoodWords(draft)
  return words.length === 0 ? undefined : clause({ list: words })
}

function clause(what: TextValue): TextPart {
  return { key: UNDERSTOOD, values: { what }, briefly: BRIEFLY }
}

/** Not the answer to what was asked. People first, as they were told; then the house. What has no words of its own in `common:said` is delicate, and not repeated. */
function understoodWords(draft: Draft): TextValue[] {
  const { asked } = draft
  // A report says itself what it took down.
  if (draft.events.some(({ type }) => type === 'hardship_reported')) return []
  const told = draft.understood.filter(
    ({ fact, person = 0 }) => fact !== IMPLIED && !(fact === asked?.fact && person === (asked.person ?? 0)),
  )
  const people = told.filter(({ fact }) => fact.startsWith('person.'))
  const house = told.filter(({ fact }) => !fact.startsWith('person.'))
  return [...people, ...house].flatMap((question) => {
    const word = wordOf(question, factOf(draft.household, question))
    return draft.talk.flows.label('vi', word.key) === undefined ? [] : [word]
  })
}

function wordOf({ fact, person = 0 }: Question, value: unknown): { key: string; values?: Record<string, TextValue> } {
  const name = fact.replace(/^person\./, '')
  if (name === 'age' && person > 0 && typeof value === 'number')
    return { key: `common:said.age.${value < GROWN ? 'child' : 'other'}`, values: { value } }
  const of = `common:said.${name}`
  if (typeof value === 'boolean') return { key: `${of}.${value ? 'yes' : 'no'}` }
  if (typeof value !== 'number') return { key: `${of}.${String(value)}` }
  if (value === 0) return { key: `${of}.nought` }
  return { key: `${of}.some`, values: { value: name.endsWith('_vnd') ? { vnd: value } : value } }
}

/** Another person's age, which "Về người 72 tuổi" has said. */
function named(word: TextValue): boolean {
  return typeof word === 'object' && 'key' in word && /^common:said\.age\.(?:other|child)$/.test(word.key)
}
