/** What an entry of a case tells to programs: the closed words, statuses and reasons, never what somebody wrote. */
import { CASE_STATUSES, type CaseStatus, CLOSE_REASONS, type CloseReason } from '../core/case.ts'

export interface ToldStep {
  from?: CaseStatus
  to?: CaseStatus
  reason?: CloseReason
}

export function toldStep({ from, to, reason }: Readonly<Record<string, unknown>>): ToldStep {
  const status = (value: unknown) => CASE_STATUSES.find((one) => one === value)
  const before = status(from)
  const after = status(to)
  const why = CLOSE_REASONS.find((one) => one === reason)
  return {
    ...(before === undefined ? {} : { from: before }),
    ...(after === undefined ? {} : { to: after }),
    ...(why === undefined ? {} : { reason: why }),
  }
}
