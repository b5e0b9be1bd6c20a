/** Whether support has come: asked once a case, the question waiting until it is answered. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Open, Opened } from './contract.ts'
import { greeted, NOW, nextTurn, reply } from './samples.ts'

const DAY_MS = 86_400_000
const WHEN = { from: 0, to: NOW + DAY_MS, quietSince: NOW + 1 }

export function supportChecksContract(open: Open): void {
  let db: Opened
  beforeEach(async () => {
    db = await open()
  })
  afterEach(() => db.close())

  const supported = async () => {
    const turn = await greeted(db.store, { deliveries: [] })
    await db.sql(`insert into cases (id, code, kind, status, danger, commune, province, contact_id, matter, report, score,
        reasons, unread, opened_at, updated_at, version)
      values ('case_1', 'S001', 'hardship', 'supported', 0, '03013', '15', '${turn.contact.id}', '|self', '{}', 5, '[]', 0,
        ${NOW}, ${NOW}, 1)`)
    await db.sql(`insert into case_entries (case_id, kind, actor, data, at)
      values ('case_1', 'status', 'off_1', '{"from":"decided","to":"supported"}', ${NOW})`)
    return turn
  }

  it('is owed from when it stood as supported, and asked by one of two sweeps', async () => {
    const { contact, address } = await supported()
    expect(await db.store.supportChecks.due({ ...WHEN, to: NOW - 1 }, 10)).toEqual([])
    expect(await db.store.supportChecks.due({ ...WHEN, quietSince: NOW }, 10)).toEqual([])
    const [owed, ...more] = await db.store.supportChecks.due(WHEN, 10)
    expect([owed?.code, owed?.person.contactId, more]).toEqual(['S001', contact.id, []])
    const ask = (at: number) =>
      db.store.supportChecks.ask('case_1', contact.id, { deliveries: [reply(address, 0, { lane: 'bulk' })], at })
    expect([await ask(NOW + 5), await ask(NOW + 6)]).toEqual([true, false])
    expect(await db.sql("select count(*) from deliveries where lane = 'bulk'")).toEqual([[1]])
    expect(await db.store.supportChecks.due(WHEN, 10)).toEqual([])
  })

  it('waits until it is answered, and "all of it" confirms the case', async () => {
    const turn = await supported()
    const { contact, address } = turn
    await db.store.supportChecks.ask('case_1', contact.id, { deliveries: [reply(address, 0)], at: NOW + 5 })
    expect(await db.store.supportChecks.waitingOf(contact.id)).toEqual({ code: 'S001', fresh: true })
    const answer = await nextTurn(db.store, turn, {
      at: NOW + 9,
      events: [{ type: 'help_answered', code: 'S001', help: 'full' }],
    })
    expect(await db.store.talk.commit(answer)).toBe('done')
    expect(await db.store.supportChecks.waitingOf(contact.id)).toBeNull()
    expect(await db.sql('select status, answer from cases join support_checks on case_id = id')).toEqual([
      ['confirmed', 'full'],
    ])
  })
}
