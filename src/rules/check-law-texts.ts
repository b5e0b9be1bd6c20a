/** Every question, condition, paper, desk and note of `policy/` has its words in `locales/vi`; other languages are compared with vi elsewhere. */
import type { ContentFile, Problem } from '../core/problem.ts'
import type { LawData } from './law-data.ts'
import { didYouMean } from './nearest.ts'

/** A text key and who needs it, for the sentence. */
type Needed = readonly [key: string, by: string]

export function checkLawTexts(data: LawData, files: readonly ContentFile[]): Problem[] {
  const programmes = files.find(({ path }) => path === 'locales/vi/programmes.json')?.data
  const facts = files.find(({ path }) => path === 'locales/vi/facts.json')?.data
  return [...missing('programmes', programmes, programmeKeys(data)), ...missing('facts', facts, factKeys(data))]
}

function programmeKeys(data: LawData): Needed[] {
  return [
    ...data.ruleIds.flatMap(({ rule, kind }): Needed[] =>
      kind === 'procedure' || kind === 'explained' ? [[`told.${rule}`, `${rule} of policy/told.yaml`]] : [],
    ),
    ...data.programmes.flatMap(({ programme, rules }): Needed[] => {
      const by = `policy/programmes/${programme}.yaml`
      return [
        ...['name', 'short', 'gives', 'about'].map((key): Needed => [`${programme}.${key}`, by]),
        ...rules.flatMap((rule) => ruleKeys(rule).map((key): Needed => [key, `rule ${rule.rule} of ${by}`])),
      ]
    }),
  ]
}

function ruleKeys(rule: LawData['programmes'][number]['rules'][number]): string[] {
  const notes = [...rule.notes, ...rule.doubts.map(({ note }) => note), ...(rule.cap ? [rule.cap.note] : [])]
  return [
    `rules.${rule.rule}.name`,
    ...rule.who.map(({ id }) => `conditions.${id ?? ''}`),
    ...rule.apply.papers.map((paper) => `papers.${paper}`),
    `desks.${rule.apply.desk}`,
    ...(Object.keys(rule.gives.says).length > 0 ? [`rules.${rule.rule}.gives`] : []),
    ...notes.map((id) => `notes.${id}`),
    ...(rule.gives.withheld ? [`notes.${rule.gives.withheld.note}`] : []),
  ]
}

function factKeys(data: LawData): Needed[] {
  return data.facts
    .filter(({ askable, asks }) => askable && asks === undefined)
    .flatMap(({ fact, options = [] }) =>
      [
        ...['ask', 'why', 'example', 'short'].map((key) => `${fact}.${key}`),
        ...options.map((option) => `${fact}.options.${option}`),
      ].map((key): Needed => [key, `fact ${fact} of policy/facts.yaml`]),
    )
}

function missing(namespace: string, tree: unknown, needed: readonly Needed[]): Problem[] {
  const first = new Map([...needed].reverse())
  return [...first]
    .filter(([key]) => typeof textAt(tree, key) !== 'string')
    .map(([where, by]) => {
      const [, above = '', name = ''] = /^(.*)\.([^.]+)$/.exec(where) ?? []
      const beside = textAt(tree, above)
      const names = typeof beside === 'object' && beside !== null ? Object.keys(beside) : []
      return {
        file: `locales/vi/${namespace}.json`,
        where,
        sentence: `this text is missing, and ${by} needs it${didYouMean(name, names)}`,
      }
    })
}

function textAt(tree: unknown, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined), tree)
}
