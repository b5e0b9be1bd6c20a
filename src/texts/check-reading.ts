/** What `npm run check` says of words that are hard to read: sentences too long in either language, and Vietnamese office language with a plain word beside it. */

import { LANGUAGES } from '../core/language.ts'
import type { ContentFile, Problem } from '../core/problem.ts'
import { flatten, PAGE_NAMESPACES } from './check-texts.ts'
import type { TextData } from './texts.ts'

/** Syllables of one sentence; 99 of 100 sentences of ours have fewer than 22, and half of them five or less. */
export const LONGEST_SENTENCE = 22

/** Words of one English sentence; half of ours have five or less, and who reads English here often learned it late. */
export const LONGEST_ENGLISH = 20

/** Read by officials alone: on their pages, in what they are sent, or by whoever runs a command. All other texts reach citizens. */
const FOR_OFFICIALS: readonly string[] = [
  ...PAGE_NAMESPACES.map((name) => `${name}:`),
  'api:',
  'official:',
  'offer-lists:',
  'broadcasts:',
  'triage:',
  'verdict:official.',
  'case:escalated',
]

const OFFICE_WORDS = 'locales/plain/office-words.csv'
const EXACT_NAMES = 'locales/plain/exact-names.csv'

/** Office language and what to say instead; a name of a law, form or desk is said exactly, whatever words it holds. */
export interface PlainWords {
  readonly swaps: readonly { readonly words: string; readonly plain: string }[]
  readonly exact: readonly string[]
}

/** Reads both lists of `locales/plain/` and every text that a citizen reads. */
export function checkReading(files: readonly ContentFile[], texts: TextData): { problems: Problem[] } {
  const problems: Problem[] = []
  const words = plainWordsOf(files, problems)
  const faultsIn = { vi: (text: string) => readingFaults(text, words), en: englishFaults }
  for (const language of LANGUAGES)
    for (const [key, text] of flatten(texts[language])) {
      if (!isForCitizens(key)) continue
      const [namespace, where = ''] = key.split(':')
      for (const sentence of faultsIn[language](text))
        problems.push({ file: `locales/${language}/${namespace}.json`, where, sentence })
    }
  return { problems }
}

/** Sentences on what makes one text hard to read aloud to somebody who left school early. */
export function readingFaults(text: string, { swaps, exact }: PlainWords): readonly string[] {
  const faults: string[] = []
  faults.push(...tooLong(text, LONGEST_SENTENCE, 'syllables'))
  // The longer words first, so that "nơi cư trú" is told once and not again as "cư trú".
  let rest = exact.toSorted(longerFirst).reduce((left, name) => without(left, name), text.toLowerCase())
  for (const { words, plain } of swaps.toSorted((a, b) => longerFirst(a.words, b.words))) {
    const left = without(rest, words)
    if (left !== rest)
      faults.push(
        `"${words}" is office language: say "${plain}" (where it is part of a name of a law, form or desk, put that name into ${EXACT_NAMES})`,
      )
    rest = left
  }
  return faults
}

/** Sentences on what makes an English text hard to read. */
export function englishFaults(text: string): readonly string[] {
  return tooLong(text, LONGEST_ENGLISH, 'words')
}

/** Vietnamese is written a syllable a word, so that both are counted in the same way. */
function tooLong(text: string, most: number, unit: 'syllables' | 'words'): readonly string[] {
  return sentencesOf(text)
    .map((sentence) => ({ sentence, count: wordsIn(sentence) }))
    .filter(({ count }) => count > most)
    .map(
      ({ sentence, count }) =>
        `one sentence has ${count} ${unit}, over ${most}: make two of it ("${sentence.split(/\s+/).slice(0, 6).join(' ')} …")`,
    )
}

/** Said to citizens, and so what a language pack translates. */
export function isForCitizens(key: string): boolean {
  return !FOR_OFFICIALS.some((start) => key.startsWith(start))
}

/** A reader pauses at a full stop, at a colon and at a line's end; a comma is no pause. */
function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.!?…;:])\s+|\n+/)
}

/** A value counts as one, for nobody knows it yet. */
function wordsIn(sentence: string): number {
  return (sentence.replace(/\{\{[^}]*\}\}/g, ' X ').match(/[\p{L}\p{N}][\p{L}\p{N}.,%/'’-]*/gu) ?? []).length
}

/** The text with every place of `words` taken out; whole syllables only. */
function without(text: string, words: string): string {
  if (!text.includes(words)) return text
  const parts: string[] = []
  let from = 0
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const end = at + words.length
    if (at < from || isLetter(text[at - 1]) || isLetter(text[end])) continue
    parts.push(text.slice(from, at), '|')
    from = end
  }
  return parts.join('') + text.slice(from)
}

function isLetter(sign: string | undefined): boolean {
  return sign !== undefined && /\p{L}/u.test(sign)
}

function longerFirst(a: string, b: string): number {
  return b.length - a.length
}

function plainWordsOf(files: readonly ContentFile[], problems: Problem[]): PlainWords {
  const rowsOf = (path: string, columns: readonly string[]): readonly Readonly<Record<string, string>>[] => {
    const file = files.find((one) => one.path === path)
    if (!file) {
      problems.push({ file: path, where: '', sentence: 'this file is missing' })
      return []
    }
    const rows = rowsIn(file.data)
    const seen = new Set<string>()
    return rows.filter((row, i) => {
      const empty = columns.find((column) => (row[column] ?? '').trim() === '')
      const name = (row[columns[0] ?? ''] ?? '').toLowerCase()
      const sentence =
        empty !== undefined
          ? `the column "${empty}" is empty`
          : seen.has(name)
            ? `"${name}" stands here twice: keep one of them`
            : undefined
      if (sentence !== undefined) problems.push({ file: path, where: `row ${i + 1}`, sentence })
      seen.add(name)
      return sentence === undefined
    })
  }
  const plain = (text = ''): string => text.trim().normalize('NFC')
  return {
    swaps: rowsOf(OFFICE_WORDS, ['words', 'plain']).map((row) => ({
      words: plain(row.words).toLowerCase(),
      plain: plain(row.plain),
    })),
    exact: rowsOf(EXACT_NAMES, ['name', 'what']).map((row) => plain(row.name).toLowerCase()),
  }
}

/** Rows as `readCsv` hands them over; anything else is no table. */
function rowsIn(data: unknown): readonly Readonly<Record<string, string>>[] {
  return Array.isArray(data) ? data.filter(isRow) : []
}

function isRow(row: unknown): row is Readonly<Record<string, string>> {
  return typeof row === 'object' && row !== null
}
