/** What the store promises about what people say of the state's work, what came of it, and what they wish to be told. */
import type { Address, Door } from '../core/address.ts'
import type { FeedbackKind, FeedbackWish, Subject } from '../core/feedback.ts'
import type { Language } from '../core/language.ts'
import type { Scope } from '../core/official.ts'
import type { NewDelivery } from './store.ts'

/** What one turn does to feedback; written in the turn's own unit. */
export interface FeedbackWrite {
  /** Words told now: kept at once as a draft. What the person was telling before stands as it is. */
  readonly told?: {
    /** Drawn by chance. */
    readonly id: number
    readonly text: string
    readonly programme: string | null
    readonly organisation: string | null
    readonly commune: string | null
    readonly province: string | null
  }
  /** The draft is done. */
  readonly given?: {
    readonly kind: FeedbackKind | null
    readonly rating: number | null
    readonly wish: FeedbackWish
    readonly level: 'commune' | 'province'
    /** Null for who hides. */
    readonly code: string | null
    /** When this talk of feedback began: of who hides, all that was written since is emptied. */
    readonly since: number
    /** Beginning of the day in Vietnam. */
    readonly day: number
  }
}

export interface FeedbackLine {
  readonly id: number
  readonly code: string | null
  readonly kind: FeedbackKind | null
  readonly wish: FeedbackWish | null
  readonly status: 'draft' | 'new' | 'seen' | 'answered'
  readonly level: 'commune' | 'province'
  readonly rating: number | null
  readonly text: string
  readonly programme: string | null
  readonly commune: string | null
  readonly province: string | null
  readonly at: number
  readonly answer: string | null
  readonly answeredAt: number | null
  readonly changeId: string | null
  readonly version: number
}

/** How the person who asked for a reply is reached. */
export interface FeedbackPerson {
  readonly contactId: string
  readonly address: Address
  readonly cameBy: Door | null
  readonly stopped: boolean
  readonly language: Language
  readonly accents: boolean
  /** Code of the language pack they chose. */
  readonly pack: string | null
  readonly organisation: string | null
}

export interface FeedbackFilter {
  readonly kind?: FeedbackKind
  readonly status?: 'new' | 'seen' | 'answered'
  readonly programme?: string
  readonly commune?: string
  readonly rating?: number
  readonly since?: number
  /** Only what stands after this one in the list. */
  readonly after?: number
}

export interface RatingCount {
  readonly programme: string | null
  readonly kind: FeedbackKind | null
  readonly count: number
  readonly rated: number
  /** Sum of all ratings. */
  readonly stars: number
}

/** Of one month in Vietnam, as `2026-11`. */
export interface MonthCount {
  readonly month: string
  readonly count: number
  readonly rated: number
  readonly stars: number
}

export interface FeedbackStore {
  /** Newest first, within the scope; what is still being told is shown once it has lain for a day. */
  list(
    scope: Scope,
    filter: FeedbackFilter,
    page: { readonly limit: number; readonly offset: number; readonly now: number },
  ): Promise<{ readonly rows: readonly FeedbackLine[]; readonly total: number }>
  /** Null for an unknown id and for one outside the scope alike. `person`: only of who asked for a reply. */
  get(scope: Scope, id: number): Promise<{ readonly line: FeedbackLine; readonly person: FeedbackPerson | null } | null>
  /** Somebody looked: `new` becomes `seen`. */
  seen(scope: Scope, id: number): Promise<void>
  /** The answer and its words to the person as one unit; `conflict` when somebody was faster. */
  answer(
    scope: Scope,
    id: number,
    made: {
      readonly version: number
      readonly answer: string
      readonly by: string
      readonly at: number
      readonly deliveries: readonly NewDelivery[]
    },
  ): Promise<'done' | 'conflict' | 'missing'>
  /** Counts by programme and kind since an instant, within the scope. */
  counts(scope: Scope, since: number): Promise<readonly RatingCount[]>
  /** For the public page: of everybody here, without place. */
  publicCounts(since: number): Promise<readonly RatingCount[]>
  /** By month, oldest first, for the public page. */
  publicMonths(since: number): Promise<readonly MonthCount[]>
}

/** One consent, as it was given and as it ended. */
export interface SubscriptionLine {
  readonly topic: Subject
  readonly wording: string
  readonly wordingVersion: string
  readonly language: Language
  readonly door: Door
  readonly inboundId: string
  readonly at: number
  readonly endedAt: number | null
  readonly endedBy: 'person' | 'provider' | null
}

export interface SubscriptionStore {
  /** Every consent of an address, newest first. */
  of(address: Address): Promise<readonly SubscriptionLine[]>
  /** Who is subscribed to a topic now, by contact id after one, and has not said stop. */
  subscribed(
    topic: Subject,
    after: string,
    limit: number,
  ): Promise<readonly { readonly contactId: string; readonly address: Address }[]>
}
