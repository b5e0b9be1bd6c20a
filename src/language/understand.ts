/** What a person meant: intent with honest confidence, danger, facts said, programmes pointed to. Pure, below 1 ms a message. */
import type { Day } from '../core/day.ts'
import type { Household, Person } from '../core/household.ts'
import { type Command, exactCommand } from './commands.ts'
import { featuresOf } from './features.ts'
import { clean, fold, hasMarks } from './fold.ts'
import { type Guess, INTENTS } from './intent.ts'
import type { Lexicon } from './lexicon.ts'
import { type Normal, normalise } from './normalise.ts'
import { saidFacts } from './said-facts.ts'
import { saidInEnglish } from './said-in-english.ts'
import { signsIn } from './signs.ts'
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
  /** In danger by their own hand: other words are needed than for a flood. */
  readonly despair: boolean
  readonly hardship: boolean
  /** Wants no more messages, not in an exact command's words: confirm by one question. */
  readonly optOutWording: boolean
  readonly programmes: readonly string[]
  /** Procedures and rights asked about (`language/vi/topics.yaml`), most precise first. */
  readonly topics: readonly string[]
  readonly household: Household
  readonly slots: Readonly<Record<string, unknown>>
}

/** Below this an emergency guess of the classifier alone does not raise the alarm. */
const DANGER_GUESS = 0.35
/** Danger words in a message of some length that is hardly about an emergency are told of, not cried out. */
const NO_DANGER = 0.1
const FEW_WORDS = 4
/** What the words that work in every step mean by themselves; the others say nothing without a talk around them. */
const COMMAND_MEANS: Readonly<Partial<Record<Command, Guess['id']>>> = {
  stop: 'opt_out',
  start: 'opt_in',
  human: 'contact_human',
  help: 'help',
  menu: 'help',
  language: 'language_change',
  language_vi: 'language_change',
  language_en: 'language_change',
}
const AGAIN = /\b(?:(?:nhan|dang ky|dang ki|gui|nhan tin|bat) lai|lo (?:tay|bam|huy|tat)|resume)\b/
/** More words than this tell a story; a single phrase in it says little about what it is for. */
const STORY = 25
/** A story with facts in it is a question of rights, whatever its numbers look like. */
const BARE_ANSWERS = new Set<Guess['id']>(['number_answer', 'place_answer', 'yes', 'no'])
/** Programmes of a person's age and health: a question of one is a question of the others. */
const AGE_AND_HEALTH = new Set(['social-pension', 'disability-allowance', 'poor-elderly-allowance'])
/** Words together that no Vietnamese sentence holds. */
const ENGLISH =
  /\b(?:i am|i'm|i have|i need|i want|we are|we're|we have|he is|she is|they are|there is|my \w+ (?:is|was|has|are)|do you|do i|can i|can we|am i|are we|is my|what is|what are|how much|how do|how can|please help)\b/
const SAFE =
  /\b(?:nguoi khong sao|khong ai (?:bi )?sao|an toan|khong thiet hai ve nguoi|khong co nguoi bi|nam ngoai|thang truoc|tuan truoc|hom truoc|da qua|nuoc (?:da )?rut)\b/

/** Reads one message. Facts and slots hold only what was said; an empty text gives intent `unknown`. */
export function understand(lexicon: Lexicon, text: string, options: { readonly today: Day }): Understanding {
  const normal = normalise(lexicon.maps, text)
  const { folded } = normal
  if (normal.tokens.length === 0) return nothing()
  const language = languageOf(lexicon, text.slice(0, 2_400), normal)
  const all = guess(lexicon, normal, text)
  const padded = ` ${folded} `
  const fear = fearIn(lexicon, text, normal, all)
  const danger = fear === 'danger' || fear === 'despair'
  const guesses = fear === 'calm' ? calmed(all) : all
  const household = language === 'en' ? saidInEnglish(plainWords(text)) : saidFacts(folded, options.today)
  const told =
    normal.tokens.length > 4 && Object.keys(household).length > 0 && BARE_ANSWERS.has(guesses[0]?.id ?? 'unknown')
  const best = danger ? first(guesses, 'emergency', 0.9) : told ? first(guesses, 'eligibility', 0.6) : guesses
  const wantsOut = found(lexicon.optOut, padded) && !asideOnly(normal, guesses)
  // One word alone ("more") stops nothing, unless it is a word of stopping.
  const optOutWording = wantsOut || likely(guesses, 'opt_out', normal.tokens.length > 1 ? 0.5 : 0.9)
  const ranked = !danger && wantsOut ? first(best, 'opt_out', 0.85) : best
  const intent = ranked[0] ?? { id: 'unknown', confidence: 0 }
  const hardship =
    danger ||
    intent.id === 'hardship_report' ||
    (found(lexicon.hardship, padded) && likely(guesses, 'hardship_report', 0.25))
  return {
    folded,
    language,
    intent,
    candidates: ranked.slice(0, 3),
    danger,
    despair: fear === 'despair',
    hardship,
    optOutWording,
    programmes: programmesIn(lexicon, padded, household),
    topics: lexicon.topics.filter(([, words]) => found(words, padded)).map(([topic]) => topic),
    household,
    slots: slotsIn(lexicon, padded, folded, intent.id, options.today),
  }
}

