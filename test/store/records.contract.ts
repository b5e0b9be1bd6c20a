/** What is kept about people and the world: facts, verdicts, events, tokens, offices, and the schema's own refusals. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TokenPair } from '../../src/core/channel.ts'
import type { Verdict } from '../../src/core/verdict.ts'
import type { Open, Opened } from './contract.ts'
import { claimOf, greeted, NOW, nextTurn, reply, settled, someone } from './samples.ts'

const PENSION: Verdict = {
  rule: 'SP-75',
  programme: 'social-pension',
  kind: 'entitlement',
  verdict: 'eligible',
  on: '2026-11-23',
  people: 1,
  persons: [0],
  amountVnd: 540_000,
  per: 'month',
  law: [{ law: '176/2025/NĐ-CP', article: 'Điều 2', confidence: 'confirmed' }],
  conditions: [],
  figures: [],
  notes: [],
  open: [],
}
const PAIR: TokenPair = { accessToken: 'a1', refreshToken: 'r1', expiresAt: NOW, seededFrom: 'k', state: 'ok' }

export function recordsContract(open: Open): void {
  let db: Opened
  beforeEach(async () => {
    db = await open()
  })
  afterEach(() => db.close())

  describe('what is known', () => {
    it('keeps the latest value of a fact, apart for each person, and "never" apart from unknown', async () => {
      const turn = await greeted(db.store, {
        events: [
          { type: 'fact_learned', fact: 'person.age', person: 0, value: 75 },
          { type: 'fact_learned', fact: 'person.age', person: 1, value: 8 },
          { type: 'fact_learned', fact: 'left_list_on', value: null },
        ],
      })
      const events = [{ type: 'fact_learned', fact: 'person.age', person: 0, value: 76 }] as const
      await db.store.talk.commit(await nextTurn(db.store, turn, { events }))
      expect((await db.store.contacts.view(turn.address, 10))?.facts).toEqual([
        { fact: 'left_list_on', person: null, value: null },
        { fact: 'person.age', person: 0, value: 76 },
        { fact: 'person.age', person: 1, value: 8 },
      ])
      expect(await db.sql('select sum(json_array_length(trace)) from turns')).toEqual([[4]])
    })

    it('keeps every told verdict with what it was based on', async () => {
      const household = { people: [{ age: 76 }] }
      await greeted(db.store, { events: [{ type: 'verdict_given', verdict: PENSION, household }] })
      const rows = await db.sql(
        'select rule, verdict, "on", amount_vnd, per, rice_kg, inputs, citations, content_version from verdicts',
      )
      expect(rows).toEqual([
        [
          'SP-75',
          'eligible',
          '2026-11-23',
          540_000,
          'month',
          null,
          JSON.stringify(household),
          JSON.stringify(PENSION.law),
          'content-1',
        ],
      ])
    })

    it('shows a conversation in the order it was held, newest lines when there are too many', async () => {
      const who = someone()
      const turn = await greeted(db.store, { address: who, deliveries: [reply(who, 0), reply(who, 1)] })
      await db.store.deliveries.settle([settled((await claimOf(db.store))[0])])
      const view = await db.store.contacts.view(who, 10)
      expect(view?.contact).toEqual(turn.contact)
      expect(view?.messages.map((line) => [line.direction, line.text, line.status])).toEqual([
        ['in', 'toi 76 tuoi', 'done'],
        ['out', 'Tra loi 0', 'sent'],
        ['out', 'Tra loi 1', 'sending'],
      ])
      expect((await db.store.contacts.view(who, 2))?.messages.map((line) => line.text)).toEqual([
        'Tra loi 0',
        'Tra loi 1',
      ])
      expect(await db.store.contacts.view(someone(), 10)).toBeNull()
    })

    it('keeps what happens outside any turn', async () => {
      await db.store.events.add('webhook_ignored', { door: 'zalo' }, NOW)
      await db.store.events.add('started', undefined, NOW)
      expect(await db.sql('select type, data, turn_id from events order by id')).toEqual([
        ['webhook_ignored', '{"door":"zalo"}', null],
        ['started', '{}', null],
      ])
    })
  })

  describe('provider tokens', () => {
    it('change only for the holder of the current pair', async () => {
      const shelf = db.store.tokens
      expect(await shelf.load('zalo')).toBeNull()
      expect(await shelf.replace('zalo', null, PAIR)).toBe(true)
      expect(await shelf.replace('zalo', null, { ...PAIR, refreshToken: 'r9' })).toBe(false)
      expect(await shelf.load('zalo')).toEqual(PAIR)
      const next = { ...PAIR, accessToken: 'a2', refreshToken: 'r2' }
      const both = await Promise.all([shelf.replace('zalo', 'r1', next), shelf.replace('zalo', 'r1', next)])
      expect(both.toSorted()).toEqual([false, true])
      expect(await shelf.load('zalo')).toEqual(next)
      expect(await shelf.replace('zalo-bot', 'r2', next)).toBe(false)
    })
  })

  describe('offices', () => {
    it('are seeded once and keep what officials changed since', async () => {
      const office = {
        code: 'demo',
        name: 'UBND xã Lá Lành',
        desk: 'Bộ phận Một cửa',
        dutyOfficers: [{ name: 'Cán bộ trực', address: someone() }],
      }
      expect(await db.store.organisations.get('demo')).toBeNull()
      await db.store.organisations.seed(office)
      await db.store.organisations.seed({ ...office, name: 'Tên khác' })
      expect(await db.store.organisations.get('demo')).toEqual(office)
    })
  })

  describe('the schema itself', () => {
    it.for([
      { sql: "update deliveries set status = 'lost'", why: 'no such status' },
      { sql: "update deliveries set lane = 'express'", why: 'no such lane' },
      { sql: "update deliveries set door = 'fax'", why: 'no such door' },
      { sql: 'update deliveries set lease_until = null', why: 'sending without a lease' },
      { sql: "update inbound_messages set status = 'lost'", why: 'no such status' },
      { sql: "update addresses set kind = 'pigeon'", why: 'no such kind' },
      { sql: "update contacts set language = 'xx'", why: 'no such language' },
      { sql: "update contacts set organisation = 'nowhere'", why: 'no such office' },
      { sql: 'update sessions set version = 0', why: 'versions begin at 1' },
      { sql: 'delete from contacts', why: 'rows still point at the contact' },
      { sql: 'delete from turns', why: 'rows still point at the turn' },
      { sql: 'delete from deliveries', why: 'attempts still point at it' },
    ])('refuses: $sql ($why)', async ({ sql }) => {
      await greeted(db.store)
      await claimOf(db.store)
      await expect(db.sql(sql)).rejects.toThrow(/constraint failed/)
    })

    it('answers a ping', async () => {
      await expect(db.store.ping()).resolves.toBeUndefined()
    })
  })
}
