/** The Zalo Bot platform as honest as facts allow. Unverified, so not asserted: rate limits, quotas, retries, codes beyond a bad token. */
import { Hono } from 'hono'
import { type FaultyServer, serveFaulty } from './faulty-server.ts'

export interface ZaloBotDoubleOptions {
  readonly token: string
  readonly webhookSecret: string
  readonly webhookUrl?: string
  readonly now?: () => number
}

export interface ZaloBotEmission {
  readonly times?: number
  /** Another secret than the one given to setWebhook; `null`: no header. */
  readonly secret?: string | null
  /** Without the `{ok, result}` envelope. */
  readonly bare?: boolean
}

export interface ZaloBotDouble extends FaultyServer {
  readonly sent: { readonly chatId: string; readonly text: string }[]
  /** Chats that ever wrote; others cannot be written to. */
  readonly chats: Set<string>
  /** Posts one event to the webhook; answers the last HTTP status, 0 when nobody listened. */
  emit(event: object, how?: ZaloBotEmission): Promise<number>
  say(chatId: string, text: string, how?: ZaloBotEmission): Promise<number>
}

/** Starts the double; a wrong token is answered by a page that is not JSON, as reported. */
export async function startZaloBotDouble(options: ZaloBotDoubleOptions): Promise<ZaloBotDouble> {
  const now = options.now ?? Date.now
  const sent: ZaloBotDouble['sent'] = []
  const chats: ZaloBotDouble['chats'] = new Set()
  let serial = 0

  const app = new Hono()
  const no = (error_code: number, description: string) => ({ ok: false, error_code, description })
  app.use('/:bot/:method', async (c, next) => {
    if (c.req.param('bot') !== `bot${options.token}`) return c.html('<html><body>Not Found</body></html>', 404)
    return next()
  })
  app.post('/:bot/getMe', (c) =>
    c.json({
      ok: true,
      result: { id: '1', account_name: 'Bot La Lanh', account_type: 'BASIC', can_join_groups: false },
    }),
  )
  app.post('/:bot/sendMessage', async (c) => {
    const { chat_id, text } = await c.req.json()
    if (typeof chat_id !== 'string' || typeof text !== 'string') return c.json(no(400, 'Bad Request'))
    if (text.length < 1 || text.normalize('NFC').length > 2000) return c.json(no(400, 'Bad Request: text length'))
    if (!chats.has(chat_id)) return c.json(no(403, 'Forbidden'))
    sent.push({ chatId: chat_id, text })
    return c.json({
      ok: true,
      result: { message_id: `82599fa32f56d0${String(++serial).padStart(6, '0')}`, date: now() },
    })
  })
  app.post('/:bot/:method', (c) => c.json(no(404, 'Not Found: method not found')))

  const server = await serveFaulty(app)
  const double: ZaloBotDouble = {
    ...server,
    sent,
    chats,
    say: (chatId, text, how) =>
      double.emit(
        {
          event_name: 'message.text.received',
          message: {
            message_id: `2d758cb5e2${String(++serial).padStart(10, '0')}`,
            date: now(),
            from: { id: chatId, display_name: 'Giàng A Páo', is_bot: false },
            chat: { id: chatId, chat_type: 'PRIVATE' },
            text,
          },
        },
        how,
      ),
    async emit(event, how = {}) {
      if (options.webhookUrl === undefined) throw new Error('The Zalo Bot double was started without webhookUrl')
      const chatId = (event as { message?: { chat?: { id?: string } } }).message?.chat?.id
      if (chatId) chats.add(chatId)
      const headers: Record<string, string> = { 'content-type': 'application/json' }
      const secret = how.secret === undefined ? options.webhookSecret : how.secret
      if (secret !== null) headers['x-bot-api-secret-token'] = secret
      const body = JSON.stringify(how.bare ? event : { ok: true, result: event })
      let status = 0
      for (let copy = 0; copy < (how.times ?? 1); copy++) {
        const response = await fetch(options.webhookUrl, { method: 'POST', headers, body }).catch(() => null)
        await response?.arrayBuffer()
        status = response?.status ?? 0
      }
      return status
    },
  }
  return double
}
