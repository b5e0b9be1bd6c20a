/** What the store promises about cases, disasters and photos. Officials' reads and writes take a `Scope`: without one they do not compile. */
import type { Address, Door } from '../core/address.ts'
import type { AskedCase, CaseKind, CaseStatus, CloseReason, OpenCase } from '../core/case.ts'
import type { Day } from '../core/day.ts'
import type { Language } from '../core/language.ts'
import type { Scope } from '../core/official.ts'
import type { Hazard, Report, ReportPatch } from '../core/report.ts'
import type { PaperCase } from './case-papers.ts'
import type { MessageLine, NewDelivery } from './store.ts'

/** A row of the inbox. */
export interface CaseLine {
  readonly id: string
  readonly code: string
  readonly kind: CaseKind
  readonly status: CaseStatus
  readonly closedReason: CloseReason | null
  readonly danger: boolean
  readonly commune: string | null
  readonly province: string | null
  readonly contactId: string | null
  readonly disasterId: string | null
  readonly report: Report
  readonly score: number
  /** Text keys below `triage:`. */
  readonly reasons: readonly string[]
  readonly assignee: string | null
  readonly dueAt: number | null
  readonly escalatedAt: number | null
  readonly unread: boolean
  readonly mergedInto: string | null
  readonly openedAt: number
  readonly seenAt: number | null
  readonly updatedAt: number
  readonly version: number
}

export interface CaseEntry {
  readonly id: number
  readonly kind: string
  /** `citizen`, `system`, or an official's id. */
  readonly actor: string
  readonly data: Readonly<Record<string, unknown>>
  readonly deliveryId: string | null
  readonly at: number
}

export interface CaseSupport {
  readonly rule: string
  readonly amountVnd: number | null
  readonly riceKg: number | null
  readonly people: number | null
  readonly status: 'proposed' | 'decided' | 'given' | 'refused'
  readonly note: string | null
  readonly by: string
  readonly at: number
}

export interface CaseLink {
  readonly other: string
  readonly otherCode: string
  readonly why: readonly string[]
  readonly status: 'open' | 'same' | 'different'
}

/** How the person of a case is reached; null values where the case has no contact. */
export interface CaseContact {
  readonly id: string
  readonly name: string | null
  readonly address: Address
  readonly cameBy: Door | null
  readonly stopped: boolean
  readonly language: Language
  readonly accents: boolean
  /** Code of the language pack they chose. */
  readonly pack: string | null
  readonly pausedAt: number | null
  readonly pausedBy: string | null
  readonly organisation: string | null
}

/** Everything of one case. */
export interface CaseFile {
  readonly line: CaseLine
  readonly entries: readonly CaseEntry[]
  readonly supports: readonly CaseSupport[]
  readonly links: readonly CaseLink[]
  readonly photos: readonly PhotoLine[]
  readonly contact: CaseContact | null
  /** The talk with the person, newest last. */
  readonly messages: readonly MessageLine[]
}

export interface CaseFilter {
  readonly id?: string
  readonly status?: readonly CaseStatus[]
  readonly kind?: CaseKind
  readonly commune?: string
  readonly disaster?: string
  readonly assignee?: string
  readonly danger?: boolean
  readonly unread?: boolean
  readonly overdueAt?: number
  /** Code, phone number in E.164 (exact), or a part of a name (folded). */
  readonly search?: { readonly code?: string; readonly phone?: string; readonly name?: string }
  readonly openedFrom?: number
  readonly openedTo?: number
  readonly updatedFrom?: number
  /** Only those with an id below: where the page before ended, in the order `opened`. */
  readonly beforeId?: string
  /** `opened`: the last opened first, by id, so that pages stay as they are while cases come in. */
  readonly order?: 'score' | 'newest' | 'due' | 'opened'
}

