import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import {
  answerRight,
  intentFigures,
  labelled,
  outcomesOf,
  type Row,
  rightBy,
  type Share,
} from '../../src/commands/understand-figures.ts'
import { fold } from '../../src/language/fold.ts'
import { lexiconFiles } from '../../src/language/lexicon-files.ts'
import { contentFiles, openedLexicon, openedPlaces } from '../language/opened.ts'

interface Floors {
  at_least: Record<string, number>
  at_most: Record<string, number>
  every_style: number
  answers: Record<'numbers' | 'yesno' | 'places', number>
}

/** A style with fewer messages says nothing by itself. */
const FEWEST = 10

const floors = parse(readFileSync(path.join(import.meta.dirname, 'floors.yaml'), 'utf8')) as Floors
const utterances = rowsOf('utterances').map(labelled)

function rowsOf(name: string): Row[] {
  const file = path.join(import.meta.dirname, `${name}.jsonl`)
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Row => JSON.parse(line))
}

const percent = ([count, of]: Share) => (100 * count) / of

test.runIf(utterances.length > 0)('messages of another hand are read as well as the floors say', () => {
  const outcomes = outcomesOf(openedLexicon(), utterances)
  const figures = intentFigures(outcomes)
  for (const [name, floor] of Object.entries(floors.at_least))
    expect(percent(figures[name] ?? [0, 1]), name).toBeGreaterThanOrEqual(floor)
  for (const [name, roof] of Object.entries(floors.at_most))
    expect(percent(figures[name] ?? [1, 1]), name).toBeLessThanOrEqual(roof)
  for (const [style, share] of Object.entries(rightBy(outcomes, 'style')))
    if (share[1] >= FEWEST) expect(percent(share), style).toBeGreaterThanOrEqual(floors.every_style)
})

test.runIf(utterances.length > 0)('hardly any of them is among the sentences learnt from', () => {
  const learnt = new Set(lexiconFiles(contentFiles).sentences.map(({ text }) => fold(text)))
  const long = utterances.filter(({ text }) => fold(text).split(' ').length > 4)
  expect(long.filter(({ text }) => learnt.has(fold(text))).length).toBeLessThanOrEqual(long.length * 0.02)
})

for (const kind of ['numbers', 'yesno', 'places'] as const) {
  const rows = rowsOf(kind)
  test.runIf(rows.length > 0)(`${kind} of another hand are read as well as the floor says`, () => {
    const places = openedPlaces()
    const right = rows.filter((row) => answerRight(kind, row, places)).length
    expect(percent([right, rows.length])).toBeGreaterThanOrEqual(floors.answers[kind])
  })
}
