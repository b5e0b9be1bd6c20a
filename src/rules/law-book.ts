/** Opens the compiled law: ids become numbers, conditions become closures, figures are looked up once a day and province. */
import type { Day } from '../core/day.ts'
import type { CropLoss } from '../core/household.ts'
import { compile, group, type Node, type Numbering } from './compile.ts'
import { type DayBook, openDay } from './day-book.ts'
import type { HouseholdFact, PersonFact } from './derived.ts'
import { classesOf } from './fact-classes.ts'
import type { AreaRow, FactData, HighestOnlyData, LawData, ParameterData, RuleData } from './law-data.ts'
import { cropReader, householdReader, personReader } from './sheet.ts'

export type { LawData } from './law-data.ts'

export interface OpenRule {
  readonly programme: string
  readonly data: RuleData
  readonly ofPerson: boolean
  readonly conditions: readonly Node[]
  /** All conditions together, before the rule's cap. */
  readonly whole: Node
  readonly doubts: readonly { readonly when: Node; readonly note: string }[]
  readonly withheld: Node | null
  /** The facts that it looks at. */
  readonly slots: ReadonlySet<number>
}

export interface OpenFact {
  readonly data: FactData
  readonly slot: number
  readonly ofPerson: boolean
  /** What is asked to learn it: another fact where this one is computed. */
  readonly asks: string
  readonly askedData: FactData
  readonly askedSlot: number
  /** One answer for each way the law tells answers apart. */
  readonly classes: readonly unknown[]
}

export interface LawBook {
  /** Ids of the programmes that the talk offers, in the order of `policy/programmes`; what `screen` looks at when not told otherwise. */
  readonly programmes: readonly string[]
  /** Ids of all programmes. */
  readonly everyProgramme: readonly string[]
  readonly rules: readonly OpenRule[]
  readonly facts: readonly OpenFact[]
  readonly householdReaders: readonly { readonly slot: number; readonly read: HouseholdFact }[]
  readonly personReaders: readonly { readonly slot: number; readonly read: PersonFact }[]
  readonly cropReaders: readonly { readonly slot: number; readonly read: (crop: CropLoss) => unknown }[]
  readonly presumptions: readonly { readonly slot: number; readonly value: unknown; readonly when: Node }[]
  readonly parameters: readonly ParameterData[]
  readonly highestOnly: readonly HighestOnlyData[]
  readonly provinces: ReadonlySet<string>
  /** Commune code → its rows in the area lists. */
  readonly areas: ReadonlyMap<string, readonly AreaRow[]>
  readonly data: LawData
  /** Figures and fixed sentences of one day in one province; kept for the next household. */
  day(on: Day, province: string | undefined): DayBook
}

/** Days kept open; a talk lives on one day, a test on a few. */
const DAYS = 64

/** @throws Error when the data did not pass `checkLaw` */
export function openLaw(data: LawData): LawBook {
  const slots = new Map(data.facts.map(({ fact }, slot) => [fact, slot]))
  const figures = new Map(data.parameters.map(({ parameter }, index) => [parameter, index]))
  const numbers: Numbering = {
    slot: (fact) => known(slots, fact),
    isPerson: (slot) => /^(person|crop)\./.test(data.facts[slot]?.fact ?? ''),
    figure: (parameter) => known(figures, parameter),
    citations: (sources) => sources,
  }
  const rules = data.programmes.flatMap(({ programme, rules }) =>
    rules.map((rule) => openRule(programme, rule, numbers)),
  )
  const byId = new Map(data.facts.map((fact) => [fact.fact, fact]))
  const classes = classesOf(data)
  const facts = data.facts.map((fact, slot): OpenFact => {
    const asks = fact.asks ?? fact.fact
    return {
      data: fact,
      slot,
      ofPerson: numbers.isPerson(slot),
      asks,
      askedData: byId.get(asks) ?? fact,
      askedSlot: slots.get(asks) ?? slot,
      classes: classes.get(fact.fact) ?? [],
    }
  })
  const presumptions = data.presumptions.map(({ fact, value, when }) => ({
    slot: numbers.slot(fact),
    value,
    when: compile(when, numbers),
  }))
  const days = new Map<string, DayBook>()
  const own = new Set(data.parameters.flatMap(({ provinces }) => Object.keys(provinces)))
  const book: LawBook = {
    programmes: data.programmes.flatMap(({ programme, talk }) => (talk ? [programme] : [])),
    everyProgramme: data.programmes.map(({ programme }) => programme),
    rules,
    facts,
    householdReaders: facts
      .filter(({ ofPerson }) => !ofPerson)
      .map(({ slot, data }) => ({ slot, read: householdReader(data.fact) })),
    personReaders: facts
      .filter(({ data }) => data.fact.startsWith('person.'))
      .map(({ slot, data }) => ({ slot, read: personReader(data.fact) })),
    cropReaders: facts
      .filter(({ data }) => data.fact.startsWith('crop.'))
      .map(({ slot, data }) => ({ slot, read: cropReader(data.fact) })),
    presumptions,
    parameters: data.parameters,
    highestOnly: data.highestOnly,
    provinces: new Set(data.provinces),
    areas: Map.groupBy(data.areas, ({ code }) => code),
    data,
    day(on, living) {
      // A province without figures of its own has the national day.
      const province = living !== undefined && own.has(living) ? living : undefined
      const key = province === undefined ? on : `${on}|${province}`
      const open = days.get(key)
      if (open) return open
      if (days.size >= DAYS) days.clear()
      const opened = openDay(book, on, province)
      days.set(key, opened)
      return opened
    },
  }
  return book
}

function openRule(programme: string, data: RuleData, numbers: Numbering): OpenRule {
  const conditions = data.who.map((condition) => compile(condition, numbers))
  const whole = group('all', conditions)
  const slots = new Set<number>()
  collect(whole, slots)
  return {
    programme,
    data,
    ofPerson: data.scope === 'person',
    conditions,
    whole,
    doubts: data.doubts.map(({ when, note }) => ({ when: compile(when, numbers), note })),
    withheld: data.gives.withheld ? compile(data.gives.withheld.when, numbers) : null,
    slots,
  }
}

function collect(node: Node, slots: Set<number>): void {
  if (node.kind === 'leaf') slots.add(node.slot)
  for (const part of node.parts) collect(part, slots)
}

function known(numbers: ReadonlyMap<string, number>, id: string): number {
  const number = numbers.get(id)
  if (number === undefined) throw new Error(`policy/ names ${id}, which is not defined; run npm run check`)
  return number
}
