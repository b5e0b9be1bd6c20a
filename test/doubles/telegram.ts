/** The Bot API as honest as its pages: same paths, envelopes, limits and refusals. Unverified, so not asserted: exact rates, number of retries. */
import { Hono } from 'hono'
import { type Copies, deliver } from './deliver.ts'
import { type FaultyServer, serveFaulty } from './faulty-server.ts'

export interface TelegramDoubleOptions {
  readonly token: string
  readonly webhookSecret: string
  /** The application's own address, where updates go; needed for `emit` only. */
  readonly webhookUrl?: string
  readonly now?: () => number
}

export interface TelegramEmission extends Copies {
  /** Another secret than the one given to setWebhook; `null`: no header. */
  readonly secret?: string | null
}

export interface TelegramDouble extends FaultyServer {
  readonly sent: { readonly chatId: string; readonly text: string; readonly buttons: readonly string[] }[]
  /** Private chats that ever wrote; others cannot be written to. */
  readonly chats: Set<string>
  readonly blockedBy: Set<string>
  /** Ids of taps that were answered, so that the waiting circle on the button stopped. */
  readonly answeredTaps: string[]
  /** Posts one update to the webhook; answers the last HTTP status, 0 when nobody listened. */
  emit(update: object | string, how?: TelegramEmission): Promise<number>
  say(userId: number, text: string, how?: TelegramEmission): Promise<number>
  tap(userId: number, data: string, how?: TelegramEmission): Promise<number>
  /** Pictures by file id; what is not here, Telegram no longer has. */
  readonly files: Map<string, Uint8Array<ArrayBuffer>>
  /** Sends a picture. */
  show(userId: number, fileId: string, how?: TelegramEmission): Promise<number>
  /** The person blocks the bot. */
  block(userId: number, how?: TelegramEmission): Promise<number>
}

