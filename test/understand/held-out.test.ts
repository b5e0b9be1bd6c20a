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
  messages: Record<
    'utterances' | 'third-hand',
    { at_least: Record<string, number>; at_most: Record<string, number>; every_style: number }
  >
  answers: Record<'numbers' | 'yesno' | 'places', number>
}

/** A style with fewer messages says nothing by itself. */
const FEWEST = 10

const floors = parse(readFileSync(path.join(import.meta.dirname, 'floors.yaml'), 'utf8')) as Floors
/** Both were written by hands that never saw what is learnt from; the third is the harder. */
const hands = (['utterances', 'third-hand'] as const).map((name) => ({ name, rows: rowsOf(name).map(labelled) }))
const utterances = hands.flatMap(({ rows }) => rows)

function rowsOf(name: string): Row[] {
  const file = path.join(import.meta.dirname, `${name}.jsonl`)
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Row => JSON.parse(line))
}

const percent = ([count, of]: Share) => (100 * count) / of

test.for(hands)('messages of another hand ($name) are read as well as the floors say', ({ name, rows }) => {
  const outcomes = outcomesOf(openedLexicon(), rows)
  const figures = intentFigures(outcomes)
  const { at_least, at_most, every_style } = floors.messages[name]
  expect(rows.length).toBeGreaterThan(300)
  for (const [figure, floor] of Object.entries(at_least))
    expect(percent(figures[figure] ?? [0, 1]), figure).toBeGreaterThanOrEqual(floor)
  for (const [figure, roof] of Object.entries(at_most))
    expect(percent(figures[figure] ?? [1, 1]), figure).toBeLessThanOrEqual(roof)
  for (const [style, share] of Object.entries(rightBy(outcomes, 'style')))
    if (share[1] >= FEWEST) expect(percent(share), style).toBeGreaterThanOrEqual(every_style)
})

test('hardly any of them is among the sentences learnt from', () => {
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
