/** What is counted when the reading is measured: rows with their right answer in, counts of right and wrong out. */
import { readAgeQuantity, readDate, readMoney, readQuantity, readYesNo } from '../language/answers.ts'
import type { Lexicon } from '../language/lexicon.ts'
import { type Places, readPlace } from '../language/places.ts'
import { understand } from '../language/understand.ts'

/** The label guide's reference day. */
const TODAY = '2026-11-23'
/** From here on a meaning is acted on without asking. */
const ACCEPTED = 0.5
const FARM_REGIONS = ['bac', 'trung', 'nam'] as const

/** A row of a labelled file, one JSON object a line. */
export type Row = Readonly<Record<string, unknown>>

export interface Labelled {
  readonly text: string
  readonly intent: string
  readonly style: string
}

export interface Outcome {
  readonly row: Labelled
  readonly intent: string
  readonly confidence: number
  readonly danger: boolean
  readonly optOut: boolean
}

/** How many of how many. */
export type Share = readonly [count: number, of: number]

/** A labelled row as it is needed here. */
export function labelled(row: Row): Labelled {
  return { text: String(row.text), intent: String(row.intent), style: typeof row.style === 'string' ? row.style : '' }
}

/** Every row read with this lexicon. */
export function outcomesOf(lexicon: Lexicon, rows: readonly Labelled[]): Outcome[] {
  return rows.map((row) => {
    const { intent, danger, optOutWording } = understand(lexicon, row.text, { today: TODAY })
    return { row, intent: intent.id, confidence: intent.confidence, danger, optOut: optOutWording }
  })
}

/** The figures the aims are set in, by name; shares of nothing are [0, 0]. */
export function intentFigures(all: readonly Outcome[]): Record<string, Share> {
  const inScope = all.filter((one) => one.row.intent !== 'out_of_scope')
  const outside = all.filter((one) => one.row.intent === 'out_of_scope')
  const emergencies = all.filter((one) => one.row.intent === 'emergency')
  const calm = all.filter((one) => one.row.intent !== 'emergency')
  const optOuts = all.filter((one) => one.row.intent === 'opt_out')
  return {
    intent: share(all, right),
    'emergency recall': share(emergencies, (one) => one.danger),
    'false alarms': share(calm, (one) => one.danger),
    'opt-out recall': share(optOuts, (one) => one.intent === 'opt_out' || one.optOut),
    'out of scope accepted': share(outside, (one) => !right(one) && one.confidence >= ACCEPTED),
    'in scope wrong at 0.5': share(inScope, (one) => !right(one) && one.confidence >= ACCEPTED),
    'in scope asked (below 0.5)': share(inScope, (one) => one.confidence < ACCEPTED),
  }
}

/** Right intents in each style, or of each intent. */
export function rightBy(all: readonly Outcome[], key: 'style' | 'intent'): Record<string, Share> {
  const groups = Map.groupBy(all, (one) => one.row[key])
  return Object.fromEntries([...groups].map(([name, group]) => [name, share(group, right)] as const))
}

/** True when number (with its kind), yes/no or province is read as the row says. */
export function answerRight(kind: 'numbers' | 'yesno' | 'places', row: Row, places: Places): boolean {
  const text = String(row.text)
  if (kind === 'yesno') return readYesNo(text) === row.value
  if (kind === 'places') return (readPlace(places, text).province?.name ?? null) === row.province
  return JSON.stringify(numberIn(text, row)) === JSON.stringify(row.value)
}

function numberIn(text: string, row: Row): unknown {
  if (row.kind === 'date') return readDate(text, TODAY)
  if (row.kind === 'age') return readAgeQuantity(text, TODAY)?.value ?? null
  if (row.kind === 'money_vnd') return readMoney(text)?.value ?? null
  const region = FARM_REGIONS.find((one) => one === row.region)
  return readQuantity(text, row.kind === 'people' ? 'people' : 'area_ha', region)?.value ?? null
}

function right(one: Outcome): boolean {
  return one.intent === one.row.intent
}

function share<Item>(list: readonly Item[], test: (item: Item) => boolean): Share {
  return [list.filter(test).length, list.length]
}
