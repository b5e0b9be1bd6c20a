/** eSMS.vn as honest as its pages: sending with RequestId, delivery reports by GET, a short code that signs. */
import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { type FaultyServer, serveFaulty } from './faulty-server.ts'

export interface EsmsDoubleOptions {
  readonly apiKey: string
  readonly secretKey: string
  readonly brandname: string
  readonly moKey?: string
  readonly moCpid?: string
  /** The application's own address, where the short code posts (`/webhooks/esms/mo`). */
  readonly webhookUrl?: string
  readonly now?: () => number
}

export interface EsmsEmission {
  readonly times?: number
  readonly tamper?: boolean
  readonly unsigned?: boolean
  readonly key?: string
  readonly cpid?: string
  readonly smsid?: string
  /** Spaces as `+` instead of `%20`. */
  readonly plus?: boolean
}

export interface EsmsDouble extends FaultyServer {
  readonly sent: {
    readonly requestId: string
    readonly phone: string
    readonly text: string
    readonly callbackUrl: string
    readonly smsId: string
  }[]
  readonly blocked: Set<string>
  balance: number
  /** An SMS to the short code. Answers the HTTP status and the XML that would become the reply. */
  say(sender: string, text: string, how?: EsmsEmission): Promise<{ status: number; xml: string }>
  /** The report on the n-th message sent, at its CallbackUrl; up to 5 repeats while the answer is not 2xx. Answers the last status. */
  report(
    index: number,
    how?: { readonly failed?: boolean; readonly status?: number; readonly times?: number },
  ): Promise<number>
}

/** Starts the double with money on the account. */
export async function startEsmsDouble(options: EsmsDoubleOptions): Promise<EsmsDouble> {
  const now = options.now ?? Date.now
  const sent: EsmsDouble['sent'] = []
  const byRequest = new Map<string, string>()
  const blocked = new Set<string>()
  let serial = 0

  const app = new Hono()
  app.post('/MainService.svc/json/SendMultipleMessage_V4_post_json/', async (c) => {
    const code = (CodeResult: string, more: object = {}) => c.json({ CodeResult, CountRegenerate: 0, ...more })
    const body = await c.req.json().catch(() => null)
    if (body?.ApiKey !== options.apiKey || body.SecretKey !== options.secretKey) return code('101')
    if (body.Brandname !== options.brandname) return code('104')
    if (!/^(0|84)\d{8,10}$/.test(String(body.Phone))) return code('108')
    if (body.SmsType !== '2' && body.SmsType !== '8') return code('118')
    if (typeof body.Content !== 'string' || body.Content === '') return code('110')
    if (blocked.has(body.Phone)) return code('99')
    const known = byRequest.get(body.RequestId)
    if (known !== undefined) return code('124', { ErrorMessage: 'RequestId is duplicated' })
    if (double.balance <= 0) return code('103')
    const smsId = `ebe1${String(++serial).padStart(26, '0')}`
    if (body.Sandbox !== 1) {
      byRequest.set(body.RequestId, smsId)
      double.balance--
      sent.push({
        requestId: body.RequestId,
        phone: body.Phone,
        text: body.Content,
        callbackUrl: body.CallbackUrl ?? '',
        smsId,
      })
    }
    return code('100', { SMSID: smsId })
  })

  const server = await serveFaulty(app)
  const double: EsmsDouble = {
    ...server,
    sent,
    blocked,
    balance: 1_000_000,
    async say(sender, text, how = {}) {
      const query = esmsQuery(options, { sender, text, at: now(), smsid: how.smsid ?? `MO-${++serial}-${now()}` }, how)
      let answer = { status: 0, xml: '' }
      for (let copy = 0; copy < (how.times ?? 1); copy++) {
        const response = await fetch(`${options.webhookUrl}/webhooks/esms/mo?${query}`)
        answer = { status: response.status, xml: await response.text() }
      }
      return answer
    },
    async report(index, how = {}) {
      const one = sent[index]
      if (!one) throw new Error(`The double sent no message ${index}`)
      const query = new URLSearchParams({
        SMSID: one.smsId,
        SendStatus: String(how.status ?? 5),
        SendSuccess: how.failed ? '0' : '1',
        SendFailed: how.failed ? '1' : '0',
        TotalReceiver: '1',
        TotalSent: '1',
        TotalPrice: '850.0000',
        RequestId: one.requestId,
        TypeId: '2',
        telcoid: '1',
        phonenumber: one.phone,
        partnerids: '',
        error_info: '',
      })
      let status = 0
      for (let copy = 0; copy < (how.times ?? 1); copy++) {
        for (let tries = 0; tries <= 5; tries++) {
          const response = await fetch(`${one.callbackUrl}?${query}`).catch(() => null)
          await response?.arrayBuffer()
          status = response?.status ?? 0
          if (status >= 200 && status < 300) break
        }
      }
      return status
    },
  }
  return double
}

/** The query of one short-code message, signed over the decoded values; `at` in ms since 1970. */
export function esmsQuery(
  who: { readonly moKey?: string; readonly moCpid?: string },
  sms: { readonly sender: string; readonly text: string; readonly at: number; readonly smsid: string },
  how: EsmsEmission = {},
): string {
  const cpid = how.cpid ?? who.moCpid ?? ''
  const receiverTime = new Date(sms.at + 7 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14)
  const sign = createHash('md5')
    .update(cpid + sms.smsid + sms.text + receiverTime + (how.key ?? who.moKey ?? ''))
    .digest('base64')
  const pairs = {
    sender: sms.sender,
    content: how.tamper ? `${sms.text}.` : sms.text,
    serviceNumber: '8041',
    keyword: sms.text.split(' ')[0] ?? '',
    ...(how.unsigned ? {} : { sign }),
    cpid,
    smsid: sms.smsid,
    receiverTime,
  }
  const query = Object.entries(pairs)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  return how.plus ? query.replaceAll('%20', '+') : query
}
