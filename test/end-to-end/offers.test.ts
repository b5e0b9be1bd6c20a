/** Classes from an official's spreadsheet to a reminder on a phone: the real command, the real database, a clock in the test's hand. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { simulator } from '../../src/channels/simulator/simulator.ts'
import { assemble } from '../../src/main/assemble.ts'
import type { Work } from '../../src/service/work.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { databaseFolder } from './running-server.ts'

const HEADER = 'Mã;Loại;Tên;Địa điểm;Ngày bắt đầu;Số chỗ'
const SEWING = 'may-01;Lớp;May công nghiệp;Thôn 3;01/12/2026;'
const HOA = '+84912000001'
const LAN = '+84912000002'

let folder: ReturnType<typeof databaseFolder>
let store: Store
let house: Work
let clock = 0
let count = 0

beforeEach(async () => {
  folder = databaseFolder()
  at('2026-11-23 09:00')
  ;({ store, work: house } = await open())
})
afterEach(async () => {
  house.deliver.stop()
  await house.idle()
  await store.close()
  folder.remove()
})

async function open(channels = [simulator()]): Promise<{ store: Store; work: Work }> {
  const opened = openSqliteStore({ file: folder.file, migrations: 'drizzle' })
  const { work } = await assemble({
    store: opened,
    channels,
    log: { info() {}, warn() {}, error() {} },
    meter: { count() {}, observe() {} },
    now: () => clock,
    scope: [],
    sharedDatabase: false,
  })
  return { store: opened, work }
}

function at(vietnam: string): void {
  clock = Date.parse(`${vietnam.replace(' ', 'T')}:00+07:00`)
}

/** What an official types, beside the running server. */
function official(...args: readonly string[]): { said: string; status: number | null } {
  const done = spawnSync(
    process.execPath,
    ['src/main/bootstrap.mjs', 'offers', ...args, `--at=${new Date(clock).toISOString()}`],
    {
      env: { PATH: process.env.PATH ?? '', DATABASE_URL: `file:${folder.file}` },
      encoding: 'utf8',
    },
  )
  return { said: done.stdout + done.stderr, status: done.status }
}

function publish(...rows: readonly string[]): string {
  const file = path.join(path.dirname(folder.file), 'list.csv')
  writeFileSync(file, `\ufeff${[HEADER, ...rows].join('\r\n')}\r\n`)
  return official('import', file).said
}

/** One person's message and all that is answered to it. */
async function writes(value: string, text: string): Promise<string> {
  clock += 20_000
  const address = { kind: 'sms' as const, value }
  const message = { door: 'simulator' as const, address, externalId: `m${++count}`, sentAt: clock }
  const messages = [{ ...message, content: { kind: 'text' as const, text } }]
  const { turns } = await house.accept('simulator', { kind: 'accepted', messages, receipts: [], ignored: [] })
  const [turn] = await Promise.all(turns)
  if (!turn?.turnId) throw new Error(`"${text}" was not answered`)
  return (await store.deliveries.ofTurn(turn.turnId)).map((one) => one.message.text).join('\n')
}

async function enrols(value: string): Promise<string> {
  for (const text of ['HOC NGHE', '1', '1']) await writes(value, text)
  return writes(value, '1')
}

async function sweeps(times = 1): Promise<void> {
  for (let i = 0; i < times; i++) {
    await house.sweep()
    await house.idle()
    clock += 60_000
  }
}

/** Words we began ourselves, with what became of each. */
function words(to?: string): string[] {
  const db = new Database(folder.file, { readonly: true })
  try {
    const rows = db
      .prepare(
        "select d.text, d.status, a.value from deliveries d join addresses a on a.id = d.address_id where d.lane = 'bulk' order by d.rowid",
      )
      .all() as { text: string; status: string; value: string }[]
    return rows.filter(({ value }) => to === undefined || value === to).map(({ text, status }) => `${status}: ${text}`)
  } finally {
    db.close()
  }
}

/** Each command is a process of its own, which takes its time on a busy machine. */
const PATIENT = { timeout: 120_000 }

