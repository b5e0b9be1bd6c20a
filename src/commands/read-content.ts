/** Reads what policy staff edit (policy, flows, locales, places, language) from disk; a broken file becomes a sentence with its line. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isScalar, LineCounter, parseDocument, visit, type YAMLError } from 'yaml'
import type { ContentFile, Problem } from '../core/problem.ts'
import { readCsv } from './read-csv.ts'

const FOLDERS = ['flows', 'language', 'locales', 'places', 'policy'] as const
/** Schemas are written by us for editors; of the labelled messages, only those with a meaning are learnt from. */
const LEFT_OUT =
  /(^|\/)(schema\.json|schema\/|dev-set\/(?!utterances\.jsonl$)|README\.md$|LICENSES\.md$)|\.(topojson|geojson)$/

/** All content files below `root`, in the order of their paths, so that what is made of them never depends on the disk. */
export function readContent(root: string): { files: ContentFile[]; problems: Problem[] } {
  const files: ContentFile[] = []
  const problems: Problem[] = []
  for (const file of FOLDERS.flatMap((folder) => list(root, folder))) {
    if (LEFT_OUT.test(file)) continue
    const read = readFile(file, readFileSync(path.join(root, file), 'utf8'))
    if ('problems' in read) problems.push(...read.problems)
    else files.push(read)
  }
  return { files, problems }
}

/** One file's text by its ending: YAML, JSON, CSV (rows by name) or plain text. */
export function readFile(file: string, text: string): ContentFile | { problems: Problem[] } {
  const broken = (where: string, sentence: string) => ({ problems: [{ file, where, sentence }] })
  if (/\.ya?ml$/.test(file)) return readYaml(file, text)
  if (file.endsWith('.txt')) return { path: file, data: text }
  if (file.endsWith('.jsonl')) return readLines(file, text)
  if (file.endsWith('.csv')) {
    try {
      return { path: file, data: readCsv(text) }
    } catch (error) {
      const [where, sentence] = splitLine(error)
      return broken(where, sentence)
    }
  }
  if (!file.endsWith('.json'))
    return broken(
      'name',
      'is no file of this folder: content is .yaml, .json, .csv or .txt; keep other files elsewhere',
    )
  // JSON is read as YAML first: that names the line, and refuses a key written twice, which JSON.parse lets pass.
  const checked = readYaml(file, text)
  if ('problems' in checked) return checked
  try {
    const data: unknown = JSON.parse(text)
    return { path: file, data }
  } catch (error) {
    const line = /line (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
    return broken(line === undefined ? 'file' : `line ${line}`, jsonFault(text))
  }
}

/** One JSON object a line. */
function readLines(file: string, text: string): ContentFile | { problems: Problem[] } {
  const rows: unknown[] = []
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    try {
      const row: unknown = JSON.parse(line)
      rows.push(row)
    } catch {
      return { problems: [{ file, where: `line ${at + 1}`, sentence: jsonFault(line) }] }
    }
  }
  return { path: file, data: rows }
}

function readYaml(file: string, text: string): ContentFile | { problems: Problem[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  // One fault makes others behind it, which say nothing new.
  const [fault] = [...document.errors, ...document.warnings].sort((x, y) => x.pos[0] - y.pos[0])
  if (fault) {
    const where = `line ${lines.linePos(fault.pos[0]).line}`
    if (file.endsWith('.json') && fault.code !== 'DUPLICATE_KEY')
      return { problems: [{ file, where, sentence: jsonFault(text) }] }
    return { problems: [{ file, where, sentence: `cannot be read: ${yamlFault(fault)}` }] }
  }
  const problems: Problem[] = []
  // An empty figure would count as "ended": what is meant to be null is written null.
  visit(document, {
    Pair(_, { key, value }) {
      if (value !== null && !(isScalar(value) && value.value === null && value.source === '')) return
      const at = isScalar(key) ? key.range?.[0] : undefined
      const where = at === undefined ? 'file' : `line ${lines.linePos(at).line}`
      problems.push({
        file,
        where,
        sentence: `"${String(key)}" is left empty: write its value (null only where that is meant)`,
      })
    },
  })
  if (problems.length > 0) return { problems }
  const data: unknown = document.toJS()
  return { path: file, data }
}

/** The faults that people make, by the codes of the YAML reader. */
const YAML_FAULTS: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'the line begins with a tab: indent with spaces, as the lines above do',
  DUPLICATE_KEY: 'the same name stands twice in one place: keep one of them',
  MISSING_CHAR: 'a closing quote, bracket or comma is missing, on this line or above',
  BAD_INDENT:
    'a closing bracket is missing on the line above, or this line does not begin under the lines it belongs to: count the spaces',
  BLOCK_AS_IMPLICIT_KEY:
    'two colons on one line, or the line does not begin under those it belongs to: put a text with a colon in quotes',
  BAD_ALIAS: 'a word begins with * or &: put it in quotes',
  BAD_SCALAR_START: 'a word begins with a sign that means something else here: put it in quotes',
  MULTILINE_IMPLICIT_KEY: 'a colon is missing, or a quote is not closed, on this line or above',
  BAD_DQ_ESCAPE: 'a \\ in a text in quotes: write it twice, or leave it out',
  MULTIPLE_DOCS: 'a line --- cuts the file in two: take it out',
}
function yamlFault({ code, message }: YAMLError): string {
  // One code for two faults: a missing sign, and a line that slipped out of its list.
  if (code === 'MISSING_CHAR' && message.includes('indicator')) return SLIPPED
  return YAML_FAULTS[code] ?? OTHERWISE
}

const SLIPPED = 'the line does not begin under the lines it belongs to: count the spaces at its start'
const OTHERWISE =
  'the line does not fit those around it: compare its spaces, quotes, colons and brackets with a like line above'

function jsonFault(text: string): string {
  return /^\s*[“”]|[:,{[]\s*[“”]/m.test(text)
    ? 'cannot be read: it holds curly quotes “ ” as a word processor writes them; type straight ones "'
    : 'cannot be read: look for a missing quote, comma or bracket, or a comma too many, on this line or the one above'
}

function splitLine(error: unknown): [string, string] {
  const message = error instanceof Error ? error.message : 'cannot be read'
  const [, line, sentence] = /^(line \d+): (.*)$/.exec(message) ?? []
  return line && sentence ? [line, sentence] : ['file', message]
}

function list(root: string, folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return []
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort((a, b) => (a < b ? -1 : 1))
}
