import { expect, test } from 'vitest'
import { BUCKETS, featuresOf } from '../../src/language/features.ts'
import { type Normal, normalise } from '../../src/language/normalise.ts'
import { contentFiles, openedLexicon } from './opened.ts'

const { maps } = openedLexicon()
const SAID = [
  ...[
    '',
    'a',
    'toi 76 tuoi khong luong huu',
    'Nhà em bị ngập, 2 người mất tích ở xã Tả Phìn',
    '123456789',
    'x'.repeat(300),
  ],
  ...['word '.repeat(200), '🆘 cứu', 'hongheoduocgi', 'Can I get help?'],
]
const SENTENCES = contentFiles
  .filter((file) => file.path.startsWith('language/vi/intents/'))
  .flatMap((file) => (file.data as string[]).slice(0, 20))

test('the features are those of the definition: every word, pair, three and run of 2 to 5 letters, each hashed by itself', () => {
  for (const text of [...SAID, ...SENTENCES]) {
    const normal = normalise(maps, text)
    expect(featuresOf(normal), text).toEqual(byDefinition(normal))
  }
})

test('no bucket lies beyond the last, where it would have no weight', () => {
  const most = SENTENCES.map((text) => featuresOf(normalise(maps, text)).at(-1) ?? 0)
  expect(Math.max(...most)).toBeLessThan(BUCKETS)
  expect(Math.max(...most)).toBeGreaterThan(BUCKETS * 0.9)
})

/** Written as it was first, without regard to cost. */
function byDefinition(normal: Normal): number[] {
  const shown = normal.tokens.slice(0, 120)
  const words = shown.map(({ folded }) => folded.replace(/\d/g, '#').replace(/#{5,}/g, '#####'))
  const run = ` ${words.join(' ')} `
  const all = [
    ...shown.filter(({ marked }) => marked).map(({ spelt }) => hash('m', spelt)),
    ...words.map((word) => hash('w', word)),
    ...words.map((word, at) => hash('b', `${words[at - 1] ?? '^'} ${word}`)),
    ...words.slice(1).map((word, at) => hash('t', `${words[at - 1] ?? '^'} ${words[at]} ${word}`)),
    hash('b', `${words.at(-1) ?? '^'} $`),
    hash('n', String(Math.min(words.length, 6))),
    ...Array.from(run, (_, at) => at).flatMap((at) =>
      [2, 3, 4, 5].filter((length) => at + length <= run.length).map((length) => hash('c', run.slice(at, at + length))),
    ),
  ]
  return [...new Set(all)].sort((a, b) => a - b)
}

function hash(kind: string, text: string): number {
  let value = Math.imul(0x811c9dc5 ^ kind.charCodeAt(0), 0x01000193)
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return ((value ^ (value >>> 15)) >>> 0) % BUCKETS
}
