/** The files of `language/` read into plain maps and lists, with a sentence for everything that is not as it should be. */
import type { ContentFile, Problem } from '../core/problem.ts'
import { fold, spell } from './fold.ts'
import { INTENTS } from './intent.ts'
import type { LexiconData } from './lexicon.ts'
import { phraseFault } from './patterns.ts'

/** Phrases by what they mean, as written in the files. */
export interface PhraseBook {
  readonly notWords: readonly string[]
  readonly never: readonly string[]
  readonly sure: readonly string[]
  readonly signs: readonly string[]
  readonly despair: readonly string[]
  readonly past: readonly string[]
  readonly still: readonly string[]
  readonly hardship: readonly string[]
  readonly optOut: readonly string[]
  readonly programmes: Readonly<Record<string, readonly string[]>>
  readonly topics: Readonly<Record<string, readonly string[]>>
  readonly slots: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
  readonly english: readonly string[]
  readonly indonesian: readonly string[]
}

/** One line to learn from. */
export interface Sentence {
  readonly intent: (typeof INTENTS)[number]
  readonly text: string
}

interface LexiconFiles {
  readonly words: LexiconData['words']
  readonly phrases: PhraseBook
  readonly sentences: readonly Sentence[]
  readonly problems: Problem[]
}

/** Reads the files by their paths; the labelled messages of `language/dev-set/` are learnt from as well. */
export function lexiconFiles(files: readonly ContentFile[]): LexiconFiles {
  const problems: Problem[] = []
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1))
  const dataOf = (path: string): unknown => {
    const file = sorted.find((one) => one.path === path)
    if (!file) problems.push({ file: path, where: '', sentence: 'This file is missing.' })
    return file?.data
  }
  const reader = readerFor(problems)
  const abbreviations = reader.group('language/vi/abbreviations.yaml', dataOf('language/vi/abbreviations.yaml'))
  const dialect = reader.group('language/vi/dialect.yaml', dataOf('language/vi/dialect.yaml'))
  const danger = reader.group('language/vi/danger.yaml', dataOf('language/vi/danger.yaml'))
  const programmes = reader.group('language/vi/programmes.yaml', dataOf('language/vi/programmes.yaml'))
  const topics = reader.group('language/vi/topics.yaml', dataOf('language/vi/topics.yaml'))
  const slots = reader.group('language/vi/slots.yaml', dataOf('language/vi/slots.yaml'))
  const english = reader.group('language/english-words.yaml', dataOf('language/english-words.yaml'))
  const phrasesIn = (group: Readonly<Record<string, unknown>>, key: string, file: string) =>
    reader.phrases(file, key, group[key])
  const inDanger = (key: string) => phrasesIn(danger, key, 'language/vi/danger.yaml')
  return {
    words: {
      pairs: reader.words('language/vi/abbreviations.yaml', 'pairs', abbreviations.pairs, fold),
      abbreviations: reader.words('language/vi/abbreviations.yaml', 'words', abbreviations.words, spell),
      dialectMarked: reader.words('language/vi/dialect.yaml', 'marked', dialect.marked, spell),
      dialectAny: reader.words('language/vi/dialect.yaml', 'any', dialect.any, fold),
      dialectInMarked: reader.words('language/vi/dialect.yaml', 'in_marked_text', dialect.in_marked_text, fold),
    },
    phrases: {
      notWords: reader.list('language/vi/danger.yaml', 'not_words', danger.not_words),
      never: inDanger('never'),
      sure: inDanger('sure'),
      signs: inDanger('signs'),
      despair: inDanger('despair'),
      past: inDanger('past'),
      still: inDanger('still'),
      hardship: inDanger('hardship'),
      optOut: inDanger('opt_out'),
      programmes: Object.fromEntries(
        Object.keys(programmes).map((key) => [key, phrasesIn(programmes, key, 'language/vi/programmes.yaml')]),
      ),
      topics: Object.fromEntries(
        Object.keys(topics).map((key) => [key, phrasesIn(topics, key, 'language/vi/topics.yaml')]),
      ),
      slots: Object.fromEntries(
        Object.entries(slots).map(([slot, values]) => {
          const group = reader.group('language/vi/slots.yaml', values)
          return [
            slot,
            Object.fromEntries(Object.keys(group).map((key) => [key, phrasesIn(group, key, 'language/vi/slots.yaml')])),
          ]
        }),
      ),
      english: reader.list('language/english-words.yaml', 'en', english.en),
      indonesian: reader.list('language/english-words.yaml', 'id', english.id),
    },
    sentences: sentencesIn(sorted, reader, problems),
    problems,
  }
}