describe('a class published from a spreadsheet', PATIENT, () => {
  it('is found and enrolled in by SMS, and reminded of once, at 17:00 of the day before', async () => {
    expect(publish(SEWING)).toContain('1 mới, 0 sửa, 0 như cũ')
    expect(publish(SEWING)).toContain('0 mới, 0 sửa, 1 như cũ')
    expect(await enrols(HOA)).toContain('Da ghi ten: May cong nghiep, 01/12/2026, Thon 3. Bo ghi ten: soan HOC NGHE.')
    await sweeps(3)
    at('2026-11-30 16:58')
    await sweeps(2)
    expect(words()).toEqual([])
    await sweeps(5)
    const [only, ...more] = words()
    expect(more).toEqual([])
    expect(only).toMatch(/^sent: UBND xa La Lanh:\nNhac: lop May cong nghiep bat dau 01\/12\/2026, Thon 3\./)
    at('2026-12-02 09:00')
    await sweeps(2)
    expect(words()).toHaveLength(1)
    expect((await store.audit.verify()).ok).toBe(true)
  })

  it('wakes nobody at night: who enrols at 22:00 for tomorrow hears at 07:00', async () => {
    publish(SEWING)
    at('2026-11-30 22:00')
    await enrols(HOA)
    await sweeps(3)
    at('2026-12-01 06:58')
    await sweeps(2)
    expect(words()).toEqual([])
    await sweeps(2)
    expect(words()).toHaveLength(1)
  })

  it('never sends at night what was written in the evening', async () => {
    publish(SEWING)
    await enrols(HOA)
    at('2026-11-30 20:59')
    house.deliver.stop() // the door is shut while the word is written
    await house.sweep()
    expect(words()).toEqual([expect.stringMatching(/^queued/)])
    await house.idle()
    ;({ work: house } = await reopened())
    at('2026-11-30 21:01')
    await sweeps(3)
    expect(words()).toEqual([expect.stringMatching(/^queued/)])
    at('2026-12-01 07:00')
    await sweeps(2)
    expect(words()).toEqual([expect.stringMatching(/^sent/)])
  })

  it('is reminded of once though two servers sweep at the same moment', async () => {
    publish(SEWING)
    for (const who of [HOA, LAN]) await enrols(who)
    const other = await open()
    at('2026-11-30 17:00')
    // A first sweep only works out when; those after it race for the words.
    for (let i = 0; i < 3; i++) {
      await Promise.all([house.sweep(), other.work.sweep()])
      clock += 60_000
    }
    await Promise.all([house.idle(), other.work.idle()])
    expect(words()).toHaveLength(2)
    expect(words(HOA)).toHaveLength(1)
    other.work.deliver.stop()
    await other.work.idle()
    await other.store.close()
  })

  it('is reminded of as soon as a door is open again, when none was at 17:00', async () => {
    publish(SEWING)
    await enrols(HOA)
    const doorless = await open([])
    at('2026-11-30 17:00')
    await doorless.work.sweep()
    await doorless.store.close()
    await sweeps(3)
    expect(words()).toEqual([])
    at('2026-11-30 18:01')
    await sweeps(2)
    expect(words()).toHaveLength(1)
  })

  it('has one seat, and two people who take it at once: one is enrolled, the other hears it is full', async () => {
    publish(`${SEWING}1`)
    for (const text of ['HOC NGHE', '1', '1']) for (const who of [HOA, LAN]) await writes(who, text)
    const answers = await Promise.all([writes(HOA, '1'), writes(LAN, '1')])
    expect(answers.filter((one) => one.includes('Da ghi ten'))).toHaveLength(1)
    const full = answers.find((one) => !one.includes('Da ghi ten')) ?? ''
    expect(full).toContain('Lop May cong nghiep vua het cho')
    expect(full).toContain('Co ghi nhu cau hoc nghe')
    expect(await store.enrolments.of('demo/may-01')).toHaveLength(1)
  })

  it('tells who enrolled of a new day at once, and reminds them before it', async () => {
    publish(SEWING)
    await enrols(HOA)
    await sweeps()
    expect(publish(SEWING.replace('01/12/2026', '05/12/2026'))).toContain('0 mới, 1 sửa, 0 như cũ')
    at('2026-11-24 09:00')
    await sweeps(3)
    expect(words()).toEqual([expect.stringContaining('nay la: 05/12/2026, Thon 3')])
    at('2026-11-30 17:00')
    await sweeps(2)
    expect(words()).toHaveLength(1)
    at('2026-12-04 17:00')
    await sweeps(3)
    expect(words().at(-1)).toContain('bat dau 05/12/2026')
    expect(words()).toHaveLength(2)
  })

  it('is cancelled: everybody enrolled hears it once, it is listed no more, and a second import does not bring it back', async () => {
    publish(SEWING)
    for (const who of [HOA, LAN]) await enrols(who)
    expect(official('cancel', 'may-01').said).toContain('2 người ghi tên sẽ nhận một tin báo')
    expect(official('cancel', 'may-01').status).toBe(1)
    at('2026-11-24 09:00')
    await sweeps(3)
    expect(words()).toHaveLength(2)
    expect(words(HOA)[0]).toContain('khong mo nua: May cong nghiep, 01/12/2026')
    expect(publish(SEWING)).toContain('giữ nguyên là hủy: may-01')
    expect(await writes(LAN, 'HOC NGHE')).toContain('can gi?')
    expect(await writes(LAN, '1')).toContain('chua dang lop nao')
    at('2026-11-30 17:00')
    await sweeps(3)
    expect(words()).toHaveLength(2)
  })

  it('reminds nobody who took their name off or said stop', async () => {
    publish(SEWING)
    for (const who of [HOA, LAN]) await enrols(who)
    expect(await writes(HOA, 'HOC NGHE')).toContain('May cong nghiep, 01/12/2026, Thon 3, da ghi ten')
    await writes(HOA, '1')
    expect(await writes(HOA, '1')).toContain('Da bo ghi ten')
    await writes(LAN, 'STOP')
    at('2026-11-30 17:00')
    await sweeps(3)
    expect(words()).toEqual([])
  })

  it('is not published while a row is wrong, unless the right ones are asked for', async () => {
    const bad = 'hai;Khóa;;Thôn 4;31/02/2026;'
    expect(publish(SEWING, bad)).toContain('Dòng 3: cột "Ngày bắt đầu": 31/02/2026 không phải ngày')
    expect(await store.offers.ofOrganisation('demo')).toEqual([])
    const file = path.join(path.dirname(folder.file), 'list.csv')
    expect(official('import', file, '--skip-bad').said).toContain('1 mới')
    expect(official('import', file).status).toBe(1)
    expect(official('list').said).toContain('may-01: May công nghiệp, 01/12/2026, Thôn 3 (lớp), 0 người ghi tên')
    expect(official('import', file, '--organisation=nowhere').said).toContain('Chưa có đơn vị nào mang mã nowhere')
  })
})