/** Starts the double with no chats; whoever writes first has one. */
export async function startTelegramDouble(options: TelegramDoubleOptions): Promise<TelegramDouble> {
  const now = options.now ?? Date.now
  const sent: TelegramDouble['sent'] = []
  const chats: TelegramDouble['chats'] = new Set()
  const blockedBy: TelegramDouble['blockedBy'] = new Set()
  const answeredTaps: string[] = []
  const files: TelegramDouble['files'] = new Map()
  const recent: number[] = []
  let updateId = 875_400_200
  let messageId = 100

  const app = new Hono()
  const no = (error_code: number, description: string, more: object = {}) =>
    Response.json({ ok: false, error_code, description, ...more }, { status: error_code })
  app.use('/:bot/:method', async (c, next) => {
    if (c.req.param('bot') !== `bot${options.token}`) return no(401, 'Unauthorized')
    await next()
  })
  app.post('/:bot/getMe', (c) =>
    c.json({ ok: true, result: { id: 777, is_bot: true, first_name: 'LaLanh', username: 'la_lanh_bot' } }),
  )
  app.post('/:bot/setWebhook', (c) => c.json({ ok: true, result: true, description: 'Webhook was set' }))
  app.post('/:bot/answerCallbackQuery', async (c) => {
    answeredTaps.push(String((await c.req.json()).callback_query_id))
    return c.json({ ok: true, result: true })
  })
  app.post('/:bot/sendMessage', async (c) => {
    const message = await c.req.json().catch(() => null)
    const { chat_id, text, reply_markup } = message ?? {}
    const chatId = String(chat_id ?? '')
    const rows: { text: string; callback_data: string }[][] = reply_markup?.inline_keyboard ?? []
    if (chatId === '') return no(400, 'Bad Request: chat_id is empty')
    if (blockedBy.has(chatId)) return no(403, 'Forbidden: bot was blocked by the user')
    if (!chats.has(chatId)) return no(400, 'Bad Request: chat not found')
    if (typeof text !== 'string' || text === '') return no(400, 'Bad Request: message text is empty')
    if (text.length > 4096) return no(400, 'Bad Request: message is too long')
    const bytes = (data: unknown) => (typeof data === 'string' ? new TextEncoder().encode(data).length : 0)
    const odd = rows.flat().some((one) => bytes(one.callback_data) < 1 || bytes(one.callback_data) > 64)
    if (odd) return no(400, 'Bad Request: BUTTON_DATA_INVALID')
    const second = now() - 1000
    if (recent.filter((at) => at > second).length >= 30) {
      return no(429, 'Too Many Requests: retry after 1', { parameters: { retry_after: 1 } })
    }
    recent.push(now())
    sent.push({ chatId, text, buttons: rows.flat().map((one) => one.callback_data) })
    const chat = { id: Number(chatId), type: 'private', first_name: 'Páo' }
    return c.json({ ok: true, result: { message_id: ++messageId, date: seconds(now()), chat, text } })
  })
  app.post('/:bot/getFile', async (c) => {
    const { file_id } = await c.req.json()
    if (!files.has(file_id)) return no(400, 'Bad Request: wrong file_id or the file is temporarily unavailable')
    return c.json({ ok: true, result: { file_id, file_path: `photos/${file_id}.jpg` } })
  })
  app.get('/file/:bot/photos/:name', (c) => {
    const bytes =
      c.req.param('bot') === `bot${options.token}` ? files.get(c.req.param('name').replace('.jpg', '')) : undefined
    return bytes ? c.body(bytes) : no(404, 'Not Found')
  })
  app.all('*', () => no(404, 'Not Found: method not found'))

  const server = await serveFaulty(app)
  const person = (id: number) => ({ id, is_bot: false, first_name: 'Páo', language_code: 'vi' })
  const chat = (id: number) => ({ id, type: 'private', first_name: 'Páo' })
  const double: TelegramDouble = {
    ...server,
    sent,
    chats,
    blockedBy,
    answeredTaps,
    files,
    async emit(update, how = {}) {
      const { body, headers } = telegramRequest(options, update, how)
      const answer = await deliver(options.webhookUrl, body, headers, how)
      // The webhook's answer may itself be one call.
      const call = /"callback_query_id":"([^"]+)"/.exec(answer.body)
      if (answer.status === 200 && call?.[1] && answer.body.includes('answerCallbackQuery')) answeredTaps.push(call[1])
      return answer.status
    },
    say(userId, text, how) {
      chats.add(String(userId))
      blockedBy.delete(String(userId))
      const message = { message_id: ++messageId, date: seconds(now()), chat: chat(userId), from: person(userId), text }
      return double.emit({ update_id: ++updateId, message }, how)
    },
    show(userId, fileId, how) {
      chats.add(String(userId))
      const photo = [
        { file_id: `${fileId}-small`, width: 90, height: 60 },
        { file_id: fileId, width: 1280, height: 960 },
      ]
      const message = { message_id: ++messageId, date: seconds(now()), chat: chat(userId), from: person(userId), photo }
      return double.emit({ update_id: ++updateId, message }, how)
    },
    tap(userId, data, how) {
      const message = { message_id: messageId, date: seconds(now()) - 60, chat: chat(userId), text: 'Chọn:' }
      const tap = { id: `23621500000${++updateId}`, from: person(userId), chat_instance: '-8312', data, message }
      return double.emit({ update_id: updateId, callback_query: tap }, how)
    },
    block(userId, how) {
      blockedBy.add(String(userId))
      const bot = { id: 777, is_bot: true, first_name: 'LaLanh' }
      const change = {
        chat: chat(userId),
        from: person(userId),
        date: seconds(now()),
        old_chat_member: { status: 'member', user: bot },
        new_chat_member: { status: 'kicked', user: bot },
      }
      return double.emit({ update_id: ++updateId, my_chat_member: change }, how)
    },
  }
  return double
}

/** Body and headers of one webhook call, as Telegram makes it. */
export function telegramRequest(
  who: { readonly webhookSecret: string },
  update: object | string,
  how: TelegramEmission = {},
): { readonly body: string; readonly headers: Record<string, string> } {
  const secret = how.secret === undefined ? who.webhookSecret : how.secret
  return {
    body: typeof update === 'string' ? update : JSON.stringify(update),
    headers: {
      'content-type': 'application/json',
      ...(secret === null ? {} : { 'x-telegram-bot-api-secret-token': secret }),
    },
  }
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000)
}
