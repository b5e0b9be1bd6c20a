import { expect, test } from 'vitest'
import { lexiconFiles } from '../../src/language/lexicon-files.ts'
import { understand } from '../../src/language/understand.ts'
import { contentFiles, openedLexicon, TODAY } from './opened.ts'
import { WRITINGS } from './writings.ts'

const lexicon = openedLexicon()
const read = (text: string) => understand(lexicon, text, { today: TODAY }).intent.id

/** Sentences with marks, all of Vietnamese: short answers say different things when a keyboard garbles them. */
const sentences = lexiconFiles(contentFiles)
  .sentences.map(({ text }) => text)
  .filter((text) => /[\u0300-\u036f]/.test(text.normalize('NFD')) && text.split(' ').length > 3)
  .filter((_, at) => at % 6 === 0)

test.for(Object.entries(WRITINGS))('%s means the same as plainly written, in 97 of 100 sentences', ([, write]) => {
  const other = sentences.filter((sentence) => read(write(sentence)) !== read(sentence))
  expect(sentences.length).toBeGreaterThan(200)
  expect(other.length, other.slice(0, 12).join(' | ')).toBeLessThanOrEqual(sentences.length * 0.03)
})
