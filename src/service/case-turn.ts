/** What cases need to know of one turn, and what comes out of it. Types, and what of the message itself is kept. */
import type { CaseKind, CaseStatus } from '../core/case.ts'
import { newId } from '../core/id.ts'
import type { InboundContent } from '../core/message.ts'
import type { Report } from '../core/report.ts'
import type { TurnEvent } from '../core/session.ts'
import type { CaseWrite, EarlierCase, KeptOpenCase, Lookalike } from '../store/case-store.ts'
import type { InboundRow, Organisation } from '../store/store.ts'

/** What was read before the turn and what it decided. */
export interface CaseTurn {
  readonly row: InboundRow
  readonly contactId: string
  readonly events: readonly TurnEvent[]
  readonly open: readonly KeptOpenCase[]
  readonly newCode: string
  /** Who answers this person. */
  readonly organisation: Organisation | null
  /** Commune the person named in the talk. */
  readonly commune: string | undefined
  readonly disaster: string | undefined
  readonly provinceOf: (commune: string) => string | undefined
  readonly at: number
}

/** Older cases beside which a report may be a repeat. */
export interface Beside {
  readonly lookalikes: readonly Lookalike[]
  readonly earlier: readonly EarlierCase[]
}

/** The case of this turn, as the simulator shows it. */
export interface Touched {
  readonly code: string
  readonly kind: CaseKind
  readonly status: CaseStatus
  readonly isNew: boolean
}

export interface CaseWork {
  readonly writes: readonly CaseWrite[]
  readonly name?: string
  /** A case in danger for the first time, or in which it has become worse: duty officers must hear. */
  readonly alarm?: { readonly code: string; readonly report: Report }
  readonly touched?: Touched
}

/** The message's photo, to be fetched later. */
export function photosOf({ row, at }: CaseTurn): CaseWrite['photos'] {
  const { content, door } = row
  return content.kind === 'photo' ? [{ id: newId('photo', at), ref: content.ref, door }] : []
}

export function photoEntries(photos: CaseWrite['photos']): CaseWrite['entries'] {
  return photos.map(({ id }) => ({ kind: 'photo', data: { photo: id } }))
}

/** The person's own words in this message. */
export function spoken(content: InboundContent): string | undefined {
  if (content.kind === 'text') return content.text
  return content.kind === 'photo' ? content.text : undefined
}
