/** SỬA within a report or with an open case: what was told, numbered; a number asks that part again. */

import type { ReplyOption, TextValue } from '../core/reply.ts'
import type { Report } from '../core/report.ts'
import { type Draft, keepAnswer, offer } from './draft.ts'
import { knownFacts } from './facts-known.ts'
import type { Topic } from './flow-format.ts'
import { askCommon, askStep } from './questions.ts'
import { caseNow, codeOf, openReports, reportNow } from './report-case.ts'
import { RECEIPT } from './report-end.ts'
import { unask } from './report-topics.ts'
import { isInReport } from './reports.ts'

/** Topic → what was told of it; undefined: nothing yet. */
const PARTS: readonly (readonly [Topic, (report: Report, draft: Draft) => TextValue | undefined])[] = [
  ['harm', harmWords],
  [
    'place',
    ({ commune }, { talk }) =>
      commune === undefined ? undefined : (talk.places.communes.get(commune)?.fullName ?? commune),
  ],
  ['village', ({ village }) => village],
  ['house', ({ house }) => (house === undefined ? undefined : { key: `hardship:houses.${house}` })],
  ['supplies', ({ food }) => (food === undefined ? undefined : { key: `hardship:supply.${food}` })],
  ['household', ({ people }) => (people === undefined ? undefined : String(people))],
  ['losses', lossWords],
  ['class', ({ class: known }) => (known === undefined ? undefined : { key: `facts:class.options.${known}` })],
  ['when', ({ happenedOn }) => (happenedOn === undefined ? undefined : { day: happenedOn })],
]

/** True when it took the wish: a report is being told, or one is open and nothing else is. */
export function correctReport(draft: Draft): boolean {
  const under = isInReport(draft)
  // What was talked of last is what is to be corrected.
  const idle = draft.waiting === undefined && openReports(draft).length > 0
  if (!under && !(idle && (codeOf(draft) !== undefined || knownFacts(draft.household).length === 0))) return false
  caseNow(draft)
  const report = reportNow(draft)
  const parts = PARTS.flatMap(([topic, words]) => {
    const value = words(report, draft)
    return value === undefined ? [] : [{ topic, value }]
  })
  if (parts.length === 0) return false
  if (draft.waiting && draft.waiting.flow !== 'common') draft.aside = draft.waiting
  unask(draft, draft.aside)
  keepAnswer(
    draft,
    '_parts',
    parts.map(({ topic }) => topic),
  )
  if (!under) keepAnswer(draft, RECEIPT, true)
  const label = (topic: Topic): ReplyOption['label'] => ({ key: `hardship:parts.${topic}` })
  askCommon(
    draft,
    'correct_report',
    'choice',
    parts.map(({ topic }, i) => ({ value: String(i + 1), label: label(topic) })),
  )
  offer(
    draft,
    parts.map(({ topic, value }, i) => ({
      value: String(i + 1),
      label: { key: 'common:known_fact', values: { what: label(topic), value } },
    })),
  )
  return true
}

/** The number of a part: its question is asked again, and the report goes on from there. */
export function takePart(draft: Draft, index: number): boolean {
  const parts = draft.answers._parts
  const topic = Array.isArray(parts) ? parts[index] : undefined
  const steps = Object.entries(draft.talk.flows.flow('hardship')?.steps ?? {})
  const found = steps.find(([, step]) => 'ask' in step && step.about === topic)
  if (topic === undefined || !found) return false
  const [id, step] = found
  if (!('ask' in step)) return false
  draft.misses = 0
  draft.aside = undefined
  keepAnswer(draft, '_parts', undefined)
  if (topic === 'village') keepAnswer(draft, 'village', undefined)
  keepAnswer(draft, '_resume', true)
  askStep(draft, 'hardship', id, step)
  return true
}

function harmWords({ hurt, missing, dead }: Report): TextValue | undefined {
  if (hurt === undefined && missing === undefined && dead === undefined) return undefined
  const some = Object.entries({ hurt, missing, dead }).filter(([, count]) => (count ?? 0) > 0)
  if (some.length === 0) return { key: 'hardship:harm.nobody' }
  return { list: some.map(([what, count]) => ({ key: `hardship:harm.${what}`, values: { count: count ?? 0 } })) }
}

function lossWords({ crops = [], animals = [] }: Report): TextValue | undefined {
  const words: TextValue[] = [
    ...crops.flatMap(({ kind }) => (kind === undefined ? [] : [{ key: `facts:crop.kind.options.${kind}` }])),
    ...animals.map(({ kind, count }) =>
      count === undefined
        ? { key: `hardship:animals.${kind}` }
        : { key: 'hardship:counted', values: { count, what: { key: `hardship:animals.${kind}` } } },
    ),
  ]
  return words.length === 0 ? undefined : { list: words }
}
