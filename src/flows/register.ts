/** Interest that people must act on: kept as an event with the consent given, and nothing more than the person said. */
import { type Draft, note } from './draft.ts'
import type { RegisterStep } from './flow-format.ts'

/** Registers a lead from the answers of the flow; its text key of consent is that of the question answered with yes. */
export function register(draft: Draft, flow: string, step: RegisterStep): void {
  const about = step.about === undefined ? undefined : draft.answers[step.about]
  const kept = Object.entries(draft.answers).filter(([name]) => !name.startsWith('_'))
  const details = { ...Object.fromEntries(kept), ...draft.words }
  note(draft, {
    type: 'lead_registered',
    lead: step.register,
    about: typeof about === 'string' ? about : '',
    details,
    consent: `${flow}:${step.consent}`,
  })
}
