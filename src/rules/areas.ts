/** What a commune's own place in the lists of `policy/areas/` says of every household in it: region, difficulty, island. */
import type { Day } from '../core/day.ts'
import type { Household } from '../core/household.ts'
import type { Confidence } from '../core/verdict.ts'
import type { LawBook } from './law-book.ts'
import type { AreaClass, AreaRow } from './law-data.ts'

/** A commune in force: `kind` as its name begins. A special zone (đặc khu) is neither rural nor urban by its name. */
export interface PlaceUnit {
  readonly code: string
  /** 2-digit code of its province. */
  readonly province: string
  readonly kind: 'xa' | 'phuong' | 'dac-khu'
}

export type PlaceFact = 'province' | 'area' | 'region' | 'extremely_difficult_area' | 'island'
export type PlaceFacts = Pick<Household, PlaceFact>

/** Why a fact of a place is known: a row of a list, or the kind of the unit itself. */
export interface PlaceBasis {
  readonly fact: PlaceFact
  /** Document and article of the list; empty where the unit's own kind says it. */
  readonly basis: string
  readonly article: string
  readonly confidence: Confidence
  readonly from: Day | null
}

const FACTS: Readonly<Record<AreaClass, PlaceFacts>> = {
  region_1: { region: 'I' },
  region_2: { region: 'II' },
  region_3: { region: 'III' },
  extremely_difficult: { extremely_difficult_area: true },
  island: { island: true },
}

/**
 * Facts of everybody who lives in this commune on this day. What no list says stays unknown and is never "no": a hamlet may be on a
 * list of its own. A row held for `unconfirmed` gives no fact, so that nothing certain rests on it.
 */
export function placeFacts(book: LawBook, unit: PlaceUnit, on: Day): PlaceFacts {
  const facts: PlaceFacts = { province: unit.province }
  if (unit.kind !== 'dac-khu') facts.area = unit.kind === 'xa' ? 'rural' : 'urban'
  for (const row of surely(book, unit.code, on)) Object.assign(facts, FACTS[row.class])
  return facts
}

/** On what each of those facts rests, for reasons shown to people and officials. */
export function placeBasis(book: LawBook, unit: PlaceUnit, on: Day): readonly PlaceBasis[] {
  const listed = surely(book, unit.code, on).map(
    ({ class: named, basis, article, confidence, valid_from: from }): PlaceBasis => ({
      fact: factOfClass(named),
      basis,
      article,
      confidence,
      from,
    }),
  )
  if (unit.kind === 'dac-khu') return listed
  return [{ fact: 'area', basis: '', article: '', confidence: 'likely', from: null }, ...listed]
}

/** Rows of one commune that count on a day, those held for unconfirmed as well. */
export function areaRows(book: LawBook, commune: string, on: Day): readonly AreaRow[] {
  return (book.areas.get(commune) ?? []).filter(
    ({ valid_from: from, valid_to: to }) => from <= on && (to === null || on <= to),
  )
}

function surely(book: LawBook, commune: string, on: Day): readonly AreaRow[] {
  return areaRows(book, commune, on).filter(({ confidence }) => confidence !== 'unconfirmed')
}

function factOfClass(named: AreaClass): PlaceFact {
  if (named === 'extremely_difficult') return 'extremely_difficult_area'
  return named === 'island' ? 'island' : 'region'
}
