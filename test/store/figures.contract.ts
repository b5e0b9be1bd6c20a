/** Sums within a scope, and the whole of one person's messages. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { grantScope } from '../../src/core/official.ts'
import type { TurnCommit } from '../../src/store/store.ts'
import type { Open, Opened } from './contract.ts'
import { claimOf, greeted, NOW, nextTurn, reply, session, settled } from './samples.ts'

const ALL = grantScope({ by: 'off_1', everywhere: true })
const TA_PHIN = grantScope({ by: 'off_2', communes: ['03013'] })
const ELSEWHERE = grantScope({ by: 'off_3', communes: ['00004'], provinces: ['01'] })
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** NOW is Wednesday 18 November 2026 in Vietnam. */
const MONDAY = Date.parse('2026-11-16T00:00:00+07:00')
const QUIET_MS = 2 * DAY_MS

export function figuresContract(open: Open): void {
  let db: Opened
  beforeEach(async () => {
    db = await open()
  })
  afterEach(() => db.close())

  const livesIn = (turn: TurnCommit, commune: string) =>
    db.sql(
      `update sessions set data = json_set(data, '$.commune', '${commune}') where contact_id = '${turn.contact.id}'`,
    )
  const waiting = (flow: string, step: string, fact?: string) =>
    session({ waiting: { flow, step, type: 'yesno', ...(fact === undefined ? {} : { question: { fact } }) } })
  const first = async () => greeted(db.store, { deliveries: [] })
  const later = async (before: TurnCommit, version: number, at: number, asked = session()) => {
    const turn = await nextTurn(db.store, before, { version, at, session: asked, deliveries: [] })
    expect(await db.store.talk.commit(turn)).toBe('done')
    return turn
  }
  const range = { from: NOW - 7 * DAY_MS, to: NOW + 30 * DAY_MS }
  const steps = (now: number, scope = ALL) => db.store.figures.steps(scope, { ...range, now, quietMs: QUIET_MS })

  describe('where talks end', () => {
    it('a question counts as left when nothing came within the time, and as asked when something did', async () => {
      const gone = await first()
      await later(gone, 1, NOW, waiting('credit', 'ask_purpose'))
      const stays = await first()
      await later(stays, 1, NOW, waiting('credit', 'ask_purpose'))
      await later(stays, 2, NOW + HOUR_MS)
      const late = await first()
      await later(late, 1, NOW, waiting('entitlements', 'ask', 'person.age'))
      await later(late, 2, NOW + QUIET_MS + 1)
      expect(await steps(NOW + 3 * DAY_MS)).toEqual([
        { week: MONDAY, flow: 'credit', step: 'ask_purpose', asked: 2, left: 1 },
        { week: MONDAY, flow: 'entitlements', step: 'fact:person.age', asked: 1, left: 1 },
      ])
      // Younger than the time: nobody knows yet.
      expect(await steps(NOW + QUIET_MS - 1)).toEqual([])
    })

    it('is counted for the people of the scope alone', async () => {
      const turn = await first()
      await later(turn, 1, NOW, waiting('credit', 'ask_purpose'))
      await livesIn(turn, '03013')
      const at = NOW + 3 * DAY_MS
      expect(await steps(at, TA_PHIN)).toHaveLength(1)
      expect(await steps(at, ELSEWHERE)).toEqual([])
    })

    it('says nothing of whoever gave feedback in hiding', async () => {
      const turn = await first()
      await later(turn, 1, NOW, waiting('feedback', 'ask_kind'))
      const inbound = await nextTurn(db.store, turn, { version: 2, at: NOW + 1, deliveries: [] })
      const told = { text: 'cham qua', programme: null, organisation: null, commune: '03013', province: '15' }
      const given = { kind: null, rating: null, wish: 'hidden' as const, level: 'province' as const, code: null }
      const feedback = {
        told: { id: 7, ...told },
        given: { ...given, since: NOW, day: Date.parse('2026-11-18T00:00:00+07:00') },
      }
      expect(await db.store.talk.commit({ ...inbound, feedback })).toBe('done')
      expect(await steps(NOW + 3 * DAY_MS)).toEqual([])
    })
  })

  it('messages are counted by week, door, lane and what became of them', async () => {
    const turn = await greeted(db.store)
    await livesIn(turn, '03013')
    await greeted(db.store)
    const [one] = await claimOf(db.store, { limit: 1 })
    await db.store.deliveries.settle([settled(one, { status: 'sent' })])
    const base = { week: MONDAY, door: 'twilio', lane: 'replies' }
    expect(await db.store.figures.deliveries(ALL, range)).toEqual([
      { ...base, status: 'queued', count: 1 },
      { ...base, status: 'sent', count: 1 },
    ])
    expect((await db.store.figures.deliveries(TA_PHIN, range)).map(({ count }) => count)).toEqual([1])
    expect(await db.store.figures.deliveries(ELSEWHERE, range)).toEqual([])
    expect(await db.store.figures.deliveries(ALL, { from: range.from, to: NOW })).toEqual([])
  })

  it('ratings are summed by week, and complaints are not counted at the desk complained about', async () => {
    const row = (id: number, level: string, rating: number | null) =>
      db.sql(`insert into feedback (id, status, level, rating, text, commune, province, at, version)
        values (${id}, 'new', '${level}', ${rating}, 'x', '03013', '15', ${NOW}, 1)`)
    await row(1, 'commune', 5)
    await row(2, 'commune', 2)
    await row(3, 'commune', null)
    await row(4, 'province', 1)
    await db.sql(
      `insert into feedback (id, status, level, text, at, version) values (5, 'draft', 'commune', 'x', ${NOW}, 1)`,
    )
    expect(await db.store.figures.ratings(TA_PHIN, range)).toEqual([{ week: MONDAY, count: 3, rated: 2, stars: 7 }])
    expect(await db.store.figures.ratings(ALL, range)).toEqual([{ week: MONDAY, count: 4, rated: 3, stars: 8 }])
    expect(await db.store.figures.ratings(ELSEWHERE, range)).toEqual([])
  })

  it('people are counted once each, by commune and channel, without those who said stop', async () => {
    const one = await first()
    const two = await first()
    const gone = await first()
    for (const turn of [one, two, gone]) await livesIn(turn, '03013')
    await db.sql(
      `insert into addresses (id, kind, value, contact_id, created_at) values ('a1', 'zalo', 'z1', '${one.contact.id}', 1)`,
    )
    await db.store.contacts.setStopped(gone.address, NOW)
    await first()
    expect(await db.store.figures.reach(TA_PHIN)).toEqual([
      { commune: '03013', kind: null, people: 2 },
      { commune: '03013', kind: 'sms', people: 2 },
      { commune: '03013', kind: 'zalo', people: 1 },
    ])
    expect((await db.store.figures.reach(ALL)).filter(({ commune }) => commune === null)).toEqual([
      { commune: null, kind: null, people: 1 },
      { commune: null, kind: 'sms', people: 1 },
    ])
    expect(await db.store.figures.reach(ELSEWHERE)).toEqual([])
  })

  it('the messages of a person come newest first, page by page, with door, lane and what became of them', async () => {
    const turn = await first()
    await livesIn(turn, '03013')
    const { address, contact } = turn
    const next = await nextTurn(db.store, turn, { at: NOW + 5, deliveries: [reply(address, 0), reply(address, 1)] })
    expect(await db.store.talk.commit({ ...next, session: session({ commune: '03013' }) })).toBe('done')
    const [claimed] = await claimOf(db.store, { limit: 1, now: NOW + 9 })
    const outcome = { kind: 'refused', failure: 'unreachable', code: '21211' } as const
    await db.store.deliveries.settle([settled(claimed, { status: 'failed', outcome })])
    const whole = await db.store.people.messages(TA_PHIN, contact.id, { limit: 9, offset: 0 })
    expect(whole?.total).toBe(4)
    expect(whole?.lines.map(({ direction, status }) => `${direction} ${status}`)).toEqual([
      ...['out queued', 'out failed', 'in done', 'in done'],
    ])
    expect(whole?.lines[1]).toMatchObject({ door: 'twilio', lane: 'replies', failure: 'unreachable' })
    expect(whole?.lines[2]).toMatchObject({ content: { kind: 'text', text: 'toi 76 tuoi' }, lane: null })
    const second = await db.store.people.messages(TA_PHIN, contact.id, { limit: 1, offset: 1 })
    expect(second).toEqual({ lines: [whole?.lines[1]], total: 4 })
    expect(await db.store.people.messages(ELSEWHERE, contact.id, { limit: 9, offset: 0 })).toBeNull()
    expect(await db.store.people.messages(ALL, 'con_nobody', { limit: 9, offset: 0 })).toBeNull()
  })
}
