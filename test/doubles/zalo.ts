/** Zalo's OA API, OAuth and webhook sender, as honest as facts allow. Not known, so not asserted here (unverified): which secret signs,
 * retries after a slow 200, the title limit of buttons, the code for a reused refresh token, what a ninth free message costs, which of the
 * codes for bad template data stands for what. */
import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { type FaultyServer, serveFaulty } from './faulty-server.ts'

export interface ZaloDoubleOptions {
  readonly appId: string
  readonly appSecret: string
  readonly oaId: string
  readonly webhookSecret: string
  /** The pair that the console's API Explorer would show. */
  readonly refreshToken: string
  readonly accessToken?: string
  /** Where events go; needed for `emit` only. */
  readonly webhookUrl?: string
  readonly now?: () => number
  /** Requests a minute for one app; Zalo's is 4,000. */
  readonly perMinute?: number
  /** Called between retries; the default waits for nothing. */
  readonly wait?: (ms: number) => Promise<void>
}

export interface Emission {
  /** Changes one byte after signing. */
  readonly tamper?: boolean
  /** Sent that often, byte for byte. */
  readonly times?: number
  /** Sent again on Zalo's ladder until 2xx; after the last try the webhook is switched off. */
  readonly retry?: boolean
  readonly unsigned?: boolean
  readonly secret?: string
}

export interface ZaloDouble extends FaultyServer {
  /** Messages taken, in order. */
  readonly sent: { readonly userId: string; readonly text: string; readonly buttons: readonly ZaloButton[] }[]
  /** Templates taken, in order. */
  readonly filled: { readonly to: string; readonly template: string; readonly data: Record<string, string> }[]
  /** What Zalo approved: letters that each gap takes. Nothing else is sent. */
  readonly templates: Map<string, Readonly<Record<string, number>>>
  readonly grant: { accessToken: string; refreshToken: string; expiresAt: number; alive: boolean; refreshes: number }
  readonly followers: Map<string, { lastInteraction: number; refuses: boolean; cs: number }>
  /** Signs and posts one event to the webhook; answers the last HTTP status, 0 when nobody listened or the webhook is off. */
  emit(event: object | string, how?: Emission): Promise<number>
  /** A person's text, as `emit` of a whole event. */
  say(userId: string, text: string, how?: Emission): Promise<number>
  webhookOff(): boolean
}

export interface ZaloButton {
  readonly type: string
  readonly title: string
  readonly payload: unknown
}

export const RETRY_LADDER_MS = [30_000, 300_000, 900_000, 1_800_000, 3_600_000]
const WEEK_MS = 7 * 86_400_000

