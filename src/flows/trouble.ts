/** Danger to life and hardship: numbers to call first, what was said kept at once, then where. Never the menu. */
import { type Draft, keepAnswer } from './draft.ts'
import { absorb } from './facts-known.ts'
import { placeInStory } from './place-answer.ts'
import { attached, report } from './reports.ts'
import { startFlow } from './run.ts'

/** Starts the report, or adds to the one under way; the story is an event before any question is asked. */
export function startReport(draft: Draft, kind: 'danger' | 'despair' | 'hardship'): void {
  const { heard } = draft
  draft.aside = undefined
  // Whoever calls for help is heard from here on, however many messages came before.
  draft.mutedUntil = undefined
  // What the report under way knows (the commune, above all) is not asked again.
  const under = draft.waiting && draft.talk.flows.flow(draft.waiting.flow)?.report !== undefined
  const before = under ? draft.answers : {}
  const said = heard.meaning()?.household
  if (said) absorb(draft, said, 0, false)
  draft.waiting = undefined
  startFlow(draft, kind, [], () => {
    draft.answers = before
    placeInStory(draft)
    keepAnswer(draft, '_what', true)
    report(draft, kind, { what: heard.text, ...attached(draft.input.content) })
  })
}
