/** People as officials look at them: found by code, exact phone or name; what is known in words; sensitive facts hidden until needed. */
import type { Question } from '../core/household.ts'
import { may, type Official, type Role } from '../core/official.ts'
import type { TextValue } from '../core/reply.ts'
import { factWords } from '../flows/fact-words.ts'
import { fold } from '../language/fold.ts'
import type { PersonFile, PersonLine } from '../store/people-store.ts'
import type { Ports } from './ports.ts'

export type { PersonFile, PersonLine } from '../store/people-store.ts'

const MOST_NAMES = 20_000
const MOST_FOUND = 50
const MESSAGES = 60

/** Who may need ethnicity, disability, HIV or a sentence: those who check and decide allowances in the commune, with a reason each time. */
const MAY_NEED_SENSITIVE: ReadonlySet<Role> = new Set(['commune_officer', 'commune_leader'])

export interface KnownFact {
  readonly question: Question
  /** Null: hidden. */
  readonly value: TextValue | null
  readonly learnedAt: number
  readonly sensitive: boolean
}

export interface OpenedPerson {
  readonly file: PersonFile
  readonly facts: readonly KnownFact[]
  readonly hidden: number
  readonly mayShowSensitive: boolean
}

/** A phone number as people write it, in E.164; null for anything else. */
export function phoneIn(typed: string): string | null {
  const digits = typed.replace(/[\s.()-]/g, '')
  if (/^0\d{9}$/.test(digits)) return `+84${digits.slice(1)}`
  if (/^84\d{9}$/.test(digits)) return `+${digits}`
  return /^\+\d{8,15}$/.test(digits) ? digits : null
}

/** By exact phone number, else by a part of the name in any spelling; empty for an empty search. */
export async function findPeople(
  ports: Pick<Ports, 'store'>,
  { scope, role }: Official,
  typed: string,
): Promise<readonly PersonLine[]> {
  const wanted = fold(typed.slice(0, 100))
  if (!may(role, 'see_people') || wanted === '') return []
  const phone = phoneIn(typed)
  if (phone !== null) return ports.store.people.lines(scope, { phone })
  const named = await ports.store.people.named(scope, MOST_NAMES)
  const ids = named.filter(({ name }) => fold(name).includes(wanted)).map(({ id }) => id)
  return ids.length === 0 ? [] : ports.store.people.lines(scope, { ids: ids.slice(0, MOST_FOUND) })
}

/**
 * One person; null for an unknown id and for one outside the scope alike. Written into the audit log first: when that cannot be
 * written, nothing is shown. `reason`: why sensitive facts are needed; without one they stay hidden.
 */
export async function openPerson(
  ports: Pick<Ports, 'store' | 'talk' | 'now'>,
  official: Official,
  id: string,
  reason?: string,
): Promise<OpenedPerson | null> {
  if (!may(official.role, 'see_people')) return null
  const file = await ports.store.people.get(official.scope, id, MESSAGES)
  if (file === null) return null
  const mayShowSensitive = MAY_NEED_SENSITIVE.has(official.role)
  const why = (reason ?? '').trim().slice(0, 200)
  const shows = mayShowSensitive && why !== ''
  const action = shows ? 'sensitive_facts_shown' : 'person_opened'
  await ports.store.audit.append(official.id, action, { contact: id, ...(shows ? { why } : {}) }, ports.now())
  const { law } = ports.talk
  const facts = file.facts.flatMap(({ fact, person, value, learnedAt }): KnownFact[] => {
    const data = law.data.facts.find((one) => one.fact === fact)
    if (!data) return []
    const question = { fact, ...(person === null ? {} : { person }) }
    const sensitive = data.sensitive === true
    return [{ question, value: sensitive && !shows ? null : factWords(law, value, question), learnedAt, sensitive }]
  })
  return { file, facts, hidden: facts.filter(({ value }) => value === null).length, mayShowSensitive }
}
