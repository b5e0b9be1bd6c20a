/** Interest that people must act on: kept as an event with the consent given, and nothing more than the person said. */
import { type Draft, note } from './draft.ts'
import type { RegisterStep } from './flow-format.ts'

/** Registers a lead from the answers of the flow; its text key of consent is that of the question answered with yes. */
export function register(draft: Draft, flow: string, step: RegisterStep): void {
  const about = step.about === undefined ? undefined : draft.answers[step.about]
  const kept = Object.entries(draft.answers).filter(([name]) => !name.startsWith('_'))
  const withheld = typeof about === 'string' && restsOnDelicate(draft, about)
  // The wish is passed on without what it would give away; the person says it to the officer, or not.
  const told = withheld ? [] : kept
  note(draft, {
    type: 'lead_registered',
    lead: step.register,
    about: typeof about === 'string' && !withheld ? about : '',
    details: { ...Object.fromEntries(told), ...draft.words },
    consent: `${flow}:${step.consent}`,
  })
}

/** A rule that asks for a delicate fact (a sentence served, an illness, a people) tells that fact by its very name. */
function restsOnDelicate({ talk: { law } }: Draft, id: string): boolean {
  const rule = law.data.programmes.flatMap(({ rules }) => rules).find((one) => one.rule === id)
  const who = JSON.stringify(rule?.who ?? [])
  return law.data.facts.some(({ fact, sensitive }) => sensitive && who.includes(JSON.stringify(fact)))
}
