/** What changes in the law book from one day to another: figures, rules, documents and area lists that begin or end. */
import { addDays, type Day } from '../core/day.ts'
import type { LawData, ParameterData, ParameterRow } from './law-data.ts'

/** One change, on the first day on which it is so. */
export type LawChange = { readonly on: Day } & (
  | {
      readonly kind: 'figure'
      readonly parameter: string
      readonly unit: ParameterData['unit']
      /** Province whose own figure it is; absent for the national one. */
      readonly province?: string
      readonly before: ParameterRow['value'] | undefined
      readonly after: ParameterRow['value']
      readonly law: string
    }
  | { readonly kind: 'rule'; readonly rule: string; readonly programme: string; readonly begins: boolean }
  | { readonly kind: 'document'; readonly law: string; readonly title: string; readonly begins: boolean }
  | { readonly kind: 'areas'; readonly basis: string; readonly communes: number; readonly begins: boolean }
)

/** Changes after the day `since`, up to and with the day `until`, oldest first. */
export function changesBetween(data: LawData, since: Day, until: Day): readonly LawChange[] {
  const within = (day: Day): boolean => since < day && day <= until
  const changes = [...figures(data.parameters), ...rules(data), ...documents(data), ...areas(data)]
  return changes.filter(({ on }) => within(on)).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

function figures(parameters: readonly ParameterData[]): LawChange[] {
  return parameters.flatMap(({ parameter, unit, values, provinces }) =>
    [
      { rows: values, own: {} },
      ...Object.entries(provinces).map(([province, rows]) => ({ rows, own: { province } })),
    ].flatMap(({ rows, own }) =>
      rows.map((row, i): LawChange => {
        const before = rows[i - 1]?.value
        return { on: row.from, kind: 'figure', parameter, unit, ...own, before, after: row.value, law: row.source.law }
      }),
    ),
  )
}

function rules({ programmes }: LawData): LawChange[] {
  return programmes.flatMap(({ programme, rules }) =>
    rules.flatMap(({ rule, from, to }) =>
      spans(from, to).map(({ on, begins }): LawChange => ({ on, kind: 'rule', rule, programme, begins })),
    ),
  )
}

function documents({ laws }: LawData): LawChange[] {
  return laws.flatMap(({ law, title, from, to }) =>
    spans(from, to).map(({ on, begins }): LawChange => ({ on, kind: 'document', law, title, begins })),
  )
}

function areas({ areas: rows }: LawData): LawChange[] {
  const all = rows.flatMap(({ basis, valid_from: from, valid_to: to }) =>
    spans(from, to).map((span) => ({ ...span, basis })),
  )
  return [...Map.groupBy(all, ({ on, begins, basis }) => JSON.stringify([on, begins, basis])).values()].flatMap(
    (same): LawChange[] => {
      const [first] = same
      return first
        ? [{ on: first.on, kind: 'areas', basis: first.basis, communes: same.length, begins: first.begins }]
        : []
    },
  )
}

/** The day it begins, and the day after its last. */
function spans(from: Day | null, to: Day | null): { on: Day; begins: boolean }[] {
  return [
    ...(from === null ? [] : [{ on: from, begins: true }]),
    ...(to === null ? [] : [{ on: addDays(to, 1), begins: false }]),
  ]
}