/** One change by an official, as one unit with its entries, its words to the person and its audit row. */
export interface CaseChange {
  readonly caseId: string
  /** As read; `conflict` when somebody was faster. */
  readonly version: number
  readonly set: Partial<Omit<CaseLine, 'id' | 'code' | 'version' | 'report'>>
  readonly report?: ReportPatch
  readonly entries: readonly {
    readonly kind: string
    readonly data: Readonly<Record<string, unknown>>
    readonly deliveryId?: string
  }[]
  readonly supports?: readonly Omit<CaseSupport, 'by' | 'at'>[]
  readonly links?: readonly { readonly other: string; readonly status: 'same' | 'different' }[]
  /** Pauses (an official's id) or ends the pause (null) of the program with this person. */
  readonly pausedBy?: string | null
  readonly deliveries: readonly NewDelivery[]
  /** Before this its deliveries stay; left out: they leave at once. */
  readonly deliverAt?: number
  /** Deliveries that must not leave any more; `conflict` when one has. */
  readonly takesBack?: readonly string[]
  /** Words to duty officers. */
  readonly alerts?: readonly Alert[]
  readonly by: string
  readonly at: number
}

/** An open case as a turn needs it to add to it. */
export interface KeptOpenCase extends OpenCase {
  readonly id: string
  readonly matter: string
  readonly danger: boolean
  readonly dueAt: number | null
  readonly commune: string | null
  /** How often duty officers were alerted because of it. */
  readonly alerts: number
}

/** Beside which new case an older one may be the same. */
export interface Lookalike {
  readonly id: string
  readonly contactId: string | null
  readonly report: Report
  readonly openedAt: number
}

/** The last case of a person that is done with. */
export interface EarlierCase {
  readonly id: string
  readonly matter: string
}

/** What one turn does to cases; written in the turn's own unit. `entries` follow in order. */
export interface CaseWrite {
  readonly id: string
  readonly entries: readonly {
    readonly kind: string
    readonly data: Readonly<Record<string, unknown>>
    /** The program did this and not the person. */
    readonly actor?: 'system'
  }[]
  /** Opens it. A code or a matter already taken refuses the turn, which is then tried again. */
  readonly open?: {
    readonly code: string
    readonly kind: CaseKind
    readonly matter: string
    readonly danger: boolean
    readonly organisation: string | null
    readonly commune: string | null
    readonly province: string | null
    readonly disasterId: string | null
    readonly report: Report
    readonly score: number
    readonly reasons: readonly string[]
    readonly dueAt: number | null
  }
  /** Adds to it; what is left out stays. */
  readonly add?: {
    readonly patch: ReportPatch
    /** Whose household it turned out to be. */
    readonly matter?: string
    readonly organisation?: string | null
    readonly danger: boolean
    readonly commune: string | null
    readonly province: string | null
    readonly score: number
    readonly reasons: readonly string[]
    readonly dueAt: number | null
    readonly escalatedAt?: null
  }
  /** Closed as withdrawn. */
  readonly withdraw?: true
  readonly links: readonly { readonly other: string; readonly why: readonly string[] }[]
  readonly photos: readonly { readonly id: string; readonly ref: string; readonly door: Door }[]
}

/** A word to a duty officer: who may never have written to us. */
export interface Alert {
  readonly delivery: NewDelivery
  /** Ids for the rows of somebody not known yet. */
  readonly contactId: string
  readonly addressId: string
}

