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

/** Nobody can refuse a warning of danger, so none offers it. */
function replyOf({ class: kind, code }: Worded, words: string, isTest: boolean): Reply {
  return {
    parts: [{ key: isTest ? 'broadcast:from_test' : FROM[kind] }, { key: 'broadcast:words', values: { words } }],
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
    readonly pack?: string | null
    readonly speaker: Speaker
    readonly isTest?: boolean
  },
): readonly Rendered[] {
  const { words } = broadcast
  const isTest = to.isTest === true
  const own = packOf(texts, broadcast, to)
  if (own !== null)
    return render(texts.inPack(own.code), replyOf(broadcast, own.words, isTest), { ...to, accents: true })
  const said = words[to.language]
  const language = said === undefined ? 'vi' : to.language
  return render(texts, replyOf(broadcast, said ?? words.vi, isTest), { ...to, language })
}

/** The pack that this person reads the broadcast in; null: it is not said now, or the officials wrote no words in its language. */
function packOf(
  texts: Texts,
  { words }: Worded,
  to: { readonly language: Language; readonly pack?: string | null },
): { readonly code: string; readonly words: string } | null {
  const code = to.pack ?? undefined
  const own = code === undefined ? undefined : words.packs?.[code]
  if (to.language !== 'vi' || code === undefined || own === undefined || !texts.speaks(code)) return null
  return { code, words: own }
}

/** By how many letters an unaccented SMS of two parts is exceeded, in the language where it is worst; 0: it fits. @throws MissingText */
export function lettersOver(texts: Texts, broadcast: Worded, speaker: Speaker): number {
  const over = writtenIn(broadcast.words).map((to) => {
    const messages = broadcastMessages(texts, broadcast, { ...to, abilities: PLAIN_SMS, speaker })
    if (messages.length === 1) return 0
    const most = messages[0]?.encoding === 'UCS-2' ? TWO_WIDE_PARTS : TWO_PARTS
    return Math.max(1, messages.reduce((sum, { text }) => sum + text.length, 0) - most)
  })
  return Math.max(...over)
}

/** Every language that officials wrote it in. */
export function writtenIn({
  en,
  packs = {},
}: Worded['words']): readonly { readonly language: Language; readonly pack: string | null }[] {
  const own = Object.keys(packs).map((pack) => ({ language: 'vi' as const, pack }))
  return [
    { language: 'vi', pack: null },
    ...(en === undefined ? [] : [{ language: 'en' as const, pack: null }]),
    ...own,
  ]
}

const TWO_PARTS = 306
const TWO_WIDE_PARTS = 134
