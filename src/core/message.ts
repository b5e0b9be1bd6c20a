/** Messages as every room sees them: nothing here knows a provider. */
import type { Address, Door } from './address.ts'
import type { TemplateData } from './zalo-template.ts'

/** What one person sent. `unreadable`: an authentic message of a kind we do not read (sticker, voice); the person is told so. */
export type InboundContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'button'; readonly value: string }
  | { readonly kind: 'location'; readonly lat: number; readonly lon: number }
  | { readonly kind: 'photo'; readonly ref: string; readonly text?: string }
  | { readonly kind: 'contact'; readonly phone: string }
  | { readonly kind: 'unreadable'; readonly what: string }
  /** A change of the tie itself: followed, or stopped at the provider (Zalo unfollow, Telegram block). */
  | { readonly kind: 'tie'; readonly tie: 'started' | 'stopped' }

/** One message that reached us through a door, verified and read. */
export interface InboundMessage {
  readonly door: Door
  readonly address: Address
  /** The provider's id, unique within the door: the same id is the same message, however often it is delivered. */
  readonly externalId: string
  readonly content: InboundContent
  /** Milliseconds since 1970 by the provider's clock; the time we received it where the provider gives none. */
  readonly sentAt: number
  /** True when nobody can read an answer there (short code, brandname, another bot): kept, never answered. */
  readonly automated?: boolean
}

export const DELIVERY_STATUSES = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'failed',
  'unknown',
  'expired',
  'stopped',
] as const
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]

export const LANES = ['replies', 'bulk', 'life_safety'] as const
export type Lane = (typeof LANES)[number]

/** A choice a person can take by a tap, or by typing `value`. */
export interface Button {
  readonly label: string
  readonly value: string
}

/** One message we owe one person, ready for the wire. `id` is ours: the idempotency key where a provider takes one. */
export interface OutboundMessage {
  readonly id: string
  readonly address: Address
  readonly text: string
  readonly buttons?: readonly Button[]
  /** What leaves instead of the text where only an approved template may go; the text is how it reads. */
  readonly template?: TemplateData
  /** Milliseconds since 1970; sending later would mislead. */
  readonly expiresAt: number
}

/**
 * Why a provider did not take a message; what service/ does about each is in `src/service/retry.ts`.
 * stopped: the person said no at the provider · unreachable: no such or dead address · window_closed: only a template may go now ·
 * throttled: too fast, quota · temporary: try again · misconfigured: our account, an alarm · rejected: our message, never again.
 */
export const SEND_FAILURES = [
  'stopped',
  'unreachable',
  'window_closed',
  'throttled',
  'temporary',
  'misconfigured',
  'rejected',
] as const
export type SendFailure = (typeof SEND_FAILURES)[number]

/** What became of one HTTP call. `unknown`: bytes left and no answer came, so it may have been sent. */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly externalId: string }
  | {
      readonly kind: 'refused'
      readonly failure: SendFailure
      readonly code: string
      readonly retryAfterMs?: number
      /** The provider slows the whole door down, not this one message: nothing leaves it until then. */
      readonly wholeDoor?: true
    }
  | { readonly kind: 'unknown'; readonly code: string }

/** The provider's later word on a message of ours. `messageId`: ours where the provider echoes it, else `externalId`. */
export interface Receipt {
  readonly door: Door
  readonly externalId?: string
  readonly messageId?: string
  readonly status: 'sent' | 'delivered' | 'failed'
  readonly failure?: SendFailure
  readonly code?: string
}
