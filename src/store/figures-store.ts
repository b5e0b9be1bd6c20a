/** What the store promises about figures: sums alone, within a scope, by Vietnam's weeks. */
import type { AddressKind, Door } from '../core/address.ts'
import type { DeliveryStatus, Lane } from '../core/message.ts'
import type { Scope } from '../core/official.ts'

/** From `from` on and before `to`, ms since 1970. */
export interface TimeRange {
  readonly from: number
  readonly to: number
}

/** A question as often as it was asked in a week, and how often no message came after it. */
export interface StepCount {
  /** Monday of the week, ms since 1970, 00:00 in Vietnam. */
  readonly week: number
  readonly flow: string
  /** A step of the flow, or `fact:<fact>` for a question of the law. */
  readonly step: string
  readonly asked: number
  readonly left: number
}

export interface DeliveryCount {
  readonly week: number
  readonly door: Door
  readonly lane: Lane
  readonly status: DeliveryStatus
  readonly count: number
}

export interface WeekRating {
  readonly week: number
  /** All feedback of that week, rated or not. */
  readonly count: number
  readonly rated: number
  /** Sum of the ratings, 1 to 5 each. */
  readonly stars: number
}

export interface ReachCount {
  /** Where people live as far as known: what they named, else whom their organisation serves; null: not known. */
  readonly commune: string | null
  /** Null: people, whatever the kinds of their addresses. */
  readonly kind: AddressKind | null
  readonly people: number
}

export interface FiguresStore {
  /** `quietMs`: with no message within that time the talk ended there; younger questions are not counted yet. */
  steps(
    scope: Scope,
    range: TimeRange & { readonly now: number; readonly quietMs: number },
  ): Promise<readonly StepCount[]>
  deliveries(scope: Scope, range: TimeRange): Promise<readonly DeliveryCount[]>
  /** Of feedback as its readers see it: complaints never at the desk complained about. */
  ratings(scope: Scope, range: TimeRange): Promise<readonly WeekRating[]>
  /** People who can be written to now: at least one address that did not say stop. */
  reach(scope: Scope): Promise<readonly ReachCount[]>
}
