/** One telephone with one SIM: of a broadcast to two hundred no more than thirty parts leave in any half hour, and no fewer while there is work. */
import { expect, test } from 'vitest'
import { simulator } from '../../src/channels/simulator/simulator.ts'
import { smsPhone } from '../../src/channels/sms-phone/sms-phone.ts'
import { assemble } from '../../src/main/assemble.ts'
import { temporaryStore } from '../store/temporary-store.ts'

const MINUTE_MS = 60_000
const WINDOW_MS = 30 * MINUTE_MS
const PEOPLE = 200
const HOURS = 3

test('thirty parts in every half hour, exactly', { timeout: 60_000 }, async () => {
  const db = await temporaryStore()
  const { store } = db
  let now = Date.parse('2026-11-24T09:00:00+07:00')
  const left: { readonly at: number; readonly parts: number }[] = []
  const { budget } = smsPhone({ url: 'http://127.0.0.1:9', user: 'xa', password: 'x', signingKey: 'x', fetch })
  const phone = simulator()
  const { work } = await assemble({
    ...{ store, scope: [], sharedDatabase: false, now: () => now, meter: { count() {}, observe() {} } },
    log: { info() {}, warn() {}, error() {} },
    channels: [
      {
        ...{ ...phone, budget },
        async send(message) {
          left.push({ at: now, parts: message.text.length > 160 ? 2 : 1 })
          return phone.send(message)
        },
      },
    ],
  })
  const session = JSON.stringify({ household: {}, answers: {}, skipped: [], trail: [] })
  const numbered = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${PEOPLE})`
  for (const [into, values] of [
    ['contacts (id, language, created_at)', "'con_' || i, 'vi', 0"],
    ['sessions (contact_id, version, data, updated_at)', `'con_' || i, 1, '${session}', 0`],
    [
      'addresses (id, kind, value, contact_id, created_at)',
      "'addr_' || i, 'sms', '+849100' || (10000 + i), 'con_' || i, 0",
    ],
    [
      'inbound_messages (id, door, address_kind, address_value, external_id, content, sent_at, received_at, automated, status)',
      `'in_' || i, 'simulator', 'sms', '+849100' || (10000 + i), i, '{"kind":"text","text":"menu"}', 1, 1, 0, 'done'`,
    ],
  ])
    await db.sql(`insert into ${into} ${numbered} select ${values} from n`)
  const words = { vi: `Trợ cấp tháng 12 trả ngày 5 tại nhà văn hóa xã. ${'Bà con mang theo sổ. '.repeat(5)}` }
  await db.sql(`insert into broadcasts (id, code, title, class, status, words, audience, places, organisation, life_ms, author_id, created_at,
      hash, submitted_at, approved_at, prepared_to, total, version)
    values ('bc_1', '482913', 'Lịch', 'service_notice', 'preparing', '${JSON.stringify(words)}', '{"communes":[]}', '["demo"]', 'demo',
      ${72 * 60 * MINUTE_MS}, 'off_1', 1, 'h', 1, ${now}, '', 0, 3)`)

  const ends = now + HOURS * 60 * MINUTE_MS
  while (now < ends) {
    await work.sweep()
    await work.idle()
    now += 5_000
  }
  work.deliver.stop()
  await work.idle()
  await db.close()

  const partsFrom = (from: number) =>
    left.filter(({ at }) => at >= from && at < from + WINDOW_MS).reduce((sum, { parts }) => sum + parts, 0)
  const windows = left.map(({ at }) => partsFrom(at))
  expect(Math.max(...windows)).toBe(budget.window?.count)
  expect(left.every(({ parts }) => parts === 2)).toBe(true)
  // Nothing is given away either: three hours hold six windows.
  expect(left.reduce((sum, { parts }) => sum + parts, 0)).toBe(30 * 2 * HOURS)
})
