/** Which programmes the talk is about now: those asked for by name, those that what is known points at, or all. */
import type { Verdict } from '../core/verdict.ts'
import { asking } from '../rules/ask.ts'
import { screen } from '../rules/screen.ts'
import type { Draft } from './draft.ts'
import type { ProgrammeChoice } from './flow-format.ts'
import { keepWhatWasSaid } from './place-facts.ts'

/** More than these at a time is a lecture. */
const HINTS = 3

/** Wishes, misfortunes and papers at hand: nothing else known points at them. */
const UNTOLD = /^(?:person\.wants|disaster\.|crop\.|income_|deprivations|named_by_)/

/** The programmes a step means. `hinted`: the first one in mind, one at a time, so that its answer comes soon. */
export function programmesOf(draft: Draft, choice: ProgrammeChoice): readonly string[] {
  if (choice === 'hinted') return (draft.focus ?? []).slice(0, 1)
  if (choice !== 'all') return choice
  const told = new Set(draft.told ?? [])
  return draft.talk.flows.programmes.filter((programme) => !told.has(programme))
}

/** Programmes in mind: those named, or else those that the facts known already point at, nearest to an answer first. */
export function hints(draft: Draft, named: readonly string[]): readonly string[] {
  // Only what was said points: a region or a rural commune would point everybody there at the same programmes.
  const said = keepWhatWasSaid(draft)
  if (named.length > 0 || Object.keys(said).length === 0) return named
  const { law } = draft.talk
  const { verdicts } = screen(law, said, draft.input.today, { skipped: draft.skipped, next: false })
  const pointed = verdicts.filter(pointedAt).sort((a, b) => openness(a) - openness(b))
  // Nobody is asked about disability or HIV because of an age: such a programme must be named.
  // Nor does an age mean that someone wants a loan or lost a crop: a wish and a misfortune are told, not guessed.
  const plain = pointed.filter(({ open }) => !open.some(({ fact }) => asking(law, fact).sensitive || UNTOLD.test(fact)))
  return [...new Set(plain.map(({ programme }) => programme))].slice(0, HINTS)
}

/** Whether what is known points at this very programme, however many others it points at as well. */
export function isHinted(draft: Draft, programme: string): boolean {
  const { law } = draft.talk
  const options = { programmes: [programme], skipped: draft.skipped, next: false }
  const { verdicts } = screen(law, keepWhatWasSaid(draft), draft.input.today, options)
  return verdicts.some(
    (verdict) =>
      pointedAt(verdict) && !verdict.open.some(({ fact }) => asking(law, fact).sensitive || UNTOLD.test(fact)),
  )
}

/** Those that no rule makes eligible yet: a programme already certain needs no further question. */
export function stillOpen(draft: Draft, programmes: readonly string[]): readonly string[] {
  if (programmes.length === 0) return programmes
  const options = { programmes, skipped: draft.skipped, next: false }
  const { verdicts } = screen(draft.talk.law, draft.household, draft.input.today, options)
  const certain = new Set(verdicts.flatMap(({ verdict, programme }) => (verdict === 'eligible' ? [programme] : [])))
  return programmes.filter((programme) => !certain.has(programme))
}

/** Told, so no longer in mind. Programmes, not rules: one answer covers a programme. */
export function markTold(draft: Draft, programmes: readonly string[]): void {
  draft.told = [...new Set([...(draft.told ?? []), ...programmes])]
  draft.focus = (draft.focus ?? []).filter((programme) => !programmes.includes(programme))
}

/** Something known speaks for it and nothing known speaks against it. */
function pointedAt(verdict: Verdict): boolean {
  if (verdict.verdict === 'not_eligible') return false
  return verdict.verdict !== 'unknown' || verdict.conditions.some(({ outcome }) => outcome === true)
}

function openness(verdict: Verdict): number {
  return verdict.verdict === 'eligible' ? -1 : verdict.open.length
}
