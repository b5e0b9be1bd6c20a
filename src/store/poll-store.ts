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
  /** Could not be asked in the round that runs or ended last: asked another poll lately, or an official speaks with them. */
  readonly passedBy: number
  readonly asked: number
  readonly answered: number
}

/** Contacts by id, after one up to another. */
export interface PollStretch {
  readonly after: string
  readonly until: string
  readonly home: string
  readonly askedSince: number
}

export interface PollStore {
  make(poll: NewPoll): Promise<void>
  /** Newest first, of everybody, those that stand after one; who may see one is for the service, which knows the communes of a scope. */
  list(limit: number, after?: string): Promise<readonly Poll[]>
  get(id: string): Promise<Poll | null>
  /** From now on no answer counts, and questions that have not left stay. One closed earlier stays as it is. */
  close(id: string, at: number): Promise<void>
  /** How many gave each answer. */
  counts(id: string): Promise<readonly { readonly answer: number; readonly count: number }[]>
  /** Open polls of which not everybody was looked at, and whose round has begun. */
  toAsk(now: number): Promise<readonly Poll[]>
  /** People of its audience with ids after one up to another, not stopped, not asked any poll since an instant. */
  members(poll: Pick<Poll, 'id' | 'communes' | 'topic' | 'at'>, where: PollStretch): Promise<readonly FeedbackPerson[]>
  /** How many of that stretch belong to the audience and were not asked, but were asked another poll lately or are with an official. */
  passedBy(poll: Pick<Poll, 'id' | 'communes' | 'topic' | 'at'>, where: PollStretch): Promise<number>
  /** The row and the question as one unit; false when they were asked already, or the poll is closed. */
  ask(
    id: string,
    contactId: string,
    asked: { readonly deliveries: readonly NewDelivery[]; readonly at: number },
  ): Promise<boolean>
  /** The round has looked at people up to this id, from one id on; nothing changes where another sweep was faster. */
  lookedAt(
    id: string,
    stretch: { readonly from: string; readonly until: string; readonly passedBy: number },
  ): Promise<void>
  /** Everybody was looked at: done, or, where some were passed by, again from the first person on at that instant. */
  endRound(id: string, again: number): Promise<void>
  /** The open poll this person was asked last and has not answered. */
  waitingOf(
    contactId: string,
    now: number,
  ): Promise<{ readonly id: string; readonly options: number; readonly fresh: boolean } | null>
}
