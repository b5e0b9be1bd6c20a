/** A posted form → the act it asks for, or why it cannot be read: a text key below `desk:refused.`. */
import { CLOSE_REASONS } from '../../core/case.ts'
import type { Report } from '../../core/report.ts'
import type { CaseAction, SupportGiven } from '../../service/case-actions.ts'
import type { TypedPlace } from '../../service/desk-places.ts'
import { fromFieldTime } from './case-words.ts'
import { type Form, one, readReport } from './read-report.ts'

export interface Reading {
  readonly report: Report
  readonly now: number
  readonly today: string
  /** The code that somebody typed, or null. */
  readonly codeIn: (typed: string) => string | null
  readonly place: (typed: string) => TypedPlace | null
}

export function readAction(form: Form, reading: Reading): CaseAction | { readonly refused: string } {
  const what = one(form, 'do')
  switch (what) {
    case 'seen':
    case 'verify':
    case 'support':
    case 'confirm':
    case 'take_over':
    case 'hand_back':
    case 'undo':
      return { do: what }
    case 'propose':
    case 'decide': {
      const supports = readSupports(form)
      return supports === null ? { refused: 'bad_amount' } : { do: what, supports }
    }
    case 'close': {
      const reason = CLOSE_REASONS.find((value) => value === one(form, 'reason'))
      return reason === undefined ? { refused: 'bad_reason' } : { do: 'close', reason, note: one(form, 'note') }
    }
    case 'reopen':
      return { do: 'reopen', why: one(form, 'why') }
    case 'assign':
      return { do: 'assign', to: one(form, 'to') === '' ? null : one(form, 'to') }
    case 'note':
    case 'answer':
      return { do: what, text: one(form, 'text') }
    case 'merge': {
      const into = reading.codeIn(one(form, 'into'))
      return into === null ? { refused: 'no_such_code' } : { do: 'merge', into }
    }
    case 'link':
      return { do: 'link', other: one(form, 'other'), same: one(form, 'same') === 'yes' }
    case 'due': {
      const typed = one(form, 'at')
      const at = typed === '' ? null : fromFieldTime(typed)
      if (typed !== '' && (at === null || at < reading.now)) return { refused: 'bad_time' }
      return { do: 'due', at }
    }
    case 'danger':
      return { do: 'danger', on: one(form, 'on') === 'yes' }
    case 'edit': {
      const read = readReport(form, reading.report, reading.place, reading.today)
      return 'bad' in read ? { refused: `field.${read.bad}` } : { do: 'edit', patch: read.patch }
    }
    default:
      return { refused: 'unknown_act' }
  }
}

const RULE = /^(?:[A-Z]{2}-[A-Z0-9-]{1,20}|other)$/
const MOST_RULES = 30

/** Only rules that are ticked; null when a sum is none. */
function readSupports(form: Form): readonly SupportGiven[] | null {
  const ticked = form.rule === undefined ? [] : typeof form.rule === 'string' ? [form.rule] : form.rule
  const rules = ticked.filter((rule) => RULE.test(rule)).slice(0, MOST_RULES)
  let right = true
  const number = (name: string): number | null => {
    const typed = one(form, name).replace(/[.\s]/g, '')
    if (typed === '') return null
    if (!/^\d{1,12}$/.test(typed)) right = false
    return Number(typed)
  }
  const supports = rules.map((rule): SupportGiven => {
    const note = one(form, `note_${rule}`).slice(0, 200)
    return {
      rule,
      amountVnd: number(`vnd_${rule}`),
      riceKg: number(`rice_${rule}`),
      people: null,
      note: note === '' ? null : note,
    }
  })
  return right ? supports : null
}
