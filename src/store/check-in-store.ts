/** What the store promises about the question "are you safe?": who is asked, once each, what they answered, and whether help came. */
import type { Address, Door } from '../core/address.ts'
import type { Household } from '../core/household.ts'
import type { Language } from '../core/language.ts'
import type { Scope } from '../core/official.ts'
import type { Vulnerable } from '../core/report.ts'
import type { NewDelivery } from './store.ts'

export type CheckInStatus = 'asked' | 'safe' | 'need_help'
export type HelpAnswer = 'full' | 'part' | 'none'

/** How one person of an event is reached. */
export interface Reachable {
  readonly contactId: string
  /** The phone number first, of those that did not say stop. */
  readonly address: Address
  readonly cameBy: Door | null
  readonly stopped: boolean
  readonly language: Language
  /** They asked for SMS with diacritics. */
  readonly accents: boolean
  /** Code of the language pack they chose. */
  readonly pack: string | null
  readonly organisation: string | null
  readonly commune: string | null
}

/** A flow whose question waits for them now, and since when. */
export interface InTalk {
  readonly waitsIn: string | null
  readonly lastTurnAt: number
}

export interface ToAsk extends Reachable, InTalk {
  /** They told of damage by themselves since the event began: nobody asks them whether they need help. */
  readonly reportedAt: number | null
}

export interface ToFollowUp extends Reachable, InTalk {
  readonly code: string | null
}

/** What one person is asked and has answered in an event, for a turn of theirs. */
export interface OwnCheckIn {
  readonly disasterId: string
  readonly status: CheckInStatus
  readonly askedAt: number | null
  readonly followedUpAt: number | null
  readonly help: HelpAnswer | null
  /** Their case of this event that is not done yet. */
  readonly code: string | null
}

export interface CheckInCount {
  readonly commune: string | null
  /** The question was written to so many. */
  readonly asked: number
  readonly safe: number
  readonly needHelp: number
  readonly noAnswer: number
  /** Nobody could write to them: they said stop, or no door that is on reaches them. */
  readonly notAsked: number
  /** Of the questions written: not yet left, and refused by the provider or expired. */
  readonly waiting: number
  readonly failed: number
  /** Asked whether help has come, and their answers. */
  readonly followedUp: number
  readonly full: number
  readonly part: number
  readonly none: number
}

export interface CheckInRow {
  readonly contactId: string
  readonly name: string | null
  readonly address: Address | null
  readonly commune: string | null
  readonly status: CheckInStatus
  readonly askedAt: number | null
  readonly answeredAt: number | null
  readonly help: HelpAnswer | null
  readonly household: Household
  readonly reported: readonly Vulnerable[]
  /** Code of their case that is not done yet. */
  readonly openCase: string | null
}

export type CheckInList = 'need_help' | 'no_answer' | 'not_asked' | 'safe' | 'no_support'

/**
 * Where a person lives, for an event: the commune they named as where they are, else that of their newest own report, else that of the
 * organisation that answers them (of `home` where none does yet); an organisation of a province names no commune.
 */
export interface CheckInStore {
  /** The last of the next `size` contacts by id after one; null: there are none. */
  lastOf(after: string, size: number): Promise<string | null>
  /** People who live in the event's communes, known since `knownBy`, whose ids lie in (after, until], and who have no row yet. */
  toAsk(
    event: { readonly id: string; readonly communes: readonly string[]; readonly since: number },
    where: { readonly after: string; readonly until: string; readonly knownBy: number; readonly home: string },
  ): Promise<readonly ToAsk[]>
  /**
   * The person's row and the question as one unit. False, and nothing is kept, when another sweep was faster or the event is no longer
   * open. Without a delivery they are kept as not asked, or, having told of damage, as in need of help.
   */
  ask(
    disasterId: string,
    person: ToAsk,
    made: { readonly delivery: NewDelivery | null; readonly at: number },
  ): Promise<boolean>
  /** People with a case in the event who were never asked get their row, so that they are asked whether help came. */
  gather(disasterId: string): Promise<void>
  /** Those who asked for help or have a case in the event, not asked yet whether help came. */
  toFollowUp(disasterId: string, limit: number): Promise<readonly ToFollowUp[]>
  /** As `ask`: the mark and the question as one unit, once. */
  followUp(
    disasterId: string,
    contactId: string,
    made: { readonly delivery: NewDelivery | null; readonly at: number },
  ): Promise<boolean>
  /** Where a person lives, when they wrote last, and their rows in some events. */
  ofContact(
    contactId: string,
    disasterIds: readonly string[],
    home: string,
  ): Promise<{ readonly commune: string | null; readonly lastTurnAt: number; readonly rows: readonly OwnCheckIn[] }>
  /** By commune, within the scope. */
  counts(scope: Scope, disasterId: string): Promise<readonly CheckInCount[]>
  /** Oldest question first, within the scope. */
  rows(scope: Scope, disasterId: string, list: CheckInList, limit: number): Promise<readonly CheckInRow[]>
  /** Questions of an event that have not left yet are stopped; how many. */
  stopQueued(disasterId: string): Promise<number>
}
