/** What `npm run check` says of `policy/`: every figure dated and sourced, every id known, every rule whole. */
import type { z } from 'zod'
import type { ContentFile, Problem } from '../core/problem.ts'
import { checkAreas } from './check-areas.ts'
import { checkLinks } from './check-law-links.ts'
import { checkLawTexts } from './check-law-texts.ts'
import { checkGrouped } from './grouped-check.ts'
import type { LawData } from './law-data.ts'
import {
  FactsFile,
  HighestOnlyFile,
  LawsFile,
  ParameterFile,
  ProgrammeFile,
  ProvincesFile,
  QuestionsFile,
  RuleIdsFile,
  ToldFile,
} from './law-format.ts'
import { shapeFaults } from './shape-faults.ts'

/**
 * Reads all `policy/` files; `data` holds what could be read and is to be opened only when there is no problem. `whole` is false where a
 * file has not its shape: what rests on it is then left unchecked, for its sentences would say nothing new.
 */
export function checkLaw(files: readonly ContentFile[]): { data: LawData; problems: Problem[]; whole: boolean } {
  const problems: Problem[] = []
  const named = new Map(files.map((file) => [file.path, file]))
  const one = <T>(path: string, schema: z.ZodType<T>, empty: T): T => {
    const file = named.get(path)
    if (file) return parse(file, schema, problems) ?? empty
    problems.push({ file: path, where: 'file', sentence: 'is missing' })
    return empty
  }
  const many = <T>(folder: string, schema: z.ZodType<T>): { file: string; data: T }[] =>
    files
      .filter(({ path }) => path.startsWith(folder))
      .flatMap((file) => {
        const data = parse(file, schema, problems)
        return data === null ? [] : [{ file: file.path, data }]
      })
  const parameters = many('policy/parameters/', ParameterFile)
  const programmes = many('policy/programmes/', ProgrammeFile)
  const facts = one('policy/facts.yaml', FactsFile, { facts: [], presumptions: [] })
  const areas = checkAreas(files)
  // Plain JSON: keys that are absent stay absent, as the types of LawData promise.
  const data: LawData = plain({
    laws: one('policy/laws.yaml', LawsFile, []),
    parameters: parameters.flatMap((file) => file.data),
    facts: facts.facts,
    presumptions: facts.presumptions,
    questions: one('policy/questions.yaml', QuestionsFile, { questions: [] }).questions,
    programmes: programmes.map((file) => file.data),
    highestOnly: one('policy/highest-only.yaml', HighestOnlyFile, []),
    provinces: one('policy/provinces.yaml', ProvincesFile, []),
    ruleIds: one('policy/rule-ids.csv', RuleIdsFile, []),
    told: one('policy/told.yaml', ToldFile, []),
    areas: areas.data,
  })
  if (problems.length > 0) return { data, problems: [...problems, ...areas.problems], whole: false }
  const fileOf = (kind: 'parameter' | 'programme', id: string): string =>
    (kind === 'parameter'
      ? parameters.find((file) => file.data.some(({ parameter }) => parameter === id))?.file
      : programmes.find((file) => file.data.programme === id)?.file) ?? 'policy'
  problems.push(
    ...areas.problems,
    ...checkLinks(data, fileOf),
    ...checkGrouped(data, files),
    ...checkLawTexts(data, files),
  )
  return { data, problems, whole: true }
}

function parse<T>(file: ContentFile, schema: z.ZodType<T>, problems: Problem[]): T | null {
  const read = schema.safeParse(file.data)
  if (read.success) return read.data
  for (const { path, sentence } of shapeFaults(schema, file.data, read.error.issues))
    problems.push({ file: file.path, where: placeOf(file.data, path), sentence })
  return null
}

/** `rule SP-75, who.all.0.source`: by name where the row has one. */
function placeOf(data: unknown, path: readonly PropertyKey[]): string {
  let at: unknown = data
  let name = idOf(at, '')
  let rest: string[] = []
  for (const key of path) {
    at = at !== null && typeof at === 'object' ? Reflect.get(at, key) : undefined
    const id = idOf(at, name)
    rest = id === '' ? [...rest, String(key)] : []
    name = [name, id].filter((part) => part !== '').join(', ')
  }
  return [name, rest.join('.')].filter((part) => part !== '').join(', ') || 'file'
}

/** How a row calls itself; inside a rule its facts and laws are places, not names. */
function idOf(row: unknown, within: string): string {
  if (row === null || typeof row !== 'object') return ''
  const kinds = within.startsWith('rule') ? [] : within === '' ? ['rule', 'parameter', 'fact', 'law'] : ['rule', 'from']
  for (const kind of kinds) {
    const id: unknown = Reflect.get(row, kind)
    if (typeof id === 'string') return `${kind} ${id}`
  }
  return ''
}

function plain<T>(data: unknown): T {
  return JSON.parse(JSON.stringify(data))
}
