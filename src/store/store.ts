/** What the store promises to service/: one interface, whichever engine keeps the rows. Engines: `sqlite.ts`, `d1.ts`. */
import type { Address, Door } from '../core/address.ts'
import type { TokenShelf } from '../core/channel.ts'
import type { Language } from '../core/language.ts'
import type { LeadKind, SavedResult } from '../core/lead.ts'
import type {
  Button,
  DeliveryStatus,
  InboundContent,
  Lane,
  OutboundMessage,
  Receipt,
  SendOutcome,
} from '../core/message.ts'
import type { Offer } from '../core/offer.ts'
import type { Scope } from '../core/official.ts'
import type { Session, Speaker, TurnEvent } from '../core/session.ts'
import type { ApiStore } from './api-store.ts'
import type { BroadcastStore } from './broadcast-store.ts'
import type { Alert, CaseStore, CaseWrite, DisasterStore, MediaStore } from './case-store.ts'
import type { ChangeStore } from './change-store.ts'
import type { CheckInStore } from './check-in-store.ts'
import type { FeedbackStore, FeedbackWrite, SubscriptionStore } from './feedback-store.ts'
import type { FiguresStore } from './figures-store.ts'
import type { HookStore } from './hook-store.ts'
import type { ModelStore, ModelWrite } from './model-store.ts'
import type { OfficialsQuery } from './officials-database.ts'
import type { PackStore } from './pack-store.ts'
import type { PeopleStore } from './people-store.ts'
import type { PledgeStore, PledgeWrite } from './pledge-store.ts'
import type { PollStore } from './poll-store.ts'
import type { SendingStore } from './sending-store.ts'
import type { SupportCheckStore } from './support-check-store.ts'
import type { TemplateStore } from './template-store.ts'
import type { WordsStore } from './words-store.ts'

/** A stored inbound message; `id` is ours and sorts by time of receipt. */
export interface InboundRow {
  readonly id: string
  readonly door: Door
  readonly address: Address
  readonly externalId: string
  readonly content: InboundContent
  readonly sentAt: number
  readonly receivedAt: number
  readonly automated: boolean
  /** Only the simulator: the day the law is asked for. */
  readonly today?: string
}

export interface Contact {
  readonly id: string
  readonly language: Language
  /** Code in `organisations` of who answers this person; null until known. */
  readonly organisation: string | null
}

/** Everything one turn needs, read at once; null: this address never wrote before. */
export interface Loaded {
  readonly contact: Contact
  readonly session: Session
  readonly version: number
  /** Set when this address said stop; only replies to the person's own messages may go there. */
  readonly stoppedAt: number | null
  /** An official speaks with this person now. */
  readonly paused: boolean
  /** A case of this person is open: only then it is worth another read. */
  readonly hasCase: boolean
}

/** One message a turn owes; `ordinal` is its place in the turn. */
export interface NewDelivery {
  readonly message: OutboundMessage
  readonly door: Door
  readonly lane: Lane
  readonly ordinal: number
  readonly segments: number
}

/** One turn, decided; made durable as one unit or not at all. */
export interface TurnCommit {
  readonly turnId: string
  readonly inboundId: string
  readonly address: Address
  readonly door: Door
  /** The contact, with `isNew` when this turn creates it (and its address, household and session). */
  readonly contact: Contact
  readonly isNew: boolean
  /** False: the contact's row is as it was loaded, and is not written again. */
  readonly contactChanged: boolean
  /** Version loaded; the commit fails with `conflict` when another turn was faster. 0 when new. */
  readonly version: number
  readonly session: Session
  readonly events: readonly TurnEvent[]
  readonly deliveries: readonly NewDelivery[]
  readonly cases: readonly CaseWrite[]
  readonly feedback?: FeedbackWrite
  /** The words may answer a broadcast that was handed over to this person since then: the newest such has them. */
  readonly answersBroadcastSince?: number
  readonly pledge?: PledgeWrite
  readonly model?: ModelWrite
  /** Words of the message that were not understood, to be counted; see service/unknown-words.ts. */
  readonly unknownWords?: readonly string[]
  /** As the person told it in a report; absent: as it is. */
  readonly name?: string
  /** Words to duty officers, before all else. */
  readonly alerts: readonly Alert[]
  /** Hash of all content the turn was computed with. */
  readonly contentVersion: string
  readonly at: number
}

/** done: committed now · duplicate: this inbound message already had its turn · conflict: load again and retry. */
export type TurnOutcome = 'done' | 'duplicate' | 'conflict'

/** A delivery taken for sending: leased, with its attempt row durable before anything leaves. */
export interface Claimed {
  readonly attemptId: string
  readonly deliveryId: string
  readonly door: Door
  readonly lane: Lane
  readonly message: OutboundMessage
  readonly segments: number
  readonly attempt: number
  readonly mayRepeat: boolean
}

