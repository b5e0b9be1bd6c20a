/** Which training schemes may fit: several may at once, so each is named with what it gives, its doubt, and who can tell. */
import { screen } from '../rules/screen.ts'
import { citations } from './citations.ts'
import { type Draft, newMessage, note, say } from './draft.ts'

const PROGRAMME = 'training-support'
/** Doubts of one scheme alone, said under it with who can tell; the doubt that all share is said once, at the end. */
const DOUBTS: readonly string[] = ['programmes:notes.training_46_unsure', 'programmes:notes.training_ui_unread']

/** Tells every scheme that what is known does not rule out, and keeps each verdict. */
export function tellTrainingSchemes(draft: Draft): void {
  const options = { programmes: [PROGRAMME], skipped: draft.skipped, next: false }
  const { verdicts } = screen(draft.talk.law, draft.household, draft.input.today, options)
  const fitting = verdicts.filter(({ verdict }) => verdict === 'eligible' || verdict === 'possible')
  for (const verdict of fitting) note(draft, { type: 'verdict_given', verdict, household: draft.household })
  if ((draft.replies.at(-1)?.parts.length ?? 0) > 1) newMessage(draft)
  if (fitting.length === 0) {
    say(draft, 'training:no_scheme')
    newMessage(draft)
    return
  }
  say(draft, 'training:schemes')
  for (const { rule, amountVnd, notes } of fitting) {
    const name = { key: `programmes:rules.${rule}.name` }
    if (amountVnd === undefined) say(draft, 'training:scheme', { name })
    else say(draft, 'training:scheme_amount', { name, amount: { vnd: amountVnd } })
    const more = notes.find(({ key }) => key === `programmes:rules.${rule}.gives`)
    if (more?.values) say(draft, more.key, more.values)
    const doubt = notes.find(({ key }) => DOUBTS.includes(key))
    if (doubt) say(draft, doubt.key)
  }
  say(draft, 'training:who_can_tell')
  const law = citations(
    draft.talk.flows,
    fitting.flatMap(({ law: sources }) => sources),
  )
  say(draft, 'verdict:law', { law })
  newMessage(draft)
}
