/** One contact inside the talk: what is known, what is waiting, what was said last. Plain JSON, below 2 kB, survives deploys. */
import type { AddressKind } from './address.ts'
import type { BroadcastWords } from './broadcast.ts'
import type { ActiveDisaster, AskedCase, OpenCase } from './case.ts'
import type { Day } from './day.ts'
import type { FeedbackKind, FeedbackWish, Subject } from './feedback.ts'
import type { Household, Question } from './household.ts'
import type { Language } from './language.ts'
import type { LeadKind, SavedResult } from './lead.ts'
import type { InboundContent } from './message.ts'
import type { ModelStory, WhoseModel } from './model.ts'
import type { Offer } from './offer.ts'
import type { PledgeKind, Sharing } from './pledge.ts'
import type { Reply, ReplyOption, TextPart } from './reply.ts'
import type { ReportPatch } from './report.ts'
import type { Verdict } from './verdict.ts'

export type AnswerValue = string | number | boolean | null | readonly string[]

/** A question that waits for this person's next message. */
export interface Waiting {
  readonly flow: string
  readonly step: string
  /** choice | choices | yesno | number | money | date | age | place | text | confirm */
  readonly type: string
  readonly question?: Question
  readonly options?: readonly ReplyOption[]
}

export interface Session {
  /** Hash of the flow (content) this talk began under; renamed steps are mapped when it differs. */
  readonly contentHash: string
  readonly language: Language
  /** A reviewed language pack spoken instead of Vietnamese (`km`); `language` is then `vi`. */
  readonly pack?: string
  /** Asked for SMS with diacritics. */
  readonly accents?: boolean
  readonly household: Household
  /** Questions the person skipped, `fact` or `fact@person`: unknown for good, until asked for again. */
  readonly skipped: readonly string[]
  /** Answers of the running flow that are not facts of the household. */
  readonly answers: Readonly<Record<string, AnswerValue>>
  readonly waiting?: Waiting
  /** A question laid aside while another is answered; at most one deep. */
  readonly aside?: Waiting
  /** Steps one can go back to, newest last, at most 8. */
  readonly trail: readonly { readonly flow: string; readonly step: string; readonly question?: Question }[]
  /** Programmes being screened now, and rules already told. */
  readonly focus?: readonly string[]
  readonly told?: readonly string[]
  /** Programmes of the last result told, in the order of its numbers: what LƯU keeps, also after the menu. */
  readonly shown?: readonly string[]
  readonly misses: number
  /** First message answered: sender and way out have been said. */
  readonly introduced: boolean
  /** Loop guard: fold-hash of the last text, how often since when, quick alternations. */
  readonly echo?: {
    readonly hash: number
    readonly count: number
    readonly since: number
    readonly quick: number
    readonly last: number
  }
  readonly mutedUntil?: number
  readonly stopped?: boolean
  /** Code of the commune the person named as where they are; its area lists then speak for the household. */
  readonly commune?: string
}

/** Who speaks for the state here; unknown parts are left out and never invented. */
export interface Speaker {
  /** As written in messages: `UBND xã Tả Phìn`. */
  readonly name: string
  readonly desk?: string
  readonly hours?: string
  readonly phone?: string
  /** Commune code this speaker serves, when it is a real one. */
  readonly commune?: string
  readonly province?: string
}

export interface TurnInput {
  readonly content: InboundContent
  readonly channel: AddressKind
  readonly hasButtons: boolean
  /** Milliseconds since 1970. */
  readonly now: number
  /** The day the law is asked for; only the simulator and tools differ from Vietnam's today. */
  readonly today: Day
  readonly speaker: Speaker
  /** A code that nobody has yet, should this turn save a result; absent where nothing can be saved. */
  readonly newCode?: string
  /** The saved result whose code stands in the message, looked up before the turn; `own`: this very person saved it. */
  readonly saved?: { readonly code: string; readonly result: SavedResult | null; readonly own: boolean }
  /** The message to many whose check code this message is, looked up before the turn; null: nobody here sent such a one. */
  readonly checkedCode?: {
    readonly code: string
    readonly message: { readonly sender: string; readonly at: number; readonly words: BroadcastWords } | null
  }
  /** Classes and jobs published for this person's commune and still open, soonest first; left out until a turn `needs` them. */
  readonly offers?: readonly Offer[]
  /** A case code that nobody has yet, should this turn open a case. */
  readonly newCaseCode?: string
  /** This person's open cases, newest first; what they told before is not asked again. */
  readonly openCases?: readonly OpenCase[]
  /** The case whose code stands in the message, looked up before the turn. */
  readonly askedCase?: AskedCase
  /** The event that officials opened where this person is; the talk is short there. */
  readonly disaster?: ActiveDisaster
  /** A closed event asks this person whether help has come, and no answer is there yet. */
  readonly followUp?: {
    readonly disaster: string
    readonly name: string
    readonly code?: string
    /** Asked since they last wrote. */
    readonly fresh?: true
  }
  /** Stories to read, of the person's commune first; left out until a turn `needs` them. */
  readonly models?: readonly ModelStory[]
  /** A case whose support stands as given asks this person whether it came, and no answer is there yet. */
  readonly supportCheck?: {
    readonly code: string
    /** Asked since they last wrote. */
    readonly fresh?: true
  }
  /** The open poll that this bare number may answer. */
  readonly poll?: {
    readonly id: string
    readonly options: number
    /** Asked since they last wrote. */
    readonly fresh?: true
  }
  /** Looked up for the few messages that answer or take back an offer of help. */
  readonly helping?: { readonly share: Sharing | null; readonly open: number }
  /** An official speaks with this person: their words are kept for the official, and the program keeps silent but for danger and commands. */
  readonly paused?: boolean
  /** The message was an order of an official from a telephone of their own; what became of it, as a text. */
  readonly official?: TextPart
}

