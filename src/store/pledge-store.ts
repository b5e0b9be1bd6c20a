/** What the store promises about pledges: each look within a scope, each change with its entry, and no number over without two consents. */
import type { CaseStatus } from '../core/case.ts'
import type { Scope } from '../core/official.ts'
import type {
  MatchStatus,
  PledgeCloseReason,
  PledgeKind,
  PledgeStatus,
  ShareAnswer,
  Sharing,
  Side,
} from '../core/pledge.ts'
import type { CaseContact } from './case-store.ts'
import type { NewDelivery } from './store.ts'

/** What one turn does to pledges; written in the turn's own unit. */
export interface PledgeWrite {
  readonly told?: {
    readonly id: string
    readonly code: string
    readonly kind: PledgeKind
    readonly text: string
    /** Text key of the question that was answered with yes. */
    readonly wording: string
    readonly organisation: string | null
    readonly commune: string | null
    readonly province: string | null
    /** The one kept under this code says this now; its code and day stay, and an official looks at it anew unless it is under way. */
    readonly again?: true
  }
  /** Of the newest open one. */
  readonly name?: string
  /** All that the person still offers is taken back, and what was being brought to a household ends. */
  readonly withdrawn?: true
  readonly share?: { readonly agrees: boolean; readonly wording: string }
}

export interface PledgeLine {
  readonly id: string
  readonly code: string
  readonly kind: PledgeKind
  readonly text: string
  readonly giver: string | null
  readonly phone: string | null
  readonly contactId: string | null
  readonly commune: string | null
  readonly province: string | null
  readonly status: PledgeStatus
  readonly closedReason: PledgeCloseReason | null
  readonly wording: string | null
  readonly how: string | null
  readonly at: number
  readonly version: number
  /** Under way: open or introduced. */
  readonly matches: number
}

export interface PledgeShare {
  readonly id: string
  readonly side: Side
  readonly answer: ShareAnswer
  readonly askedAt: number | null
  readonly answeredAt: number | null
  readonly notedBy: string | null
  readonly how: string | null
}

export interface PledgeMatch {
  readonly id: string
  readonly caseId: string
  /** Of a case outside the scope nothing but that it is there. */
  readonly caseCode: string | null
  readonly caseStatus: CaseStatus | null
  readonly status: MatchStatus
  readonly at: number
  readonly version: number
  readonly shares: readonly PledgeShare[]
}

export interface PledgeEntry {
  readonly what: string
  readonly actor: string
  readonly matchId: string | null
  readonly data: Readonly<Record<string, string>>
  readonly at: number
}

export interface PledgeFile {
  readonly line: PledgeLine
  readonly contact: CaseContact | null
  /** Newest first. */
  readonly matches: readonly PledgeMatch[]
  /** Oldest first. */
  readonly entries: readonly PledgeEntry[]
}

export interface PledgeFilter {
  readonly status?: PledgeStatus
  readonly kind?: PledgeKind
}

interface Act {
  readonly by: string
  readonly at: number
  /** Of the pledge, as the official looked at it. */
  readonly version: number
  readonly what: string
  readonly data: Readonly<Record<string, string>>
}

export interface NewMatch extends Act {
  readonly matchId: string
  readonly caseId: string
  readonly wordings: Readonly<Record<Side, string>>
  readonly wordingVersion: string
  readonly sides: readonly {
    readonly id: string
    readonly side: Side
    readonly contactId: string | null
    readonly answer: 'asked' | 'unasked'
  }[]
  readonly deliveries: readonly NewDelivery[]
}

export type PledgeOutcome = 'done' | 'conflict' | 'missing'

export interface PledgeOfCase {
  readonly code: string
  readonly kind: PledgeKind
  readonly status: MatchStatus
}

export interface PledgeStore {
  /** Newest first. */
  list(
    scope: Scope,
    filter: PledgeFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly rows: readonly PledgeLine[]; readonly total: number }>
  /** Null for an unknown code and for one outside the scope alike. */
  get(scope: Scope, code: string): Promise<PledgeFile | null>
  /** Pledges of the scope that are being brought to a case, or have met it. */
  ofCase(scope: Scope, caseId: string): Promise<readonly PledgeOfCase[]>
  /** Written down by an official, who asked the giver. False: the code is taken. */
  enter(made: {
    readonly id: string
    readonly code: string
    readonly kind: PledgeKind
    readonly text: string
    readonly giver: string
    readonly phone: string | null
    readonly how: string
    readonly commune: string | null
    readonly province: string | null
    readonly by: string
    readonly at: number
  }): Promise<boolean>
  setStatus(
    scope: Scope,
    id: string,
    change: Act & {
      readonly status: PledgeStatus
      readonly closedReason: PledgeCloseReason | null
      /** What was under way ends with it. */
      readonly endsMatches: boolean
      readonly deliveries: readonly NewDelivery[]
    },
  ): Promise<PledgeOutcome>
  /** `asks_already`: one of the two is being asked of another match. `matched`: these two are brought together already. */
  match(scope: Scope, id: string, made: NewMatch): Promise<PledgeOutcome | 'asks_already' | 'matched'>
  /** What a side said to an official. */
  noteShare(
    scope: Scope,
    id: string,
    change: Act & { readonly shareId: string; readonly answer: 'yes' | 'no'; readonly how: string },
  ): Promise<PledgeOutcome>
  /** To `introduced` only while both sides' consent stands at the very commit; else `conflict`, and no word leaves. */
  setMatch(
    scope: Scope,
    id: string,
    change: Act & {
      readonly matchId: string
      readonly status: MatchStatus
      readonly deliveries: readonly NewDelivery[]
    },
  ): Promise<PledgeOutcome>
  /** For one turn: what the person may be asked of, and how many pledges of theirs are open. */
  helping(contactId: string): Promise<{ readonly share: Sharing | null; readonly open: number }>
}
