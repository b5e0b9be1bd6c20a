/** One Android phone with a SIM as SMS gateway (capcom6/android-sms-gateway). https://docs.sms-gate.app */
import { z } from 'zod'
import type { Abilities, Budget, Channel, Fetch } from '../../core/channel.ts'
import type { OutboundMessage, SendOutcome } from '../../core/message.ts'
import { basicAuth } from '../basic-auth.ts'
import { type CallResult, callProvider, withoutAnswer } from '../http-call.ts'
import { isOk, outcomeByStatus } from '../http-failure.ts'
import { jsonOf, malformed, refused } from '../readings.ts'
import { outsideReplayWindow } from '../replay.ts'
import { readEvent } from './read-event.ts'
import { signedBy } from './signature.ts'

export interface SmsPhoneSettings {
  /** Where the gateway's API lives: `http://PHONE:8080`, or a server's address with its prefix (`…/3rdparty/v1`). */
  readonly url: string
  readonly user: string
  readonly password: string
  readonly signingKey: string
  readonly fetch: Fetch
}

/** Two unaccented parts of 153; more from one SIM is slow and dear. */
const ABILITIES: Abilities = { maxText: 306, diacritics: false, maxSegments: 2 }
/** Android asks its owner beyond 30 parts in 30 minutes, and operators lock SIMs that send faster than people do. */
const BUDGET: Budget = { perSecond: 1 / 6, window: { count: 30, ms: 30 * 60_000 }, unit: 'segment' }

/** The door of one phone. A message sent twice with one id is one message, so an unknown outcome can be tried again. */
export const smsPhone = (settings: SmsPhoneSettings): Channel => ({
  door: 'sms-phone',
  addressKind: 'sms',
  abilities: ABILITIES,
  budget: BUDGET,
  idempotentSend: true,

  async read(request) {
    const timestamp = request.headers['x-timestamp'] ?? ''
    if (!signedBy(settings.signingKey, request.body, timestamp, request.headers['x-signature'])) {
      return refused('signature missing or wrong')
    }
    // A retry is signed anew with the time of the retry, so a message that waited two days on a phone without signal is still welcome.
    if (!/^\d{1,12}$/.test(timestamp) || outsideReplayWindow(Number(timestamp) * 1000, request.receivedAt)) {
      return refused('too old or from the future')
    }
    return readEvent(jsonOf(request.body), request.receivedAt) ?? malformed('not an event that we can read')
  },

  acknowledge: () => ({ status: 200, contentType: 'application/json', body: '{}' }),

  async send(message, signal) {
    const init = {
      method: 'POST',
      headers: { authorization: basicAuth(settings.user, settings.password), 'content-type': 'application/json' },
      body: JSON.stringify(bodyOf(message)),
    }
    const result = await callProvider(settings.fetch, `${settings.url.replace(/\/+$/, '')}/messages`, init, signal)
    return outcomeOf(result, message.id)
  },
})

function bodyOf(message: OutboundMessage): object {
  return {
    id: message.id,
    textMessage: { text: message.text.normalize('NFC') },
    phoneNumbers: [message.address.value],
    withDeliveryReport: true,
    // The phone itself drops what it could not send in time.
    validUntil: new Date(message.expiresAt).toISOString(),
  }
}

const Queued = z.looseObject({ id: z.string().min(1) })

function outcomeOf(result: CallResult, ourId: string): SendOutcome {
  if (result.kind !== 'answer') return withoutAnswer(result)
  // The gateway has this id already: an earlier attempt of ours arrived.
  if (result.status === 409) return { kind: 'accepted', externalId: ourId }
  const queued = Queued.safeParse(jsonOf(result.text)).data
  if (isOk(result.status) && queued) return { kind: 'accepted', externalId: queued.id }
  return outcomeByStatus(result)
}
