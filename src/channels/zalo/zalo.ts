/** Zalo Official Account: signed webhook events in; consultation messages and approved templates out. https://developers.zalo.me/docs/official-account */
import { z } from 'zod'
import type { Abilities, Budget, Channel, RawRequest, Reading } from '../../core/channel.ts'
import type { OutboundMessage, SendOutcome } from '../../core/message.ts'
import { fetchPhoto, ZALO_PHOTO_HOSTS } from '../fetch-photo.ts'
import { type CallResult, callProvider, withoutAnswer } from '../http-call.ts'
import { isOk, outcomeByStatus } from '../http-failure.ts'
import { accepted, jsonOf, malformed, refused } from '../readings.ts'
import { outsideReplayWindow } from '../replay.ts'
import { BUTTONS, zaloButtons } from './buttons.ts'
import { readEvent, ZaloEvent } from './events.ts'
import { TOKEN_CODES, zaloFailure } from './failures.ts'
import { isSigned, proofKeys } from './signature.ts'
import { type Access, type ZaloTokenSettings, zaloTokens } from './tokens.ts'

export interface ZaloSettings extends ZaloTokenSettings {
  readonly oaId: string
  /** The OA secret key of the webhook page; not the app's secret. */
  readonly webhookSecret: string
  readonly apiUrl: string
}

const ABILITIES: Abilities = { maxText: 2000, diacritics: true, buttons: BUTTONS }
/** 4,000 requests a minute for one app; other OAs may share it. */
const BUDGET: Budget = { perSecond: 60, unit: 'message' }

/** The door of one OA. Its tokens live on the shelf; `settings` only seeds them. */
export const zalo = (settings: ZaloSettings): Channel => {
  const tokens = zaloTokens(settings)
  const keys = proofKeys(settings)
  return {
    door: 'zalo',
    addressKind: 'zalo',
    abilities: ABILITIES,
    budget: BUDGET,
    idempotentSend: false,

    async read(request) {
      const header = request.headers['x-zevent-signature']
      // Zalo's console tries the address with exactly this when it is saved; nothing else unsigned is taken.
      if (header === undefined && request.body === '{}') return accepted({})
      const json = jsonOf(request.body)
      if (!isSigned(header, request.body, timestampOf(json), keys)) return refused('signature missing or wrong')
      return readAuthentic(settings, request, json)
    },

    acknowledge: () => ({ status: 200, contentType: 'application/json', body: '{}' }),

    async send(message, signal) {
      try {
        return await sendWithToken(message, signal)
      } catch {
        // Only the shelf throws, and never between a call that may have been taken and its outcome.
        return { kind: 'refused', failure: 'temporary', code: 'token_shelf' }
      }
    },

    fetchMedia: (ref, signal) =>
      fetchPhoto(ref, { fetch: settings.fetch, base: settings.apiUrl, hosts: ZALO_PHOTO_HOSTS }, signal),

    state: () => tokens.state(),
  }

  async function sendWithToken(message: OutboundMessage, signal?: AbortSignal): Promise<SendOutcome> {
    const access = await tokens.access()
    if (access.kind === 'none') return withoutToken(access)
    const first = await post(message, access.accessToken, signal)
    if (!tokenIsBad(first)) return outcomeOf(first, message)
    const renewed = await tokens.renew(access.accessToken)
    if (renewed.kind === 'none') return withoutToken(renewed)
    return outcomeOf(await post(message, renewed.accessToken, signal), message)
  }

  function post(message: OutboundMessage, accessToken: string, signal?: AbortSignal): Promise<CallResult> {
    const [kind, body] = bodyOf(message)
    return callProvider(
      settings.fetch,
      `${settings.apiUrl}/v3.0/oa/message/${kind}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', access_token: accessToken },
        body: JSON.stringify(body),
      },
      signal,
    )
  }
}

/** The text of the body's own timestamp, which the signature covers; empty when there is none. */
function timestampOf(json: unknown): string {
  const found = z.object({ timestamp: z.union([z.string(), z.number()]) }).safeParse(json)
  return found.success ? String(found.data.timestamp) : ''
}

function readAuthentic(settings: ZaloSettings, request: RawRequest, json: unknown): Reading {
  const parsed = ZaloEvent.safeParse(json)
  if (!parsed.success) return malformed('not an event that we can read')
  const event = parsed.data
  if (!/^\d{1,16}$/.test(event.timestamp)) return malformed('timestamp is not a number of milliseconds')
  if (outsideReplayWindow(Number(event.timestamp), request.receivedAt)) return refused('too old or from the future')
  if (event.app_id && event.app_id !== settings.appId) return malformed('signed for another app')
  // One address serves every OA of an app: what is not ours is left alone.
  const parties = [event.oa_id, event.sender?.id, event.recipient?.id].filter((id) => id !== undefined && id !== null)
  if (parties.length > 0 && !parties.includes(settings.oaId)) {
    return accepted({ ignored: [`${event.event_name} of another OA`] })
  }
  return readEvent(event, request.body)
}

/** An approved template where the message has one: Zalo takes nothing else once a person's seven days are over. */
function bodyOf(message: OutboundMessage): readonly ['cs' | 'template', object] {
  const { template, address } = message
  if (template === undefined) return ['cs', consultation(message)]
  return ['template', { user_id: address.value, template_id: template.id, template_data: template.data }]
}

/** The shape a live integration uses: text beside a template that holds only buttons. */
function consultation(message: OutboundMessage): object {
  const text = message.text.normalize('NFC')
  const buttons = zaloButtons(message.buttons ?? [])
  const template = { attachment: { type: 'template', payload: { buttons } } }
  return {
    recipient: { user_id: message.address.value },
    message: buttons.length === 0 ? { text } : { text, ...template },
  }
}

const Answer = z.looseObject({
  error: z.union([z.number(), z.string()]).transform(String),
  message: z.string().catch(''),
  data: z
    .looseObject({ message_id: z.union([z.string().min(1), z.number().transform(String)]) })
    .nullish()
    .catch(null),
})

function answerOf(result: CallResult): z.infer<typeof Answer> | null {
  if (result.kind !== 'answer') return null
  return Answer.safeParse(jsonOf(result.text)).data ?? null
}

function tokenIsBad(result: CallResult): boolean {
  const answer = answerOf(result)
  return answer !== null && TOKEN_CODES.has(answer.error)
}

function outcomeOf(result: CallResult, message: OutboundMessage): SendOutcome {
  if (result.kind !== 'answer') return withoutAnswer(result)
  const answer = answerOf(result)
  if (answer === null) return outcomeByStatus(result)
  if (answer.error === '0' && isOk(result.status)) {
    // Taken, even if Zalo forgot to name it: our own id then stands in, and no receipt will ever match.
    return { kind: 'accepted', externalId: answer.data?.message_id ?? message.id }
  }
  if (answer.error === '0') return outcomeByStatus(result)
  const { failure, waitMs, wholeDoor } = zaloFailure(answer.error, answer.message)
  return {
    kind: 'refused',
    failure,
    code: answer.error,
    ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
    ...(wholeDoor ? { wholeDoor } : {}),
  }
}

function withoutToken(access: Extract<Access, { kind: 'none' }>): SendOutcome {
  const failure = access.why === 'needs_consent' ? 'misconfigured' : 'temporary'
  return { kind: 'refused', failure, code: `token_${access.why}` }
}
