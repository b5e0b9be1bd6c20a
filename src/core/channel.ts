/** The contract every door keeps: verify, read, answer, send. A channel knows no law, no flow and no database. */
import type { AddressKind, Door } from './address.ts'
import type { Language } from './language.ts'
import type { InboundMessage, OutboundMessage, Receipt, SendOutcome } from './message.ts'

/** An HTTP request before anything in it is believed. Header names are lower case. `body` is the exact text received (UTF-8). */
export interface RawRequest {
  readonly method: string
  /** The path below the public address, as requested, without the query: `/webhooks/twilio/status`. */
  readonly path: string
  /** As received, without `?`. */
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly receivedAt: number
}

/**
 * What a request turned out to be (design §6.8).
 * refused: proof bad or missing → 401, no row · malformed: authentic, yet unreadable or without the provider's id → 400 ·
 * accepted: authentic; `ignored` names kinds that we do not read (kept as an event, answered 200).
 */
export type Reading =
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'malformed'; readonly why: string }
  | {
      readonly kind: 'accepted'
      readonly messages: readonly InboundMessage[]
      readonly receipts: readonly Receipt[]
      readonly ignored: readonly string[]
    }

/** What the provider is told once everything in the request is durable. */
export interface Acknowledgement {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

/** What a door can carry; texts/ shapes every message to it. */
export interface Abilities {
  /** Longest text of one message, in UTF-16 units after NFC. */
  readonly maxText: number
  /** False: written without diacritics in GSM-7 unless the person asked otherwise. */
  readonly diacritics: boolean
  /** SMS only: parts a message may take at most. */
  readonly maxSegments?: number
  readonly buttons?: { readonly max: number; readonly labelChars: number; readonly valueBytes: number }
}

/** How fast a door may send; deliver never goes faster. `units`: messages, or SMS segments where the provider counts those. */
export interface Budget {
  readonly perSecond: number
  readonly perAddressPerSecond?: number
  /** A longer window, such as 30 segments in 30 minutes on one SIM. */
  readonly window?: { readonly count: number; readonly ms: number }
  readonly unit: 'message' | 'segment'
}

/** A breath of a call: a pause follows. `voice`: of another language than the call's, as the provider names it. */
export interface SaidLine {
  readonly text: string
  readonly voice?: string
}

/** What is said on the phone, and what is waited for. */
export interface Spoken {
  readonly language: Language
  readonly say: readonly SaidLine[]
  /** `one`: the first key is the answer; `many`: keys up to the hash key. */
  readonly keys: 'one' | 'many'
  /** Query of the next step; absent: we hang up. */
  readonly next?: string
  /** Nothing is waited for: the provider asks again at this query, once all is said. */
  readonly again?: string
}

export interface Channel {
  readonly door: Door
  readonly addressKind: AddressKind
  readonly abilities: Abilities
  /** Only where one door serves several kinds of address (the simulator). */
  abilitiesFor?(kind: AddressKind): Abilities
  readonly budget: Budget
  /** True when sending the same OutboundMessage.id twice is one message (phone gateway `id`, eSMS `RequestId`). */
  readonly idempotentSend: boolean
  /** Verifies first, then reads. Never throws on bytes a stranger may send. */
  read(request: RawRequest): Promise<Reading>
  /** The 2xx body the provider expects. `replies`: texts ready within the provider's wait (eSMS MO only), else empty. */
  acknowledge(request: RawRequest, replies?: readonly string[]): Acknowledgement
  /** Doors that also take calls, where calls are switched on: what was said, as the provider's answer. */
  readonly speak?: (spoken: Spoken) => Acknowledgement
  /** Languages besides Vietnamese and English that calls can be spoken in, as the provider names its voices. */
  readonly voices?: ReadonlySet<string>
  /** One HTTP call (plus a token refresh where the provider needs one). Never throws; never logs. */
  send(message: OutboundMessage, signal?: AbortSignal): Promise<SendOutcome>
  /**
   * Fetches a photo by the `ref` of its message: only from the provider's own hosts, no redirect, bounded in size and time. Absent: this
   * door brings no photos. Never throws; never logs.
   */
  fetchMedia?(ref: string, signal?: AbortSignal): Promise<MediaOutcome>
  /** What /readyz says of this door: `needs_consent` when a human must sign in at the provider again. */
  state?(): Promise<'ok' | 'needs_consent'>
}

/** `refused` is final (text key below `media:`); `later`: try again. `mime` is what the bytes are, not what was claimed. */
export type MediaOutcome =
  | { readonly kind: 'kept'; readonly bytes: Uint8Array; readonly mime: string }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'later' }

/** A pair of provider tokens. `seededFrom`: keyed hash of the environment's value it began with (design §6.10). */
export interface TokenPair {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresAt: number
  readonly seededFrom: string
  readonly state: 'ok' | 'refreshing' | 'needs_consent'
}

/** Where a channel keeps its tokens; `store` makes a new pair durable before it returns. */
export interface TokenShelf {
  load(provider: string): Promise<TokenPair | null>
  /**
   * Durable compare-and-swap on the refresh token; `expectedRefreshToken` null: there must be no pair yet.
   * Returns false, and changes nothing, when another holder was faster.
   */
  replace(provider: string, expectedRefreshToken: string | null, next: TokenPair): Promise<boolean>
}

/** `fetch` as handed in by main, so that tests and both runtimes decide what the network is. */
export type Fetch = (input: string, init?: RequestInit) => Promise<Response>
