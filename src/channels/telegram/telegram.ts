/** Telegram: webhook updates in, sendMessage out. https://core.telegram.org/bots/api#update */
import { Api } from 'grammy/web'
import type { Abilities, Budget, Channel, Fetch } from '../../core/channel.ts'
import type { OutboundMessage } from '../../core/message.ts'
import { sameSecret } from '../constant-time.ts'
import { fetchPhoto } from '../fetch-photo.ts'
import { type CallResult, callProvider } from '../http-call.ts'
import { jsonOf, malformed, refused } from '../readings.ts'
import { outsideReplayWindow } from '../replay.ts'
import { failedSend } from './failures.ts'
import { readUpdate, saidAt } from './read-update.ts'
import { updateOf } from './update.ts'

export const TELEGRAM_API_ROOT = 'https://api.telegram.org'

export interface TelegramSettings {
  /** Stands in the address of every call: never log an address of this door. */
  readonly token: string
  /** 1 to 256 characters of A-Z a-z 0-9 _ -, given to Telegram with setWebhook. */
  readonly webhookSecret: string
  readonly apiRoot: string
  readonly fetch: Fetch
}

/** Buttons stand one in a row, so that long labels stay readable on small phones. */
const ABILITIES: Abilities = {
  maxText: 4096,
  diacritics: true,
  buttons: { max: 12, labelChars: 40, valueBytes: 64 },
}
/** Telegram asks for at most one message a second to one chat and "about" thirty in all; what leaves evenly may arrive in bunches. */
const BUDGET: Budget = { perSecond: 25, perAddressPerSecond: 1, unit: 'message' }

/** The door of one bot. People are reached by their numeric Telegram id, kept as text. */
export const telegram = (settings: TelegramSettings): Channel => ({
  door: 'telegram',
  addressKind: 'telegram',
  abilities: ABILITIES,
  budget: BUDGET,
  idempotentSend: false,

  async read(request) {
    // Telegram signs no bytes: the shared secret in this header is all the proof there is.
    if (!sameSecret(request.headers['x-telegram-bot-api-secret-token'], settings.webhookSecret)) {
      return refused('secret token missing or wrong')
    }
    const update = updateOf(jsonOf(request.body))
    if (update === null) return malformed('not an update that we can read')
    const at = saidAt(update)
    if (at !== null && outsideReplayWindow(at, request.receivedAt)) return refused('too old or from the future')
    return readUpdate(update, request.receivedAt)
  },

  // A webhook's answer may carry one call: it stops the waiting circle on the button that was tapped.
  acknowledge(request) {
    const tap = updateOf(jsonOf(request.body))?.callback_query
    const body = tap === undefined ? {} : { method: 'answerCallbackQuery', callback_query_id: tap.id }
    return { status: 200, contentType: 'application/json', body: JSON.stringify(body) }
  },

  async send(message, signal) {
    let result: CallResult = { kind: 'not_sent', code: 'not_called' }
    const api = new Api(settings.token, {
      apiRoot: settings.apiRoot.replace(/\/+$/, ''),
      // grammY writes the request and reads the answer; deadline, cap and what became of the bytes are ours.
      fetch: async (url: string | URL, init?: { body?: unknown }) => {
        result = await callProvider(settings.fetch, `${url}`, requestOf(init?.body), signal)
        if (result.kind !== 'answer') throw new Error(result.code)
        return new Response(result.text, { status: 200 })
      },
    })
    try {
      const sent: unknown = await api.sendMessage(chatId(message), message.text.normalize('NFC'), keyboard(message))
      return { kind: 'accepted', externalId: messageIdOf(sent) ?? message.id }
    } catch (error) {
      return failedSend(error, result)
    }
  },

  // https://core.telegram.org/bots/api#getfile: the file's path first, then the file below the same root.
  async fetchMedia(ref, signal) {
    const root = settings.apiRoot.replace(/\/+$/, '')
    const asked = await callProvider(
      settings.fetch,
      `${root}/bot${settings.token}/getFile`,
      requestOf(JSON.stringify({ file_id: ref })),
      signal,
    )
    if (asked.kind !== 'answer' || asked.status >= 500 || asked.status === 429) return { kind: 'later' }
    const path = filePathIn(jsonOf(asked.text))
    if (path === null) return { kind: 'refused', why: 'gone' }
    return fetchPhoto(`${root}/file/bot${settings.token}/${path}`, { fetch: settings.fetch, base: root }, signal)
  },
})

/** A path below the bot's own folder, without steps upward. */
function filePathIn(body: unknown): string | null {
  const result: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'result') : null
  const path: unknown = typeof result === 'object' && result !== null ? Reflect.get(result, 'file_path') : null
  return typeof path === 'string' && /^[\w./-]+$/.test(path) && !path.includes('..') ? path : null
}

/** Only the parts of grammY's request that every `fetch` knows; its agent and abort signal are node-fetch's. */
function requestOf(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : '',
  }
}

/** A number, as Telegram documents it, unless a number could not hold it. */
function chatId(message: OutboundMessage): number | string {
  const number = Number(message.address.value)
  return Number.isSafeInteger(number) ? number : message.address.value
}

function keyboard(message: OutboundMessage) {
  if (!message.buttons?.length) return {}
  const rows = message.buttons.map(({ label, value }) => [{ text: label, callback_data: value }])
  return { reply_markup: { inline_keyboard: rows } }
}

function messageIdOf(sent: unknown): string | null {
  if (typeof sent !== 'object' || sent === null || !('message_id' in sent)) return null
  const { message_id: id } = sent
  return typeof id === 'number' || typeof id === 'string' ? String(id) : null
}
