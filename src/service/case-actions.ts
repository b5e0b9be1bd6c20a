/** What an official may do to a case, and what each act changes: pure, decided from the case as it was read. */
import type { CaseStatus, CloseReason } from '../core/case.ts'
import type { Official } from '../core/official.ts'
import { may } from '../core/official.ts'
import type { TextPart } from '../core/reply.ts'
import type { ReportPatch } from '../core/report.ts'
import type { CaseChange, CaseFile, CaseSupport } from '../store/case-store.ts'
import { statusNotice, supportNotice } from './case-notices.ts'
import { abilityFor, closeReasons, leadsTo, nextDueAt, type Step } from './case-transitions.ts'

/** What a commune proposes or decides under one rule of the law, or `other` from its own means. */
export type SupportGiven = Pick<CaseSupport, 'rule' | 'amountVnd' | 'riceKg' | 'people' | 'note'> & {
  /** Said no to: kept with the others, given nothing. */
  readonly refused?: boolean
}

export type CaseAction =
  | { readonly do: 'seen' }
  | { readonly do: 'verify' }
  | { readonly do: 'propose'; readonly supports: readonly SupportGiven[] }
  | { readonly do: 'decide'; readonly supports: readonly SupportGiven[] }
  | { readonly do: 'support' }
  | { readonly do: 'confirm' }
  | { readonly do: 'close'; readonly reason: CloseReason; readonly note?: string }
  | { readonly do: 'reopen'; readonly why: string }
  /** Takes back the step that oneself took last, while its notice has not left. */
  | { readonly do: 'undo' }
  | { readonly do: 'assign'; readonly to: string | null }
  | { readonly do: 'note'; readonly text: string }
  | { readonly do: 'answer'; readonly text: string }
  | { readonly do: 'take_over' }
  | { readonly do: 'hand_back' }
  | { readonly do: 'merge'; readonly into: string }
  | { readonly do: 'link'; readonly other: string; readonly same: boolean }
  | { readonly do: 'due'; readonly at: number | null }
  | { readonly do: 'edit'; readonly patch: ReportPatch }
  /** Life is in danger, or no longer: the place of the case in the inbox follows. */
  | { readonly do: 'danger'; readonly on: boolean }

/** What an act changes, before it is written; `tells`: what the person hears of it. */
export interface Plan {
  readonly set: CaseChange['set']
  readonly entries: CaseChange['entries']
  readonly report?: ReportPatch
  readonly supports?: CaseChange['supports']
  readonly links?: CaseChange['links']
  readonly pausedBy?: string | null
  readonly tells?: TextPart
  /** A step that may be taken back: its notice waits a little. */
  readonly waits?: true
  /** Notices that must not leave any more. */
  readonly takesBack?: readonly string[]
  /** The official speaks now, in a talk that is going on: not a notice that can wait for the morning. */
  readonly speaks?: true
}

/** A refusal is a text key below `desk:refused.`. */
export interface Refused {
  readonly refused: string
}

export const LONGEST_NOTE = 2_000
const MOST_VND = 1_000_000_000
const MOST_RICE_KG = 10_000

/** The change that one act makes, or why it is not made. `merge`, `answer` and `undo` have files of their own. */
export function planOf(
  file: CaseFile,
  action: Exclude<CaseAction, { do: 'merge' | 'answer' | 'undo' }>,
  by: Pick<Official, 'id' | 'role'>,
  now: number,
): Plan | Refused {
  const { line } = file
  if (line.mergedInto !== null && action.do !== 'reopen' && action.do !== 'note') return { refused: 'merged' }
  switch (action.do) {
    case 'seen':
      return line.status === 'new' ? take(file, 'seen', by, now) : { set: { unread: false }, entries: [] }
    case 'verify':
    case 'support':
    case 'confirm':
      return take(file, action.do, by, now)
    case 'propose':
      return propose(file, action.supports, now)
    case 'decide':
      return decide(file, action.supports, by, now)
    case 'close':
      return close(file, action.reason, action.note, by, now)
    case 'reopen':
      return reopen(file, action.why, by, now)
    case 'assign':
      return looked(file, now, { set: { assignee: action.to }, entries: [entry('assigned', { to: action.to })] })
    case 'note':
      return note(file, action.text, now)
    case 'take_over':
      return takeOver(file, by, now)
    case 'hand_back':
      return handBack(file)
    case 'link':
      return link(file, action.other, action.same, now)
    case 'due':
      return looked(file, now, {
        set: { dueAt: action.at, escalatedAt: null },
        entries: [entry('due', { from: line.dueAt, to: action.at })],
      })
    case 'edit':
      return edit(file, action.patch, now)
    case 'danger':
      return danger(file, action.on, now)
  }
}

