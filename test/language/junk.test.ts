import { expect, test } from 'vitest'
import {
  readAge,
  readChoice,
  readChoices,
  readDate,
  readMoney,
  readNumber,
  readYesNo,
} from '../../src/language/answers.ts'
import { exactCommand } from '../../src/language/commands.ts'
import { fold } from '../../src/language/fold.ts'
import { readPlace } from '../../src/language/places.ts'
import { understand } from '../../src/language/understand.ts'
import { openedLexicon, openedPlaces, TODAY } from './opened.ts'

const lexicon = openedLexicon()
const places = openedPlaces()
const options = [{ value: 'a', label: 'Hộ nghèo' }]
const PIECES = [
  'x',
  'nuoc ',
  'a1',
  '\u0323\u0302',
  '1.1,',
  'ko ',
  '\ud800',
  'hongheo',
  'cuu tro ',
  'khong co ',
  '(((',
  '1 2 ',
  'tan tien ',
  '\u0000',
  '🆘',
  'ệ',
  '- ',
]
/** The aim is 20 ms; backtracking would take minutes, and a busy machine must not turn this red. */
const MOST_MS = 2_000

test.for(PIECES)('100 KB of %j is read in no time by every reader', (piece) => {
  const junk = piece.repeat(Math.ceil(100_000 / piece.length))
  const readers: (() => unknown)[] = [
    () => fold(junk),
    () => exactCommand(junk),
    () => readMoney(junk),
    () => readAge(junk, TODAY),
    () => readDate(junk, TODAY),
    () => readNumber(junk, 'people'),
    () => readNumber(junk, 'area_ha', 'bac'),
    () => readYesNo(junk),
    () => readChoice(junk, options),
    () => readChoices(junk, options),
    () => readPlace(places, junk),
    () => understand(lexicon, junk, { today: TODAY }),
  ]
  for (const reader of readers) {
    const start = performance.now()
    reader()
    expect(performance.now() - start).toBeLessThan(MOST_MS)
  }
})
