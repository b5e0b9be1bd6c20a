/** What `npm run check` says of the mistakes that people make: a sentence with file and place, in words that need no programmer. */
import { describe, expect, test } from 'vitest'
import { brokenEdits, saidOf } from './broken-edits.ts'

const edits = brokenEdits()
/** One mistake fills no page: what only follows from it is not said. */
const MOST = 8
const JARGON =
  /Invalid|undefined|\bNaN\b|\[object|expected .*received|[Uu]nrecognized|\bschema\b|\bstring\b|\bboolean\b|\barray\b|\bmapping|\bscalar|\bparse|\n {2}at |\.ts\b|\(none\)/

describe('a mistake in a content file is told so that policy staff can mend it', () => {
  test.for(edits)('$name', (edit) => {
    const said = saidOf(edit).map((sentence) => sentence.replace(/, line \d+:/, ', line N:'))
    expect(said.join('\n')).toContain(edit.says)
    expect(said.length).toBeLessThanOrEqual(MOST)
    for (const sentence of said) {
      expect(sentence).toMatch(/^(flows|language|locales|places|policy)\/\S+(, .+)?: \S/)
      expect(sentence).not.toMatch(JARGON)
    }
  })

  test('is tried for many mistakes, in every folder', () => {
    expect(edits.length).toBeGreaterThanOrEqual(50)
    const folders = edits.map((edit) => (edit.in ?? edit.drop ?? edit.write ?? '').split('/')[0])
    expect(new Set(folders)).toEqual(new Set(['flows', 'language', 'locales', 'places', 'policy']))
  })
})