/** What happened in a turn, past tense; the store keeps every one. No message text in them, except what a report is made of. */
export type TurnEvent =
  | { readonly type: 'flow_started'; readonly flow: string }
  | { readonly type: 'flow_finished'; readonly flow: string }
  | { readonly type: 'fact_learned'; readonly fact: string; readonly person?: number; readonly value: unknown }
  | { readonly type: 'verdict_given'; readonly verdict: Verdict; readonly household: Household }
  | {
      readonly type: 'hardship_reported'
      readonly danger: boolean
      /** As asked and as written, for the log. */
      readonly details: Readonly<Record<string, AnswerValue>>
      /** What became known of the household's report; merged into the case. */
      readonly patch?: ReportPatch
      /** The code the person was or will be told; the open case's own, or `newCaseCode`. */
      readonly code?: string
    }
  /** Words or a photo for the officials who work on the person's case. */
  | { readonly type: 'case_told'; readonly code?: string; readonly text?: string }
  /** The person takes the report back: the case is closed as withdrawn, unless it was decided. */
  | { readonly type: 'case_withdrawn'; readonly code: string }
  | {
      readonly type: 'checked_in'
      readonly disaster: string
      readonly safe: boolean
      /** The commune of the event in which they live. */
      readonly commune?: string
    }
  /** Asked whether support came: all of it, a part, nothing. */
  | {
      readonly type: 'help_answered'
      readonly disaster?: string
      readonly code?: string
      readonly help: 'full' | 'part' | 'none'
    }
  /** One of a poll's numbered answers. */
  | { readonly type: 'poll_answered'; readonly poll: string; readonly answer: number }
  /** Words on the state's work, as written; kept in no event row. */
  | {
      readonly type: 'feedback_told'
      readonly text: string
      readonly programme?: string
      readonly commune?: string
    }
  /** What was told is whole. `since`: when this talk of it began, ms since 1970. */
  | {
      readonly type: 'feedback_given'
      readonly kind?: FeedbackKind
      readonly rating?: number
      readonly wish: FeedbackWish
      readonly code?: string
      readonly since: number
    }
  /** A household that got out of poverty, as it was told; `wording`: of one's own, the question answered with yes. */
  | {
      readonly type: 'model_nominated'
      readonly whose: WhoseModel
      readonly told: string
      readonly wording?: string
    }
  | { readonly type: 'model_withdrawn' }
  /** What the person will give, in their words; `wording`: text key of the question answered with yes. */
  | {
      readonly type: 'pledge_told'
      readonly kind: PledgeKind
      readonly text: string
      readonly code: string
      /** Told before under this code, and put right (SỬA, LẠI): no second one. */
      readonly again?: true
      readonly wording: string
    }
  | { readonly type: 'pledge_named'; readonly name: string }
  | { readonly type: 'pledges_withdrawn' }
  /** May name and number go to the other side? */
  | { readonly type: 'share_answered'; readonly agrees: boolean; readonly wording: string }
  /** `wording`: text key of what was agreed to. */
  | { readonly type: 'subscribed'; readonly topic: Subject; readonly wording: string }
  | { readonly type: 'unsubscribed'; readonly topic: Subject }
  | { readonly type: 'handed_over'; readonly desk: string; readonly why: string }
  | { readonly type: 'result_saved'; readonly result: SavedResult }
  | {
      readonly type: 'lead_registered'
      readonly lead: LeadKind
      /** Rule or programme it is about, `` where none. */
      readonly about: string
      readonly details: Readonly<Record<string, AnswerValue>>
      /** Text key of the wording agreed to. */
      readonly consent: string
    }
  /** The person takes back every interest of this kind: what was kept of it goes. */
  | { readonly type: 'lead_withdrawn'; readonly lead: LeadKind }
  | { readonly type: 'enrolled'; readonly offer: string }
  | { readonly type: 'enrolment_cancelled'; readonly offer: string }
  | { readonly type: 'language_chosen'; readonly language: Language }
  /** A language other than Vietnamese and English; `ready`: there is a reviewed pack, which is spoken from now on. */
  | { readonly type: 'language_asked'; readonly code: string; readonly ready: boolean }
  | { readonly type: 'opted_out' }
  | { readonly type: 'opted_in' }
  | { readonly type: 'misunderstood'; readonly step?: string; readonly count: number }
  | { readonly type: 'muted'; readonly why: string }
  | { readonly type: 'turn_failed'; readonly error: string }
  | { readonly type: 'unreadable_received'; readonly what: string }
  | { readonly type: 'place_given'; readonly commune?: string; readonly province?: string; readonly village?: string }

export interface TurnResult {
  /** The row of the routing table that took the message. */
  readonly route: string
  readonly session: Session
  readonly replies: readonly Reply[]
  readonly events: readonly TurnEvent[]
  /** The talk came to classes and jobs, or to stories, that were not handed in: take the turn again with them, and keep nothing of this one. */
  readonly needs?: 'offers' | 'models'
}
