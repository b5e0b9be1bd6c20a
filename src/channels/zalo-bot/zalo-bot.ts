/** Zalo Bot platform: a bot without a registered company. Webhook events in, sendMessage out. https://bot.zaloplatforms.com/docs */
import { z } from 'zod'
import type { Abilities, Budget, Channel, Fetch } from '../../core/channel.ts'
import type { SendOutcome } from '../../core/message.ts'
import { sameSecret } from '../constant-time.ts'
import { fetchPhoto, ZALO_PHOTO_HOSTS } from '../fetch-photo.ts'
import { type CallResult, callProvider, withoutAnswer } from '../http-call.ts'
import { isOk, outcomeByStatus, retryAfterMs } from '../http-failure.ts'
import { jsonOf, malformed, refused } from '../readings.ts'
import { outsideReplayWindow } from '../replay.ts'
import { botEvent, readBotEvent } from './events.ts'
import { zaloBotFailure } from './failures.ts'

export interface ZaloBotSettings {
  /** Stands in the address of every call: never log an address of this door. */
  readonly token: string
  /** 8 to 256 characters, given to the platform with setWebhook. */
  readonly webhookSecret: string
  readonly apiUrl: string
  readonly fetch: Fetch
}

/** No buttons, no location, no receipts: choices are numbered lines. */
const ABILITIES: Abilities = { maxText: 2000, diacritics: true }
/** No limit is published; modest on purpose (unverified). */
const BUDGET: Budget = { perSecond: 5, perAddressPerSecond: 1, unit: 'message' }

/** The door of one bot. People are reached by the opaque id of their chat with it. */
export const zaloBot = (settings: ZaloBotSettings): Channel => ({
  door: 'zalo-bot',
  addressKind: 'zalo-bot',
  abilities: ABILITIES,
  budget: BUDGET,
  idempotentSend: false,

  async read(request) {
    // The platform signs no bytes: the shared secret in this header is all the proof there is.
    if (!sameSecret(request.headers['x-bot-api-secret-token'], settings.webhookSecret)) {
      return refused('secret token missing or wrong')
    }
    const event = botEvent(jsonOf(request.body))
    if (event === null) return malformed('not an event that we can read')
    const sentAt = event.message?.date ?? request.receivedAt
    if (outsideReplayWindow(sentAt, request.receivedAt)) return refused('too old or from the future')
    return readBotEvent(event, request.receivedAt)
  },

  acknowledge: () => ({ status: 200, contentType: 'application/json', body: '{}' }),

  async send(message, signal) {
    const result = await callProvider(
      settings.fetch,
      `${settings.apiUrl}/bot${settings.token}/sendMessage`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chat_id: message.address.value, text: message.text.normalize('NFC') }),
      },
      signal,
    )
    return outcomeOf(result, message.id)
  },

  fetchMedia: (ref, signal) =>
    fetchPhoto(ref, { fetch: settings.fetch, base: settings.apiUrl, hosts: ZALO_PHOTO_HOSTS }, signal),
})

const Answer = z.looseObject({
  ok: z.boolean(),
  result: z
    .looseObject({ message_id: z.union([z.string().min(1), z.number().transform(String)]) })
    .nullish()
    .catch(null),
  error_code: z.union([z.string(), z.number()]).transform(String).nullish().catch(null),
})

function outcomeOf(result: CallResult, ourId: string): SendOutcome {
  if (result.kind !== 'answer') return withoutAnswer(result)
  const answer = Answer.safeParse(jsonOf(result.text)).data
  if (answer === undefined) {
    // A wrong token can be answered by a page instead of JSON.
    const wrongToken = result.status >= 400 && result.status < 500 && result.status !== 429 && result.status !== 408
    return outcomeByStatus(result, wrongToken ? 'misconfigured' : undefined)
  }
  // Taken, even if the platform forgot to name it: our own id then stands in.
  if (answer.ok && isOk(result.status)) return { kind: 'accepted', externalId: answer.result?.message_id ?? ourId }
  if (answer.ok) return outcomeByStatus(result)
  const code = answer.error_code ?? String(result.status)
  const wait = retryAfterMs(result.headers)
  return {
    kind: 'refused',
    failure: zaloBotFailure(code),
    code,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    ...(code === '429' ? { wholeDoor: true } : {}),
  }
}
