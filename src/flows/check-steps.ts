/** The shape of one flow: steps that exist, are reached and lead on; facts and programmes that the law knows. */
import type { Problem } from '../core/problem.ts'
import type { LawData } from '../rules/law-book.ts'
import { didYouMean } from '../rules/nearest.ts'
import { DECISIONS } from './decisions.ts'
import { canTell } from './explain.ts'
import type { Flow, Step } from './flow-format.ts'

/** Every fault of the steps, as sentences. */
export function checkSteps(flow: Flow, flows: ReadonlySet<string>, law: LawData): Problem[] {
  const file = `flows/${flow.flow}.yaml`
  const problems: Problem[] = []
  const tell = (where: string, sentence: string): void => void problems.push({ file, where, sentence })
  const steps = new Map(Object.entries(flow.steps))
  if (!steps.has(flow.start)) tell('start', `the first step ${flow.start} does not exist`)
  const saved = new Set(
    [...steps.values()].flatMap((step) => ('ask' in step && step.save !== undefined ? [step.save] : [])),
  )
  // The list of loans keeps the one chosen.
  if ([...steps.values()].some((step) => 'show' in step && step.show === 'loan_choices')) saved.add('loan')
  const consents = new Set([...steps].flatMap(([id, step]) => ('ask' in step && step.ask === 'yesno' ? [id] : [])))
  for (const [id, step] of steps) {
    for (const next of nextSteps(step))
      if (next !== 'end' && !steps.has(next))
        tell(id, `goes on to ${next}, which does not exist${didYouMean(next, steps.keys())}`)
    checkStep(id, step, saved, consents, flows, law, tell)
    for (const programme of programmesIn(step))
      if (!knownProgramme(law, programme))
        tell(id, `names the programme ${programme}, which policy/programmes does not hold${meant(law, programme)}`)
    if ('ask' in step && step.fact !== undefined && !knownFact(law, step.fact))
      tell(
        id,
        `asks the fact ${step.fact}, which policy/facts.yaml does not hold${didYouMean(
          step.fact,
          law.facts.map(({ fact }) => fact),
        )}`,
      )
  }
  for (const entry of flow.entries ?? []) {
    const name = entry.keywords?.[0] ?? entry.topics?.[0]
    if (name === undefined) tell('entries', 'holds a way in without keywords and without topics')
    if (entry.programmes === undefined && entry.step === undefined && entry.keywords !== undefined)
      tell('entries', `${name} names neither programmes nor a step: it belongs to keywords`)
    if (entry.step !== undefined && !steps.has(entry.step))
      tell('entries', `${name} begins at ${entry.step}, which does not exist`)
    for (const programme of entry.programmes ?? [])
      if (!knownProgramme(law, programme))
        tell('entries', `names the programme ${programme}, which policy/programmes does not hold`)
  }
  if (flow.corrected !== undefined && !steps.has(flow.corrected))
    tell('corrected', `a corrected fact leads to ${flow.corrected}, which does not exist`)
  for (const [old, now] of Object.entries(flow.renamed ?? {})) {
    if (steps.has(old)) tell('renamed', `${old} is said to be renamed but still exists`)
    if (!steps.has(now)) tell('renamed', `${old} is said to be ${now} now, which does not exist`)
  }
  const reached = reachable(steps, [flow.start, ...(flow.entries ?? []).flatMap(({ step }) => step ?? [])])
  for (const id of steps.keys()) if (!reached.has(id)) tell(id, 'no step leads here')
  for (const id of silentLoops(steps)) tell(id, 'comes back to itself without asking anything')
  return problems
}

/** Every step that may follow. */
export function nextSteps(step: Step): string[] {
  if ('say' in step) return [step.say]
  if ('ask' in step) {
    const choices = Object.values(step.options ?? {}).map((choice) =>
      typeof choice === 'string' ? choice : choice.next,
    )
    const cases = Object.values(step.cases ?? {})
    return [...choices, ...cases, ...[step.next, step.skipped].filter((next) => next !== undefined)]
  }
  if ('decide' in step) return [...Object.values(step.cases), step.otherwise]
  if ('go_to' in step || 'end' in step) return []
  if ('offers' in step) return [step.none, step.next, ...[step.full, step.other].filter((next) => next !== undefined)]
  return [step.next]
}

