/** What is paid, as named functions: the only arithmetic on money. Whole đồng for all entitled people together. */
import type { CropLoss, Household } from '../core/household.ts'
import { childrenCounted } from './derived.ts'

export interface Paid {
  /** The rule's figures of the day, in the order of its `figures`; none missing or in doubt. */
  readonly figures: readonly number[]
  readonly people: number
  readonly household: Household
  /** Of a rule about crops: those that meet it. */
  readonly crops: readonly CropLoss[]
}

/** Undefined: not known, then no amount is said. */
export type Amount = (paid: Paid) => number | undefined

export const AMOUNTS: Readonly<Record<string, Amount>> = {
  /** The product of the figures for each entitled person. */
  each_person: ({ figures, people }) => product(figures) * people,
  /** The sum of the figures for each entitled person: meals and lodging. */
  each_person_sum: ({ figures, people }) => figures.reduce((sum, one) => sum + one, 0) * people,
  /** Once for the household. */
  household: ({ figures }) => product(figures),
  /** For each child that counts; unknown while somebody's age is. */
  each_child: ({ figures, household }) => {
    const { sure, possible } = childrenCounted(household)
    return sure === possible ? product(figures) * sure : undefined
  },
  each_injured: ({ figures, people }) => product(figures) * people,
  each_dead: ({ figures, people }) => product(figures) * people,
  /** By area: the first figure a hectare where more is lost than the third (percent), the second where less (NĐ 9/2025/NĐ-CP, Điều 5). */
  hectares: ({ figures: [high, low, line], crops }) => {
    let sum = 0
    for (const { area_ha: area, lost_percent: lost } of crops) {
      if (area === undefined || lost === undefined || high === undefined || low === undefined || line === undefined)
        return undefined
      sum += area * (lost > line ? high : low)
    }
    return Math.round(sum)
  },
}

/** How many people a rule speaks of, where that is not those whom it finds entitled; undefined: not known. */
export const PEOPLE: Readonly<Record<string, (household: Household) => number | undefined>> = {
  each_child: (household) => childrenCounted(household).sure,
  each_injured: ({ disaster }) => disaster?.seriously_injured,
  each_dead: ({ disaster }) => disaster?.dead_or_missing,
}

function product(figures: readonly number[]): number {
  return Math.round(figures.reduce((all, one) => all * one, 1))
}
