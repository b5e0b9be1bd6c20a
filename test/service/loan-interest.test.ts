/** Interest in a loan, from the person's words to the row that the commune reads: through the service, on a real SQLite database. */
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { simulator } from '../../src/channels/simulator/simulator.ts'
import { homeOrganisation } from '../../src/main/home-organisation.ts'
import { openPacks } from '../../src/service/packs.ts'
import type { Ports } from '../../src/service/ports.ts'
import { runTurn } from '../../src/service/run-turn.ts'
import { openTalk } from '../flows/open-talk.ts'
import type { Opened } from '../store/contract.ts'
import { NOW, wrote } from '../store/samples.ts'
import { temporaryStore } from '../store/temporary-store.ts'

const SOMEBODY = { kind: 'sms', value: '+84901000001' } as const
const NEIGHBOUR = { kind: 'sms', value: '+84901000002' } as const
const WISH = ['nhà cận nghèo muốn vay 30 triệu 3 năm nuôi bò', '1', '4']

let content: ReturnType<typeof openTalk>
let db: Opened
let ports: Ports
let now = NOW
beforeAll(() => {
  content = openTalk()
})
beforeEach(async () => {
  db = await temporaryStore()
  now = NOW
  const home = homeOrganisation(content.talk.places, [])
  await db.store.organisations.seed(home)
  ports = {
    store: db.store,
    channels: new Map([['simulator', simulator()]]),
    talk: content.talk,
    ...(await openPacks(content.packs, content.texts, db.store)),
    contentVersion: 'content-1',
    homeOrganisation: home.code,
    sharedDatabase: false,
    now: () => now,
    log: { info() {}, warn() {}, error() {} },
    meter: { count() {}, observe() {} },
  }
})
afterEach(() => db.close())

async function says(lines: readonly string[], who: { kind: 'sms'; value: string } = SOMEBODY): Promise<void> {
  for (const text of lines) {
    now += 30_000
    const row = wrote(who, {
      door: 'simulator',
      content: { kind: 'text', text },
      receivedAt: now,
      sentAt: now,
      today: '2026-11-23',
    })
    await db.store.inbound.add([row])
    const done = await runTurn(ports, row)
    expect(done.events.filter(({ type }) => type === 'turn_failed')).toEqual([])
  }
}

const leads = () => db.sql('select kind, about, details, consent, status from leads order by about')

it('asks first, and keeps nothing while the person has not agreed', async () => {
  await says(WISH)
  expect(await leads()).toEqual([])
  await says(['khong'])
  expect(await leads()).toEqual([])
})

it('keeps one row with what was agreed to: the purpose, the sum and the time, and no word more', async () => {
  await says([...WISH, 'co'])
  const rows = await leads()
  expect(rows.map(([kind, about, , consent, status]) => [kind, about, consent, status])).toEqual([
    ['credit', 'VB-NEAR', 'credit:ask_consent', 'new'],
  ])
  expect(JSON.parse(String(rows[0]?.[2]))).toEqual({
    purpose: 'business',
    loan: 'VB-NEAR',
    amount_vnd: 30_000_000,
    months: 36,
  })
})

it('brings the row up to date when the same person asks again, and somebody must look anew', async () => {
  await says([...WISH, 'co'])
  await db.sql("update leads set status = 'seen'")
  await says(['muon vay 50 trieu 5 nam nuoi bo', '1', '4', 'co'])
  const rows = await leads()
  expect(rows).toHaveLength(1)
  expect(JSON.parse(String(rows[0]?.[2]))).toMatchObject({ amount_vnd: 50_000_000, months: 60 })
  expect(rows[0]?.[4]).toBe('new')
})

it('keeps another loan as a matter of its own', async () => {
  await says([...WISH, 'co', 'vay lam nha ve sinh', '1', '4', 'co'])
  expect((await leads()).map(([, about]) => about)).toEqual(['VB-NEAR', 'VB-WASH'])
})

it('lets the wish be taken back: the rows go, a neighbour keeps hers, and messages still come', async () => {
  await says([...WISH, 'co'])
  await says([...WISH, 'co'], NEIGHBOUR)
  await says(['THOI VAY', 'khong'])
  expect(await leads()).toHaveLength(2)
  await says(['THOI VAY', 'co'])
  expect(await leads()).toHaveLength(1)
  expect(await db.sql('select count(*) from addresses where stopped_at is not null')).toEqual([[0]])
  expect(await db.sql("select count(*) from events where type = 'lead_withdrawn'")).toEqual([[1]])
})
