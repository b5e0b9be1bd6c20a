/** docs/papers.md names every column of every paper, with its Sendai letter, and no other. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CROP_COLUMNS } from '../../src/service/paper-crops.ts'
import { DAMAGE_COLUMNS } from '../../src/service/paper-damage.ts'
import { HOUSEHOLD_COLUMNS } from '../../src/service/paper-households.ts'

const text = readFileSync('docs/papers.md', 'utf8')
const parts = Object.fromEntries(text.split(/^## /m).map((part) => [part.slice(0, part.indexOf(':')), part]))

test.for([
  ['households', HOUSEHOLD_COLUMNS],
  ['crops', CROP_COLUMNS],
  ['damage', DAMAGE_COLUMNS],
] as const)('%s', ([paper, columns]) => {
  const words = new Set(parts[paper]?.match(/\b[a-z_]+\b/g))
  expect(columns.map(({ id }) => id).filter((id) => !words.has(id))).toEqual([])
})

test('the letters of the Sendai Framework are those of the code', () => {
  for (const letter of ['A', 'B'] as const) {
    const said = new RegExp(`\\*\\*${letter}\\*\\* ([^;]+);`).exec(text)?.[1] ?? ''
    const named = said.split(/[\s,]+/).filter((word) => word !== '')
    expect(named.sort()).toEqual(DAMAGE_COLUMNS.flatMap(({ id, sendai }) => (sendai === letter ? [id] : [])).sort())
  }
})
