/** The house with one door, Telegram's: the quickest to talk through, and the one whose wire says most about refusals. */
import { startTelegramDouble, type TelegramDouble } from '../doubles/telegram.ts'
import { type House, openHouse } from './house.ts'

export interface TelegramHouse extends House {
  readonly telegram: TelegramDouble
  /** What one chat was sent, in order. */
  heard(person: number): string[]
  /** Every call of sendMessage that arrived, refused ones too. */
  sends(): TelegramDouble['requests']
  /** True when no message is on its way or waits. */
  settled(): boolean
}

export const TOKEN = '123456:test-token'
export const SECRET = 'a-webhook-secret'

export async function telegramHouse(): Promise<TelegramHouse> {
  const started = Promise.withResolvers<TelegramDouble>()
  const house = await openHouse(async (url) => {
    const double = await startTelegramDouble({
      token: TOKEN,
      webhookSecret: SECRET,
      webhookUrl: `${url}/webhooks/telegram`,
    })
    started.resolve(double)
    return { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_WEBHOOK_SECRET: SECRET, TELEGRAM_API_ROOT: double.url }
  })
  const telegram = await started.promise
  return {
    ...house,
    telegram,
    heard: (person) => telegram.sent.filter((one) => one.chatId === String(person)).map((one) => one.text),
    sends: () => telegram.requests.filter((one) => one.path.endsWith('/sendMessage')),
    settled: () => house.rows(`select 1 from deliveries where status in ('queued', 'sending')`).length === 0,
    async stop() {
      await house.stop()
      await telegram.stop()
    },
  }
}

/** An answer of Telegram's that takes nothing. */
export const refuse = (status: number, retryAfter?: number) => ({
  kind: 'answer' as const,
  status,
  body: JSON.stringify({
    ok: false,
    error_code: status,
    description: 'no',
    ...(retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } }),
  }),
})