export interface CaseStore {
  /** For one turn: open cases of a contact, newest first. */
  openOf(contactId: string): Promise<readonly KeptOpenCase[]>
  /** Cases of a commune opened since an instant, not yet closed, for the search for duplicates; newest first. */
  lookalikes(where: {
    readonly commune: string | null
    readonly since: number
    readonly limit: number
  }): Promise<readonly Lookalike[]>
  /** The person's hardship cases that are done with, opened since an instant; the newest few. */
  earlierOf(contactId: string, since: number): Promise<readonly EarlierCase[]>
  /** For one turn: what the person may be told of a code they typed. */
  asked(code: string, contactId: string): Promise<AskedCase>
  list(
    scope: Scope,
    filter: CaseFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly rows: readonly (CaseLine & { readonly name: string | null })[]; readonly total: number }>
  /** With what was granted and the phone number, for the papers; at most `most`. */
  forPapers(scope: Scope, filter: CaseFilter, most: number): Promise<readonly PaperCase[]>
  /** Null for an unknown code and for one outside the scope alike. */
  get(scope: Scope, code: string): Promise<CaseFile | null>
  /** `missing`: unknown or outside the scope. */
  change(scope: Scope, change: CaseChange): Promise<'done' | 'conflict' | 'missing'>
  /** Adds a case that an official wrote down. `known`: one with this id is there already. */
  open(
    scope: Scope,
    made: Pick<
      CaseLine,
      'id' | 'code' | 'kind' | 'danger' | 'commune' | 'province' | 'report' | 'score' | 'reasons'
    > & {
      readonly dueAt: number | null
      readonly disasterId: string | null
      readonly at: number
    },
  ): Promise<'done' | 'code_taken' | 'known'>
  /** A photo was kept: links its case with those of other people that hold the very same one. Returns how many. */
  linkSamePhotos(photoId: string, at: number): Promise<number>
  /** Cases whose time has passed and nobody was told yet; for the sweep. */
  overdue(now: number, limit: number): Promise<readonly CaseLine[]>
  /** Counts for charts, within the scope. */
  counts(
    scope: Scope,
    by: 'day' | 'hazard' | 'commune' | 'status',
    range: { readonly from: number; readonly to: number; readonly disaster?: string },
  ): Promise<readonly { readonly key: string; readonly count: number; readonly open: number }[]>
  /** Milliseconds from opening to the first look, one per case seen in the range. */
  responseTimes(scope: Scope, range: { readonly from: number; readonly to: number }): Promise<readonly number[]>
}

export interface Disaster {
  readonly id: string
  readonly name: string
  readonly hazard: Hazard
  readonly status: 'draft' | 'open' | 'closed' | 'exercise'
  readonly communes: readonly string[]
  readonly startsOn: Day
  readonly endsOn: Day | null
  readonly words: string | null
  /** Identifiers of CAP alerts; one that took an earlier one back stands as `cancel:<identifier>`: nothing more is sent. */
  readonly capIds: readonly string[]
  readonly createdBy: string
  readonly createdAt: number
  readonly openedAt: number | null
  readonly closedAt: number | null
  readonly version: number
}

export interface CheckInLine {
  readonly contactId: string
  readonly name: string | null
  readonly address: Address | null
  readonly commune: string | null
  readonly status: 'asked' | 'safe' | 'need_help'
  readonly askedAt: number | null
  readonly answeredAt: number | null
  readonly help: 'full' | 'part' | 'none' | null
  /** Of the household as far as known: facts that make somebody vulnerable, as text keys below `triage:`. */
  readonly vulnerable: readonly string[]
  readonly openCase: string | null
}

export interface DisasterStore {
  /** Open ones, newest first, and those closed since; few, so that the service may keep them. Never an exercise. */
  active(closedSince?: number): Promise<readonly Disaster[]>
  /** Those that touch the scope's communes: a province must be spelt out (`communesWithin` in service/disasters.ts). Open ones first. */
  list(scope: Scope): Promise<readonly Disaster[]>
  get(scope: Scope, id: string): Promise<Disaster | null>
  /** Made from one of these alerts, or amended by one. */
  fromAlerts(scope: Scope, identifiers: readonly string[]): Promise<readonly Disaster[]>
  /** Version 0: a new one. `missing`: its communes, before or after, do not all lie within the scope. */
  save(scope: Scope, disaster: Disaster): Promise<'done' | 'conflict' | 'missing'>
}

export interface PhotoLine {
  readonly id: string
  readonly status: 'wanted' | 'kept' | 'refused' | 'lost'
  readonly why: string | null
  readonly mime: string | null
  readonly size: number | null
  readonly at: number
}

export interface WantedPhoto {
  readonly id: string
  readonly door: Door
  readonly ref: string
  readonly tries: number
  readonly at: number
  /** Of the case it belongs to. */
  readonly caseCode: string | null
}

export interface MediaStore {
  /** Photos to be fetched now. */
  wanted(now: number, limit: number): Promise<readonly WantedPhoto[]>
  keep(
    id: string,
    photo: { readonly bytes: Uint8Array; readonly mime: string; readonly sha256: string; readonly at: number },
  ): Promise<void>
  refuse(id: string, status: 'refused' | 'lost', why: string): Promise<void>
  retry(id: string, nextAt: number): Promise<void>
  /** Null also where its case is outside the scope. */
  read(scope: Scope, id: string): Promise<{ readonly bytes: Uint8Array; readonly mime: string } | null>
}
