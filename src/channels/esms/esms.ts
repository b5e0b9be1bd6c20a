/** eSMS.vn: SMS under a brandname out, a leased short code in. https://developers.esms.vn/ */
import { z } from 'zod'
import type { Abilities, Budget, Channel, Fetch } from '../../core/channel.ts'
import type { OutboundMessage, SendOutcome } from '../../core/message.ts'
import { type CallResult, callProvider, withoutAnswer } from '../http-call.ts'
import { outcomeByStatus } from '../http-failure.ts'
import { jsonOf, refused } from '../readings.ts'
import { esmsFailure, TAKEN } from './failures.ts'
import { readShortCode, replyXml } from './short-code.ts'
import { readStatus, STATUS_PATH } from './status.ts'

export interface EsmsSettings {
  readonly apiKey: string
  readonly secretKey: string
  /** At most 11 characters, no accents; people cannot answer to it. */
  readonly brandname: string
  /** Both or neither: the leased short code through which people write. */
  readonly moKey?: string
  readonly moCpid?: string
  /** In the path of every delivery report, which nobody signs. */
  readonly callbackSecret: string
  readonly apiUrl: string
  /** Where eSMS can reach us; without it no reports are asked for. */
  readonly publicUrl?: string
  readonly fetch: Fetch
}

/** Some brandname gates refuse `# & % [ ] { } \ < @` and any diacritics, and each telco wants the templates registered first (146). */
const ABILITIES: Abilities = { maxText: 306, diacritics: false, maxSegments: 2 }
/** No limit is published; modest on purpose (unverified). */
const BUDGET: Budget = { perSecond: 10, unit: 'segment' }

const MO_PATH = '/webhooks/esms/mo'

/** The door of one eSMS account. `RequestId` makes a repeated send one message. */
export const esms = (settings: EsmsSettings): Channel => {
  const { moKey, moCpid } = settings
  const shortCode = moKey !== undefined && moCpid !== undefined ? { key: moKey, cpid: moCpid } : undefined
  return {
    door: 'esms',
    addressKind: 'sms',
    abilities: ABILITIES,
    budget: BUDGET,
    idempotentSend: true,

    async read(request) {
      if (request.path === MO_PATH) return readShortCode(request, shortCode)
      if (request.path.startsWith(STATUS_PATH)) return readStatus(request, settings.callbackSecret)
      return refused('no such door')
    },

    acknowledge(request, replies = []) {
      if (request.path === MO_PATH) return replyXml(request, replies)
      return { status: 200, contentType: 'text/plain; charset=utf-8', body: 'OK' }
    },

    async send(message, signal) {
      const phone = localPhone(message.address.value)
      if (phone === null) return { kind: 'refused', failure: 'unreachable', code: 'not_vietnam' }
      const result = await callProvider(
        settings.fetch,
        `${settings.apiUrl}/MainService.svc/json/SendMultipleMessage_V4_post_json/`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(careMessage(settings, message, phone)),
        },
        signal,
      )
      return outcomeOf(result, message.id)
    },
  }
}

/** SmsType 2: customer care, the kind for answers and notices. */
function careMessage(settings: EsmsSettings, message: OutboundMessage, phone: string): object {
  const text = message.text.normalize('NFC')
  return {
    ApiKey: settings.apiKey,
    SecretKey: settings.secretKey,
    Phone: phone,
    Content: text,
    Brandname: settings.brandname,
    SmsType: '2',
    IsUnicode: /^[\x20-\x7e\r\n]*$/.test(text) ? 0 : 1,
    Sandbox: 0,
    RequestId: message.id,
    ...(settings.publicUrl === undefined
      ? {}
      : {
          CallbackUrl: `${settings.publicUrl.replace(/\/+$/, '')}${STATUS_PATH}${encodeURIComponent(settings.callbackSecret)}`,
        }),
  }
}

/** `+84912345678` → `0912345678`, the form eSMS documents; null for numbers abroad. */
function localPhone(e164: string): string | null {
  return /^\+84\d{8,10}$/.test(e164) ? `0${e164.slice(3)}` : null
}

const Answer = z.looseObject({
  CodeResult: z.union([z.string(), z.number()]).transform(String),
  SMSID: z.string().min(1).nullish().catch(null),
})

function outcomeOf(result: CallResult, ourId: string): SendOutcome {
  if (result.kind !== 'answer') return withoutAnswer(result)
  const answer = Answer.safeParse(jsonOf(result.text)).data
  if (answer === undefined) return outcomeByStatus(result)
  const code = answer.CodeResult
  // A repeat (124) may come without SMSID: the report then finds the message by RequestId, which is our id.
  if (TAKEN.has(code)) return { kind: 'accepted', externalId: answer.SMSID ?? ourId }
  return { kind: 'refused', failure: esmsFailure(code), code }
}