describe('demand for training', PATIENT, () => {
  it('is a list for the commune, in the person’s words, that no spreadsheet runs and that names nobody unasked', async () => {
    for (const text of ['HOC NGHE', '3', 'co']) await writes(HOA, text)
    expect(await writes(HOA, '=HYPERLINK("x"), sua xe may')).toContain('Da ghi nhu cau hoc nghe')
    const { said } = official('leads')
    expect(said).toContain('Học nghề')
    expect(said).toContain(`"'=HYPERLINK(""x""), sua xe may"`)
    expect(said).not.toContain(HOA)
    expect(official('leads', '--with-contacts').said).toContain(HOA)
    const [session] = sessionOf()
    expect(session).not.toContain('HYPERLINK')
  })

  it('is not kept without consent', async () => {
    for (const text of ['HOC NGHE', '3']) await writes(HOA, text)
    expect(await writes(HOA, 'khong')).toContain('toi khong ghi')
    expect(await store.leads.ofOrganisation('demo', true)).toEqual([])
  })
})

async function reopened(): Promise<{ work: Work }> {
  await store.close()
  const next = await open()
  store = next.store
  return next
}

function sessionOf(): string[] {
  const db = new Database(folder.file, { readonly: true })
  try {
    return (db.prepare('select data from sessions').all() as { data: string }[]).map(({ data }) => data)
  } finally {
    db.close()
  }
}
