/** What is paid, as named functions: the only arithmetic on money. Whole đồng for all entitled people together. */
import type { Household } from '../core/household.ts'
import { childrenCounted } from './derived.ts'

/** @param one product of the rule's figures, for one · @param people how many are entitled */
export type Amount = (one: number, people: number, household: Household) => number | undefined

export const AMOUNTS: Readonly<Record<string, Amount>> = {
  /** The same for each entitled person. */
  each_person: (one, people) => one * people,
  /** Once for the household. */
  household: (one) => one,
  /** For each child that counts; unknown while somebody's age is. */
  each_child: (one, _people, household) => {
    const { sure, possible } = childrenCounted(household)
    return sure === possible ? one * sure : undefined
  },
}