function checkStep(
  id: string,
  step: Step,
  saved: ReadonlySet<string>,
  consents: ReadonlySet<string>,
  flows: ReadonlySet<string>,
  law: LawData,
  tell: (where: string, sentence: string) => void,
): void {
  if ('go_to' in step && step.go_to !== 'aside' && !flows.has(step.go_to))
    tell(id, `goes to the flow ${step.go_to}, which does not exist${didYouMean(step.go_to, flows)}`)
  if ('decide' in step && !Object.hasOwn(DECISIONS, step.decide) && !saved.has(step.decide))
    tell(id, `decides on ${step.decide}, which is neither saved by a question nor a named decision`)
  if ('tell' in step)
    for (const rule of step.tell)
      if (!canTell(law, rule))
        tell(
          id,
          `tells ${rule}, which is neither in policy/told.yaml nor a rule of policy/programmes${didYouMean(
            rule,
            law.ruleIds.map((known) => known.rule),
          )}`,
        )
  if ('register' in step) {
    if (!consents.has(step.consent))
      tell(
        id,
        `registers by the consent of ${step.consent}, which is no yes/no question: the person must have agreed first`,
      )
    if (step.about !== undefined && !saved.has(step.about))
      tell(id, `registers about ${step.about}, which no question saves`)
  }
  if (!('ask' in step)) return
  if (step.ask === 'told' && step.about === undefined)
    tell(id, 'asks to be told something, but does not say what it is about')
  if (step.save !== undefined && step.fact !== undefined)
    tell(id, 'has both save and fact; one answer goes to one place')
  const chooses = step.ask === 'choice' || step.ask === 'choices'
  if (chooses && step.fact === undefined && Object.keys(step.options ?? {}).length < 2)
    tell(id, 'asks for a choice but has fewer than two options')
  if (!chooses && step.options) tell(id, `has options, but asks for ${step.ask}`)
  if (step.ask !== 'yesno' && step.cases) tell(id, `has cases, but asks for ${step.ask}`)
  if (step.ask === 'yesno' && step.next === undefined && !(step.cases?.yes && step.cases.no))
    tell(id, 'leads nowhere for yes or for no: give both cases or next')
  if (step.ask !== 'yesno' && !chooses && step.next === undefined) tell(id, 'leads nowhere: next is missing')
  if (chooses && step.fact !== undefined && step.next === undefined) tell(id, 'leads nowhere: next is missing')
}

function programmesIn(step: Step): readonly string[] {
  if ('screen' in step) return typeof step.screen === 'string' ? [] : step.screen
  if ('answer_verdicts' in step) return typeof step.answer_verdicts === 'string' ? [] : step.answer_verdicts
  if (!('ask' in step)) return []
  return Object.values(step.options ?? {}).flatMap((choice) =>
    typeof choice === 'string' ? [] : (choice.programmes ?? []),
  )
}

function reachable(steps: ReadonlyMap<string, Step>, starts: readonly string[]): Set<string> {
  const reached = new Set<string>()
  const open = [...starts]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = steps.get(id)
    if (!step || reached.has(id)) continue
    reached.add(id)
    open.push(...nextSteps(step))
  }
  return reached
}

/** Steps on a circle in which nothing asks: such a talk would never come to the person. */
function silentLoops(steps: ReadonlyMap<string, Step>): string[] {
  const silent = (id: string): boolean => {
    const step = steps.get(id)
    return step !== undefined && !('ask' in step) && !('screen' in step) && !('offers' in step)
  }
  return [...steps.keys()].filter((id) => {
    if (!silent(id)) return false
    const seen = new Set<string>()
    const open = nextSteps(steps.get(id) ?? { end: true })
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === id) return true
      if (seen.has(next) || !silent(next)) continue
      seen.add(next)
      open.push(...nextSteps(steps.get(next) ?? { end: true }))
    }
    return false
  })
}

function meant(law: LawData, programme: string): string {
  return didYouMean(
    programme,
    law.programmes.map((known) => known.programme),
  )
}

function knownProgramme(law: LawData, programme: string): boolean {
  return law.programmes.some((known) => known.programme === programme)
}

function knownFact(law: LawData, fact: string): boolean {
  return law.facts.some((known) => known.fact === fact)
}
