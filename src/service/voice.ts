/** A phone call: each thing pressed or said is a message like any other, and its reply is said at once (decision 015). */
import type { Channel, RawRequest, Spoken } from '../core/channel.ts'
import type { Language } from '../core/language.ts'
import type { Session, Speaker } from '../core/session.ts'
import type { Claimed } from '../store/store.ts'
import { type OwnVoice, speak } from '../texts/speak.ts'
import { aloud } from '../texts/speech.ts'
import { WAIT_MS } from './answer-in-webhook.ts'
import type { Ports } from './ports.ts'
import type { AcceptedReading } from './receive.ts'
import type { TurnDone } from './run-turn.ts'
import { speakerFor } from './speaker.ts'
import type { Work } from './work.ts'

/** Calls whose last words are kept for "say it again", and turns that calls wait for; the oldest is forgotten. */
const REMEMBERED = 500
/** Silences in a row before we hang up. */
const MOST_SILENCES = 2
/** A caller is asked for so much patience, each time some seconds; then the reply goes out as a message. */
const MOST_WAITS = 2
/** So long a reply that came late waits for the caller who was asked to hold; nobody there, and it goes out as a message. */
const HOLD_MS = 12_000

export interface Calls {
  /** Durable before it resolves, as every message. */
  take(channel: Channel, request: RawRequest, reading: AcceptedReading): Promise<Spoken>
}

/** What was said last in a call. */
interface Last {
  readonly step: number
  readonly spoken: Spoken
  readonly speaker: Speaker | null
}

/** One step's reply on its way. The rows are leased as soon as they are there, so that nothing else sends them meanwhile. */
interface Awaited {
  readonly ready: Promise<{ readonly done: TurnDone | null; readonly rows: readonly Claimed[]; readonly until: number }>
  /** Nobody waits any more: the rows leave as messages. */
  dropped: boolean
}

