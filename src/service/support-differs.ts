/** What the household says differs from what the desk wrote down: a case of the province, which that desk neither holds nor sees. Pure. */
import { newId } from '../core/id.ts'
import type { TurnEvent } from '../core/session.ts'
import { type CaseTurn, type CaseWork, spoken } from './case-turn.ts'

const MATTER = '|support:'
/** Above questions, below danger. */
const SCORE = 60

type HelpAnswered = Extract<TurnEvent, { type: 'help_answered' }>

/** Of a case outside events: less came than the books say, or nothing. */
export function differs(event: TurnEvent): event is HelpAnswered {
  return event.type === 'help_answered' && event.disaster === undefined && event.help !== 'full'
}

/** Such a case takes up no other words of its person: those are for their own commune. */
export function isDiscrepancy(matter: string): boolean {
  return matter.startsWith(MATTER)
}

/**
 * The case names the province and no commune, no office and no due time: whoever is asked by commune never meets it, and no alert of
 * lateness goes to the desk. Which commune it is about stands in its story.
 */
export function discrepancyWork(turn: CaseTurn, { code, help }: HelpAnswered): CaseWork {
  const about = turn.open.find((one) => one.code === code)
  if (about === undefined || code === undefined) return { writes: [] }
  const text = spoken(turn.row.content)
  const province = turn.provinceOf(about.commune ?? '') ?? null
  const open = {
    ...{
      code: turn.newCode,
      kind: 'question' as const,
      matter: `${MATTER}${code}`,
      danger: false,
      commune: null,
      province,
    },
    ...{ report: {}, organisation: null, disasterId: null, score: SCORE, reasons: ['help_missing'], dueAt: null },
  }
  const data = { why: 'support_differs', help, about: code, ...(text === undefined ? {} : { words: [text] }) }
  const id = newId('case', turn.at)
  const touched = { code: turn.newCode, kind: 'question' as const, status: 'new' as const, isNew: true }
  return { writes: [{ id, open, entries: [{ kind: 'opened', data }], links: [], photos: [] }], touched }
}