/** What service/ decided after an attempt. `retryAt` set: back to queued. */
export interface Settlement {
  readonly attemptId: string
  readonly deliveryId: string
  readonly outcome: SendOutcome
  readonly status: DeliveryStatus
  readonly retryAt?: number
  readonly at: number
}

export interface MessageLine {
  readonly direction: 'in' | 'out'
  readonly at: number
  readonly text: string
  readonly buttons?: readonly Button[]
  readonly status: string
  readonly segments?: number
}

export interface ContactView {
  readonly contact: Contact
  readonly session: Session
  readonly facts: readonly { readonly fact: string; readonly person: number | null; readonly value: unknown }[]
  readonly messages: readonly MessageLine[]
}

export interface KeptResult extends SavedResult {
  readonly contactId: string
  readonly contentVersion: string
  readonly at: number
}

export interface Organisation extends Speaker {
  readonly code: string
  /** What its contract or bill says of one part of an SMS. */
  readonly partPriceVnd?: number
  readonly dutyOfficers: readonly { readonly name: string; readonly address: Address }[]
}

/** A class or a job with how many put their name down. */
export interface OfferLine {
  readonly offer: Offer
  readonly status: 'open' | 'cancelled'
  readonly enrolled: number
}

/** Something a person asked to be helped with; `address` as `kind:value`. */
export interface LeadLine {
  readonly kind: LeadKind
  readonly about: string
  readonly details: Readonly<Record<string, unknown>>
  readonly status: 'new' | 'seen' | 'done'
  readonly at: number
  readonly address: string | null
}

/** An enrolled person to whom a word may be owed: a reminder, a change of day or place, a cancellation. */
export interface Notice {
  readonly offer: string
  readonly contact: string
  /** As read: whoever finds another value when writing was too slow. */
  readonly remindAt: number
  /** Day and place they were last told, and those that hold now; null: told before this was kept. */
  readonly told: string | null
  readonly current: string
  readonly cameBy: Door | null
  readonly kind: Offer['kind']
  readonly organisation: string
  readonly title: string
  readonly startsOn?: string
  readonly place?: string
  readonly cancelled: boolean
  readonly address: Address
  readonly stopped: boolean
  readonly language: Language
  /** They asked for SMS with diacritics. */
  readonly accents: boolean
  /** Code of the language pack they chose. */
  readonly pack: string | null
}