/** The calls of this process. What is lost with it is only "say it again": everything told is in the database, and so is every reply. */
export function calls(ports: Ports, work: Work): Calls {
  const last = new Map<string, Last>()
  const awaited = new Map<string, Awaited>()

  const words = (language: Language, key: string, values: Readonly<Record<string, string>> = {}) => {
    const text = ports.texts.say(language, key, values)
    return { text: language === 'vi' ? aloud(text) : text }
  }
  const languageOf = (call: string): Language => last.get(call)?.spoken.language ?? 'vi'

  /** The star, silence, or the same request again. */
  async function again(call: string, step: number, silences: number, asked: boolean): Promise<Spoken> {
    const before = last.get(call)
    const language = languageOf(call)
    if (!asked && silences >= MOST_SILENCES) return goodbye(language, before?.speaker ?? null)
    const say = before?.spoken.say ?? [words(language, 'voice:how_words')]
    const next = after(step, asked ? 0 : silences + 1)
    return {
      language,
      keys: before?.spoken.keys ?? 'many',
      say: asked ? say : [words(language, 'voice:not_heard'), ...say],
      next,
    }
  }

  async function goodbye(language: Language, known: Speaker | null): Promise<Spoken> {
    const { phone } = known ?? (await speakerFor(ports, null))
    const call = phone === undefined ? [] : [words(language, 'voice:goodbye_phone', { phone })]
    return { language, say: [words(language, 'voice:goodbye'), ...call], keys: 'one' }
  }

  function begin(door: Channel['door'], turn: Promise<TurnDone | null>): Awaited {
    const one: Awaited = {
      dropped: false,
      ready: turn.then(async (done) => {
        const now = ports.now()
        if (done?.turnId == null) return { done, rows: [], until: now }
        if (one.dropped) {
          work.deliver.kick(door)
          return { done, rows: [], until: now }
        }
        const want = { door, lanes: ['replies'] as const, limit: 20, now, leaseMs: HOLD_MS, turnId: done.turnId }
        return { done, rows: await ports.store.deliveries.claim(want), until: now + HOLD_MS }
      }),
    }
    // Whoever waits hears of a failure; without anybody waiting the rows are sent by the sweep.
    one.ready.catch(() => undefined)
    return one
  }

  /** Said in the answer: the rows count as sent. */
  async function settle(rows: readonly Claimed[]): Promise<void> {
    const at = ports.now()
    await ports.store.deliveries.settle(
      rows.map(({ attemptId, deliveryId }) => ({
        ...{ attemptId, deliveryId, status: 'sent' as const, at },
        outcome: { kind: 'accepted', externalId: `answer:${deliveryId}` } as const,
      })),
    )
  }

  function ownVoice(channel: Channel, { pack }: Session): OwnVoice | undefined {
    const language = ports.packs.languages.find(({ code }) => code === pack)
    if (language === undefined || !ports.texts.speaks(pack)) return undefined
    const { name, voice = '' } = language
    return { name, texts: ports.texts.inPack(pack), voice: channel.voices?.has(voice) ? voice : null }
  }

  return {
    async take(channel, request, reading) {
      const fields = new URLSearchParams(request.body)
      const query = new URLSearchParams(request.query)
      const call = fields.get('CallSid') ?? ''
      const step = Number(query.get('n') ?? 0)
      const waits = Number(query.get('wait') ?? 0)
      const id = `${call}:${step}`
      const sayLate = (): Spoken => {
        const language = languageOf(call)
        return { language, say: [words(language, 'voice:late')], keys: 'many', next: after(step, 0) }
      }

      // The provider asks again for a step that was answered: the same answer.
      const before = last.get(call)
      if (before?.step === step) return before.spoken
      let one = awaited.get(id)
      if (one === undefined) {
        const [turn] = (await work.accept('twilio', reading, { holdReplies: true })).turns
        // Another process took the step, or this one was started anew: the reply comes as a message.
        if (turn === undefined && waits > 0) return sayLate()
        if (turn === undefined) {
          const silences = Number(query.get('quiet') ?? 0)
          return again(call, step, silences, (fields.get('Digits') ?? '').includes('*'))
        }
        one = begin(channel.door, turn)
        keep(awaited, id, one)
      }
      const result = await Promise.race([one.ready, late(WAIT_MS)])
      if (result === null) {
        const language = languageOf(call)
        if (waits < MOST_WAITS)
          return { language, say: [words(language, 'voice:hold')], keys: 'many', again: `n=${step}&wait=${waits + 1}` }
        one.dropped = true
        awaited.delete(id)
        return sayLate()
      }
      awaited.delete(id)
      const { done, rows, until } = result
      if (done === null) return sayLate()
      const { session, said } = done
      if (session === null)
        return { language: languageOf(call), say: [words(languageOf(call), 'voice:withheld')], keys: 'one' }
      // The caller came back too late: the lease is over, and the words leave as a message.
      if (rows.length > 0 && ports.now() >= until) return sayLate()
      const { language } = session
      if (rows.length === 0 || said === undefined)
        return { language, say: [words(language, 'voice:kept')], keys: 'many', next: after(step, 0) }
      await settle(rows)
      const own = ownVoice(channel, session)
      const { replies, speaker } = said
      const opening = step === 0
      const spoken = speak(ports.texts, replies, { language, speaker, opening, ...(own ? { own } : {}) })
      const answer: Spoken = { ...spoken, next: after(step, 0) }
      keep(last, call, { step, spoken: answer, speaker })
      return answer
    },
  }
}

function keep<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= REMEMBERED) break
    map.delete(oldest)
  }
}

function late(ms: number): Promise<null> {
  return new Promise((done) => setTimeout(() => done(null), ms))
}

/** Where the answer to step n comes in; `quiet` counts silences in a row. */
function after(step: number, quiet: number): string {
  return quiet === 0 ? `n=${step + 1}` : `n=${step + 1}&quiet=${quiet}`
}
