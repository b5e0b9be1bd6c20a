/** What the store promises about polls: asked once a person, answers counted while the poll is open. */
import type { Subject } from '../core/feedback.ts'
import type { FeedbackPerson } from './feedback-store.ts'
import type { NewDelivery } from './store.ts'

export interface NewPoll {
  readonly id: string
  readonly question: string
  /** Null: 1 to 5. */
  readonly options: readonly string[] | null
  readonly communes: readonly string[]
  readonly topic: Subject | null
  readonly by: string
  readonly at: number
  readonly closesAt: number
}

export interface Poll extends NewPoll {
  readonly askedTo: string
  readonly askedAll: boolean
  readonly asked: number
  readonly answered: number
}

export interface PollStore {
  make(poll: NewPoll): Promise<void>
  /** Newest first, of everybody; who may see one is for the service, which knows the communes of a scope. */
  list(limit: number): Promise<readonly Poll[]>
  get(id: string): Promise<Poll | null>
  /** From now on no answer counts, and questions that have not left stay. One closed earlier stays as it is. */
  close(id: string, at: number): Promise<void>
  /** How many gave each answer. */
  counts(id: string): Promise<readonly { readonly answer: number; readonly count: number }[]>
  /** Open polls of which not everybody was looked at. */
  toAsk(now: number): Promise<readonly Poll[]>
  /** People of its audience with ids after one up to another, not stopped, not asked any poll since an instant. */
  members(
    poll: Pick<Poll, 'id' | 'communes' | 'topic' | 'at'>,
    where: { readonly after: string; readonly until: string; readonly home: string; readonly askedSince: number },
  ): Promise<readonly FeedbackPerson[]>
  /** The row and the question as one unit; false when they were asked already, or the poll is closed. */
  ask(
    id: string,
    contactId: string,
    asked: { readonly deliveries: readonly NewDelivery[]; readonly at: number },
  ): Promise<boolean>
  /** Null: everybody was looked at. */
  lookedAt(id: string, until: string | null): Promise<void>
  /** The open poll this person was asked last and has not answered. */
  waitingOf(
    contactId: string,
    now: number,
  ): Promise<{ readonly id: string; readonly options: number; readonly fresh: boolean } | null>
}
