/** Cases around real turns on a real database: races, floods of reports, offices and their duty officers. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Address } from '../../src/core/address.ts'
import { grantScope } from '../../src/core/official.ts'
import { officerDoor } from '../../src/service/duty-alerts.ts'
import { runTurn } from '../../src/service/run-turn.ts'
import { work } from '../../src/service/work.ts'
import { segments } from '../../src/texts/segments.ts'
import { someone, wrote } from '../store/samples.ts'
import { type Desk, openDesk } from './desk-house.ts'

const CRY = 'cuu toi voi nuoc cuon con toi roi'
const ALL = grantScope({ by: 'off_all', everywhere: true })

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

async function stored(address: Address, text: string) {
  const row = wrote(address, {
    ...{ door: 'simulator' as const, content: { kind: 'text' as const, text } },
    ...{ receivedAt: desk.now(), sentAt: desk.now() },
  })
  await desk.store.inbound.add([row])
  return row
}
async function say(address: Address, text: string) {
  return runTurn(desk.ports, await stored(address, text))
}
const list = async (filter = {}) => (await desk.store.cases.list(ALL, filter, { limit: 500, offset: 0 })).rows
const officer = (code: string, value: string) =>
  desk.sql(
    `insert into organisations (code, name, commune, province, duty_officers) values ('${code}', 'UBND ${code}', '${code}', '15',
      '[{"name":"Trực","address":{"kind":"sms","value":"${value}"}}]')
      on conflict do update set duty_officers = excluded.duty_officers`,
  )

describe('turns of one person', () => {
  test('that race each other, as two processes may, open one case', async () => {
    const address = someone()
    await say(address, 'xin chao')
    const rows = await Promise.all(['nha toi sap roi', CRY, 'het gao roi'].map((text) => stored(address, text)))
    const done = await Promise.all(rows.map((row) => runTurn(desk.ports, row)))
    expect(done.filter(({ touched }) => touched?.isNew)).toHaveLength(1)
    expect(new Set(done.flatMap(({ touched }) => touched?.code ?? [])).size).toBe(1)
    expect(await list({ kind: 'hardship' })).toMatchObject([{ danger: true }])
  })

  test('however many and whatever they say, never have two open cases of one matter', async () => {
    const words = [
      'nha toi sap roi',
      CRY,
      'bao lut',
      'xa Ta Phin',
      '5 nguoi',
      'gap can bo',
      'menu',
      'tinh trang',
      '0',
      'sua',
      'rut',
      'hang xom toi bi sap nha',
    ]
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...words), { minLength: 2, maxLength: 8 }), async (said) => {
        const address = someone()
        for (const text of said) await say(address, text)
        const open = await desk.sql(
          `select cases.kind, matter, count(*) from cases join addresses on addresses.contact_id = cases.contact_id
            where addresses.value = '${address.value}' and status not in ('closed', 'confirmed') group by cases.kind, matter`,
        )
        for (const [, , count] of open) expect(count).toBe(1)
        // Neighbours without a name may be several households; of their own each has one report and one question at most.
        expect(open.filter(([, matter]) => !String(matter).includes('neighbour')).length).toBeLessThanOrEqual(2)
      }),
      { numRuns: 25 },
    )
  })

  test('twenty a day stay one case, and all of it is kept', async () => {
    const address = someone()
    for (let i = 0; i < 20; i++) {
      await say(address, `nha toi bi ngap, lan ${i}`)
      desk.wait(60_000)
    }
    const [only, ...more] = await list({ kind: 'hardship' })
    expect(more).toEqual([])
    const file = await desk.store.cases.get(ALL, only?.code ?? '')
    expect(file?.messages.filter(({ direction }) => direction === 'in')).toHaveLength(20)
  })

  test('after the case is closed open a new one, linked to the old', async () => {
    const address = someone()
    const { touched } = await say(address, 'nha toi sap roi')
    await desk.sql("update cases set status = 'closed', closed_reason = 'helped', due_at = null")
    desk.wait(86_400_000)
    await say(address, 'menu')
    const again = await say(address, 'bao lai toc mai nha toi roi')
    expect(again.touched).toMatchObject({ isNew: true })
    expect(again.touched?.code).not.toBe(touched?.code)
    const file = await desk.store.cases.get(ALL, again.touched?.code ?? '')
    expect(file?.links).toMatchObject([{ otherCode: touched?.code, why: ['earlier'], status: 'open' }])
  })

  test('that are no report leave no case and read nothing of others', async () => {
    await say(someone(), 'toi 76 tuoi')
    expect(await list()).toEqual([])
  })
})

describe('danger', () => {
  const HOME = '+84987000001'
  const TA_PHIN = '+84987000002'
  const alerted = () =>
    desk.sql(
      "select addresses.value, deliveries.text from deliveries join addresses on addresses.id = address_id where lane = 'life_safety' order by deliveries.created_at",
    )

  test('alerts the duty officers of the commune where it is, once they are named', async () => {
    await officer('demo', HOME)
    await officer('03013', TA_PHIN)
    const address = someone()
    const { touched } = await say(address, `${CRY}, xa Ta Phin tinh Lao Cai`)
    const to = (await alerted()).map(([value]) => value)
    expect(to).toEqual([TA_PHIN])
    expect(await desk.sql(`select organisation, commune from cases where code = '${touched?.code}'`)).toEqual([
      ['03013', '03013'],
    ])
  })

  test('in a commune that has named nobody alerts the office that answers', async () => {
    await officer('demo', HOME)
    await desk.sql(
      "insert into organisations (code, name, commune, province, duty_officers) values ('03013', 'UBND xã Tả Phìn', '03013', '15', '[]')",
    )
    await say(someone(), `${CRY}, xa Ta Phin tinh Lao Cai`)
    expect((await alerted()).map(([value]) => value)).toEqual([HOME])
  })

  test('is told in one SMS with a number to call back, and again when at last it is known where', async () => {
    await officer('demo', HOME)
    const address: Address = { kind: 'sms', value: '+84912345678' }
    await say(address, CRY)
    await say(address, 'thon Suoi Thau xa Ta Phin tinh Lao Cai')
    await say(address, 'cuu voi')
    const texts = (await alerted()).map(([, text]) => String(text))
    expect(texts).toHaveLength(2)
    expect(texts[1]).toMatch(/ta phin/i)
    for (const text of texts) {
      expect(text).toContain('0912345678')
      expect(segments(text)).toMatchObject({ encoding: 'GSM-7', segments: 1 })
    }
  })

  test('of someone in a pause or who said stop is a case and an alert all the same', async () => {
    await officer('demo', HOME)
    const paused = someone()
    await say(paused, 'xin chao')
    await desk.sql("update contacts set paused_at = 1, paused_by = 'off_1'")
    await say(paused, CRY)
    const stopped = someone()
    await say(stopped, 'xin chao')
    await say(stopped, 'STOP')
    await say(stopped, CRY)
    expect(await list({ danger: true })).toHaveLength(2)
    expect(await alerted()).toHaveLength(2)
  })

  test('leaves for the officer at once, whatever the replies wait for', async () => {
    await officer('demo', HOME)
    const at = desk.now()
    const message = {
      ...{ door: 'simulator' as const, address: someone(), externalId: 'sim_1', sentAt: at },
      content: { kind: 'text' as const, text: CRY },
    }
    const working = work(desk.ports)
    const reading = { kind: 'accepted' as const, messages: [message], receipts: [], ignored: [] }
    const accepted = await working.accept('simulator', reading, { holdReplies: true })
    await Promise.all(accepted.turns)
    await working.deliver.idle()
    expect((await desk.owed()).find(({ lane }) => lane === 'life_safety')?.status).toBe('sent')
  })

  test.for([
    { on: ['simulator', 'esms'], by: 'esms', kind: 'sms', leaves: 'esms' },
    { on: ['simulator', 'esms'], by: 'simulator', kind: 'sms', leaves: 'simulator' },
    { on: ['simulator', 'twilio'], by: 'telegram', kind: 'sms', leaves: 'twilio' },
    { on: ['simulator', 'telegram'], by: 'telegram', kind: 'telegram', leaves: 'telegram' },
    { on: ['simulator', 'telegram'], by: 'telegram', kind: 'sms', leaves: null },
    { on: ['telegram'], by: 'telegram', kind: 'zalo', leaves: null },
  ] as const)('heard by $by, with $on on, reaches an officer of $kind by $leaves', ({ on, by, kind, leaves }) => {
    const doors: ReadonlySet<string> = new Set(on)
    expect(officerDoor({ kind, value: '+84987' }, (door) => doors.has(door), by === 'simulator')).toBe(leaves)
  })

  test('is answered by an officer who never wrote before, and who is heard like anybody', async () => {
    await officer('demo', HOME)
    await say(someone(), CRY)
    const done = await say({ kind: 'sms', value: HOME }, 'da nhan, dang den')
    expect(done.session?.language).toBe('vi')
    expect((await desk.owed()).filter(({ lane }) => lane === 'replies').length).toBeGreaterThan(1)
  })

  test('an alert goes to an officer who said stop, by night, before everything else', async () => {
    await officer('demo', HOME)
    await say({ kind: 'sms', value: HOME }, 'STOP')
    await desk.sql("update deliveries set status = 'sent', settled_at = 1")
    await say(someone(), 'xin chao')
    await say(someone(), CRY)
    const lanes = ['life_safety', 'replies'] as const
    const want = { door: 'simulator' as const, lanes, limit: 1, now: desk.now(), leaseMs: 1000 }
    expect(await desk.store.deliveries.claim(want)).toMatchObject([
      { lane: 'life_safety', message: { address: { value: HOME } } },
    ])
  })

  test('is answered even where its case cannot be written down: a fault of ours must not silence the numbers to call', async () => {
    const log: string[] = []
    const broken = {
      ...desk.ports,
      log: { ...desk.ports.log, error: (what: string) => log.push(what) },
      store: {
        ...desk.store,
        cases: { ...desk.store.cases, lookalikes: () => Promise.reject(new TypeError('a mistake of ours')) },
      },
    }
    const row = await stored(someone(), CRY)
    const done = await runTurn(broken, row)
    expect(done.turnId).not.toBeNull()
    expect(log).toEqual(['case_not_written'])
    expect((await desk.owed()).map(({ text }) => text).join(' ')).toContain('112')
    expect(await desk.sql("select count(*) from events where type = 'hardship_reported'")).toEqual([[1]])
  })
})