export function entry(kind: string, data: Readonly<Record<string, unknown>> = {}): CaseChange['entries'][number] {
  return { kind, data }
}

/** One step of the table; `more` is what comes with it. */
function take(
  file: CaseFile,
  step: Step,
  by: Pick<Official, 'role'>,
  now: number,
  more: Partial<Plan> & { readonly data?: Readonly<Record<string, unknown>> } = {},
): Plan | Refused {
  const { line } = file
  const to = leadsTo(line.kind, line.status, step)
  if (to === null) return { refused: 'not_now' }
  if (!may(by.role, abilityFor(step))) return { refused: 'not_allowed' }
  const { data = {}, ...rest } = more
  const supports = step === 'support' ? given(file) : rest.supports
  const tells = rest.tells ?? (step === 'support' ? supportNotice('supported', line.code, file.supports) : undefined)
  return {
    ...rest,
    set: { ...arrived(file, to, now), ...rest.set },
    entries: [
      entry(step === 'reopen' ? 'reopened' : 'status', { from: line.status, to, ...data }),
      ...(rest.entries ?? []),
    ],
    ...(supports ? { supports } : {}),
    tells: tells ?? statusNotice(line.kind, to, line.code),
    ...(step === 'reopen' ? {} : { waits: true as const }),
  }
}

/** The columns of a case that has just come to a status. */
export function arrived({ line }: CaseFile, to: CaseStatus, now: number): CaseChange['set'] {
  return {
    status: to,
    unread: false,
    seenAt: line.seenAt ?? now,
    dueAt: nextDueAt(to, line.danger, now),
    escalatedAt: null,
  }
}

/** An official who does anything to a new case has seen it, and the person hears so. */
export function looked(file: CaseFile, now: number, plan: Plan): Plan {
  const { line } = file
  if (line.status !== 'new') return plan
  const tells = plan.tells ?? statusNotice(line.kind, 'seen', line.code)
  const seen = entry('status', { from: 'new', to: 'seen', besides: true })
  return {
    ...plan,
    set: { ...arrived(file, 'seen', now), ...plan.set },
    // The word to the person belongs to the first entry.
    entries: plan.tells ? [...plan.entries, seen] : [seen, ...plan.entries],
    tells,
  }
}

function propose(file: CaseFile, supports: readonly SupportGiven[], now: number): Plan | Refused {
  if (file.line.kind !== 'hardship' || !['new', 'seen', 'verified'].includes(file.line.status))
    return { refused: 'not_now' }
  const wrong = faultOf(supports)
  if (wrong) return { refused: wrong }
  const rows = supports.map((one) => rowOf(one, 'proposed'))
  return looked(file, now, {
    set: { unread: false },
    entries: [entry('support', { proposed: brief(rows) })],
    supports: rows,
  })
}

function decide(
  file: CaseFile,
  supports: readonly SupportGiven[],
  by: Pick<Official, 'role'>,
  now: number,
): Plan | Refused {
  const wrong = faultOf(supports)
  if (wrong) return { refused: wrong }
  const rows = supports.map((one) => rowOf(one, 'decided'))
  // What was proposed and is not decided was not granted.
  const dropped = file.supports
    .filter(({ rule, status }) => status !== 'refused' && !rows.some((row) => row.rule === rule))
    .map(({ by: _by, at: _at, ...row }) => ({ ...row, status: 'refused' as const }))
  const granted = rows.filter(({ status }) => status === 'decided')
  if (granted.length === 0) return { refused: 'nothing_decided' }
  return take(file, 'decide', by, now, {
    supports: [...rows, ...dropped],
    entries: [entry('support', { decided: brief(rows) })],
    tells: supportNotice('decided', file.line.code, granted),
  })
}

function given(file: CaseFile): CaseChange['supports'] {
  return file.supports
    .filter(({ status }) => status === 'decided')
    .map(({ by: _by, at: _at, ...row }) => ({ ...row, status: 'given' as const }))
}

function close(
  file: CaseFile,
  reason: CloseReason,
  words: string | undefined,
  by: Pick<Official, 'role'>,
  now: number,
): Plan | Refused {
  const { line } = file
  if (reason === 'duplicate') return { refused: 'use_merge' }
  if (!closeReasons(line.kind).includes(reason)) return { refused: 'bad_reason' }
  const text = (words ?? '').trim()
  if (text.length > LONGEST_NOTE) return { refused: 'too_long' }
  const plan = take(file, 'close', by, now, {
    set: { closedReason: reason },
    data: { reason, ...(text === '' ? {} : { note: text }) },
    tells: statusNotice(line.kind, 'closed', line.code, reason),
  })
  return 'refused' in plan ? plan : { ...plan, ...endOfPause(file) }
}

