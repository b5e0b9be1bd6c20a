/** Every question, condition, paper, desk and note of `policy/` has its words in `locales/vi`; other languages are compared with vi elsewhere. */
import type { ContentFile, Problem } from '../core/problem.ts'
import type { LawData } from './law-data.ts'

export function checkLawTexts(data: LawData, files: readonly ContentFile[]): Problem[] {
  const programmes = files.find(({ path }) => path === 'locales/vi/programmes.json')?.data
  const facts = files.find(({ path }) => path === 'locales/vi/facts.json')?.data
  return [...missing('programmes', programmes, programmeKeys(data)), ...missing('facts', facts, factKeys(data))]
}

function programmeKeys(data: LawData): string[] {
  const rules = data.programmes.flatMap((programme) => programme.rules)
  return [
    ...data.programmes.flatMap(({ programme }) =>
      ['name', 'short', 'gives', 'about'].map((key) => `${programme}.${key}`),
    ),
    ...data.ruleIds.flatMap(({ rule, kind }) => (kind === 'procedure' || kind === 'explained' ? [`told.${rule}`] : [])),
    ...rules.flatMap((rule) => [
      `rules.${rule.rule}.name`,
      ...rule.who.map(({ id }) => `conditions.${id ?? ''}`),
      ...rule.apply.papers.map((paper) => `papers.${paper}`),
      `desks.${rule.apply.desk}`,
      ...(Object.keys(rule.gives.says).length > 0 ? [`rules.${rule.rule}.gives`] : []),
      ...[...rule.notes, ...rule.doubts.map(({ note }) => note), ...(rule.cap ? [rule.cap.note] : [])].map(
        (id) => `notes.${id}`,
      ),
      ...(rule.gives.withheld ? [`notes.${rule.gives.withheld.note}`] : []),
    ]),
  ]
}

function factKeys(data: LawData): string[] {
  return data.facts
    .filter(({ askable, asks }) => askable && asks === undefined)
    .flatMap(({ fact, options = [] }) => [
      ...['ask', 'why', 'example', 'short'].map((key) => `${fact}.${key}`),
      ...options.map((option) => `${fact}.options.${option}`),
    ])
}

function missing(namespace: string, tree: unknown, keys: readonly string[]): Problem[] {
  return [...new Set(keys)]
    .filter((key) => {
      const found = key
        .split('.')
        .reduce<unknown>(
          (at, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined),
          tree,
        )
      return typeof found !== 'string'
    })
    .map((where) => ({
      file: `locales/vi/${namespace}.json`,
      where,
      sentence: 'policy/ needs this text and it is missing',
    }))
}
