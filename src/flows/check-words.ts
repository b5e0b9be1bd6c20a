/** The words of one flow: there in every language, and short enough for two SMS. */
import { LANGUAGES, type Language } from '../core/language.ts'
import type { Problem } from '../core/problem.ts'
import type { Flow } from './flow-format.ts'

/** Flat texts by language: `menu:ask_need` → text. */
export type Words = Readonly<Record<Language, ReadonlyMap<string, string>>>

/** Two parts of 153 letters each; a value stands for about a dozen letters, the sender's name for about twenty. */
const SMS_LETTERS = 306
const VALUE_LETTERS = 12
const SENDER_LETTERS = 20

/** Checked texts: language → namespace → tree. */
export type TextTrees = Readonly<Record<Language, Readonly<Record<string, unknown>>>> & {
  readonly packs?: Readonly<Record<string, unknown>>
}

/** Texts by their full key. */
export function readWords(texts: TextTrees): Words {
  const words: Record<Language, Map<string, string>> = { vi: new Map(), en: new Map() }
  for (const language of LANGUAGES)
    for (const [namespace, tree] of Object.entries(texts[language])) flatten(words[language], `${namespace}:`, tree)
  return words
}

/** Missing or overlong texts of one flow. */
export function checkTextsOf(flow: Flow, words: Words): Problem[] {
  const problems: Problem[] = []
  for (const language of LANGUAGES) {
    const file = `locales/${language}/${flow.flow}.json`
    const need = (path: string, forStep: string): void => {
      if (!words[language].has(`${flow.flow}:${path}`))
        problems.push({
          file,
          where: path,
          sentence: `the text is missing; ${forStep} of flows/${flow.flow}.yaml says it`,
        })
    }
    need('title', 'the title')
    for (const [id, step] of Object.entries(flow.steps)) {
      if ('tell' in step)
        for (const rule of step.tell)
          if (!words[language].has(`programmes:told.${rule}`))
            problems.push({
              file: `locales/${language}/programmes.json`,
              where: `told.${rule}`,
              sentence: `the text is missing; step ${id} of flows/${flow.flow}.yaml tells it`,
            })
      const speaks = 'say' in step || 'hand_over' in step || ('ask' in step && step.fact === undefined)
      if (!speaks) continue
      need(id, `step ${id}`)
      const values = 'ask' in step ? Object.keys(step.options ?? {}) : []
      for (const value of values) need(`options.${id}.${value}`, `step ${id}`)
      if (values.length > 9)
        problems.push({
          file: `flows/${flow.flow}.yaml`,
          where: id,
          sentence: `has ${values.length} options; one digit chooses, so 9 at most`,
        })
      const letters = lettersOf(words[language], flow.flow, id, values)
      if (letters > SMS_LETTERS)
        problems.push({
          file,
          where: id,
          sentence: `takes about ${letters} letters by SMS with its choices; two messages hold ${SMS_LETTERS}`,
        })
    }
  }
  return problems
}

function lettersOf(words: ReadonlyMap<string, string>, flow: string, id: string, values: readonly string[]): number {
  const keys = [`${flow}:${id}`, ...values.map((value) => `${flow}:options.${id}.${value}`)]
  const lines = keys.map((key) => (words.get(key) ?? '').replace(/\{\{[^}]*\}\}/g, 'x'.repeat(VALUE_LETTERS)))
  return SENDER_LETTERS + lines.reduce((sum, line, i) => sum + line.normalize('NFC').length + (i === 0 ? 0 : 3), 0)
}

function flatten(into: Map<string, string>, prefix: string, data: unknown): void {
  if (typeof data !== 'object' || data === null) return
  for (const [key, value] of Object.entries(data)) {
    if (typeof value === 'string') into.set(prefix + key, value)
    else flatten(into, `${prefix}${key}.`, value)
  }
}