/** Starts the double with one living grant and no followers; a person's event makes a follower. */
export async function startZaloDouble(options: ZaloDoubleOptions): Promise<ZaloDouble> {
  const now = options.now ?? Date.now
  const sent: ZaloDouble['sent'] = []
  const filled: ZaloDouble['filled'] = []
  const templates: ZaloDouble['templates'] = new Map()
  const followers: ZaloDouble['followers'] = new Map()
  const spent = new Set<string>()
  const grant: ZaloDouble['grant'] = {
    accessToken: options.accessToken ?? 'access-0',
    refreshToken: options.refreshToken,
    expiresAt: now() + 90_000_000,
    alive: true,
    refreshes: 0,
  }
  const minute = { start: 0, count: 0 }
  let off = false
  let serial = 0

  const app = new Hono()
  // OAuth speaks HTTP 200 for a refusal, too.
  app.post('/v4/oa/access_token', async (c) => {
    const form = new URLSearchParams(await c.req.text())
    const no = (error: number, name: string) => c.json({ error_name: name, error_reason: name, ref_doc: '', error })
    if (c.req.header('secret_key') !== options.appSecret) return no(-14004, 'Invalid app secret')
    if (form.get('app_id') !== options.appId) return no(-14001, 'Invalid app id')
    if (form.get('grant_type') !== 'refresh_token') return no(-14003, 'Invalid grant type')
    const given = form.get('refresh_token') ?? ''
    if (spent.has(given)) grant.alive = false
    if (!grant.alive || given !== grant.refreshToken) return no(-14014, 'Invalid refresh token')
    spent.add(given)
    grant.refreshes++
    grant.accessToken = `access-${grant.refreshes}-${given.length}`
    grant.refreshToken = `refresh-${grant.refreshes}-${given.length}`
    grant.expiresAt = now() + 90_000_000
    return c.json({ access_token: grant.accessToken, refresh_token: grant.refreshToken, expires_in: '90000' })
  })
  const tokenError = (token: string | undefined) => {
    if (!grant.alive || token !== grant.accessToken) return { error: -216, message: 'Access token is invalid' }
    if (now() >= grant.expiresAt) return { error: -220, message: 'Access token has expired' }
    if (now() - minute.start >= 60_000) Object.assign(minute, { start: now(), count: 0 })
    if (++minute.count > (options.perMinute ?? 4000))
      return { error: -32, message: 'You have exceeded the number of requests per minute' }
    return null
  }
  app.post('/v3.0/oa/message/cs', async (c) => {
    const no = tokenError(c.req.header('access_token')) ?? bodyError(await c.req.text(), followers, now())
    if (no) return c.json(no)
    const { recipient, message } = await c.req.json()
    const follower = followers.get(recipient.user_id)
    if (follower) follower.cs++
    sent.push({
      userId: recipient.user_id,
      text: message.text,
      buttons: message.attachment?.payload?.buttons ?? [],
    })
    const remain = String(Math.max(0, 8 - (follower?.cs ?? 0)))
    return c.json({
      error: 0,
      message: 'Success',
      data: {
        message_id: `c7f0${String(++serial).padStart(16, '0')}`,
        user_id: recipient.user_id,
        sent_time: String(now()),
        quota: { quota_type: 'reply', owner_type: 'OA', owner_id: options.oaId, remain: Number(remain), total: 8 },
      },
    })
  })
  // By user: no window, no tracking id; only what was approved, with every gap filled and no longer than it may be.
  app.post('/v3.0/oa/message/template', async (c) => {
    const body = JSON.parse(await c.req.text())
    const no =
      tokenError(c.req.header('access_token')) ?? userError(followers, body.user_id) ?? gapError(templates, body)
    if (no) return c.json(no)
    filled.push({ to: body.user_id, template: body.template_id, data: body.template_data })
    return c.json({
      error: 0,
      message: 'Success',
      data: {
        message_id: `7a1e${String(++serial).padStart(16, '0')}`,
        user_id: body.user_id,
        sent_time: String(now()),
      },
    })
  })
  // Shut down on 2026-03-01; the exact code is not known.
  for (const gone of ['transaction', 'promotion']) {
    app.post(`/v3.0/oa/message/${gone}`, (c) => c.json({ error: -240, message: 'This API has been discontinued' }))
  }
  app.get('/v2.0/oa/getoa', (c) => {
    const no = tokenError(c.req.header('access_token'))
    return c.json(no ?? { error: 0, message: 'Success', data: { oaid: options.oaId, is_verified: true } })
  })

  const server = await serveFaulty(app)
  const double: ZaloDouble = {
    ...server,
    sent,
    filled,
    templates,
    grant,
    followers,
    webhookOff: () => off,
    say: (userId, text, how) =>
      double.emit(zaloEvent(options, 'user_send_text', userId, now(), { text, msg_id: `m${++serial}-${now()}` }), how),
    async emit(event, how = {}) {
      const body = typeof event === 'string' ? event : JSON.stringify(event)
      noteInteraction(body, followers, now())
      const request = zaloRequest(options, body, how)
      let status = 0
      for (let copy = 0; copy < (how.times ?? 1); copy++) {
        if (off) return 0
        status = await post(options.webhookUrl, request.body, request.headers)
        if (!how.retry) continue
        for (const [index, ms] of RETRY_LADDER_MS.entries()) {
          if (status >= 200 && status < 300) break
          await options.wait?.(ms)
          status = await post(options.webhookUrl, request.body, { ...request.headers, num_retry: String(index + 1) })
        }
        if (status < 200 || status >= 300) off = true
      }
      return status
    },
  }
  return double
}

