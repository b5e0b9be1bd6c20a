/** What the person's own commune says of the household: taken for the turn, never asked, never kept as the person's words. */
import type { Household } from '../core/household.ts'
import { type PlaceBasis, type PlaceFacts, type PlaceUnit, placeBasis, placeFacts } from '../rules/areas.ts'
import type { Draft } from './draft.ts'

const KINDS: Readonly<Record<string, PlaceUnit['kind']>> = { x: 'xa', p: 'phuong', d: 'dac-khu' }

/**
 * Puts the facts of the commune beside what was said; what the person said stays and wins, for a hamlet may differ from its commune.
 * A fact spoken of in this very message is left to the message. `keepWhatWasSaid` takes them out again.
 */
export function takePlaceFacts(draft: Draft): void {
  const known = factsOf(draft)
  if (known === null) return
  const said = draft.heard.meaning()?.household ?? {}
  const taken: PlaceFacts = {}
  for (const [fact, value] of Object.entries(known))
    if (!Object.hasOwn(draft.household, fact) && !Object.hasOwn(said, fact)) Object.assign(taken, { [fact]: value })
  draft.fromPlace = taken
  draft.household = { ...draft.household, ...taken }
}

/** The household as the person told it: facts of the place that nobody changed are taken out. */
export function keepWhatWasSaid({ household, fromPlace }: Pick<Draft, 'household' | 'fromPlace'>): Household {
  const taken = Object.entries(fromPlace)
  if (taken.length === 0) return household
  const same = new Set(taken.flatMap(([fact, value]) => (Reflect.get(household, fact) === value ? [fact] : [])))
  return Object.fromEntries(Object.entries(household).filter(([fact]) => !same.has(fact)))
}

/** Why a fact taken from the place is known; undefined where the person said it or nobody did. */
export function basisOf(draft: Draft, fact: string): PlaceBasis | undefined {
  if (!Object.hasOwn(draft.fromPlace, fact)) return undefined
  if (Reflect.get(draft.fromPlace, fact) !== Reflect.get(draft.household, fact)) return undefined
  const unit = unitOf(draft)
  return unit ? placeBasis(draft.talk.law, unit, draft.input.today).find((one) => one.fact === fact) : undefined
}

function factsOf(draft: Draft): PlaceFacts | null {
  const unit = unitOf(draft)
  if (unit) return placeFacts(draft.talk.law, unit, draft.input.today)
  const { province } = draft.input.speaker
  return province === undefined ? null : { province }
}

/** The commune that this deployment serves, else the one the person named as where they are. */
function unitOf({ input, talk, commune }: Draft): PlaceUnit | null {
  const found = talk.places.communes.get(input.speaker.commune ?? commune ?? '')
  const kind = found && KINDS[found.letter]
  return found && kind ? { code: found.code, province: found.province, kind } : null
}
