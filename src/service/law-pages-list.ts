/** The list of programmes by theme, as the law stands on a day, searched without regard to accents. */
import type { Language } from '../core/language.ts'
import type { VerdictKind } from '../core/verdict.ts'
import { fold } from '../language/fold.ts'
import { sourcesOf } from '../rules/day-book.ts'
import type { Texts } from '../texts/texts.ts'
import {
  conditionsOf,
  type LawOn,
  type RuleState,
  stateOf,
  THEMES,
  type Theme,
  type Trust,
  themeOf,
  trustOfRule,
} from './law-pages.ts'

export interface RuleLine {
  readonly rule: string
  readonly kind: VerdictKind
  readonly state: RuleState
  readonly trust: Trust
}

export interface ProgrammeLine {
  readonly programme: string
  /** The talk offers it by itself. */
  readonly talk: boolean
  readonly rules: readonly RuleLine[]
}

export interface ThemeGroup {
  readonly theme: Theme
  readonly programmes: readonly ProgrammeLine[]
}

/** Every programme under the theme of its first rule; with `search`, those in which all its words are found. */
export function listProgrammes(at: LawOn, search?: { text: string; language: Language; texts: Texts }): ThemeGroup[] {
  const { rules } = at.law.day(at.on, at.province)
  const wanted = fold(search?.text ?? '')
    .split(' ')
    .filter(Boolean)
  const lines = at.law.data.programmes
    .filter((programme) => {
      if (!search || wanted.length === 0) return true
      const words = fold(wordsOf(at, programme.programme, search.language, search.texts))
      return wanted.every((word) => words.includes(word))
    })
    .map(({ programme, talk }): ProgrammeLine => {
      const own = rules.filter(({ rule }) => rule.programme === programme)
      return {
        programme,
        talk,
        rules: own.map((one) => ({
          rule: one.rule.data.rule,
          kind: one.rule.data.kind,
          state: stateOf(one.rule.data, at.on),
          trust: trustOfRule(one),
        })),
      }
    })
  return THEMES.flatMap((theme) => {
    const programmes = lines.filter(({ rules: [first] }) => themeOf(first?.rule ?? '') === theme)
    return programmes.length > 0 ? [{ theme, programmes }] : []
  })
}

/** What a search looks through: names, what it gives and to whom, rule ids, conditions as said, documents. */
function wordsOf({ law, on, province }: LawOn, programme: string, language: Language, texts: Texts): string {
  const say = (key: string) => (texts.has(language, key) ? texts.say(language, key) : '')
  const own = law.day(on, province).rules.filter(({ rule }) => rule.programme === programme)
  return [
    programme,
    ...['name', 'short', 'gives', 'about'].map((part) => say(`programmes:${programme}.${part}`)),
    ...own.flatMap(({ rule: { data }, texts: conditions }) => [
      data.rule,
      say(`programmes:rules.${data.rule}.name`),
      ...conditions.map(({ key, values }) => texts.say(language, key, values)),
      ...conditionsOf(data)
        .flatMap(sourcesOf)
        .map(({ law }) => law),
    ]),
  ].join(' ')
}
