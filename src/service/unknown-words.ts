/** Words people send that are not understood: collected without names or numbers, shown once several people sent them, made into examples. */
import type { InboundContent } from '../core/message.ts'
import type { Session, TurnEvent } from '../core/session.ts'
import { fold } from '../language/fold.ts'
import { INTENTS, type Intent } from '../language/intent.ts'
import { readPlace } from '../language/places.ts'
import { unknownWords } from '../language/unknown-words.ts'
import type { FrequentWord, WordProposal } from '../store/words-store.ts'
import type { Ports } from './ports.ts'

/** Fewer people might be one household, and a rare word might be a name. */
export const LEAST_PEOPLE = 3
const MOST_SHOWN = 60
const LONGEST_TEXT = 200
/** What is told there is somebody's trouble, or an opinion that may be given in hiding: no word of it is counted. */
const PRIVATE: ReadonlySet<TurnEvent['type']> = new Set([
  'hardship_reported',
  'case_told',
  'feedback_told',
  'feedback_given',
])

/** The words to count with this turn; none unless the message was misunderstood. */
export function wordsMissed(
  { talk }: Pick<Ports, 'talk'>,
  content: InboundContent,
  before: Session,
  events: readonly TurnEvent[],
): readonly string[] {
  if (content.kind !== 'text' || !events.some(({ type }) => type === 'misunderstood')) return []
  const flow = before.waiting?.flow ?? ''
  const told = flow === 'feedback' || talk.flows.flow(flow)?.report !== undefined
  if (told || events.some(({ type }) => PRIVATE.has(type))) return []
  const { province, commune, candidates } = readPlace(talk.places, content.text)
  if (province || commune || candidates.length > 0) return []
  return unknownWords(talk.lexicon, content.text)
}

/** What the sender of an example may want. */
export const EXAMPLE_OF: readonly Intent[] = INTENTS

export interface WordForm {
  readonly word: string
  readonly kind: string
  readonly intent: string
  readonly text: string
}

export interface WordDesk {
  readonly open: readonly FrequentWord[]
  readonly decided: readonly WordProposal[]
}

export async function openWordDesk({ store }: Pick<Ports, 'store'>): Promise<WordDesk> {
  const [open, decided] = await Promise.all([store.words.frequent(LEAST_PEOPLE, MOST_SHOWN), store.words.proposals()])
  return { open, decided }
}

/** Keeps what an official made of a word; or says by a key why not. Only a word that is shown can be decided on. */
export async function decideWord(
  { store, now }: Pick<Ports, 'store' | 'now'>,
  by: string,
  form: WordForm,
): Promise<'unknown_word' | 'no_kind' | 'no_intent' | 'no_text' | null> {
  const { open, decided } = await openWordDesk({ store })
  const word = [...open, ...decided].find((one) => one.word === form.word)?.word
  if (word === undefined) return 'unknown_word'
  const text = form.text.trim().replace(/\s+/g, ' ').slice(0, LONGEST_TEXT)
  const at = now()
  if (form.kind === 'ignored') {
    await store.words.propose({ word, kind: 'ignored', intent: null, text: null, by, at })
    return null
  }
  if (form.kind !== 'example' && form.kind !== 'abbreviation') return 'no_kind'
  const intent = INTENTS.find((one) => one === form.intent)
  if (form.kind === 'example' && intent === undefined) return 'no_intent'
  if (form.kind === 'abbreviation' && (fold(text) === '' || fold(text) === word)) return 'no_text'
  const kept: { intent: Intent | null; text: string } =
    form.kind === 'example'
      ? { intent: intent ?? null, text: text === '' ? word : text }
      : { intent: null, text: fold(text) }
  await store.words.propose({ word, kind: form.kind, ...kept, by, at })
  return null
}