export interface Store {
  readonly inbound: {
    /** Durable when it resolves. One unit; each row inserted unless (door, externalId) is known. */
    add(rows: readonly InboundRow[]): Promise<readonly ('new' | 'duplicate')[]>
    /** Messages without a turn, oldest first: what a crash left, what another process stored. */
    waiting(limit: number, receivedBefore: number): Promise<readonly InboundRow[]>
    waitingOf(address: Address): Promise<readonly InboundRow[]>
    /** The turn threw: counts the try; after `maxTries` the row stays for people to look at (`failed`). */
    failed(inboundId: string, maxTries: number): Promise<void>
    /** No turn owed (automated sender): closed as `ignored`. */
    ignore(inboundId: string): Promise<void>
  }
  readonly talk: {
    load(address: Address): Promise<Loaded | null>
    commit(turn: TurnCommit): Promise<TurnOutcome>
  }
  readonly deliveries: {
    /**
     * Leases up to `limit` due rows of a door (status queued, due, not expired, lanes in the order given) and writes their attempt
     * rows, as one durable unit. `turnId` narrows to one turn's replies.
     */
    claim(want: {
      readonly door: Door
      readonly lanes: readonly Lane[]
      readonly limit: number
      readonly now: number
      readonly leaseMs: number
      readonly turnId?: string
      /** At night: of the lane `bulk` only the questions of these events. */
      readonly bulkOf?: readonly string[]
    }): Promise<readonly Claimed[]>
    /** Forward only: a row that a receipt has already moved further is not moved back. */
    settle(results: readonly Settlement[]): Promise<void>
    /** Applies the provider's word, forward only; false when no such message is known. */
    receipt(receipt: Receipt, at: number): Promise<boolean>
    /**
     * Rows `sending` whose lease ended before `now` (a crash): replies, life_safety and idempotent doors go back to queued with their next
     * attempt marked `may_repeat`, at most five attempts in all, then unknown; bulk → unknown. Returns how many moved.
     */
    recover(now: number, idempotentDoors: readonly Door[]): Promise<number>
    /** Queued rows past their expiry → expired. */
    expire(now: number): Promise<number>
    /** What left through a door since an instant (attempts that were or may have been accepted): feeds a SIM's budget after a restart. */
    sentSince(door: Door, since: number): Promise<readonly { readonly at: number; readonly segments: number }[]>
    /** The next time something queued is due on a door, or null. */
    nextDueAt(door: Door): Promise<number | null>
    /** Replies of a turn that are settled or not, in order: for doors that answer in the webhook and for the simulator. */
    ofTurn(
      turnId: string,
    ): Promise<
      readonly { readonly message: OutboundMessage; readonly status: DeliveryStatus; readonly segments: number }[]
    >
  }
  readonly contacts: {
    /** `scope`: who looks; left out: everything. What is kept from them is not among the messages. */
    view(address: Address, limit: number, scope?: Scope): Promise<ContactView | null>
    /** Marks or clears a stop said at the provider or by an exact command. */
    setStopped(address: Address, stoppedAt: number | null): Promise<void>
  }
  readonly results: {
    /** By the code a person typed; null where nobody kept such a result. */
    get(code: string): Promise<KeptResult | null>
  }
  readonly leads: {
    /** Oldest first; with `isHome` also those of people whose commune is not known. */
    ofOrganisation(organisation: string, isHome: boolean): Promise<readonly LeadLine[]>
  }
  readonly offers: {
    /** Still open on that day, soonest first, with seats left; those this person enrolled in until they begin. */
    openFor(organisation: string, contact: string, today: string): Promise<readonly Offer[]>
    ofOrganisation(organisation: string): Promise<readonly OfferLine[]>
    /**
     * As one unit: new ids are added, known ones replaced. Enrolled people who were told another day or place are owed a word.
     * `cancelled`: ids that were cancelled before and stay so. The store puts the organisation before every id.
     */
    publish(
      organisation: string,
      offers: readonly Offer[],
      by: string,
      at: number,
    ): Promise<{
      readonly added: number
      readonly changed: number
      readonly same: number
      readonly cancelled: readonly string[]
    }>
    /** How many enrolled people are owed a word of it; null: no such offer, or cancelled before. */
    cancel(organisation: string, id: string, at: number): Promise<number | null>
  }
  readonly enrolments: {
    /** Who put their name down for an offer (its full id), oldest first. */
    of(offer: string): Promise<readonly { readonly address: Address; readonly at: number }[]>
    /** Enrolled people whose next word may be due, earliest first. */
    due(now: number, limit: number): Promise<readonly Notice[]>
    /**
     * As one unit: the delivery, if any, and the mark that it was written; `next`: when to look again, null: nothing more is owed.
     * False, and nothing is kept, when another sweep was faster or the enrolment changed since it was read.
     */
    tell(
      notice: Notice,
      word: {
        readonly delivery: NewDelivery | null
        readonly next: number | null
        readonly at: number
        /** They were told nothing, and are still owed it at `next`. */
        readonly postponed?: boolean
      },
    ): Promise<boolean>
  }
  readonly cases: CaseStore
  readonly people: PeopleStore
  readonly figures: FiguresStore
  readonly words: WordsStore
  readonly packs: PackStore
  readonly pledges: PledgeStore
  readonly models: ModelStore
  readonly disasters: DisasterStore
  readonly checkIns: CheckInStore
  readonly media: MediaStore
  readonly feedback: FeedbackStore
  readonly changes: ChangeStore
  readonly supportChecks: SupportCheckStore
  readonly polls: PollStore
  readonly subscriptions: SubscriptionStore
  readonly broadcasts: BroadcastStore
  readonly sending: SendingStore
  readonly templates: TemplateStore
  /** Programs of other agencies. */
  readonly api: ApiStore
  readonly hooks: HookStore
  /** For the accounts library only. */
  readonly officials: OfficialsQuery
  readonly tokens: TokenShelf
  readonly organisations: {
    get(code: string): Promise<Organisation | null>
    /** Inserts unless the code exists. */
    seed(organisation: Organisation): Promise<void>
    list(): Promise<readonly Organisation[]>
    /** What officials entered: name, desk, hours, phone, duty officers. The place it serves stays. */
    update(organisation: Organisation): Promise<void>
  }
  readonly events: {
    /** Things outside any turn: an ignored kind of webhook, a start, a token that needs consent. */
    add(type: string, data: unknown, at: number): Promise<void>
  }
  readonly audit: {
    /** Appends to the hash chain. */
    append(actor: string, action: string, data: unknown, at: number): Promise<void>
    /** Checks the chain; names the first bad row. */
    verify(): Promise<{ readonly ok: true; readonly rows: number } | { readonly ok: false; readonly badRow: number }>
  }
  /** For /readyz: reads one row. @throws when the database does not answer */
  ping(): Promise<void>
  close(): Promise<void>
}
