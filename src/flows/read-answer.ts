/** The answer to the waiting question, read as its type asks; null when the message is no such answer. */
import type { Question } from '../core/household.ts'
import type { Waiting } from '../core/session.ts'
import { readAge, readChoice, readChoices, readDate, readMoney, readNumber, readYesNo } from '../language/answers.ts'
import { isGrouped } from '../rules/grouped-answer.ts'
import { isNearLine, linesOf } from '../rules/lines.ts'
import type { Draft } from './draft.ts'
import { factOf } from './facts-known.ts'
import type { Topic } from './flow-format.ts'
import { readGrouped } from './grouped-questions.ts'
import { wishHeard } from './loans.ts'
import { choiceValues } from './questions.ts'
import { readTold } from './report-answer.ts'

/** `unsure`: the person does not know. `value` is never undefined; null is "never". */
export type Answer = { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'unsure' }

const NEVER = /^(0|chua bao gio|khong bao gio|chua|khong|never|no)( a)?$/
/** Longer messages say more than that they do not know. */
const UNSURE_LENGTH = 40
const MONTHS = 12
const WHOLE = 100

/** Reads the message as the answer. A fact said in a sentence counts before its digits do. */
export function readAnswer(draft: Draft, waiting: Waiting): Answer | null {
  const { heard } = draft
  if (heard.text === '') return null
  if (waiting.question && isGrouped(waiting.question)) return readGroupedAnswer(draft, waiting.question, waiting.type)
  if (waiting.question) {
    const said = heard.meaning()?.household
    const value = said && factOf(said, { fact: waiting.question.fact })
    if (value !== undefined) return { kind: 'value', value }
  }
  const step = draft.talk.flows.step(waiting.flow, waiting.step)
  if (step && 'ask' in step && step.about !== undefined && (waiting.type === 'told' || waiting.type === 'choice'))
    return readReportAnswer(draft, waiting, step.about)
  return byType(draft, waiting)
}

/** The report's own reading first: "không biết ai bị thương" holds a "không" and is no nought. */
function readReportAnswer(draft: Draft, waiting: Waiting, topic: Topic): Answer | null {
  const { text } = draft.heard
  if (text.length < UNSURE_LENGTH && readYesNo(text) === 'unsure') return { kind: 'unsure' }
  return found(readTold(draft, waiting, topic))
}

/** "Bỏ qua" by other words too: not knowing leaves the whole list open. */
function readGroupedAnswer(draft: Draft, question: Question, type: string): Answer | null {
  const { text } = draft.heard
  if (type === 'rest') {
    const read = yesNo(text)
    // "Không" to "is it none of the others?" may mean either: then they stay unknown.
    return read?.kind === 'value' && read.value !== true ? { kind: 'unsure' } : read
  }
  return readGrouped(draft, question) ?? unsure(text)
}

function byType(draft: Draft, waiting: Waiting): Answer | null {
  const { text, folded } = draft.heard
  const { today } = draft.input
  switch (waiting.type) {
    case 'yesno':
      return yesNo(text)
    case 'choice':
    case 'confirm':
      return found(readChoice(text, choices(draft, waiting)) ?? heardToo(draft, waiting)) ?? unsure(text)
    case 'choices':
      return found(readChoices(text, choices(draft, waiting))) ?? unsure(text)
    case 'age':
      // "Không" alone is no age of nought.
      return (readYesNo(text) === 'no' ? null : found(readAge(text, today))) ?? unsure(text)
    case 'number':
      return found(readNumber(text, countOf(draft, waiting))) ?? none(folded) ?? unsure(text)
    case 'money':
      return money(draft, waiting) ?? none(folded) ?? unsure(text)
    case 'date':
      return (
        found(readDate(text, today) ?? firstOfMonth(folded)) ??
        (NEVER.test(folded) ? { kind: 'value', value: null } : unsure(text))
      )
    case 'share':
      return share(text)
    case 'area':
      return found(readNumber(text, 'area_ha'))
    case 'text':
      return { kind: 'value', value: text }
    default:
      return null
  }
}

