/** The language files with what staff made of unknown words: as data to train on, and as text to be written. */
import { stringify } from 'yaml'
import type { ContentFile } from '../core/problem.ts'
import { fold } from '../language/fold.ts'
import type { WordProposal } from '../store/words-store.ts'

const ABBREVIATIONS = 'language/vi/abbreviations.yaml'
const intentFile = (intent: string) => `language/vi/intents/${intent}.yaml`

/** What there is to learn: examples and short forms that the files do not hold yet. */
export function newOnes(files: readonly ContentFile[], proposals: readonly WordProposal[]): readonly WordProposal[] {
  return proposals.filter((one) => {
    if (one.kind === 'example') {
      const sentences = listIn(files, intentFile(one.intent ?? ''))
      return one.text !== null && sentences !== null && !sentences.some((text) => fold(text) === fold(one.text ?? ''))
    }
    return one.kind === 'abbreviation' && one.text !== null && !hasShort(files, one.word)
  })
}

/** The files as they would be read. */
export function filesTaught(files: readonly ContentFile[], taught: readonly WordProposal[]): readonly ContentFile[] {
  return files.map((file) => {
    if (file.path === ABBREVIATIONS) return { ...file, data: withShortForms(file.data, taught) }
    const more = examplesFor(file.path, taught)
    return more.length > 0 && Array.isArray(file.data) ? { ...file, data: [...file.data, ...more] } : file
  })
}

/** Path and new text of each file that changes; what stands in it stays as it is written. */
export function fileTaught(
  read: (path: string) => string,
  taught: readonly WordProposal[],
): readonly (readonly [string, string])[] {
  const intents = [...new Set(taught.flatMap(({ kind, intent }) => (kind === 'example' && intent ? [intent] : [])))]
  const changed = intents.map((intent): [string, string] => {
    const path = intentFile(intent)
    return [path, `${read(path).trimEnd()}\n${stringify(examplesFor(path, taught))}`]
  })
  const short = shortForms(taught)
  if (short.length === 0) return changed
  let text = read(ABBREVIATIONS)
  for (const [word, meaning] of short) {
    const section = sectionOf(word)
    text = text.replace(new RegExp(`^${section}:\\n`, 'm'), (line) => `${line}  ${stringify({ [word]: meaning })}`)
  }
  return [...changed, [ABBREVIATIONS, text]]
}

function examplesFor(path: string, taught: readonly WordProposal[]): string[] {
  return taught.flatMap(({ kind, intent, text }) =>
    kind === 'example' && text !== null && path === intentFile(intent ?? '') ? [text] : [],
  )
}

function shortForms(taught: readonly WordProposal[]): [string, string][] {
  return taught.flatMap(({ kind, word, text }): [string, string][] =>
    kind === 'abbreviation' && text !== null ? [[word, text]] : [],
  )
}

function withShortForms(data: unknown, taught: readonly WordProposal[]): unknown {
  const book: Record<string, unknown> = { ...recordOf(data) }
  for (const [word, text] of shortForms(taught))
    book[sectionOf(word)] = { ...recordOf(book[sectionOf(word)]), [word]: text }
  return book
}

/** Several words together stand apart. */
function sectionOf(word: string): 'pairs' | 'words' {
  return word.includes(' ') ? 'pairs' : 'words'
}

function hasShort(files: readonly ContentFile[], word: string): boolean {
  const book = recordOf(files.find(({ path }) => path === ABBREVIATIONS)?.data)
  return Object.hasOwn(recordOf(book[sectionOf(word)]), word)
}

function listIn(files: readonly ContentFile[], path: string): string[] | null {
  const data = files.find((file) => file.path === path)?.data
  return Array.isArray(data) ? data.map(String) : null
}

function recordOf(data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null ? Object.fromEntries(Object.entries(data)) : {}
}
