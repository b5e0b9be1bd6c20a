/** What the store promises about people as officials look at them: each look within a scope. */
import type { Address, Door } from '../core/address.ts'
import type { CaseKind, CaseStatus, CloseReason } from '../core/case.ts'
import type { Language } from '../core/language.ts'
import type { LeadKind } from '../core/lead.ts'
import type { InboundContent, Lane, SendFailure } from '../core/message.ts'
import type { Scope } from '../core/official.ts'
import type { Session } from '../core/session.ts'
import type { MessageLine } from './store.ts'

/** A row of a search. */
export interface PersonLine {
  readonly id: string
  readonly name: string | null
  readonly address: Address | null
  readonly organisation: string | null
  readonly stopped: boolean
  /** Cases that are not done yet, within the scope. */
  readonly openCases: number
  readonly createdAt: number
}

/** One person with everything kept of them; cases only those within the scope. */
export interface PersonFile {
  readonly id: string
  readonly name: string | null
  readonly language: Language
  readonly organisation: string | null
  readonly createdAt: number
  readonly pausedAt: number | null
  readonly pausedBy: string | null
  readonly addresses: readonly { readonly address: Address; readonly stoppedAt: number | null }[]
  readonly session: Session | null
  readonly facts: readonly {
    readonly fact: string
    readonly person: number | null
    readonly value: unknown
    readonly learnedAt: number
  }[]
  readonly leads: readonly {
    readonly kind: LeadKind
    readonly about: string
    /** Text key of the wording agreed to. */
    readonly consent: string
    readonly status: 'new' | 'seen' | 'done'
    readonly at: number
  }[]
  readonly cases: readonly {
    readonly code: string
    readonly kind: CaseKind
    readonly status: CaseStatus
    readonly closedReason: CloseReason | null
    readonly openedAt: number
  }[]
  /** Oldest first. */
  readonly messages: readonly MessageLine[]
}

/** One message as the proof stands: what became of it, by which door, and why it did not arrive. */
export interface LogLine {
  readonly direction: 'in' | 'out'
  readonly at: number
  /** What came in as it is; what went out as it was sent. */
  readonly content: InboundContent
  readonly door: Door
  readonly status: string
  /** Of what went out. */
  readonly lane: Lane | null
  readonly failure: SendFailure | null
  readonly settledAt: number | null
}

export interface PeopleStore {
  /** Everybody with a name, newest first: folding names is not the database's work. */
  named(scope: Scope, limit: number): Promise<readonly { readonly id: string; readonly name: string }[]>
  /** By ids, or by an exact phone number; unknown ids and those outside the scope are left out alike. */
  lines(
    scope: Scope,
    by: { readonly ids: readonly string[] } | { readonly phone: string },
  ): Promise<readonly PersonLine[]>
  /** Null for an unknown id and for one outside the scope alike. `messages`: the newest so many. */
  get(scope: Scope, id: string, messages: number): Promise<PersonFile | null>
  /** Every message to and from one person over all their addresses, newest first; null as in `get`. */
  messages(
    scope: Scope,
    id: string,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly lines: readonly LogLine[]; readonly total: number } | null>
  /** People with whom an official speaks and has said nothing since `before`, with their newest case; for the sweep. */
  pausedSince(before: number, limit: number): Promise<readonly { readonly contactId: string; readonly code: string }[]>
}
