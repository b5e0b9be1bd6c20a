/** What the load says: people who ask, answer three questions, and ask again; the same bytes for every shape of server. */
import { post } from './load.ts'

export const BENCH_SECRET = 'bench-webhook-secret'
const TALK = ['toi 76 tuoi khong luong huu co duoc gi k', '2', '2', '2', 'ho ngheo', '1', '0', 'bhyt']

/** One list per connection; each connection speaks for its own people, message by message. */
export function telegramRequests(connections: number, perConnection: number): Buffer[][] {
  const now = Math.floor(Date.now() / 1000)
  let update = 100_000_000
  return Array.from({ length: connections }, (_, c) =>
    Array.from({ length: perConnection }, (_, i) => {
      const person = 5_000_000_000 + c * 100_000 + Math.floor(i / TALK.length)
      const body = JSON.stringify({
        update_id: update++,
        message: {
          message_id: i + 1,
          date: now,
          chat: { id: person, type: 'private', first_name: 'Bench' },
          from: { id: person, is_bot: false, first_name: 'Bench', language_code: 'vi' },
          text: TALK[i % TALK.length],
        },
      })
      return post('/webhooks/telegram', { 'X-Telegram-Bot-Api-Secret-Token': BENCH_SECRET }, body)
    }),
  )
}
