/** An event as its page shows it: live counts by commune, who needs help, and who has not answered, the weak first. */
import type { Household } from '../core/household.ts'
import { may, type Official } from '../core/official.ts'
import type { Vulnerable } from '../core/report.ts'
import type { Disaster } from '../store/case-store.ts'
import type { CheckInCount, CheckInList, CheckInRow } from '../store/check-in-store.ts'
import { communesWithin, eventOf, mayChange } from './disasters.ts'
import type { Ports } from './ports.ts'

/** What pages are told of an event: they know the service and not the store. */
export type { Disaster } from '../store/case-store.ts'
export type { CheckInCount, CheckInList } from '../store/check-in-store.ts'

/** As many as a commune has; beyond it a page would say so. */
const MOST_ROWS = 5_000

export interface EventDesk {
  readonly event: Disaster
  readonly counts: readonly CheckInCount[]
  readonly total: CheckInCount
  readonly mayChange: boolean
}

/** Null for an unknown event and for one elsewhere alike. */
export async function openEventDesk(ports: Ports, official: Official, id: string): Promise<EventDesk | null> {
  const event = await eventOf(ports, official, id)
  if (event === null) return null
  const counts = await ports.store.checkIns.counts(communesWithin(ports, official.scope), id)
  return { event, counts, total: counts.reduce(sum, NOTHING), mayChange: mayChange(ports, official, event) }
}

/** A person of a list; `vulnerable`: text keys below `disasters:vulnerable.`, heaviest first. */
export interface EventPerson extends CheckInRow {
  readonly vulnerable: readonly string[]
}

/** People of one list, those who can help themselves least first; null where the event is not to be seen. */
export async function eventPeople(
  ports: Ports,
  official: Official,
  id: string,
  list: CheckInList,
): Promise<readonly EventPerson[] | null> {
  if (!may(official.role, 'read_cases') || (await eventOf(ports, official, id)) === null) return null
  const rows = await ports.store.checkIns.rows(communesWithin(ports, official.scope), id, list, MOST_ROWS)
  return weakFirst(rows)
}

/** Sorted by how little they can help themselves; who is alike stays in the order of asking. Pure. */
export function weakFirst(rows: readonly CheckInRow[]): readonly EventPerson[] {
  return rows
    .map((row) => {
      const found = weaknesses(row.household, row.reported)
      return {
        person: { ...row, vulnerable: found.map(({ key }) => key) },
        weight: found.reduce((n, one) => n + one.weight, 0),
      }
    })
    .sort((a, b) => b.weight - a.weight)
    .map(({ person }) => person)
}

interface Weakness {
  readonly key: string
  readonly weight: number
}

const SMALL_CHILD = 6
const OLD = 60
const VERY_OLD = 75

/** As far as known: what was said of the household in any talk, and in any report of their own. */
function weaknesses(household: Household, reported: readonly Vulnerable[]): readonly Weakness[] {
  const people = household.people ?? []
  const ages = people.flatMap(({ age }) => (age === undefined ? [] : [age]))
  const told = (word: Vulnerable) => reported.includes(word)
  const isOld = ages.some((age) => age >= OLD) || told('elderly')
  const isAlone = (household.people_complete === true && people.length === 1) || told('alone')
  const all: readonly (Weakness & { readonly holds: boolean })[] = [
    { key: 'old_alone', weight: 9, holds: isAlone && isOld },
    { key: 'disabled', weight: 8, holds: told('disabled') || people.some(isDisabled) },
    { key: 'very_old', weight: 7, holds: ages.some((age) => age >= VERY_OLD) },
    { key: 'pregnant', weight: 7, holds: told('pregnant') },
    { key: 'sick', weight: 6, holds: told('sick') },
    { key: 'infant', weight: 6, holds: told('infant') || ages.some((age) => age < 1) },
    { key: 'small_child', weight: 5, holds: told('child') || ages.some((age) => age >= 1 && age < SMALL_CHILD) },
    { key: 'old', weight: 4, holds: isOld && !ages.some((age) => age >= VERY_OLD) },
    { key: 'alone', weight: 3, holds: isAlone && !isOld },
  ]
  return all.filter(({ holds }) => holds)
}

function isDisabled({ disability }: NonNullable<Household['people']>[number]): boolean {
  return disability === 'severe' || disability === 'extremely_severe' || disability === 'mild'
}

const NOTHING: CheckInCount = {
  ...{ commune: null, asked: 0, safe: 0, needHelp: 0, noAnswer: 0, notAsked: 0, waiting: 0, failed: 0 },
  ...{ followedUp: 0, full: 0, part: 0, none: 0 },
}

function sum(a: CheckInCount, b: CheckInCount): CheckInCount {
  return {
    commune: null,
    asked: a.asked + b.asked,
    safe: a.safe + b.safe,
    needHelp: a.needHelp + b.needHelp,
    noAnswer: a.noAnswer + b.noAnswer,
    notAsked: a.notAsked + b.notAsked,
    waiting: a.waiting + b.waiting,
    failed: a.failed + b.failed,
    followedUp: a.followedUp + b.followedUp,
    full: a.full + b.full,
    part: a.part + b.part,
    none: a.none + b.none,
  }
}
