/** Everything the reading needs besides code: checked and trained from `language/` when content is built, opened once at start. */
import type { ContentFile, Problem } from '../core/problem.ts'
import { type Example, type Model, type ModelData, openModel, train } from './classifier.ts'
import { featuresOf } from './features.ts'
import { fold, spell } from './fold.ts'
import { INTENTS } from './intent.ts'
import { lexiconFiles, type PhraseBook } from './lexicon-files.ts'
import { neighboursOf, openNeighbours } from './neighbours.ts'
import { normalise } from './normalise.ts'
import { anyOf } from './patterns.ts'
import { signsIn } from './signs.ts'
import { type Token, tokensOf } from './tokens.ts'

/** Word → what it stands for, as tokens ready to use. */
export interface WordMaps {
  readonly pairs: ReadonlyMap<string, readonly Token[]>
  readonly abbreviations: ReadonlyMap<string, readonly Token[]>
  readonly dialectMarked: ReadonlyMap<string, readonly Token[]>
  readonly dialectAny: ReadonlyMap<string, readonly Token[]>
  readonly dialectInMarked: ReadonlyMap<string, readonly Token[]>
  /** Cost of a folded word when glued words are cut: the rarer, the dearer. */
  readonly costs: ReadonlyMap<string, number>
  /** Two words were seen side by side. */
  readonly pairSeen: (first: string, second: string) => boolean
}

/** Plain JSON made by `checkLexicon`. */
export interface LexiconData {
  readonly words: Readonly<Record<WordMapName, Readonly<Record<string, string>>>>
  readonly costs: Readonly<Record<string, number>>
  readonly neighbours: string
  readonly phrases: PhraseBook
  readonly model: ModelData
}

/** An opened lexicon: maps, expressions and the classifier. */
export interface Lexicon extends Phrases {
  readonly maps: WordMaps
  readonly model: Model
  readonly english: ReadonlySet<string>
  readonly indonesian: ReadonlySet<string>
}

/** The phrase book as expressions for folded text with a space at both ends. */
export interface Phrases {
  readonly notDanger: ReadonlySet<string>
  readonly never: RegExp
  readonly sureDanger: RegExp
  readonly danger: RegExp
  readonly despair: RegExp
  readonly past: RegExp
  readonly still: RegExp
  readonly hardship: RegExp
  readonly optOut: RegExp
  readonly programmes: readonly (readonly [string, RegExp])[]
  readonly topics: readonly (readonly [string, RegExp])[]
  readonly slots: readonly (readonly [string, readonly (readonly [string, RegExp])[]])[]
}

type WordMapName = 'pairs' | 'abbreviations' | 'dialectMarked' | 'dialectAny' | 'dialectInMarked'

/** Checks the files of `language/` and trains the intents. Pure: the same files give the same data. */
export function checkLexicon(files: readonly ContentFile[]): { data: LexiconData; problems: Problem[] } {
  const { words, phrases, sentences, problems } = lexiconFiles(files)
  const lines = sentences.map(({ text }) => tokensOf(text).map((token) => token.folded))
  const costs = costsOf(lines)
  const neighbours = neighboursOf(lines)
  const maps = openMaps(words, costs, neighbours)
  const book = openPhrases(phrases)
  const examples: Example[] = []
  const learn = (text: string, label: number) => {
    const normal = normalise(maps, text)
    examples.push({ features: featuresOf(normal, signsIn(book, normal.folded)), label })
  }
  // What is not as it should be is told at once; nothing is learnt from it.
  for (const { text, intent } of problems.length > 0 ? [] : sentences) {
    const label = INTENTS.indexOf(intent)
    learn(text, label)
    // Most people type without marks: every sentence is learnt both ways.
    const bare = fold(text)
    if (bare !== text) learn(bare, label)
  }
  return { data: { words, costs, neighbours, phrases, model: train(examples, INTENTS.length) }, problems }
}

/** Builds maps, expressions and weights from checked data. */
export function openLexicon(data: LexiconData): Lexicon {
  return {
    maps: openMaps(data.words, data.costs, data.neighbours),
    model: openModel(data.model),
    ...openPhrases(data.phrases),
    english: new Set(data.phrases.english),
    indonesian: new Set(data.phrases.indonesian),
  }
}

function openPhrases(phrases: PhraseBook): Phrases {
  return {
    notDanger: new Set(phrases.notWords.map((word) => spell(word))),
    never: anyOf(phrases.never),
    sureDanger: anyOf(phrases.sure),
    danger: anyOf([...phrases.sure, ...phrases.signs]),
    despair: anyOf(phrases.despair),
    past: anyOf(phrases.past),
    still: anyOf(phrases.still),
    hardship: anyOf(phrases.hardship),
    optOut: anyOf(phrases.optOut),
    programmes: Object.entries(phrases.programmes).map(([programme, list]) => [programme, anyOf(list)] as const),
    topics: Object.entries(phrases.topics).map(([topic, list]) => [topic, anyOf(list)] as const),
    slots: Object.entries(phrases.slots).map(
      ([slot, values]) => [slot, Object.entries(values).map(([value, list]) => [value, anyOf(list)] as const)] as const,
    ),
  }
}

function openMaps(words: LexiconData['words'], costs: LexiconData['costs'], neighbours: string): WordMaps {
  const map = (name: WordMapName) =>
    new Map(Object.entries(words[name]).map(([key, value]) => [key, tokensOf(value)] as const))
  return {
    pairs: map('pairs'),
    abbreviations: map('abbreviations'),
    dialectMarked: map('dialectMarked'),
    dialectAny: map('dialectAny'),
    dialectInMarked: map('dialectInMarked'),
    costs: new Map(Object.entries(costs)),
    pairSeen: openNeighbours(neighbours),
  }
}

function costsOf(lines: readonly (readonly string[])[]): Record<string, number> {
  const counts = new Map<string, number>()
  let total = 0
  for (const word of lines.flat()) {
    if (!/^[a-z]+$/.test(word)) continue
    counts.set(word, (counts.get(word) ?? 0) + 1)
    total++
  }
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(sorted.map(([word, count]) => [word, Number(Math.log(total / count).toFixed(1))]))
}
