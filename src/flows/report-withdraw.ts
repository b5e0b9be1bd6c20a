/** "Tôi báo nhầm": a report taken back by the person who told it, after one question. */
import { type Draft, note, say } from './draft.ts'
import { toldIn } from './report-answer.ts'
import { codeOf, openReports } from './report-case.ts'
import { startFlow } from './run.ts'

const TAKEN_BACK =
  /\b(?:bao (?:cao )?(?:nham|lam|sai|lon|thua)|nham (?:roi )?(?:khong (?:co )?(?:gi|sao|viec)|toi khong)|(?:rut|huy|xoa|bo|thoi) (?:lai )?(?:phan anh|bao cao|vu|ho so|tin bao|bao thiet hai)|khong (?:can )?bao nua|thoi khong bao|false alarm|(?:take back|withdraw|cancel) (?:my|the) report|reported by mistake)\b/
const LONGEST = 80
/** What the commune has decided, only the commune undoes. */
const DECIDED: ReadonlySet<string> = new Set(['decided', 'supported', 'confirmed'])

/** Asks whether the open report is to be taken back; false where there is none, or where the message corrects a part of it. */
export function asksBack(draft: Draft): boolean {
  const { heard } = draft
  if (heard.folded.length > LONGEST || !TAKEN_BACK.test(heard.folded)) return false
  const [newest] = openReports(draft)
  const code = codeOf(draft) ?? newest?.code
  if (code === undefined || newest === undefined) return false
  const { hurt, missing, dead, people, crops, animals } = toldIn(draft).patch
  if ([hurt, missing, dead, people].some((count) => (count ?? 0) > 0) || crops || animals) return false
  if (DECIDED.has(newest.status)) {
    say(draft, 'take-back:decided', { code })
    note(draft, { type: 'case_told', code, text: heard.text })
    return true
  }
  startFlow(draft, 'take-back', [], () => {
    draft.answers = { _case: code }
  })
  return true
}

/** The person agreed: the case is closed as withdrawn. */
export function takeBack(draft: Draft): void {
  const code = codeOf(draft)
  if (code !== undefined) note(draft, { type: 'case_withdrawn', code })
  draft.answers = {}
}
