/** What the store promises about asking households whether support has come. */
import type { FeedbackPerson } from './feedback-store.ts'
import type { NewDelivery } from './store.ts'

export interface SupportToAsk {
  readonly caseId: string
  readonly code: string
  readonly person: FeedbackPerson
}

export interface SupportCheckStore {
  /**
   * Households whose own case outside events has stood as supported since between these instants and was not asked about; without those who
   * wrote after `quietSince`, with whom an official speaks, or who live where an event is open.
   */
  due(
    when: { readonly from: number; readonly to: number; readonly quietSince: number },
    limit: number,
  ): Promise<readonly SupportToAsk[]>
  /** The mark and the question as one unit; false when somebody was faster. No delivery: nothing reaches them. */
  ask(
    caseId: string,
    contactId: string,
    asked: { readonly deliveries: readonly NewDelivery[]; readonly at: number },
  ): Promise<boolean>
  /** The question this person has not answered yet, the last first; `fresh`: they have not written since. */
  waitingOf(contactId: string): Promise<{ readonly code: string; readonly fresh: boolean } | null>
}
