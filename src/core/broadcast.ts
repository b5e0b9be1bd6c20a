/** One message to many people: its classes, whom it is for, the steps it goes through, and what became of each person's. */
import type { AddressKind } from './address.ts'
import type { Subject } from './feedback.ts'
import type { HOUSEHOLD_CLASSES } from './household.ts'
import type { Language } from './language.ts'
import type { LeadKind } from './lead.ts'
import type { Vulnerable } from './report.ts'

/**
 * service_notice: what people must know of their own rights and the commune's work · promotion: only to who agreed to be told of the topic ·
 * life_safety: of an open disaster event, at night too, also to who said stop.
 */
export const BROADCAST_CLASSES = ['service_notice', 'promotion', 'life_safety'] as const
export type BroadcastClass = (typeof BROADCAST_CLASSES)[number]

/**
 * draft → submitted → preparing (its people are being written down) → ready (waits for its hour) → sending → done. refused: goes back to its
 * author, as a draft does. paused: nothing leaves; by an official, or by the program when too many failed, the event is over, or the household
 * took back its story.
 */
export const BROADCAST_STATUSES = [
  'draft',
  'submitted',
  'refused',
  'preparing',
  'ready',
  'sending',
  'paused',
  'done',
  'cancelled',
] as const
export type BroadcastStatus = (typeof BROADCAST_STATUSES)[number]

export const PAUSED_WHY = ['official', 'failures', 'event_over'] as const
/** `event_over`: what it was to tell no longer holds; of a broadcast made from a story, that story (see `pausedFor`). */
export type PausedWhy = (typeof PAUSED_WHY)[number]

/**
 * waiting: not handed over yet · queued: on its way · sent: the provider took it · skipped: never written to, the reason says why ·
 * the others as deliveries have them.
 */
export const RECIPIENT_STATUSES = [
  'waiting',
  'queued',
  'sent',
  'delivered',
  'failed',
  'unknown',
  'expired',
  'stopped',
  'skipped',
  'cancelled',
] as const
export type RecipientStatus = (typeof RECIPIENT_STATUSES)[number]

/** Why nobody wrote to them. */
export const SKIPPED_WHY = ['said_stop', 'no_consent', 'no_door', 'three_a_day', 'missing', 'unsayable'] as const
export type SkippedWhy = (typeof SKIPPED_WHY)[number]

/** `may`: by what we told them they may be entitled, and neither asked for nor enrolled in it since. */
export interface VerdictWish {
  readonly programme: string
  readonly may: true
}

/** Whom it is for: every part that is there must hold; of several values in a part one is enough. */
export interface Audience {
  /** Codes of communes within the author's scope; empty: all of them. */
  readonly communes: readonly string[]
  readonly topic?: Subject | undefined
  readonly interest?: LeadKind | undefined
  readonly verdict?: VerdictWish | undefined
  readonly classes?: readonly (typeof HOUSEHOLD_CLASSES)[number][] | undefined
  readonly vulnerable?: readonly Vulnerable[] | undefined
  readonly language?: Language | undefined
  /** Reached by one of these. */
  readonly kinds?: readonly AddressKind[] | undefined
  /** Asked or reporting in this event. */
  readonly disaster?: string | undefined
  /** Only those of the uploaded list; `sha256` of who is on it, so that another list is another audience. */
  readonly list?: { readonly rows: number; readonly sha256: string }
}

/** The words in each language; whoever's language is missing gets Vietnamese. */
export interface BroadcastWords {
  readonly vi: string
  readonly en?: string
  /** In the language of a pack, by its code; said while that pack is. */
  readonly packs?: Readonly<Record<string, string>>
}

/** How many approvals it takes, none of them the author's. */
export function approvalsNeeded(of: BroadcastClass): 1 | 2 {
  return of === 'life_safety' ? 2 : 1
}

/** True while its author may still change it. */
export function isOpenToEdit(status: BroadcastStatus): boolean {
  return status === 'draft' || status === 'submitted' || status === 'refused'
}

/** Why nothing of it leaves, as officials read it. A warning goes with its event, whatever its words were taken from. */
export function pausedFor(broadcast: {
  readonly class: BroadcastClass
  readonly modelId: string | null
  readonly pausedWhy: PausedWhy | null
}): PausedWhy | 'story_gone' | null {
  const { class: kind, modelId, pausedWhy } = broadcast
  return pausedWhy === 'event_over' && modelId !== null && kind !== 'life_safety' ? 'story_gone' : pausedWhy
}