function reopen(file: CaseFile, words: string, by: Pick<Official, 'role'>, now: number): Plan | Refused {
  const why = words.trim()
  if (why === '') return { refused: 'why_needed' }
  if (why.length > LONGEST_NOTE) return { refused: 'too_long' }
  return take(file, 'reopen', by, now, {
    set: { closedReason: null, mergedInto: null },
    data: { why },
    tells: statusNotice(file.line.kind, 'reopened', file.line.code),
  })
}

function note(file: CaseFile, words: string, now: number): Plan | Refused {
  const text = words.trim()
  if (text === '') return { refused: 'empty' }
  if (text.length > LONGEST_NOTE) return { refused: 'too_long' }
  const plan: Plan = { set: {}, entries: [entry('note', { text })] }
  return file.line.mergedInto === null ? looked(file, now, plan) : plan
}

function takeOver(file: CaseFile, by: Pick<Official, 'id'>, now: number): Plan | Refused {
  const { contact, line } = file
  if (contact === null) return { refused: 'no_contact' }
  if (contact.pausedBy === by.id) return { refused: 'yours_already' }
  if (line.status === 'closed' || line.status === 'confirmed') return { refused: 'not_now' }
  return looked(file, now, {
    set: { unread: false },
    entries: [entry('taken_over', contact.pausedBy === null ? {} : { from: contact.pausedBy })],
    pausedBy: by.id,
    // From one official to the next the person need not hear of it.
    ...(contact.pausedBy === null ? { tells: { key: 'case:taken_over' }, speaks: true as const } : {}),
  })
}

function handBack({ contact }: CaseFile): Plan | Refused {
  if (contact === null || contact.pausedBy === null) return { refused: 'not_paused' }
  return {
    set: {},
    entries: [entry('handed_back')],
    pausedBy: null,
    tells: { key: 'case:handed_back' },
    speaks: true,
  }
}

/** A case that ends gives the person back to the program. */
export function endOfPause({ contact }: CaseFile): Partial<Plan> {
  return contact !== null && contact.pausedBy !== null ? { pausedBy: null } : {}
}

function link(file: CaseFile, otherCode: string, same: boolean, now: number): Plan | Refused {
  const found = file.links.find((one) => one.otherCode === otherCode)
  if (!found) return { refused: 'no_such_link' }
  return looked(file, now, {
    set: { unread: false },
    entries: [entry('linked', { other: otherCode, same })],
    links: [{ other: found.other, status: same ? 'same' : 'different' }],
  })
}

function edit(file: CaseFile, patch: ReportPatch, now: number): Plan | Refused {
  const report = file.line.report
  const changed = Object.entries(patch).filter(
    ([key, value]) => JSON.stringify(value ?? null) !== JSON.stringify(Reflect.get(report, key) ?? null),
  )
  if (changed.length === 0) return { refused: 'nothing_changed' }
  const before = Object.fromEntries(changed.map(([key]) => [key, Reflect.get(report, key) ?? null]))
  return looked(file, now, {
    set: { unread: false },
    report: Object.fromEntries(changed),
    entries: [entry('edited', { before, after: Object.fromEntries(changed) })],
  })
}

function danger(file: CaseFile, on: boolean, now: number): Plan | Refused {
  const { line } = file
  if (line.danger === on) return { refused: 'nothing_changed' }
  return looked(file, now, {
    set: { danger: on, unread: false, dueAt: nextDueAt(line.status, on, now), escalatedAt: null },
    entries: [entry('edited', { before: { danger: line.danger }, after: { danger: on } })],
  })
}

function rowOf(one: SupportGiven, status: 'proposed' | 'decided'): Omit<CaseSupport, 'by' | 'at'> {
  const { rule, amountVnd, riceKg, people, note: words } = one
  return { rule, amountVnd, riceKg, people, note: words, status: one.refused ? 'refused' : status }
}

function brief(rows: readonly Omit<CaseSupport, 'by' | 'at'>[]): readonly unknown[] {
  return rows.map(({ rule, amountVnd, riceKg, status }) => ({ rule, amountVnd, riceKg, status }))
}

function faultOf(supports: readonly SupportGiven[]): string | null {
  if (supports.length === 0) return 'nothing_decided'
  if (new Set(supports.map(({ rule }) => rule)).size < supports.length) return 'rule_twice'
  const isWhole = (value: number | null, most: number) =>
    value === null || (Number.isSafeInteger(value) && value >= 0 && value <= most)
  return supports.every((one) => isWhole(one.amountVnd, MOST_VND) && isWhole(one.riceKg, MOST_RICE_KG))
    ? null
    : 'bad_amount'
}
