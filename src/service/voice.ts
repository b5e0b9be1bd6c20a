/** A phone call: each thing pressed or said is a message like any other, and its reply is said at once (decision 015). */
import type { Channel, RawRequest, Spoken } from '../core/channel.ts'
import type { Language } from '../core/language.ts'
import { speak } from '../texts/speak.ts'
import { answerInWebhook } from './answer-in-webhook.ts'
import type { Ports } from './ports.ts'
import type { AcceptedReading } from './receive.ts'
import type { Work } from './work.ts'

/** Calls whose last words are kept for "say it again"; the oldest is forgotten, and then the menu is said. */
const REMEMBERED = 500
/** Silences in a row before we hang up. */
const MOST_SILENCES = 2

export interface Calls {
  /** Durable before it resolves, as every message. */
  take(channel: Channel, request: RawRequest, reading: AcceptedReading): Promise<Spoken>
}

/** The calls of this process. What is lost with it is only "say it again": everything told is in the database. */
export function calls(ports: Ports, work: Work): Calls {
  const last = new Map<string, Spoken>()

  const words = (language: Language, key: string): string => ports.texts.say(language, key)
  const remember = (call: string, spoken: Spoken): Spoken => {
    last.delete(call)
    last.set(call, spoken)
    for (const oldest of last.keys()) {
      if (last.size <= REMEMBERED) break
      last.delete(oldest)
    }
    return spoken
  }

  /** The star, silence, or the same request again. */
  function again(call: string, step: number, silences: number, asked: boolean): Spoken {
    const before = last.get(call)
    const language = before?.language ?? 'vi'
    if (!asked && silences >= MOST_SILENCES) return { language, say: [words(language, 'voice:goodbye')], keys: 'one' }
    const say = before?.say ?? [words(language, 'voice:how_words')]
    const next = after(step, asked ? 0 : silences + 1)
    return {
      language,
      keys: before?.keys ?? 'many',
      say: asked ? say : [words(language, 'voice:not_heard'), ...say],
      next,
    }
  }

  return {
    async take(channel, request, reading) {
      const fields = new URLSearchParams(request.body)
      const query = new URLSearchParams(request.query)
      const call = fields.get('CallSid') ?? ''
      const step = Number(query.get('n') ?? 0)
      const silences = Number(query.get('quiet') ?? 0)
      const accepted = await work.accept('twilio', reading, { holdReplies: true })
      const [turn] = accepted.turns
      if (turn === undefined) return again(call, step, silences, (fields.get('Digits') ?? '').includes('*'))

      const claimed = await answerInWebhook(ports, work, channel, accepted)
      const done = await Promise.race([turn, Promise.resolve('late' as const)])
      const language = last.get(call)?.language ?? 'vi'
      // The reply leaves as a message: nothing told is lost, and the caller may go on.
      if (done === 'late' || done === null)
        return { language, say: [words(language, 'voice:late')], keys: 'many', next: after(step, 0) }
      if (done.session === null) return { language, say: [words(language, 'voice:withheld')], keys: 'one' }
      if (claimed.length === 0 || done.said === undefined)
        return { language, say: [words(language, 'voice:kept')], keys: 'many', next: after(step, 0) }
      const { replies, speaker } = done.said
      const spoken = speak(ports.texts, replies, { language: done.session.language, speaker, opening: step === 0 })
      return remember(call, { ...spoken, next: after(step, 0) })
    },
  }
}

/** Where the answer to step n comes in; `quiet` counts silences in a row. */
function after(step: number, quiet: number): string {
  return quiet === 0 ? `n=${step + 1}` : `n=${step + 1}&quiet=${quiet}`
}
