/** Twilio SMS: form-encoded webhooks in, Messages.json out. One-way in Vietnam. https://www.twilio.com/docs/messaging/api/message-resource */
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js'
import { z } from 'zod'
import type { Abilities, Budget, Channel, Fetch, RawRequest } from '../../core/channel.ts'
import type { SendOutcome } from '../../core/message.ts'
import { type CallResult, withoutAnswer } from '../http-call.ts'
import { isOk, outcomeByStatus, retryAfterMs } from '../http-failure.ts'
import { accepted, jsonOf, malformed, refused } from '../readings.ts'
import { failureOfCode } from './failures.ts'
import { readCall } from './read-call.ts'
import { fieldsOf, readMessage, readStatus } from './read-form.ts'
import { ANSWER_PATH, OTHER_VOICES, twiml } from './twiml.ts'

export interface TwilioSettings {
  readonly accountSid: string
  readonly authToken: string
  /** One of the two must be there: a number or name of ours, or a Messaging Service that picks one. */
  readonly from?: string
  readonly messagingServiceSid?: string
  /** Our address as Twilio calls it; it signs over this, and proxies in between rewrite Host. */
  readonly publicUrl: string
  readonly apiUrl: string
  /** Calls are taken as well. */
  readonly voice?: boolean
  readonly sender: TwilioSender
  readonly fetch: Fetch
}

/** Makes the one call: with Twilio's client on Node, with fetch in a Worker. The request on the wire is the same. */
export type TwilioSender = (request: TwilioRequest, signal?: AbortSignal) => Promise<CallResult>

export interface TwilioRequest {
  readonly accountSid: string
  readonly authToken: string
  readonly apiUrl: string
  readonly fetch: Fetch
  readonly to: string
  readonly statusCallback: string
  readonly from?: string
  readonly messagingServiceSid?: string
  readonly body: string
}

const ABILITIES: Abilities = { maxText: 1600, diacritics: false, maxSegments: 2 }
/** A long number sends one part a second; Twilio queues the rest, where we could no longer call it back. */
const BUDGET: Budget = { perSecond: 1, unit: 'segment' }

/** The door of one Twilio account. */
export const twilio = (settings: TwilioSettings): Channel => {
  const publicUrl = settings.publicUrl.replace(/\/+$/, '')
  return {
    door: 'twilio',
    addressKind: 'sms',
    abilities: ABILITIES,
    budget: BUDGET,
    idempotentSend: false,

    async read(request) {
      const fields = fieldsOf(request.body)
      if (!isSigned(request, publicUrl, settings.authToken, fields)) return refused('signature missing or wrong')
      if (fields.AccountSid !== settings.accountSid) return refused('another account')
      if (isCall(request)) {
        const query = new URLSearchParams(request.query)
        const step = request.path === ANSWER_PATH ? (query.get('n') ?? '') : '0'
        // A caller who was asked to hold has said nothing new.
        if (query.has('wait')) return accepted({})
        return readCall(fields, step, request.receivedAt) ?? malformed('no CallSid, caller or step')
      }
      const reading = isStatus(request) ? readStatus(fields) : readMessage(fields, request.receivedAt)
      return reading ?? malformed('no MessageSid, sender or status')
    },

    // An empty answer: replies go out through the API, where they are retried and leave proof.
    acknowledge: () => ({ status: 200, contentType: 'text/xml', body: '<Response/>' }),

    ...(settings.voice === true ? { speak: twiml, voices: OTHER_VOICES } : {}),

    async send(message, signal) {
      const { accountSid, authToken, apiUrl, fetch, from, messagingServiceSid } = settings
      const request: TwilioRequest = {
        accountSid,
        authToken,
        apiUrl: apiUrl.replace(/\/+$/, ''),
        fetch,
        to: message.address.value,
        statusCallback: `${publicUrl}/webhooks/twilio/status`,
        ...(messagingServiceSid === undefined ? {} : { messagingServiceSid }),
        ...(from === undefined || messagingServiceSid !== undefined ? {} : { from }),
        body: message.text.normalize('NFC'),
      }
      return outcomeOf(await settings.sender(request, signal))
    },
  }
}

function isCall(request: RawRequest): boolean {
  return request.path.startsWith('/webhooks/twilio/voice')
}

function isStatus(request: RawRequest): boolean {
  return request.path.replace(/\/+$/, '').endsWith('/status')
}

function isSigned(
  request: RawRequest,
  publicUrl: string,
  authToken: string,
  fields: Record<string, string | readonly string[]>,
): boolean {
  const signature = request.headers['x-twilio-signature']
  if (!signature) return false
  const url = publicUrl + request.path + (request.query === '' ? '' : `?${request.query}`)
  try {
    return validateRequest(authToken, signature, url, fields)
  } catch {
    return false // The library could not make an address of what a stranger asked for.
  }
}

const Created = z.looseObject({ sid: z.string().min(1) })
const Refusal = z.looseObject({ code: z.int() })

function outcomeOf(result: CallResult): SendOutcome {
  if (result.kind !== 'answer') {
    // The client would not even try: the account's settings cannot be right.
    if (result.code === 'client_refused') return { kind: 'refused', failure: 'misconfigured', code: result.code }
    return withoutAnswer(result)
  }
  const body = jsonOf(result.text)
  if (isOk(result.status)) {
    const created = Created.safeParse(body).data
    return created ? { kind: 'accepted', externalId: created.sid } : outcomeByStatus(result)
  }
  const code = Refusal.safeParse(body).data?.code
  const failure = code === undefined ? undefined : failureOfCode(code)
  if (code === undefined || failure === undefined) return outcomeByStatus(result)
  const wait = retryAfterMs(result.headers)
  return {
    kind: 'refused',
    failure,
    code: String(code),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    ...(result.status === 429 ? { wholeDoor: true } : {}),
  }
}
