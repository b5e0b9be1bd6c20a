/** An official speaks with the person: their words are kept for the official, and nothing is answered. */
import { readCaseCode } from '../language/case-code.ts'
import { type Draft, note } from './draft.ts'
import { openReports } from './report-case.ts'
import { isInReport } from './reports.ts'
import { PAUSED_ALARM } from './trouble.ts'

/**
 * Keeps the message as the person's word to the official; true when it took the message. The status of a case is told all the same, and
 * the questions of a cry for help go on.
 */
export function takePaused(draft: Draft): boolean {
  const { input, heard } = draft
  if (input.paused !== true) return false
  if (isInReport(draft) && draft.answers[PAUSED_ALARM] === true && draft.waiting?.step !== 'ask_after') return false
  if (readCaseCode(heard.text) !== null || asksStatus(draft)) return false
  const [first] = input.openCases ?? []
  const code = openReports(draft)[0]?.code ?? first?.code
  note(draft, {
    type: 'case_told',
    ...(code === undefined ? {} : { code }),
    ...(heard.text === '' ? {} : { text: heard.text }),
  })
  return true
}

function asksStatus({ heard, talk }: Draft): boolean {
  return talk.flows.keyword(heard.folded)?.flow === 'status'
}
