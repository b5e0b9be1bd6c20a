/** People and an approved broadcast as rows of a database, for tests that send to thousands; and a clock on which it is morning in Vietnam. */
import type Database from 'better-sqlite3'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Added to the machine's clock it is ten in the morning in Vietnam, yesterday or today: announcements wait at night. */
export function untilTen(now: number): number {
  const hour = (((now + 7 * HOUR_MS) % DAY_MS) + DAY_MS) % DAY_MS
  return 10 * HOUR_MS - hour
}

export interface Person {
  readonly zalo?: string
  /** Since they last wrote there. */
  readonly zaloDays?: number
  readonly sms?: string
  readonly telegram?: string
}

/** They live in the demo commune, and wrote an hour ago by each of their ways, or by Zalo so many days ago. */
export function addPeople(db: Database.Database, people: readonly Person[], now: number): void {
  const session = JSON.stringify({
    ...{ contentHash: 'x', language: 'vi', household: {}, skipped: [], answers: {}, trail: [], misses: 0 },
    introduced: true,
  })
  const at = now - HOUR_MS
  const contact = db.prepare("insert into contacts (id, language, created_at) values (?, 'vi', 0)")
  const address = db.prepare('insert into addresses (id, kind, value, contact_id, created_at) values (?, ?, ?, ?, 0)')
  const talk = db.prepare('insert into sessions (contact_id, version, data, updated_at) values (?, 1, ?, 0)')
  const inbound =
    db.prepare(`insert into inbound_messages (id, door, address_kind, address_value, external_id, content, sent_at, received_at, automated, status)
    values (?, ?, ?, ?, ?, '{"kind":"text","text":"menu"}', ?, ?, 0, 'done')`)
  const DOOR = { zalo: 'zalo', sms: 'esms', telegram: 'telegram' } as const
  db.transaction(() => {
    people.forEach((person, i) => {
      const id = `con_${String(i).padStart(7, '0')}`
      contact.run(id)
      talk.run(id, session)
      for (const kind of ['zalo', 'sms', 'telegram'] as const) {
        const value = person[kind]
        if (value === undefined) continue
        address.run(`addr_${kind}_${i}`, kind, value, id)
        const when = kind === 'zalo' && person.zaloDays !== undefined ? now - person.zaloDays * DAY_MS : at
        inbound.run(`in_${kind}_${i}`, DOOR[kind], kind, value, `x_${kind}_${i}`, when, when)
      }
    })
  })()
}

/** Approved a minute ago, for the whole demo commune. */
export function addBroadcast(db: Database.Database, now: number, id = 'bc_1'): void {
  db.prepare(
    `insert into broadcasts (id, code, title, class, status, words, audience, places, organisation, life_ms, author_id, created_at,
      hash, submitted_at, approved_at, prepared_to, total, version)
    values (?, '482913', 'Lịch chi trả', 'service_notice', 'preparing', '{"vi":"Trợ cấp tháng 12 trả ngày 5 tại nhà văn hóa xã."}',
      '{"communes":[]}', '["demo"]', 'demo', ?, 'off_1', ?, 'h', ?, ?, '', 0, 3)`,
  ).run(id, 72 * HOUR_MS, now, now, now)
}

/** Registered here, approved by Zalo, and chosen for the broadcast. */
export function addTemplate(db: Database.Database, now: number, broadcast = 'bc_1'): void {
  const text = 'Xã báo: <noi_dung> Mã kiểm tra: KT <ma>.'
  const params = JSON.stringify([
    { name: 'noi_dung', holds: 'words', most: 200 },
    { name: 'ma', holds: 'code', most: 30 },
  ])
  db.prepare(
    `insert into zalo_templates (id, zalo_id, name, organisation, text, params, tag, price_vnd, status, checked_at, version)
    values ('tpl_1', '374820', 'Báo tin', null, ?, ?, 1, 120, 'approved', ?, 1)`,
  ).run(text, params, now)
  db.prepare(
    `update broadcasts set template = json_object('id', 'tpl_1', 'zaloId', '374820', 'name', 'Báo tin', 'text', ?, 'params', json(?),
      'tag', 1, 'priceVnd', 120) where id = ?`,
  ).run(text, params, broadcast)
}
