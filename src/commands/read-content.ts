/** Reads what policy staff edit (policy, flows, locales, places, language) from disk; a broken file becomes a sentence with its line. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import type { ContentFile, Problem } from '../core/problem.ts'
import { readCsv } from './read-csv.ts'

const FOLDERS = ['flows', 'language', 'locales', 'places', 'policy'] as const
/** Schemas are written by us for editors; labelled messages measure the reading and are no part of it. */
const LEFT_OUT = /(^|\/)(schema\.json|schema\/|dev-set\/|README\.md$|LICENSES\.md$)|\.(topojson|geojson|jsonl)$/

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
  if (file.endsWith('.csv')) {
    try {
      return { path: file, data: readCsv(text) }
    } catch (error) {
      const [where, sentence] = splitLine(error)
      return broken(where, sentence)
    }
  }
  if (!file.endsWith('.json')) return broken('name', 'content is .yaml, .json, .csv or .txt')
  // JSON is read as YAML first: that names the line, and refuses a key written twice, which JSON.parse lets pass.
  const checked = readYaml(file, text)
  if ('problems' in checked) return checked
  try {
    const data: unknown = JSON.parse(text)
    return { path: file, data }
  } catch {
    return broken('file', 'is not JSON: look for a missing quote, or a comma too many')
  }
}

function readYaml(file: string, text: string): ContentFile | { problems: Problem[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  // One fault makes others behind it, which say nothing new.
  const [fault] = [...document.errors, ...document.warnings].sort((x, y) => x.pos[0] - y.pos[0])
  if (fault) {
    const json = file.endsWith('.json') && fault.code !== 'DUPLICATE_KEY'
    const why = json ? 'look for a missing quote, comma or bracket' : fault.message.replace(/\s+/g, ' ')
    const where = `line ${lines.linePos(fault.pos[0]).line}`
    return { problems: [{ file, where, sentence: `cannot be read: ${why}` }] }
  }
  const data: unknown = document.toJS()
  return { path: file, data }
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
