/** What does not have the shape of a content file, in sentences for people who do not program. */
import { z } from 'zod'
import { isDay } from '../core/day.ts'
import { didYouMean } from './nearest.ts'

export interface ShapeFault {
  readonly path: readonly PropertyKey[]
  readonly sentence: string
}

interface Issue {
  readonly code?: string | undefined
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly expected?: unknown
  readonly values?: readonly unknown[]
  readonly keys?: readonly string[]
  readonly issues?: readonly Issue[]
  readonly errors?: readonly (readonly Issue[])[]
}

const COMPARES = ['is', 'in', 'includes', 'at_least', 'at_most', 'less_than', 'more_than'] as const
const KINDS: Readonly<Record<string, string>> = {
  object: 'lines of their own, each "word: value"',
  record: 'lines of their own, each "word: value"',
  array: 'a list: [a, b], or lines that begin with "- "',
  string: 'a text in quotes',
  number: 'a number, written plainly: 1500000',
  int: 'a whole number',
  boolean: 'true or false',
}

/** The faults of `data`, each once and at its deepest place; empty when the schema takes it. */
export function shapeFaults(schema: z.ZodType, data: unknown, issues: readonly Issue[]): ShapeFault[] {
  const words = wordsOf(schema)
  return issues
    .flatMap((issue) => deepest(issue, data))
    .map((issue) => ({
      path: issue.path,
      sentence: sentenceOf(issue, valueAt(data, issue.path), words),
    }))
}

/** The value at a path of parsed YAML or JSON; undefined where there is none. */
export function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (at !== null && typeof at === 'object' ? Reflect.get(at, key) : undefined),
    data,
  )
}

function sentenceOf(issue: Issue, value: unknown, words: readonly string[]): string {
  const name = String(issue.path.at(-1) ?? '')
  const said = typeof value === 'string' ? `"${value}"` : String(value)
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys ?? []
    return `${keys.map((key) => `"${key}"`).join(' and ')} ${keys.length > 1 ? 'are' : 'is'} not known here${didYouMean(keys[0] ?? '', words)}`
  }
  if (issue.code === 'invalid_key')
    return `"${name}" cannot be a name here: ${issue.issues?.[0]?.message ?? 'look at its letters'}`
  const compared = comparisonFault(issue, value)
  if (compared !== null) return compared
  if (value === undefined) return `"${name}" is missing here${own(issue) ? `: ${issue.message}` : ''}`
  const asNumber = numberFault(value, name)
  if (asNumber !== null && /number|parameter|value|figure|quotes|Invalid/.test(issue.message)) return asNumber
  if (/^a day is written/.test(issue.message)) return dayFault(said, value)
  if (own(issue))
    return `${said.length > 60 || said.includes('[object') ? '' : `${said}: `}${issue.message}${typeof value === 'string' && issue.values ? didYouMean(value, issue.values.map(String)) : ''}`
  if (issue.values)
    return `${said} is not known here; write ${issue.values
      .map(String)
      .join(', ')
      .replace(/, ([^,]*)$/, ' or $1')}${typeof value === 'string' ? didYouMean(value, issue.values.map(String)) : ''}`
  if (issue.code === 'invalid_type') return `belongs here: ${KINDS[String(issue.expected)] ?? 'something else'}`
  if (issue.code === 'too_small') return 'is empty or too short: at least one entry belongs here'
  if (issue.code === 'too_big') return `${said} is more than is allowed here`
  return `${said.includes('[object') ? 'what stands here' : said} does not fit here: look at the lines around it, or at a file like it`
}

/** A condition whose comparison is not known. */
function comparisonFault({ code }: Issue, value: unknown): string | null {
  if (code !== 'invalid_union' || value === null || typeof value !== 'object' || !('fact' in value)) return null
  if (COMPARES.some((word) => word in value)) return null
  const odd = Object.keys(value).filter((key) => !['id', 'fact', 'source'].includes(key))
  return `${odd.length > 0 ? `"${odd.join('", "')}" is no comparison` : 'compares the fact with nothing'}; write one of ${COMPARES.join(', ')}`
}

/** `1_500_000`, `"540.000"`, `540000 đồng`: text, where a number is meant. */
function numberFault(value: unknown, name: string): string | null {
  if (typeof value !== 'string') return null
  const digits = /^(\d[\d_., ]*)(?:đồng|đ|d|dong|vnd|VND|%)?$/.exec(value.trim())?.[1]?.trim()
  if (digits === undefined) return null
  const plain = /^\d+[.,]\d{1,2}$/.test(digits) ? digits.replace(',', '.') : digits.replace(/[_., ]/g, '')
  return `${value} is text, not a number: write ${plain} plainly (${name}: ${plain})`
}

function dayFault(said: string, value: unknown): string {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(String(value)) ?? []
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (isDay(iso)) return `${said} is not written as a day: write "${iso}"`
  return /^\d{4}-\d{2}-\d{2}$/.test(String(value))
    ? `${said} is not a day that exists`
    : `${said} is no day: write it as "2026-11-23", in quotes`
}

/** Our own words, not those of the library. */
function own({ code, message }: Issue): boolean {
  return code === 'custom' || !/^(Invalid|Too |Unrecognized|expected)/i.test(message)
}

/** Of a choice of shapes, the faults of the one that was meant: the one that knows most of the words, then has the fewest faults. */
function deepest(issue: Issue, data: unknown): Issue[] {
  if (issue.code !== 'invalid_union' || !issue.errors || issue.errors.length === 0) return [issue]
  const value = valueAt(data, issue.path)
  if (comparisonFault(issue, value) !== null) return [issue]
  const branches = issue.errors.map((errors) =>
    errors.map((inner): Issue => ({ ...inner, path: [...issue.path, ...inner.path] })),
  )
  const strange = (faults: readonly Issue[]): number =>
    faults.reduce((sum, { keys, path }) => sum + (path.length === issue.path.length ? (keys?.length ?? 0) : 0), 0)
  const absent = (faults: readonly Issue[]): number =>
    faults.filter(({ path }) => path.length === issue.path.length + 1 && valueAt(data, path) === undefined).length
  const wrong = (faults: readonly Issue[]): number =>
    faults.filter(({ code, path }) => code === 'invalid_type' && path.length === issue.path.length).length
  const score = (faults: readonly Issue[]): number =>
    wrong(faults) * 100 + absent(faults) * 10 + strange(faults) * 3 + faults.length
  const [best] = branches.toSorted((a, b) => score(a) - score(b))
  if (!best || wrong(best) > 0) return [issue]
  return best.flatMap((inner) => deepest(inner, data))
}

/** Every word that the schema knows, to guess which was meant. */
function wordsOf(schema: z.ZodType): readonly string[] {
  const words = new Set<string>()
  const walk = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return
    for (const [key, inner] of Object.entries(node)) {
      if (key === 'properties' && inner !== null && typeof inner === 'object')
        for (const word of Object.keys(inner)) words.add(word)
      walk(inner)
    }
  }
  walk(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
  return [...words]
}
