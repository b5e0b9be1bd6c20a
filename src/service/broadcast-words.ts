/** A broadcast as one person reads it: who speaks, the officials' words, the code to check it by, and how to stop. */

import type { BroadcastClass } from '../core/broadcast.ts'
import type { Abilities } from '../core/channel.ts'
import type { Language } from '../core/language.ts'
import type { Reply } from '../core/reply.ts'
import type { Speaker } from '../core/session.ts'
import type { Broadcast } from '../store/broadcast-store.ts'
import { type Rendered, render } from '../texts/render.ts'
import type { Texts } from '../texts/texts.ts'
import { PLAIN_SMS } from './check-in-words.ts'

/** As far as its words go. */
export type Worded = Pick<Broadcast, 'class' | 'words' | 'code'>

const FROM: Readonly<Record<BroadcastClass, string>> = {
  service_notice: 'broadcast:from',
  promotion: 'broadcast:from_promotion',
  life_safety: 'broadcast:from',
}

/** In the person's language, else in Vietnamese; nobody can refuse a warning of danger, so none offers it. */
function replyOf({ class: kind, words, code }: Worded, language: Language, isTest: boolean): Reply {
  return {
    parts: [
      { key: isTest ? 'broadcast:from_test' : FROM[kind] },
      { key: 'broadcast:words', values: { words: words[language] ?? words.vi } },
    ],
    after: [
      { key: 'broadcast:check', values: { code } },
      ...(kind === 'life_safety' ? [] : [{ key: 'broadcast:stop' }]),
    ],
  }
}

/** What leaves to one person through one kind of door, in as many messages as it takes: one, once it may be handed in. @throws MissingText */
export function broadcastMessages(
  texts: Texts,
  broadcast: Worded,
  to: {
    readonly language: Language
    readonly abilities: Abilities
    readonly accents?: boolean
    readonly speaker: Speaker
    readonly isTest?: boolean
  },
): readonly Rendered[] {
  const language = broadcast.words[to.language] === undefined ? 'vi' : to.language
  return render(texts, replyOf(broadcast, language, to.isTest === true), { ...to, language })
}

/** By how many letters an unaccented SMS of two parts is exceeded, in the language where it is worst; 0: it fits. @throws MissingText */
export function lettersOver(texts: Texts, broadcast: Worded, speaker: Speaker): number {
  const languages: readonly Language[] = broadcast.words.en === undefined ? ['vi'] : ['vi', 'en']
  const over = languages.map((language) => {
    const messages = broadcastMessages(texts, broadcast, { language, abilities: PLAIN_SMS, speaker })
    if (messages.length === 1) return 0
    return Math.max(1, messages.reduce((sum, { text }) => sum + text.length, 0) - TWO_PARTS)
  })
  return Math.max(...over)
}

const TWO_PARTS = 306
