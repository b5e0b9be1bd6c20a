/** Replies of keys and values → what is said on the phone: the same texts, with numbers to press and pauses to breathe. */
import type { SaidLine, Spoken } from '../core/channel.ts'
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

/** The language pack that the caller chose. `voice`: of the provider; null: it has none, and Vietnamese is said. */
export interface OwnVoice {
  readonly name: string
  readonly texts: Texts
  readonly voice: string | null
}

export interface SpeakFor {
  readonly language: Language
  readonly speaker: Speaker
  /** The first words of a call. */
  readonly opening: boolean
  readonly own?: OwnVoice
}

/**
 * Says all replies of one turn. A choice is made with one key; a number of several keys ends with the hash key. In the voice of a pack only
 * what that pack says wholly: a voice never reads words of another language.
 * @throws MissingText when a key or a value is missing
 */
export function speak(
  texts: Texts,
  replies: readonly Reply[],
  to: SpeakFor,
): Pick<Spoken, 'language' | 'say' | 'keys'> {
  const given = speakerValues(to)
  const voice = to.own?.voice ?? undefined
  const words = ({ key, values }: TextPart): SaidLine => {
    const all = values ? { ...given, ...values } : given
    if (to.own && voice !== undefined && to.language === 'vi' && to.own.texts.owns(key, all))
      return { text: to.own.texts.say('vi', key, all), voice }
    const text = texts.say(to.language, key, all)
    return { text: to.language === 'vi' ? aloud(text) : text }
  }
  const say: SaidLine[] = []
  const put = (line: SaidLine, pieces: readonly string[]): void => {
    say.push(...pieces.map((text) => ({ ...line, text })))
  }
  if (to.opening) {
    say.push(words({ key: 'voice:introduction' }))
    if (to.own?.voice === null) say.push(words({ key: 'voice:no_voice', values: { name: to.own.name } }))
  }
  const add = (part: TextPart): void => {
    if (HEADS.has(part.key)) return
    const line = words(part)
    if (!CALL_FIRST.has(part.key)) put(line, breaths(line.text, BREATH))
    else for (let i = 0; i < 2; i++) put(line, line.text.split(/(?<=[,.])\s+/))
  }
  for (const reply of replies) {
    reply.parts.forEach(add)
    for (const option of reply.options ?? []) {
      const label = words(option.label)
      const choice = { key: option.value, label: label.text }
      const own = label.voice !== undefined && to.own?.texts.owns('voice:choice', choice)
      if (own) say.push({ ...label, text: to.own?.texts.say('vi', 'voice:choice', choice) ?? '' })
      else {
        const plain = { ...given, ...option.label.values }
        const text = texts.say(to.language, option.label.key, plain)
        const said = to.language === 'vi' ? aloud(text) : text
        say.push({ text: texts.say(to.language, 'voice:choice', { key: option.value, label: said }) })
      }
    }
    reply.after?.forEach(add)
  }
  const last = replies.at(-1)
  const keys = last?.options === undefined || last.options.length === 0 ? 'many' : 'one'
  say.push(words({ key: keys === 'one' ? 'voice:how_choice' : 'voice:how_words' }))
  return { language: to.language, say, keys }
}