function yesNo(text: string): Answer | null {
  const digit = text.trim().replace(/[.)]$/, '')
  if (digit === '1') return { kind: 'value', value: true }
  if (digit === '2') return { kind: 'value', value: false }
  const read = readYesNo(text)
  if (read === null) return null
  return read === 'unsure' ? { kind: 'unsure' } : { kind: 'value', value: read === 'yes' }
}

/** Whole đồng a month; a yearly sum is divided; a day's wage, a range, or a rough sum near a line of the law is asked again. */
function money(draft: Draft, waiting: Waiting): Answer | null {
  const value = monthly(draft.heard.text)
  return value === null || isRoughNearLine(draft, waiting) ? null : { kind: 'value', value }
}

/** "Hơn 500 nghìn" where the law says 540,000. */
export function isRoughNearLine({ heard, talk, household, input }: Draft, { question }: Waiting): boolean {
  const value = monthly(heard.text)
  const said = readMoney(heard.text)?.qualifier
  if (value === null || said === undefined || question === undefined) return false
  return isNearLine(value, said, linesOf(talk.law, question.fact, input.today, household.province))
}

function monthly(text: string): number | null {
  const read = readMoney(text)
  if (!read || typeof read.value !== 'number' || read.per === 'day') return null
  return read.per === 'year' ? Math.round(read.value / MONTHS) : read.value
}

/** Asked in percent: "50", "50%"; a half written "0,5" is one too. */
function share(text: string): Answer | null {
  const read = readNumber(text, 'plain')
  if (read === null || read < 0 || read > WHOLE) return unsure(text)
  return { kind: 'value', value: read > 0 && read < 1 ? read : read / WHOLE }
}

/** "12/2025", "tháng 12 năm 2025": the first day, so that a term counted from it never ends too late. */
function firstOfMonth(folded: string): string | null {
  const [, month, year] = /^(?:thang )?(0?[1-9]|1[0-2])(?: nam |\s*[/.-]\s*| )((?:19|20)\d{2})$/.exec(folded) ?? []
  return month === undefined || year === undefined ? null : `${year}-${month.padStart(2, '0')}-01`
}

/** "Không có" to a count or a sum is nought. */
function none(folded: string): Answer | null {
  return /^(?:(?:khong|ko|k|chang|cha|hong|chua|no)(?: (?:co|con|duoc))*(?: (?:ai|gi|chi|mo|dua|chau|con|nguoi|be|tre|em|dong|xu|nao|ca|het|dau))*|co dau|none|nothing|no|0)(?: (?:a|ah|nha|nhe))?$/.test(
    folded,
  )
    ? { kind: 'value', value: 0 }
    : null
}

function unsure(text: string): Answer | null {
  return readYesNo(text) === 'unsure' ? { kind: 'unsure' } : null
}

function found(value: unknown): Answer | null {
  return value === null || value === undefined ? null : { kind: 'value', value }
}

/** What a choice of a loan also takes: words that are none of its labels. */
function heardToo(draft: Draft, { flow, step }: Waiting): string | null {
  const found = draft.talk.flows.step(flow, step)
  if (!found) return null
  if ('show' in found) return wishHeard(draft, 'sum')
  return 'ask' in found && found.hears && found.hears !== 'age' ? wishHeard(draft, found.hears) : null
}

function countOf(draft: Draft, { flow, step }: Waiting): 'people' | 'area_ha' | 'plain' {
  const found = draft.talk.flows.step(flow, step)
  return (found && 'ask' in found && found.of) || 'plain'
}

/** Shown numbers and words of the choices, in the person's language. */
function choices(draft: Draft, waiting: Waiting): { value: string; label: string }[] {
  const values = choiceValues(draft, waiting)
  return values.map((value, i) => {
    const key = waiting.options?.[i]?.label.key
    return { value, label: (key && draft.talk.flows.label(draft.language, key)) || value }
  })
}