/** One event with a message in it, as Zalo writes it. */
export function zaloEvent(
  who: { readonly appId: string; readonly oaId: string },
  name: string,
  userId: string,
  at: number,
  message: object,
): object {
  return {
    app_id: who.appId,
    user_id_by_app: '552177279717587730',
    event_name: name,
    sender: { id: userId },
    recipient: { id: who.oaId },
    message,
    timestamp: String(at),
  }
}

/** Headers and body as they arrive, signed as Zalo signs. */
export function zaloRequest(
  who: { readonly appId: string; readonly webhookSecret: string },
  body: string,
  how: Emission = {},
): { headers: Record<string, string>; body: string } {
  let timestamp = ''
  try {
    timestamp = String(JSON.parse(body).timestamp ?? '')
  } catch {
    // Junk is signed all the same, without a timestamp.
  }
  const secret = how.secret ?? who.webhookSecret
  const mac = createHash('sha256')
    .update(who.appId + body + timestamp + secret)
    .digest('hex')
  const headers: Record<string, string> = { 'content-type': 'application/json', 'x-zevent-signature': `mac=${mac}` }
  if (how.unsigned) delete headers['x-zevent-signature']
  const middle = Math.floor(body.length / 2)
  const changed = body[middle] === 'a' ? 'b' : 'a'
  return { headers, body: how.tamper ? body.slice(0, middle) + changed + body.slice(middle + 1) : body }
}

function bodyError(body: string, followers: ZaloDouble['followers'], now: number): object | null {
  const { recipient, message } = JSON.parse(body)
  const buttons: ZaloButton[] = message?.attachment?.payload?.buttons ?? []
  if (typeof recipient?.user_id !== 'string') return { error: -201, message: 'user_id is invalid' }
  if (typeof message?.text !== 'string' || message.text === '') return { error: -201, message: 'text is invalid' }
  if (message.text.normalize('NFC').length > 2000) return { error: -210, message: 'Parameter exceeds the limit' }
  if (buttons.length > 5) return { error: -210, message: 'Too many buttons' }
  if (buttons.some((button) => JSON.stringify(button.payload).length > 1000)) {
    return { error: -210, message: 'Payload exceeds the limit' }
  }
  const no = userError(followers, recipient.user_id)
  if (no) return no
  if (now - (followers.get(recipient.user_id)?.lastInteraction ?? 0) > WEEK_MS) {
    return { error: -230, message: 'User has not interacted with the OA in the past 7 days' }
  }
  return null
}

function userError(followers: ZaloDouble['followers'], userId: string): object | null {
  const follower = followers.get(userId)
  if (!follower) return { error: -213, message: 'User has not followed the OA' }
  return follower.refuses ? { error: -244, message: 'User refuses to receive messages from the OA' } : null
}

function gapError(
  templates: ZaloDouble['templates'],
  body: { readonly template_id?: unknown; readonly template_data?: Record<string, unknown> },
): object | null {
  const gaps = templates.get(String(body.template_id))
  if (!gaps) return { error: -131, message: 'Template is not approved' }
  const data = body.template_data ?? {}
  for (const [name, most] of Object.entries(gaps)) {
    const value = data[name]
    if (typeof value !== 'string' || value === '') return { error: -1121, message: `Missing parameter ${name}` }
    if (value.length > most || value.includes('\n')) return { error: -1122, message: `Parameter ${name} is invalid` }
  }
  const unknown = Object.keys(data).find((name) => !(name in gaps))
  return unknown === undefined ? null : { error: -112, message: `Parameter ${unknown} is not in the template` }
}

function noteInteraction(body: string, followers: ZaloDouble['followers'], now: number): void {
  try {
    const event = JSON.parse(body)
    const userId: unknown =
      event.follower?.id ?? (/^user_s(end|ubmit)_/.test(event.event_name) ? event.sender?.id : undefined)
    if (typeof userId !== 'string') return
    if (event.event_name === 'unfollow') followers.delete(userId)
    else followers.set(userId, { lastInteraction: now, refuses: false, cs: 0 })
  } catch {
    // Not an event: nobody did anything.
  }
}

async function post(url: string | undefined, body: string, headers: Record<string, string>): Promise<number> {
  if (url === undefined) throw new Error('The Zalo double was started without webhookUrl')
  const response = await fetch(url, { method: 'POST', body, headers }).catch(() => null)
  await response?.arrayBuffer()
  return response?.status ?? 0
}
