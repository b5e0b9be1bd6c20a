/** What a person meant: intent with honest confidence, danger, facts said, programmes pointed to. Pure, below 1 ms a message. */
import type { Day } from '../core/day.ts'
import type { Household } from '../core/household.ts'
import { featuresOf } from './features.ts'
import { fold } from './fold.ts'
import { type Guess, INTENTS } from './intent.ts'
import type { Lexicon } from './lexicon.ts'
import { type Normal, normalise } from './normalise.ts'
import { saidFacts } from './said-facts.ts'
import { slotsIn } from './slots.ts'
import { isSyllable } from './syllables.ts'
import { tokensOf } from './tokens.ts'
import { yesNoIn } from './yes-no.ts'

export interface Understanding {
  readonly folded: string
  /** Null when the words do not say; keep the language the person had. */
  readonly language: 'vi' | 'en' | 'id' | null
  readonly intent: Guess
  /** The likeliest intents, best first, at most three. */
  readonly candidates: readonly Guess[]
  /** The life-in-danger question must be asked, with 112/113/114/115 first. */
  readonly danger: boolean
  readonly hardship: boolean
  /** Wants no more messages, not in an exact command's words: confirm by one question. */
  readonly optOutWording: boolean
  readonly programmes: readonly string[]
  readonly household: Household
  readonly slots: Readonly<Record<string, unknown>>
}

/** Below this an emergency guess of the classifier alone does not raise the alarm. */
const DANGER_GUESS = 0.35
/** A story with facts in it is a question of rights, whatever its numbers look like. */
const BARE_ANSWERS = new Set<Guess['id']>(['number_answer', 'place_answer', 'yes', 'no'])
const SAFE =
  /\b(?:nguoi khong sao|khong ai (?:bi )?sao|an toan|khong thiet hai ve nguoi|khong co nguoi bi|nam ngoai|thang truoc|tuan truoc|hom truoc|da qua|nuoc (?:da )?rut)\b/

/** Reads one message. Facts and slots hold only what was said; an empty text gives intent `unknown`. */
export function understand(lexicon: Lexicon, text: string, options: { readonly today: Day }): Understanding {
  const normal = normalise(lexicon.maps, text)
  const { folded } = normal
  if (normal.tokens.length === 0) return nothing()
  const guesses = guess(lexicon, normal, text)
  const padded = ` ${folded} `
  const danger = isDanger(lexicon, normal, guesses)
  const household = saidFacts(folded, options.today)
  const told =
    normal.tokens.length > 4 && Object.keys(household).length > 0 && BARE_ANSWERS.has(guesses[0]?.id ?? 'unknown')
  const best = danger ? first(guesses, 'emergency', 0.9) : told ? first(guesses, 'eligibility', 0.6) : guesses
  const optOutWording = found(lexicon.optOut, padded) || likely(guesses, 'opt_out', 0.5)
  const ranked = !danger && found(lexicon.optOut, padded) ? first(best, 'opt_out', 0.85) : best
  const intent = ranked[0] ?? { id: 'unknown', confidence: 0 }
  const hardship =
    danger ||
    intent.id === 'hardship_report' ||
    (found(lexicon.hardship, padded) && likely(guesses, 'hardship_report', 0.25))
  return {
    folded,
    language: languageOf(lexicon, text, normal),
    intent,
    candidates: ranked.slice(0, 3),
    danger,
    hardship,
    optOutWording,
    programmes: programmesIn(lexicon, padded, household),
    household,
    slots: slotsIn(lexicon, padded, folded, intent.id, options.today),
  }
}

function guess(lexicon: Lexicon, normal: Normal, text: string): Guess[] {
  const probabilities = lexicon.model.probabilities(featuresOf(normal))
  const guesses = INTENTS.map((id, at): Guess => ({ id, confidence: probabilities[at] ?? 0 }))
  guesses.sort((a, b) => b.confidence - a.confidence)
  if (/^\d{1,3}$/.test(normal.folded)) return first(guesses, 'number_answer', 0.97)
  const answer = normal.tokens.length <= 4 ? yesNoIn(tokensOf(text)) : null
  const top = guesses[0]?.id
  if (answer !== null && answer !== 'unsure' && (top === 'yes' || top === 'no')) return first(guesses, answer, 0.8)
  return guesses
}

/** Danger words first; the classifier's own fear counts too, unless the message says that nobody is hurt. */
function isDanger(lexicon: Lexicon, normal: Normal, guesses: readonly Guess[]): boolean {
  const words = normal.tokens.map((token) => (lexicon.notDanger.has(token.spelt) ? '¦' : token.folded)).join(' ')
  const cleared = ` ${words} `.replace(lexicon.never, ' ¦')
  if (found(lexicon.danger, cleared)) return true
  return likely(guesses, 'emergency', DANGER_GUESS) && !SAFE.test(normal.folded) && !cleared.includes('¦')
}

function programmesIn(lexicon: Lexicon, padded: string, household: Household): string[] {
  const programmes = lexicon.programmes.filter(([, words]) => found(words, padded)).map(([programme]) => programme)
  const add = (programme: string) => {
    if (!programmes.includes(programme)) programmes.push(programme)
  }
  for (const person of household.people ?? []) {
    const { age } = person
    if (age !== undefined && age >= 60 && programmes.length === 0) add('social-pension')
    if (age !== undefined && age < 3 && programmes.length === 0) add('small-child-allowance')
    if (person.single_parent) add('single-poor-parent-allowance')
    if (person.orphan_of_both) add('child-without-care-allowance')
  }
  return programmes
}

/** Marks say Vietnamese; else the words decide, and one word alone says nothing. */
function languageOf(lexicon: Lexicon, text: string, normal: Normal): Understanding['language'] {
  if (normal.marked) return 'vi'
  const words = fold(text).match(/[a-z]+/g) ?? []
  if (words.length < 2) return null
  const share = (test: (word: string) => boolean) => words.filter(test).length / words.length
  const english = share((word) => lexicon.english.has(word))
  const indonesian = share((word) => lexicon.indonesian.has(word))
  const vietnamese = share((word) => isSyllable(word) && !lexicon.english.has(word))
  if (english >= 0.3 && english >= indonesian && vietnamese < 0.6) return 'en'
  if (indonesian >= 0.3 && vietnamese < 0.7) return 'id'
  if (vietnamese >= 0.5) return 'vi'
  const known = normal.tokens.filter((token) => lexicon.maps.costs.has(token.folded) && isSyllable(token.folded)).length
  return known >= normal.tokens.length * 0.6 ? 'vi' : english > 0 ? 'en' : null
}

function found(pattern: RegExp, padded: string): boolean {
  pattern.lastIndex = 0
  const hit = pattern.test(padded)
  pattern.lastIndex = 0
  return hit
}

function likely(guesses: readonly Guess[], id: Guess['id'], least: number): boolean {
  return guesses.some((one) => one.id === id && one.confidence >= least)
}

/** The list with `id` on top at `least` confidence or more. */
function first(guesses: readonly Guess[], id: Guess['id'], least: number): Guess[] {
  const own = guesses.find((one) => one.id === id)?.confidence ?? 0
  const top = guesses[0]?.confidence ?? 0
  return [
    { id, confidence: Math.max(least, own, guesses[0]?.id === id ? top : 0) },
    ...guesses.filter((one) => one.id !== id),
  ]
}

function nothing(): Understanding {
  const intent: Guess = { id: 'unknown', confidence: 0 }
  return {
    folded: '',
    language: null,
    intent,
    candidates: [],
    danger: false,
    hardship: false,
    optOutWording: false,
    programmes: [],
    household: {},
    slots: {},
  }
}