function guess(lexicon: Lexicon, normal: Normal, text: string): Guess[] {
  const probabilities = lexicon.model.probabilities(featuresOf(normal, signsIn(lexicon, normal.folded)))
  const guesses = INTENTS.map((id, at): Guess => ({ id, confidence: probabilities[at] ?? 0 }))
  guesses.sort((a, b) => b.confidence - a.confidence)
  if (/^\d{1,3}$/.test(normal.folded)) return first(guesses, 'number_answer', 0.97)
  const asked = COMMAND_MEANS[exactCommand(text) ?? 'save'] ?? (saysStop(normal) ? 'opt_out' : undefined)
  if (asked !== undefined) return first(guesses, asked, 0.97)
  const answer = normal.tokens.length <= 4 ? yesNoIn(tokensOf(text)) : null
  const top = guesses[0]?.id
  if (answer !== null && answer !== 'unsure' && (top === 'yes' || top === 'no')) return first(guesses, answer, 0.8)
  return guesses
}

/** "Dừng", "dừng đi": with its mark the word is no đúng, đừng or dùng. */
function saysStop({ tokens }: Normal): boolean {
  return tokens.length <= 2 && tokens[0]?.spelt === 'dưng2'
}

/**
 * Danger words first, unless told of long ago; the classifier's own fear counts too, unless nobody is said to be hurt.
 * A command (`save`) is no cry for help, whatever the classifier makes of one word.
 * `calm`: it sounds like danger, and the message itself says why it is none.
 */
function fearIn(
  lexicon: Lexicon,
  text: string,
  normal: Normal,
  guesses: readonly Guess[],
): 'danger' | 'despair' | 'calm' | null {
  const words = normal.tokens.map((token) => (lexicon.notDanger.has(token.spelt) ? '·' : token.folded)).join(' ')
  const cleared = ` ${words} `.replace(lexicon.never, ' ¦')
  if (found(lexicon.past, cleared) && !found(lexicon.still, cleared)) return 'calm'
  if (found(lexicon.despair, cleared)) return 'despair'
  if (found(lexicon.sureDanger, cleared)) return 'danger'
  if (found(lexicon.danger, cleared))
    return normal.tokens.length < FEW_WORDS || likely(guesses, 'emergency', NO_DANGER) ? 'danger' : 'calm'
  if (SAFE.test(normal.folded) || cleared.includes('¦')) return 'calm'
  return likely(guesses, 'emergency', DANGER_GUESS) && exactCommand(text) === null ? 'danger' : null
}

/** Words of stopping inside a long story or a wish to begin again ("hôm trước lỡ hủy tin, nay muốn nhận lại") are no wish to stop. */
function asideOnly(normal: Normal, guesses: readonly Guess[]): boolean {
  if (AGAIN.test(normal.folded)) return likely(guesses, 'opt_in', 0.5)
  return normal.tokens.length > STORY && !likely(guesses, 'opt_out', 0.1)
}

/** The guesses once an emergency is ruled out: what is left shares its place. */
function calmed(guesses: readonly Guess[]): Guess[] {
  const fear = guesses.find((one) => one.id === 'emergency')?.confidence ?? 0
  return guesses
    .filter((one) => one.id !== 'emergency')
    .map(({ id, confidence }) => ({ id, confidence: confidence / Math.max(1 - fear, 0.2) }))
}

/** An English text as words: no marks, no signs, no abbreviations opened. */
function plainWords(text: string): string {
  return fold(text.slice(0, 600))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

function programmesIn(lexicon: Lexicon, padded: string, household: Household): string[] {
  const programmes = lexicon.programmes.filter(([, words]) => found(words, padded)).map(([programme]) => programme)
  const add = (programme: string) => {
    if (!programmes.includes(programme)) programmes.push(programme)
  }
  for (const person of household.people ?? []) {
    const { age } = person
    if (age !== undefined && age >= 60) addForTheOld(programmes, household.class === 'poor', person)
    if (age !== undefined && age < 3 && programmes.length === 0) add('small-child-allowance')
    if (
      age !== undefined &&
      age >= 6 &&
      age < 18 &&
      programmes.length === 0 &&
      !person.single_parent &&
      !person.orphan_of_both
    )
      add('education-support')
    if (person.single_parent) add('single-poor-parent-allowance')
    if (person.orphan_of_both) add('child-without-care-allowance')
  }
  return programmes
}

/** Before 70 only the poor without support have anything; from 75 without a pension the answer is at hand, so it comes first. */
function addForTheOld(
  programmes: string[],
  poor: boolean,
  { age = 0, has_supporter, pension_month_vnd }: Person,
): void {
  const add = (programme: string, first: boolean) => {
    const at = programmes.indexOf(programme)
    if (at >= 0) programmes.splice(at, 1)
    if (first) programmes.unshift(programme)
    else programmes.push(programme)
  }
  const aboutThePerson = programmes.every((one) => AGE_AND_HEALTH.has(one))
  if (has_supporter === false || (age < 70 && poor)) add('poor-elderly-allowance', age < 75)
  if (programmes.length === 0 || (aboutThePerson && age >= 70))
    add('social-pension', age >= 75 && (pension_month_vnd === 0 || !programmes.includes('disability-allowance')))
}

/** Marks say Vietnamese; else the words decide, and one word alone says nothing. */
function languageOf(lexicon: Lexicon, text: string, normal: Normal): Understanding['language'] {
  if (hasMarks(clean(text))) return 'vi'
  const plain = fold(text)
  if (ENGLISH.test(plain)) return 'en'
  if (normal.marked) return 'vi'
  const words = plain.match(/[a-z]+/g) ?? []
  if (words.length < 2) return null
  const share = (test: (word: string) => boolean) => words.filter(test).length / words.length
  // "can giấy tờ gì", "me già": words both languages own do not make a sentence English.
  const foreign = words.some((word) => lexicon.english.has(word) && !isSyllable(word))
  const english = foreign ? share((word) => lexicon.english.has(word)) : 0
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
    despair: false,
    hardship: false,
    optOutWording: false,
    programmes: [],
    topics: [],
    household: {},
    slots: {},
  }
}