const INTENT_FILE = /^language\/[a-z]{2,3}\/intents\/([a-z_]+)\.yaml$/

function sentencesIn(files: readonly ContentFile[], reader: Reader, problems: Problem[]): Sentence[] {
  const sentences: Sentence[] = []
  const seen = new Map<string, string>()
  for (const file of files) {
    const name = INTENT_FILE.exec(file.path)?.[1]
    if (name === undefined) continue
    const intent = INTENTS.find((known) => known === name)
    if (intent === undefined) {
      problems.push({
        file: file.path,
        where: name,
        sentence: `There is no meaning "${name}"; the files here are named ${INTENTS.join(', ')}.`,
      })
      continue
    }
    for (const text of reader.list(file.path, name, file.data)) {
      const before = seen.get(text.toLowerCase())
      if (before !== undefined && before !== intent)
        problems.push({ file: file.path, where: text, sentence: `This sentence is also an example of "${before}".` })
      if (before === undefined) sentences.push({ intent, text })
      seen.set(text.toLowerCase(), intent)
    }
  }
  for (const { text, intent } of labelledIn(files, problems)) {
    if (!seen.has(text.toLowerCase())) sentences.push({ intent, text })
  }
  return sentences
}

/** Path of the labelled messages that are learnt from. */
export const LABELLED = 'language/dev-set/utterances.jsonl'

function labelledIn(files: readonly ContentFile[], problems: Problem[]): Sentence[] {
  const rows = files.find((file) => file.path === LABELLED)?.data
  if (!Array.isArray(rows)) return []
  return rows.flatMap((row: unknown, at): Sentence[] => {
    const { text, intent: name } =
      typeof row === 'object' && row !== null ? Object.fromEntries(Object.entries(row)) : { text: null, intent: null }
    const intent = INTENTS.find((known) => known === name)
    if (typeof text === 'string' && intent !== undefined) return [{ text, intent }]
    problems.push({ file: LABELLED, where: `line ${at + 1}`, sentence: 'A "text" and a known "intent" are expected.' })
    return []
  })
}

type Reader = ReturnType<typeof readerFor>

/** Reads parsed YAML of a known shape; what has another shape is reported and left out. */
function readerFor(problems: Problem[]) {
  function group(file: string, data: unknown): Readonly<Record<string, unknown>> {
    if (data === undefined) return {}
    if (typeof data === 'object' && data !== null && !Array.isArray(data))
      return Object.fromEntries(Object.entries(data))
    problems.push({ file, where: '', sentence: 'A table of names and values is expected here.' })
    return {}
  }

  function words(file: string, where: string, data: unknown, key: (word: string) => string): Record<string, string> {
    const entries: [string, string][] = []
    for (const [word, meaning] of Object.entries(group(file, data ?? {}))) {
      if (typeof meaning === 'string') entries.push([key(word.toLowerCase()), meaning])
      else problems.push({ file, where: `${where}.${word}`, sentence: 'The meaning must be a text in quotes.' })
    }
    return Object.fromEntries(entries)
  }

  function list(file: string, where: string, data: unknown): string[] {
    if (!Array.isArray(data)) {
      problems.push({ file, where, sentence: 'A list is expected here.' })
      return []
    }
    const texts: string[] = []
    for (const item of data) {
      if (typeof item === 'string' && item.trim() !== '') texts.push(item)
      else
        problems.push({
          file,
          where: `${where}: ${String(item)}`,
          sentence: 'Each line must be a text; put numbers in quotes.',
        })
    }
    return texts
  }

  function phrases(file: string, where: string, data: unknown): string[] {
    return list(file, where, data).filter((phrase) => {
      const fault = phraseFault(phrase)
      if (fault !== null) problems.push({ file, where: `${where}: ${phrase}`, sentence: `This phrase ${fault}.` })
      return fault === null
    })
  }

  return { group, words, list, phrases }
}
