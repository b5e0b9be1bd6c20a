/** The reading measured: messages left out of training in turn, and rows of another hand that nothing is ever trained on. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { ContentFile } from '../core/problem.ts'
import { hasMarks } from '../language/fold.ts'
import { checkLexicon, openLexicon } from '../language/lexicon.ts'
import { LABELLED } from '../language/lexicon-files.ts'
import { checkPlaces, openPlaces } from '../language/places.ts'
import { readContent } from './read-content.ts'
import {
  answerRight,
  intentFigures,
  type Labelled,
  labelled,
  type Outcome,
  outcomesOf,
  type Row,
  rightBy,
  type Share,
} from './understand-figures.ts'

const FOLDS = 5
const INTENT_FILE = /^language\/([a-z]+)\/intents\/([a-z_]+)\.yaml$/
/** Messages that nothing is ever trained on, and whose hand wrote them. */
const HELD = [
  ['test/understand/utterances.jsonl', 'another hand'],
  ['test/understand/third-hand.jsonl', 'a third hand'],
] as const
const ANSWERS = ['numbers', 'yesno', 'places'] as const

/** The whole table as text: the dev set and the rows of another hand; `folds` adds our own sentences. */
export function scoreTable(root: string, folds: boolean): string {
  const { files } = readContent(root)
  const parts = Array.from({ length: FOLDS }, (_, part) => partOf(files, part))
  const dev = parts.flatMap((part) => part.dev)
  let out = `dev set, a fifth left out of training in turn (${dev.length} messages)\n${table(dev)}`
  if (folds) {
    const own = parts.flatMap((part) => part.own)
    out += `\nour own sentences, a fifth left out of training in turn (${own.length})\n${table(own)}`
  }
  const lexicon = openLexicon(checkLexicon(files).data)
  for (const [file, hand] of HELD) {
    const held = readRows(root, file).map(labelled)
    if (held.length > 0)
      out += `\nwritten by ${hand}, never trained on (${held.length})\n${table(outcomesOf(lexicon, held))}`
  }
  const places = openPlaces(checkPlaces(files).data)
  out += '\n'
  for (const kind of ANSWERS) {
    for (const [name, folder] of [
      ['', 'language/dev-set'],
      [', by another hand', 'test/understand'],
    ] as const) {
      const rows = readRows(root, `${folder}/${kind}.jsonl`)
      const right = rows.filter((row) => answerRight(kind, row, places))
      if (rows.length > 0) out += line(`${kind}${name}`, [right.length, rows.length])
    }
  }
  return out
}

/** The figures on the rows of other hands, with a lexicon trained on these files. */
export function heldFigures(root: string, files: readonly ContentFile[]): Record<string, Share> {
  const held = HELD.flatMap(([file]) => readRows(root, file).map(labelled))
  return intentFigures(outcomesOf(openLexicon(checkLexicon(files).data), held))
}

/** Reads every fifth message with a lexicon that never saw it. */
function partOf(files: readonly ContentFile[], part: number): { dev: Outcome[]; own: Outcome[] } {
  const dev: Labelled[] = []
  const own: Labelled[] = []
  let at = 0
  const rest = files.map((file) => {
    if (!Array.isArray(file.data)) return file
    const [, language = '', intent = ''] = INTENT_FILE.exec(file.path) ?? []
    if (intent === '' && file.path !== LABELLED) return file
    const rows: readonly unknown[] = file.data
    return {
      path: file.path,
      data: rows.filter((row) => {
        if (at++ % FOLDS !== part) return true
        if (intent !== '') own.push({ text: String(row), intent, style: styleOf(language, String(row)) })
        else if (typeof row === 'object' && row !== null) dev.push(labelled(Object.fromEntries(Object.entries(row))))
        return false
      }),
    }
  })
  const lexicon = openLexicon(checkLexicon(rest).data)
  return { dev: outcomesOf(lexicon, dev), own: outcomesOf(lexicon, own) }
}

/** Our own sentences carry no style: how they are written says enough. */
function styleOf(language: string, text: string): string {
  const words = text.trim().split(/\s+/).length
  const length = words <= 2 ? 'one or two words' : words > 25 ? 'long' : 'a sentence'
  const marks = language !== 'vi' ? '' : hasMarks(text.toLowerCase()) ? ', with marks' : ', no marks'
  return `${language}${marks}, ${length}`
}

function table(all: readonly Outcome[]): string {
  const lines = Object.entries(intentFigures(all)).map(([name, figure]) => line(name, figure))
  for (const key of ['style', 'intent'] as const)
    for (const [name, figure] of Object.entries(rightBy(all, key))) lines.push(line(`  ${key} ${name}`, figure))
  return lines.join('')
}

function readRows(root: string, file: string): Row[] {
  const where = path.join(root, file)
  if (!existsSync(where)) return []
  const lines = readFileSync(where, 'utf8').split('\n')
  return lines.filter((text) => text !== '').map((text): Row => JSON.parse(text))
}

function line(name: string, [count, of]: Share): string {
  const percent = of === 0 ? '' : `${((100 * count) / of).toFixed(1)} %`
  return `${name.padEnd(40)}${`${count}/${of}`.padStart(10)}${percent.padStart(9)}\n`
}
