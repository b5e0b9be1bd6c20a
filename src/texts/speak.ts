/** Replies of keys and values → what is said on the phone: the same texts, with numbers to press and pauses to breathe. */
import type { Spoken } from '../core/channel.ts'
import type { Language } from '../core/language.ts'
import type { Reply, TextPart } from '../core/reply.ts'
import type { Speaker } from '../core/session.ts'
import { speakerValues } from './render.ts'
import { aloud, breaths } from './speech.ts'
import type { Texts } from './texts.ts'

/** Sentences between two pauses: a listener cannot read again. */
const BREATH = 3
/** Life is in danger: whom to call is said slowly, number by number, and twice. */
const CALL_FIRST: ReadonlySet<string> = new Set(['danger:say_call', 'despair:say_call', 'hardship:say_call'])
/** Who speaks is said when the call begins, and how to stop messages is no matter of a call. */
const HEADS: ReadonlySet<string> = new Set(['common:introduction', 'common:from'])

export interface SpeakFor {
  readonly language: Language
  readonly speaker: Speaker
  /** The first words of a call. */
  readonly opening: boolean
}

/**
 * Says all replies of one turn. A choice is made with one key; a number of several keys ends with the hash key.
 * @throws MissingText when a key or a value is missing
 */
export function speak(
  texts: Texts,
  replies: readonly Reply[],
  to: SpeakFor,
): Pick<Spoken, 'language' | 'say' | 'keys'> {
  const given = speakerValues(to)
  const words = (part: TextPart): string => {
    const text = texts.say(to.language, part.key, part.values ? { ...given, ...part.values } : given)
    return to.language === 'vi' ? aloud(text) : text
  }
  const say: string[] = []
  if (to.opening) say.push(words({ key: 'voice:introduction' }))
  const add = (part: TextPart): void => {
    if (HEADS.has(part.key)) return
    if (!CALL_FIRST.has(part.key)) say.push(...breaths(words(part), BREATH))
    else for (let i = 0; i < 2; i++) say.push(...words(part).split(/(?<=[,.])\s+/))
  }
  for (const reply of replies) {
    reply.parts.forEach(add)
    for (const option of reply.options ?? [])
      say.push(texts.say(to.language, 'voice:choice', { key: option.value, label: words(option.label) }))
    reply.after?.forEach(add)
  }
  const last = replies.at(-1)
  const keys = last?.options === undefined || last.options.length === 0 ? 'many' : 'one'
  say.push(texts.say(to.language, keys === 'one' ? 'voice:how_choice' : 'voice:how_words'))
  return { language: to.language, say, keys }
}
