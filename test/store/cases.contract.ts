/** Cases: opened with the turn that told of them, seen only within an official's communes, changed by one official at a time. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { grantScope, type Scope } from '../../src/core/official.ts'
import type { Report } from '../../src/core/report.ts'
import type { CaseChange, CaseWrite } from '../../src/store/case-store.ts'
import type { TurnCommit } from '../../src/store/store.ts'
import type { Open, Opened } from './contract.ts'
import { greeted, NOW, nextTurn, reply, someone } from './samples.ts'

const TA_PHIN = grantScope({ by: 'off_1', communes: ['03013'] })
const LAO_CAI = grantScope({ by: 'off_2', provinces: ['15'] })
const ELSEWHERE = grantScope({ by: 'off_3', communes: ['00004'], provinces: ['01'] })
const NOBODY = grantScope({ by: 'off_4' })
const ALL = grantScope({ by: 'off_5', everywhere: true })
const PAGE = { limit: 50, offset: 0 }

export function casesContract(open: Open): void {
  let db: Opened
  beforeEach(async () => {
    db = await open()
  })
  afterEach(() => db.close())

  const opening = (code: string, more: Partial<NonNullable<CaseWrite['open']>> = {}): CaseWrite => ({
    id: `case_${code}`,
    open: {
      ...{ code, kind: 'hardship', matter: '|self', danger: false, organisation: null, disasterId: null },
      ...{ commune: '03013', province: '15', report: { village: 'Suối Thầu' }, score: 10, reasons: ['hurt'] },
      ...{ dueAt: NOW + 60_000 },
      ...more,
    },
    ...{ entries: [{ kind: 'opened', data: { words: ['nha sap'] } }], links: [], photos: [] },
  })
  async function reported(code: string, more: Partial<NonNullable<CaseWrite['open']>> = {}): Promise<TurnCommit> {
    const before = await greeted(db.store)
    const turn = await nextTurn(db.store, before, { cases: [opening(code, more)] })
    expect(await db.store.talk.commit(turn)).toBe('done')
    return turn
  }
  const change = (code: string, version: number, more: Partial<CaseChange> = {}): CaseChange => ({
    ...{ caseId: `case_${code}`, version, set: {}, entries: [], deliveries: [], by: 'off_1', at: NOW + 5 },
    ...more,
  })
  const codes = async (scope: Scope, filter = {}) =>
    (await db.store.cases.list(scope, filter, PAGE)).rows.map(({ code }) => code)

  describe('cases', () => {
    it('are opened, added to and merged in the database, so that an official’s correction stays', async () => {
      const turn = await reported('7Q2F')
      const edit = change('7Q2F', 1, { report: { people: 5 }, entries: [{ kind: 'edited', data: {} }] })
      expect(await db.store.cases.change(TA_PHIN, edit)).toBe('done')
      const add = {
        ...{ patch: { hurt: 1 }, danger: true, commune: null, province: null, score: 90, reasons: ['danger'] },
        dueAt: NOW + 1,
      }
      const later = await nextTurn(db.store, turn, {
        version: 2,
        cases: [
          {
            id: 'case_7Q2F',
            add,
            entries: [{ kind: 'added', data: { words: ['co nguoi bi thuong'] } }],
            links: [],
            photos: [],
          },
        ],
      })
      expect(await db.store.talk.commit(later)).toBe('done')
      const file = await db.store.cases.get(TA_PHIN, '7Q2F')
      expect(file?.line).toMatchObject({
        ...{ report: { village: 'Suối Thầu', people: 5, hurt: 1 }, danger: true, score: 90, unread: true, version: 3 },
        ...{ commune: '03013', province: '15' },
      })
      expect(file?.entries.map(({ kind, actor }) => `${actor} ${kind}`)).toEqual([
        'citizen opened',
        'citizen added',
        'off_1 edited',
      ])
    })

    it('are one for each person and matter, however many turns open one', async () => {
      const turn = await reported('7Q2F')
      const twice = await nextTurn(db.store, turn, { version: 2, cases: [opening('8R3G')] })
      expect(await db.store.talk.commit(twice)).toBe('conflict')
      const neighbour = await nextTurn(db.store, turn, {
        version: 2,
        cases: [opening('8R3G', { matter: '|neighbour:ba pham' })],
      })
      expect(await db.store.talk.commit(neighbour)).toBe('done')
      expect((await db.store.cases.openOf(turn.contact.id)).map(({ code }) => code).sort()).toEqual(['7Q2F', '8R3G'])
    })

    it('never share a code: the turn is tried again with another', async () => {
      await reported('7Q2F')
      const other = await greeted(db.store)
      const same = await nextTurn(db.store, other, { cases: [{ ...opening('7Q2F'), id: 'case_other' }] })
      expect(await db.store.talk.commit(same)).toBe('conflict')
      expect(await db.sql('select count(*) from cases')).toEqual([[1]])
    })

    it('are seen within the communes of an official and nowhere else; unknown and foreign are the same nothing', async () => {
      await reported('7Q2F')
      await reported('8R3G', { commune: '00004', province: '01' })
      await reported('9T4H', { commune: null, province: null })
      expect(await codes(TA_PHIN)).toEqual(['7Q2F'])
      expect(await codes(LAO_CAI)).toEqual(['7Q2F'])
      expect(await codes(ELSEWHERE)).toEqual(['8R3G'])
      expect(await codes(NOBODY)).toEqual([])
      expect((await codes(ALL)).sort()).toEqual(['7Q2F', '8R3G', '9T4H'])
      for (const code of ['7Q2F', 'X0X0']) expect(await db.store.cases.get(ELSEWHERE, code)).toBeNull()
      expect(await db.store.cases.change(ELSEWHERE, change('7Q2F', 1))).toBe('missing')
      expect(await db.store.cases.change(ELSEWHERE, change('none', 1))).toBe('missing')
      expect(await db.store.cases.counts(TA_PHIN, 'status', { from: 0, to: NOW * 2 })).toEqual([
        { key: 'new', count: 1, open: 1 },
      ])
    })

    it('are changed by whoever was first; the slower one changes nothing, and both are in the audit log', async () => {
      await reported('7Q2F')
      const seen = { set: { status: 'seen' as const, seenAt: NOW + 5, unread: false } }
      const both = await Promise.all([
        db.store.cases.change(TA_PHIN, change('7Q2F', 1, seen)),
        db.store.cases.change(LAO_CAI, change('7Q2F', 1, { ...seen, by: 'off_2' })),
      ])
      expect(both.toSorted()).toEqual(['conflict', 'done'])
      expect((await db.store.cases.get(TA_PHIN, '7Q2F'))?.line).toMatchObject({ status: 'seen', version: 2 })
      expect(await db.store.audit.verify()).toMatchObject({ ok: true })
    })

    it('tell the person in the same unit, and keep what the commune grants', async () => {
      const turn = await reported('7Q2F')
      const notice = reply(turn.address, 0, { lane: 'bulk' })
      const decided = change('7Q2F', 1, {
        deliveries: [notice],
        entries: [{ kind: 'status', data: { to: 'decided' }, deliveryId: notice.message.id }],
        supports: [
          { rule: 'EM-HOUSE-NEW', amountVnd: 40_000_000, riceKg: null, people: null, status: 'decided', note: null },
        ],
        pausedBy: 'off_1',
      })
      expect(await db.store.cases.change(TA_PHIN, decided)).toBe('done')
      const file = await db.store.cases.get(TA_PHIN, '7Q2F')
      expect(file?.supports).toMatchObject([{ rule: 'EM-HOUSE-NEW', amountVnd: 40_000_000, by: 'off_1' }])
      expect(file?.contact).toMatchObject({ pausedBy: 'off_1', address: turn.address })
      expect((await db.store.talk.load(turn.address))?.paused).toBe(true)
      expect(await db.sql(`select status from deliveries where id = '${notice.message.id}'`)).toEqual([['queued']])
    })

    it('tell only their own person what became of them', async () => {
      const turn = await reported('7Q2F')
      expect(await db.store.cases.asked('7Q2F', turn.contact.id)).toMatchObject({
        found: true,
        own: true,
        status: 'new',
      })
      expect(await db.store.cases.asked('7Q2F', 'con_other')).toEqual({ code: '7Q2F', found: true, own: false })
      expect(await db.store.cases.asked('0X0X', turn.contact.id)).toEqual({ code: '0X0X', found: false, own: false })
    })

    it('taken back are closed, unless the commune has decided', async () => {
      for (const status of ['new', 'decided'] as const) {
        const code = status === 'new' ? '7Q2F' : '8R3G'
        const turn = await reported(code)
        if (status !== 'new') await db.store.cases.change(TA_PHIN, change(code, 1, { set: { status } }))
        const back = await nextTurn(db.store, turn, {
          version: 2,
          cases: [{ id: `case_${code}`, withdraw: true, entries: [], links: [], photos: [] }],
        })
        expect(await db.store.talk.commit(back)).toBe('done')
        expect((await db.store.cases.get(TA_PHIN, code))?.line.status).toBe(status === 'new' ? 'closed' : 'decided')
        expect((await db.store.talk.load(turn.address))?.hasCase).toBe(status !== 'new')
      }
    })

    it('are found by code, by exact phone number and by a part of a name without its marks', async () => {
      const turn = await reported('7Q2F', { report: { name: 'Nguyễn Thị Hòa' } as Report })
      await reported('8R3G')
      const found = (search: object) => codes(TA_PHIN, { search })
      expect(await found({ code: '7Q2F' })).toEqual(['7Q2F'])
      expect(await found({ phone: turn.address.value })).toEqual(['7Q2F'])
      expect(await found({ phone: turn.address.value.slice(0, -1) })).toEqual([])
      expect(await found({ name: 'thi hoa' })).toEqual(['7Q2F'])
      expect(await found({ name: 'hoa binh' })).toEqual([])
    })

    it('are filtered and ordered: danger before all, then score, done ones last', async () => {
      await reported('2C2C', { score: 80, dueAt: null })
      await reported('3F3F', { danger: true, score: 60 })
      await reported('4G4G', { score: 90 })
      await db.store.cases.change(
        TA_PHIN,
        change('4G4G', 1, { set: { status: 'closed', closedReason: 'helped', dueAt: null } }),
      )
      expect(await codes(TA_PHIN)).toEqual(['3F3F', '2C2C', '4G4G'])
      expect(await codes(TA_PHIN, { status: ['new'], danger: false })).toEqual(['2C2C'])
      expect(await codes(TA_PHIN, { assignee: '' })).toHaveLength(3)
      expect(await codes(TA_PHIN, { overdueAt: NOW + 120_000 })).toEqual(['3F3F'])
      expect((await db.store.cases.overdue(NOW + 120_000, 10)).map(({ code }) => code)).toEqual(['3F3F'])
    })

    it('that may be one are linked once, whichever side saw it; what an official judged stays', async () => {
      const first = await reported('7Q2F')
      const second = await reported('8R3G')
      const linking = (turn: TurnCommit, version: number, id: string, other: string) =>
        nextTurn(db.store, turn, {
          version,
          cases: [{ id, entries: [], links: [{ other, why: ['location'] }], photos: [] }],
        })
      expect(await db.store.talk.commit(await linking(second, 2, 'case_8R3G', 'case_7Q2F'))).toBe('done')
      const links = async (code: string) => (await db.store.cases.get(TA_PHIN, code))?.links
      expect(await links('7Q2F')).toEqual([
        { other: 'case_8R3G', otherCode: '8R3G', why: ['location'], status: 'open' },
      ])
      const version = (await db.store.cases.get(TA_PHIN, '7Q2F'))?.line.version ?? 0
      const judged = change('7Q2F', version, { links: [{ other: 'case_8R3G', status: 'different' }] })
      expect(await db.store.cases.change(TA_PHIN, judged)).toBe('done')
      expect(await db.store.talk.commit(await linking(first, 2, 'case_7Q2F', 'case_8R3G'))).toBe('done')
      for (const code of ['7Q2F', '8R3G']) expect(await links(code)).toMatchObject([{ status: 'different' }])
    })

    it('of two people with the very same photo are linked, and of one person are not', async () => {
      const photo = (code: string, n: number) => ({ id: `photo_${n}`, ref: `file_${n}`, door: 'twilio' as const, code })
      const send = async (turn: TurnCommit, version: number, { code, ...one }: ReturnType<typeof photo>) => {
        const cases = [{ id: `case_${code}`, entries: [], links: [], photos: [one] }]
        expect(await db.store.talk.commit(await nextTurn(db.store, turn, { version, cases }))).toBe('done')
      }
      const hoa = await reported('7Q2F')
      const lan = await reported('8R3G')
      await send(hoa, 2, photo('7Q2F', 1))
      await send(lan, 2, photo('8R3G', 2))
      await send(lan, 3, photo('8R3G', 3))
      expect(await db.store.cases.linkSamePhotos('photo_2', NOW)).toBe(0)
      await db.sql("update media set sha256 = 'abc'")
      expect(await db.store.cases.linkSamePhotos('photo_2', NOW)).toBe(1)
      for (const id of ['photo_2', 'photo_1', 'photo_3', 'none'])
        expect(await db.store.cases.linkSamePhotos(id, NOW)).toBe(0)
      expect((await db.store.cases.get(TA_PHIN, '7Q2F'))?.links).toMatchObject([{ otherCode: '8R3G', why: ['photo'] }])
    })

    it('are shown without what lies in a commune that the official may not see', async () => {
      await reported('7Q2F')
      const foreign = await reported('8R3G', { commune: '00004', province: '01' })
      const linked = await nextTurn(db.store, foreign, {
        version: 2,
        cases: [{ id: 'case_8R3G', entries: [], links: [{ other: 'case_7Q2F', why: ['name'] }], photos: [] }],
      })
      expect(await db.store.talk.commit(linked)).toBe('done')
      expect((await db.store.cases.get(TA_PHIN, '7Q2F'))?.links).toEqual([])
      expect((await db.store.cases.get(ALL, '7Q2F'))?.links).toHaveLength(1)
    })

    it('turn out to be of another household or commune, say how often officers were alerted, and keep photos once', async () => {
      const turn = await reported('7Q2F', { commune: null, province: null, danger: true })
      await db.store.organisations.seed({ code: '03013', name: 'UBND xã Tả Phìn', dutyOfficers: [] })
      const add = {
        ...{ patch: { forWhom: 'neighbour' as const }, matter: '|neighbour:sin', organisation: '03013' },
        ...{ danger: false, commune: '03013', province: '15', score: 3, reasons: [], dueAt: NOW },
      }
      const photo = { ref: 'file_1', door: 'twilio' as const }
      const later = await nextTurn(db.store, turn, {
        version: 2,
        cases: [
          {
            ...{ id: 'case_7Q2F', add, links: [] },
            entries: [{ kind: 'alerted', data: { to: 1 }, actor: 'system' }],
            photos: [
              { id: 'photo_1', ...photo },
              { id: 'photo_2', ...photo },
            ],
          },
        ],
      })
      expect(await db.store.talk.commit(later)).toBe('done')
      expect(await db.store.cases.openOf(turn.contact.id)).toMatchObject([
        // Danger is lifted by officials only.
        { matter: '|neighbour:sin', commune: '03013', alerts: 1, danger: true },
      ])
      expect(await db.sql('select organisation from cases')).toEqual([['03013']])
      const file = await db.store.cases.get(TA_PHIN, '7Q2F')
      expect(file?.photos.map(({ id }) => id)).toEqual(['photo_1'])
      expect(file?.entries.find(({ kind }) => kind === 'alerted')?.actor).toBe('system')
    })

    it('that are done with are remembered beside a new one of the same person', async () => {
      const turn = await reported('7Q2F')
      const { id } = turn.contact
      expect(await db.store.cases.earlierOf(id, 0)).toEqual([])
      const closed = change('7Q2F', 1, { set: { status: 'closed', closedReason: 'helped', dueAt: null } })
      expect(await db.store.cases.change(TA_PHIN, closed)).toBe('done')
      expect(await db.store.cases.earlierOf(id, 0)).toEqual([{ id: 'case_7Q2F', matter: '|self' }])
      expect(await db.store.cases.earlierOf(id, NOW + 60_000)).toEqual([])
      expect(await db.store.cases.earlierOf('con_other', 0)).toEqual([])
    })

    it('reach a duty officer who never wrote, before everything else', async () => {
      const before = await greeted(db.store, { deliveries: [] })
      const officer = someone()
      const delivery = reply(officer, 0, { lane: 'life_safety' })
      for (const n of [1, 2]) {
        const message = { ...delivery.message, id: `out_alert_${n}` }
        const alert = {
          delivery: { ...delivery, message },
          contactId: `con_officer_${n}`,
          addressId: `addr_officer_${n}`,
        }
        const turn = await nextTurn(db.store, before, { version: n, deliveries: [], alerts: [alert] })
        expect(await db.store.talk.commit(turn)).toBe('done')
      }
      expect(await db.sql("select count(*) from contacts where id like 'con_officer%'")).toEqual([[1]])
      // The officer may answer like anybody.
      const loaded = await db.store.talk.load(officer)
      expect(loaded).toMatchObject({ contact: { id: 'con_officer_1' }, version: 1, session: { household: {} } })
      expect(await db.sql("select count(*) from deliveries where lane = 'life_safety'")).toEqual([[2]])
    })
  })
}
