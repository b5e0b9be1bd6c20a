/** What the store promises about messages to many: whom they are for, who approved them, one row a person, and what came back. */
import type { Address, AddressKind, Door } from '../core/address.ts'
import type {
  Audience,
  BroadcastClass,
  BroadcastStatus,
  BroadcastWords,
  PausedWhy,
  RecipientStatus,
} from '../core/broadcast.ts'
import type { Language } from '../core/language.ts'
import type { Scope } from '../core/official.ts'
import type { ChosenTemplate } from '../core/zalo-template.ts'
import type { NewDelivery } from './store.ts'

export interface Broadcast {
  readonly id: string
  /** Six digits that stand in every text. */
  readonly code: string
  readonly title: string
  readonly class: BroadcastClass
  readonly status: BroadcastStatus
  readonly words: BroadcastWords
  readonly audience: Audience
  /** Codes of the communes whose people may get it. */
  readonly places: readonly string[]
  /** Code of the organisation that speaks. */
  readonly organisation: string
  readonly disasterId: string | null
  /** The story its words were taken from. */
  readonly modelId: string | null
  /** For Zalo after its seven days. */
  readonly template: ChosenTemplate | null
  readonly sendAt: number | null
  readonly lifeMs: number
  readonly authorId: string
  readonly createdAt: number
  readonly hash: string | null
  readonly sameHash: string | null
  readonly submittedAt: number | null
  readonly refusedWhy: string | null
  readonly approvedAt: number | null
  readonly preparedTo: string
  readonly total: number
  readonly startedAt: number | null
  readonly expiresAt: number | null
  readonly pausedWhy: PausedWhy | null
  readonly resumedAt: number | null
  readonly finishedAt: number | null
  readonly version: number
}

export interface Approval {
  readonly officialId: string
  readonly at: number
}

/** `after`: only those that stand after this one in the list. */
export interface BroadcastsPage {
  readonly limit: number
  readonly offset: number
  readonly after?: string
}

/** How many rows stand where; a status that nobody has is left out. */
export type RecipientCounts = { readonly [S in RecipientStatus]?: number }

/** One way to one person, as far as the choice of a door needs it. */
export interface Way {
  readonly addressId: string
  readonly address: Address
  readonly stopped: boolean
  readonly cameBy: Door | null
  /** When they last wrote there. */
  readonly lastInAt: number | null
  /** They agreed there to be told of the topic. */
  readonly consented: boolean
}

/** One person of an audience. */
export interface Member {
  readonly contactId: string
  readonly language: Language
  readonly commune: string | null
  /** They asked for SMS with diacritics. */
  readonly accents: boolean
  /** Code of the language pack they chose. */
  readonly pack: string | null
  readonly ways: readonly Way[]
}

export interface AudienceWish {
  /** Of the broadcast whose uploaded list counts; anything where there is none. */
  readonly id: string
  readonly audience: Audience
  readonly places: readonly string[]
}

export interface RecipientRow {
  readonly number: number
  readonly contactId: string | null
  readonly name: string | null
  readonly address: Address | null
  readonly door: Door | null
  readonly status: RecipientStatus
  /** Of `skipped` a `SkippedWhy`; else the provider's failure, and its code. */
  readonly reason: string | null
  readonly code: string | null
  /** Zalo after its seven days. */
  readonly byTemplate: boolean
  /** It went by chat before, and again as SMS. */
  readonly again: boolean
  /** Of the message that a provider took: SMS parts, 1 for others; null: none was taken. */
  readonly parts: number | null
  readonly at: number | null
}

export interface BroadcastReply {
  readonly inboundId: string
  readonly contactId: string
  readonly name: string | null
  readonly kind: AddressKind
  readonly text: string
  readonly at: number
}

/** What a person hears who texts a check code back. */
export interface CheckedCode {
  readonly organisation: string
  readonly startedAt: number
  readonly words: BroadcastWords
}

/** A scope must spell its provinces out, because a broadcast names communes only (`service/disasters.ts` communesWithin). */
export interface BroadcastStore {
  /** Those that touch the scope's communes, newest first; `total`: of all pages. */
  list(
    scope: Scope,
    filter: { readonly status?: BroadcastStatus },
    page: BroadcastsPage,
  ): Promise<{ readonly rows: readonly Broadcast[]; readonly total: number }>
  /** Null for an unknown one and for one elsewhere alike. */
  get(scope: Scope, id: string): Promise<Broadcast | null>
  /**
   * What officials may change: inserted with version 0, else only when version and status are still as `was` says and all its communes lie
   * within the scope. code_taken: draw another.
   */
  save(
    scope: Scope,
    broadcast: Broadcast,
    was: BroadcastStatus,
  ): Promise<'done' | 'conflict' | 'missing' | 'code_taken'>
  /**
   * One approval of exactly this hash, never by the author; with enough of them its people are written down from now on. As one unit.
   * conflict: it was changed, approved by them before, or waits for no approval.
   */
  approve(
    scope: Scope,
    id: string,
    by: { readonly officialId: string; readonly hash: string; readonly needed: number; readonly at: number },
  ): Promise<'done' | 'conflict'>
  /** Of the text as it stands now, oldest first. */
  approvals(id: string): Promise<readonly Approval[]>
  /** The newest other one with the same text and audience that was handed in since then. */
  sameSince(sameHash: string, id: string, since: number): Promise<{ readonly id: string; readonly at: number } | null>
  counts(id: string): Promise<RecipientCounts>
  /** Within the scope; in the order of their numbers. `statuses` empty: all. */
  rows(
    scope: Scope,
    id: string,
    want: { readonly statuses: readonly RecipientStatus[]; readonly after: number; readonly limit: number },
  ): Promise<readonly RecipientRow[]>
  /** Newest first, within the scope. */
  replies(
    scope: Scope,
    id: string,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly rows: readonly BroadcastReply[]; readonly total: number }>
  /** People of an audience, known by then, whose ids lie in (after, until], by id. Only of its places, whatever else it asks for. */
  members(
    wish: AudienceWish,
    where: { readonly after: string; readonly until: string; readonly knownBy: number; readonly home: string },
  ): Promise<readonly Member[]>
  /** One person with all their ways; null where nobody has this id. */
  member(contactId: string, home: string): Promise<Member | null>
  /** Messages outside every turn and every audience: a test on one phone. */
  owe(deliveries: readonly NewDelivery[], at: number): Promise<void>
  /** Which of these phone numbers or contact ids are people within the scope. */
  known(
    scope: Scope,
    rows: readonly { readonly phone?: string; readonly contactId?: string }[],
    home: string,
  ): Promise<readonly (string | null)[]>
  /** The uploaded list, replaced as a whole. */
  putList(id: string, contactIds: readonly string[]): Promise<void>
  /** Who is on it, by id. */
  listed(id: string): Promise<readonly string[]>
  /** Of a broadcast that has begun to leave. */
  checked(code: string): Promise<CheckedCode | null>
}
