/** What a `show` step shows: one named function each. */
import type { Draft } from './draft.ts'
import type { Show } from './flow-format.ts'

const SHOWN: Readonly<Record<Show, (draft: Draft) => void>> = {
  loan_choices: () => {},
  loan_terms: () => {},
  loan_schedule: () => {},
}

export function show(draft: Draft, what: Show): void {
  SHOWN[what](draft)
}
