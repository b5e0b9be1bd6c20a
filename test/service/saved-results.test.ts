/** LƯU and KQ over the real path and a real SQLite file: a code taken is drawn anew, a stranger learns nothing, an official's look is kept. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { simulator } from '../../src/channels/simulator/simulator.ts'
import type { AddressKind } from '../../src/core/address.ts'
import { readResultCode } from '../../src/language/result-code.ts'
import { assemble } from '../../src/main/assemble.ts'
import { newResultCode, openResult } from '../../src/service/look-up-result.ts'
import type { Ports } from '../../src/service/ports.ts'
import { type Work, work as workOver } from '../../src/service/work.ts'
import type { Opened } from '../store/contract.ts'
import { temporaryStore } from '../store/temporary-store.ts'

const START = Date.parse('2026-11-23T08:00:00+07:00')
const MINE = { kind: 'sms' as const, value: '+84900000001' }
const OTHER = { kind: 'sms' as const, value: '+84900000002' }
const QUIET = { info() {}, warn() {}, error() {} }

let db: Opened
let ports: Ports
let work: Work
let now: number
/** The codes that chance will draw, first to last. */
let drawn: string[]

beforeEach(async () => {
  now = START
  drawn = []
  db = await temporaryStore()
  const parts = {
    store: db.store,
    channels: [simulator()],
    log: QUIET,
    meter: { count() {}, observe() {} },
    now: () => now,
    scope: [],
    sharedDatabase: false,
  }
  ports = { ...(await assemble(parts)).ports, newCode: () => drawn.shift() ?? newResultCode() }
  work = workOver(ports)
})
afterEach(async () => {
  work.deliver.stop()
  await work.idle()
  await db.close()
})

async function say(address: { kind: AddressKind; value: string }, text: string, today = '2026-11-23'): Promise<string> {
  now += 30_000
  const message = {
    door: 'simulator' as const,
    address,
    externalId: `m-${now}`,
    content: { kind: 'text' as const, text },
    sentAt: now,
  }
  const reading = { kind: 'accepted' as const, messages: [message], receipts: [], ignored: [] }
  const accepted = await work.accept('simulator', reading, { holdReplies: true, today })
  const [turn] = await Promise.all(accepted.turns)
  expect(turn?.turnId).toBeTruthy()
  const said = await db.store.deliveries.ofTurn(turn?.turnId ?? '')
  return said.map((one) => one.message.text).join('\n')
}

describe('a saved result', () => {
  it('is kept with its household and programmes, and shown again to the same person, on another day too', async () => {
    await say(MINE, 'toi 76 tuoi khong luong huu')
    drawn = ['7Q2FM']
    expect(await say(MINE, 'luu')).toContain('KQ 7Q2FM')
    expect(await db.store.results.get('7Q2FM')).toMatchObject({
      household: { people: [{ age: 76, pension_month_vnd: 0 }] },
      programmes: ['social-pension'],
      on: '2026-11-23',
    })
    expect(await say(MINE, 'kq7q2fm', '2026-12-01')).toContain('540.000 d/thang')
  })

  it('tells another phone that the code exists, and not a word of the family', async () => {
    await say(MINE, 'toi 76 tuoi khong luong huu')
    drawn = ['7Q2FM']
    await say(MINE, 'LUU')
    const told = await say(OTHER, 'KQ 7Q2FM')
    expect(told).toContain('7Q2FM')
    expect(told).not.toMatch(/540|huu tri|23\/11|76/)
    expect((await db.store.contacts.view(OTHER, 10))?.facts).toEqual([])
    expect((await db.store.contacts.view(OTHER, 10))?.session.household).toEqual({})
  })

  it('gets another code when chance draws one that is taken, and the person hears the one that counts', async () => {
    await say(MINE, 'toi 76 tuoi khong luong huu')
    drawn = ['7Q2FM']
    await say(MINE, 'LUU')
    await say(OTHER, 'toi 80 tuoi khong luong huu')
    drawn = ['7Q2FM', '7Q2FM', '4C7HK']
    const receipt = await say(OTHER, 'LUU')
    expect(receipt).toContain('KQ 4C7HK')
    expect(receipt).not.toContain('7Q2FM')
    expect(await db.sql('select code from saved_results order by code')).toEqual([['4C7HK'], ['7Q2FM']])
    expect(await db.sql("select count(*) from inbound_messages where status <> 'done'")).toEqual([[0]])
  })
})

describe('an official who opens a result', () => {
  it('sees facts, verdicts with their law and what is open, no phone, and the look is kept in the audit log', async () => {
    await say(MINE, 'toi 76 tuoi khong luong huu')
    drawn = ['7Q2FM']
    await say(MINE, 'LUU')
    const opened = await openResult(ports, 'KQ-7Q2FM', 'operator')
    expect(opened?.savedOn).toBe('2026-11-23')
    expect(opened?.facts.map(({ question }) => question.fact)).toContain('person.age')
    expect(opened?.verdicts[0]).toMatchObject({ rule: 'SP-75', verdict: 'eligible', amountVnd: 540_000 })
    expect(opened?.verdicts[0]?.law.length).toBeGreaterThan(0)
    expect(JSON.stringify(opened)).not.toContain(MINE.value)
    expect(await db.sql('select actor, action, data from audit')).toEqual([
      ['operator', 'result_opened', '{"code":"7Q2FM"}'],
    ])
    expect(await db.store.audit.verify()).toEqual({ ok: true, rows: 1 })
  })

  it('gets nothing for an unknown code, and nothing is written', async () => {
    expect(await openResult(ports, '4C7HK', 'operator')).toBeNull()
    expect(await openResult(ports, 'no code at all', 'operator')).toBeNull()
    expect(await db.sql('select count(*) from audit')).toEqual([[0]])
  })
})

it('codes drawn by chance read back as themselves, hold a digit, and ten thousand of them hardly repeat', () => {
  const codes = Array.from({ length: 10_000 }, newResultCode)
  for (const code of codes) expect(readResultCode(`ma ${code.toLowerCase()}`)).toBe(code)
  expect(new Set(codes).size).toBeGreaterThan(9_970)
})
