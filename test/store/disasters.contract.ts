/** Events and their question: who is asked, once each, whatever happens in between; what they answered; who may look and change. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { grantScope, systemScope } from '../../src/core/official.ts'
import type { Disaster } from '../../src/store/case-store.ts'
import type { ToAsk } from '../../src/store/check-in-store.ts'
import type { TurnCommit } from '../../src/store/store.ts'
import type { Open, Opened } from './contract.ts'
import { claimOf, greeted, NOW, nextTurn, reply, session } from './samples.ts'

const TA_PHIN = '02692'
const MUONG_HOA = '02695'
const STORM: Disaster = {
  ...{ id: 'dis_1', name: 'Bão số 12', hazard: 'storm', status: 'open', communes: [TA_PHIN] },
  ...{ startsOn: '2026-11-20', endsOn: null, words: null, capIds: ['alert-1'] },
  ...{ createdBy: 'off_1', createdAt: NOW, openedAt: NOW, closedAt: null, version: 0 },
}
const SINCE = NOW - 86_400_000

export function disastersContract(open: Open): void {
  describe('events', () => {
    let db: Opened
    beforeEach(async () => {
      db = await open()
      const offices = [
        { code: 'demo', name: 'Lá Lành' },
        { code: TA_PHIN, name: 'Tả Phìn', commune: TA_PHIN, province: '15' },
        { code: '15', name: 'Lào Cai', province: '15' },
      ]
      for (const office of offices) await db.store.organisations.seed({ ...office, dutyOfficers: [] })
    })
    afterEach(() => db.close())

    const everything = systemScope()
    const save = (more: Partial<Disaster> = {}, scope = everything) =>
      db.store.disasters.save(scope, { ...STORM, ...more })
    const lives = async (commune: string): Promise<TurnCommit> => {
      const who = await greeted(db.store)
      await db.sql(
        `update sessions set data = json_set(data, '$.commune', '${commune}') where contact_id = '${who.contact.id}'`,
      )
      return who
    }
    const toAsk = (communes: readonly string[] = [TA_PHIN], more = {}) =>
      db.store.checkIns.toAsk(
        { id: 'dis_1', communes, since: SINCE },
        { after: '', until: '~', knownBy: NOW, home: '15', ...more },
      )
    const question = (person: ToAsk) => reply(person.address, 0, { lane: 'bulk' })
    const askAll = async (at = NOW) => {
      const people = await toAsk()
      return Promise.all(people.map((one) => db.store.checkIns.ask('dis_1', one, { delivery: question(one), at })))
    }
    const says = async (who: TurnCommit, version: number, ...events: TurnCommit['events']) =>
      db.store.talk.commit(
        await nextTurn(db.store, who, { version, events, deliveries: [], session: session({ commune: TA_PHIN }) }),
      )

    describe('are kept within the communes of an official', () => {
      const here = grantScope({ by: 'off_1', communes: [TA_PHIN] })
      const both = grantScope({ by: 'off_2', communes: [TA_PHIN, MUONG_HOA] })
      const elsewhere = grantScope({ by: 'off_3', communes: ['00004'] })

      it.for([
        { why: 'their own commune', scope: here, communes: [TA_PHIN], outcome: 'done' },
        { why: 'two communes of theirs', scope: both, communes: [TA_PHIN, MUONG_HOA], outcome: 'done' },
        { why: 'one commune more than theirs', scope: here, communes: [TA_PHIN, MUONG_HOA], outcome: 'missing' },
        { why: "another's commune", scope: elsewhere, communes: [TA_PHIN], outcome: 'missing' },
        { why: 'no commune at all', scope: here, communes: [], outcome: 'missing' },
      ])('a new one with $why: $outcome', async ({ scope, communes, outcome }) => {
        expect(await save({ communes }, scope)).toBe(outcome)
        expect(await db.store.disasters.list(everything)).toHaveLength(outcome === 'done' ? 1 : 0)
      })

      it('one that reaches beyond them is seen and not changed, one elsewhere is not even there', async () => {
        await save({ communes: [TA_PHIN, MUONG_HOA] })
        expect(await db.store.disasters.get(here, 'dis_1')).toMatchObject({ name: 'Bão số 12', version: 1 })
        expect(await save({ version: 1, status: 'closed' }, here)).toBe('missing')
        expect(await save({ version: 1, communes: [TA_PHIN] }, here)).toBe('missing')
        expect(await db.store.disasters.get(elsewhere, 'dis_1')).toBeNull()
        expect(await db.store.disasters.list(elsewhere)).toEqual([])
        expect(await save({ version: 1, name: 'Bão số 13' }, both)).toBe('done')
      })

      it('changed by two at once is changed by one', async () => {
        await save()
        const both = [save({ version: 1, name: 'A' }), save({ version: 1, name: 'B' })]
        expect((await Promise.all(both)).toSorted()).toEqual(['conflict', 'done'])
      })

      it('is found by the alert it came from', async () => {
        await save()
        expect(await db.store.disasters.fromAlerts(here, ['alert-0', 'alert-1'])).toMatchObject([{ id: 'dis_1' }])
        expect(await db.store.disasters.fromAlerts(elsewhere, ['alert-1'])).toEqual([])
        expect(await db.store.disasters.fromAlerts(here, ['alert'])).toEqual([])
      })
    })

    it('are active while open, for some time after, and never as an exercise or a draft', async () => {
      await save()
      await save({ id: 'dis_2', status: 'exercise' })
      await save({ id: 'dis_3', status: 'draft', openedAt: null })
      await save({ id: 'dis_4', status: 'closed', closedAt: NOW + 10 })
      await save({ id: 'dis_5', status: 'closed', openedAt: null, closedAt: NOW + 10 })
      const ids = async (since?: number) => (await db.store.disasters.active(since)).map(({ id }) => id).toSorted()
      expect(await ids()).toEqual(['dis_1'])
      expect(await ids(NOW + 10)).toEqual(['dis_1', 'dis_4'])
      expect(await ids(NOW + 11)).toEqual(['dis_1'])
    })

    describe('ask people', () => {
      it('who live there by what they named, by their office, and nobody else', async () => {
        await save()
        const named = await lives(TA_PHIN)
        const byOffice = await greeted(db.store)
        await db.sql(`update contacts set organisation = '${TA_PHIN}' where id = '${byOffice.contact.id}'`)
        await lives(MUONG_HOA)
        const moved = await lives(MUONG_HOA)
        await db.sql(`update contacts set organisation = '${TA_PHIN}' where id = '${moved.contact.id}'`)
        await greeted(db.store) // of the province's office: nobody knows where
        await db.sql(`insert into contacts (id, language, created_at) values ('con_officer', 'vi', ${NOW})`)
        const found = await toAsk()
        expect(found.map(({ contactId }) => contactId).toSorted()).toEqual(
          [named.contact.id, byOffice.contact.id].toSorted(),
        )
        expect(found[0]).toMatchObject({ commune: TA_PHIN, stopped: false, cameBy: 'twilio', reportedAt: null })
      })

      it('by the home office where they have none, when it is a commune', async () => {
        await save({ communes: ['demo'] })
        const who = await greeted(db.store)
        expect(await toAsk(['demo'], { home: 'demo' })).toMatchObject([{ contactId: who.contact.id, commune: 'demo' }])
        expect(await toAsk(['demo'])).toEqual([])
      })

      it('in pages of contacts, so that a province is not read at every sweep', async () => {
        await save()
        const people = [await lives(TA_PHIN), await lives(TA_PHIN), await lives(TA_PHIN)]
        const ids = people.map(({ contact }) => contact.id).toSorted()
        expect(await db.store.checkIns.lastOf('', 2)).toBe(ids[1])
        expect(await db.store.checkIns.lastOf(ids[1] ?? '', 2)).toBe(ids[2])
        expect(await db.store.checkIns.lastOf(ids[2] ?? '', 2)).toBeNull()
        expect(await toAsk([TA_PHIN], { until: ids[1] })).toHaveLength(2)
        expect(await toAsk([TA_PHIN], { after: ids[1] })).toHaveLength(1)
        expect(await toAsk([TA_PHIN], { knownBy: NOW - 1 })).toEqual([])
      })

      it('once each, though two sweeps ask everybody at once', async () => {
        await save()
        for (let i = 0; i < 5; i++) await lives(TA_PHIN)
        const both = await Promise.all([askAll(NOW + 1), askAll(NOW + 2)])
        expect(both.flat().filter(Boolean)).toHaveLength(5)
        expect(await db.sql("select count(*) from deliveries where lane = 'bulk'")).toEqual([[5]])
        expect(await db.sql('select count(*) from check_ins')).toEqual([[5]])
        expect(await toAsk()).toEqual([])
      })

      it.for(['closed', 'draft', 'exercise'] as const)('never once the event is %s', async (status) => {
        await save()
        await lives(TA_PHIN)
        const [person] = await toAsk()
        if (!person) throw new Error('nobody is to be asked')
        await save({ version: 1, status })
        expect(await db.store.checkIns.ask('dis_1', person, { delivery: question(person), at: NOW })).toBe(false)
        expect(await db.sql("select count(*) from deliveries where lane = 'bulk'")).toEqual([[0]])
        expect(await db.sql('select count(*) from check_ins')).toEqual([[0]])
      })

      it('who said stop are known as such, and who speak with an official are asked later', async () => {
        await save()
        const stopped = await lives(TA_PHIN)
        await db.store.contacts.setStopped(stopped.address, NOW)
        const paused = await lives(TA_PHIN)
        await db.sql(`update contacts set paused_at = ${NOW}, paused_by = 'off_1' where id = '${paused.contact.id}'`)
        const [found, ...others] = await toAsk()
        expect(found).toMatchObject({ contactId: stopped.contact.id, stopped: true })
        expect(others).toEqual([])
        if (found) await db.store.checkIns.ask('dis_1', found, { delivery: null, at: NOW })
        expect(await db.store.checkIns.counts(everything, 'dis_1')).toMatchObject([
          { asked: 0, notAsked: 1, noAnswer: 0 },
        ])
      })

      it('at night only about the events that may', async () => {
        await save()
        await lives(TA_PHIN)
        await askAll(NOW + 1)
        const other = await lives(TA_PHIN)
        await db.store.talk.commit(
          await nextTurn(db.store, other, { version: 1, deliveries: [reply(other.address, 0, { lane: 'bulk' })] }),
        )
        const claimed = async (bulkOf?: readonly string[]) => {
          const rows = await claimOf(db.store, { lanes: ['bulk'], now: NOW + 2, ...(bulkOf ? { bulkOf } : {}) })
          return rows.length
        }
        expect(await claimed(['dis_9'])).toBe(0)
        expect(await claimed(['dis_9', 'dis_1'])).toBe(1)
        expect(await claimed()).toBe(1)
      })

      it('no more when what has not left yet is stopped', async () => {
        await save()
        await lives(TA_PHIN)
        await lives(TA_PHIN)
        await askAll(NOW + 1)
        await claimOf(db.store, { lanes: ['bulk'], limit: 1, now: NOW + 1 })
        expect(await db.store.checkIns.stopQueued('dis_1')).toBe(1)
        expect(await db.store.checkIns.counts(everything, 'dis_1')).toMatchObject([{ asked: 2, waiting: 1, failed: 1 }])
      })
    })

    describe('count answers', () => {
      it('the last one of each person, and of those who were never asked', async () => {
        await save()
        const [safe, needy, silent] = [await lives(TA_PHIN), await lives(TA_PHIN), await lives(TA_PHIN)]
        await askAll(NOW + 1)
        const own = await lives(TA_PHIN)
        const checked = { type: 'checked_in', disaster: 'dis_1', commune: TA_PHIN } as const
        await says(safe, 1, { ...checked, safe: true })
        await says(needy, 1, { ...checked, safe: true })
        await says(needy, 2, { ...checked, safe: false })
        await says(own, 1, { ...checked, safe: false })
        const counted = { commune: TA_PHIN, asked: 3, safe: 1, needHelp: 2, noAnswer: 1, notAsked: 0 }
        expect(await db.store.checkIns.counts(everything, 'dis_1')).toMatchObject([counted])
        const list = async (name: 'no_answer' | 'need_help') =>
          (await db.store.checkIns.rows(everything, 'dis_1', name, 10)).map(({ contactId }) => contactId)
        expect(await list('no_answer')).toEqual([silent.contact.id])
        expect((await list('need_help')).toSorted()).toEqual([needy.contact.id, own.contact.id].toSorted())
      })

      it('for the communes of an official only', async () => {
        await save({ communes: [TA_PHIN, MUONG_HOA] })
        for (const commune of [TA_PHIN, MUONG_HOA, MUONG_HOA]) await lives(commune)
        for (const one of await toAsk([TA_PHIN, MUONG_HOA]))
          await db.store.checkIns.ask('dis_1', one, { delivery: question(one), at: NOW + 1 })
        const here = grantScope({ by: 'off_1', communes: [TA_PHIN] })
        expect(await db.store.checkIns.counts(here, 'dis_1')).toMatchObject([{ commune: TA_PHIN, asked: 1 }])
        expect(await db.store.checkIns.rows(here, 'dis_1', 'no_answer', 10)).toHaveLength(1)
        expect(await db.store.checkIns.rows(everything, 'dis_1', 'no_answer', 10)).toHaveLength(3)
        expect(await db.store.checkIns.counts(grantScope({ by: 'nobody' }), 'dis_1')).toEqual([])
      })

      it('with what is known of the household, so that the weak are looked for first', async () => {
        await save()
        const who = await lives(TA_PHIN)
        const household = { people: [{ age: 81 }] }
        await db.store.talk.commit(
          await nextTurn(db.store, who, {
            version: 1,
            session: session({ household, commune: TA_PHIN }),
            deliveries: [],
          }),
        )
        await caseOf(who, 'case_1', 'json(\'{"vulnerable":["disabled"]}\')', { disaster: null, openedAt: SINCE - 1 })
        await askAll(NOW + 1)
        expect(await db.store.checkIns.rows(everything, 'dis_1', 'no_answer', 10)).toMatchObject([
          { household, reported: ['disabled'], openCase: 'case_1', address: who.address, name: null },
        ])
      })
    })

    /** As a report would leave it. */
    async function caseOf(
      who: TurnCommit,
      id: string,
      report = "'{}'",
      more: { readonly disaster?: string | null; readonly openedAt?: number; readonly status?: string } = {},
    ): Promise<void> {
      const { disaster = 'dis_1', openedAt = NOW, status = 'new' } = more
      await db.sql(`insert into cases (id, code, kind, status, danger, contact_id, disaster_id, matter, report, score, reasons,
        unread, opened_at, updated_at, version) values ('${id}', '${id}', 'hardship', '${status}', 0, '${who.contact.id}',
        ${disaster === null ? 'null' : `'${disaster}'`}, '${id}', ${report}, 30, '[]', 0, ${openedAt}, ${openedAt}, 1)`)
    }

    it('know who reported damage by themselves since it began', async () => {
      await save()
      const [before, since, neighbour] = [await lives(TA_PHIN), await lives(TA_PHIN), await lives(TA_PHIN)]
      await caseOf(before, 'old', "'{}'", { disaster: null, openedAt: SINCE - 1 })
      await caseOf(since, 'own', "'{}'", { disaster: null, openedAt: SINCE })
      await caseOf(neighbour, 'theirs', '\'{"forWhom":"neighbour"}\'', { disaster: null })
      const reported = new Map((await toAsk()).map((one) => [one.contactId, one.reportedAt]))
      expect([before, since, neighbour].map(({ contact }) => reported.get(contact.id))).toEqual([null, SINCE, null])
      for (const one of await toAsk())
        await db.store.checkIns.ask('dis_1', one, { delivery: one.reportedAt === null ? question(one) : null, at: NOW })
      expect(await db.store.checkIns.counts(everything, 'dis_1')).toMatchObject([
        { asked: 2, needHelp: 1, notAsked: 0 },
      ])
    })

    describe('ask afterwards whether help has come', () => {
      const closed = async () => {
        const [needy, own, safe] = [await lives(TA_PHIN), await lives(TA_PHIN), await lives(TA_PHIN)]
        await save()
        await askAll(NOW + 1)
        await says(needy, 1, { type: 'checked_in', disaster: 'dis_1', safe: false })
        await says(safe, 1, { type: 'checked_in', disaster: 'dis_1', safe: true })
        const late = await lives(MUONG_HOA)
        await caseOf(late, 'case_late')
        await caseOf(needy, 'case_needy', "'{}'", { status: 'supported' })
        await save({ version: 1, status: 'closed', closedAt: NOW + 5 })
        await db.store.checkIns.gather('dis_1')
        await db.store.checkIns.gather('dis_1')
        return { needy, own, safe, late }
      }

      it('those who asked for help or have a case, once each, though two sweeps run at once', async () => {
        const { needy, late } = await closed()
        const people = await db.store.checkIns.toFollowUp('dis_1', 10)
        expect(people.map(({ contactId, code }) => `${contactId} ${code}`).toSorted()).toEqual(
          [`${needy.contact.id} case_needy`, `${late.contact.id} case_late`].toSorted(),
        )
        const twice = [...people, ...people].map((one) =>
          db.store.checkIns.followUp('dis_1', one.contactId, {
            delivery: reply(one.address, 0, { lane: 'bulk' }),
            at: NOW + 9,
          }),
        )
        expect((await Promise.all(twice)).filter(Boolean)).toHaveLength(2)
        expect(await db.store.checkIns.toFollowUp('dis_1', 10)).toEqual([])
        expect(await db.sql(`select count(*) from deliveries where lane = 'bulk' and created_at = ${NOW + 9}`)).toEqual(
          [[2]],
        )
      })

      it.for([
        {
          help: 'full',
          was: 'supported',
          status: 'confirmed',
          score: 30,
          reasons: '[]',
          entries: 'help_answer,status',
        },
        { help: 'full', was: 'decided', status: 'decided', score: 30, reasons: '[]', entries: 'help_answer' },
        {
          help: 'part',
          was: 'supported',
          status: 'supported',
          score: 50,
          reasons: '["help_missing"]',
          entries: 'help_answer',
        },
        {
          help: 'none',
          was: 'verified',
          status: 'verified',
          score: 50,
          reasons: '["help_missing"]',
          entries: 'help_answer',
        },
      ] as const)(
        '"$help" on a case $was leaves it $status',
        async ({ help, was, status, score, reasons, entries }) => {
          const { needy } = await closed()
          await db.sql(`update cases set status = '${was}' where id = 'case_needy'`)
          expect(await says(needy, 2, { type: 'help_answered', disaster: 'dis_1', help })).toBe('done')
          expect(await db.sql("select status, unread, score, reasons from cases where id = 'case_needy'")).toEqual([
            [status, 1, score, reasons],
          ])
          const told =
            "select group_concat(kind) from (select kind from case_entries where case_id = 'case_needy' order by id)"
          expect(await db.sql(told)).toEqual([[entries]])
          const [due] = await db.sql("select due_at from cases where id = 'case_needy'")
          expect(due).toEqual([help === 'full' ? null : NOW + 86_400_000])
          const counts = await db.store.checkIns.counts(everything, 'dis_1')
          expect(counts.find(({ commune }) => commune === TA_PHIN)).toMatchObject({ [help]: 1 })
        },
      )

      it('and tells a turn of theirs what is open', async () => {
        const { needy } = await closed()
        const found = await db.store.checkIns.ofContact(needy.contact.id, ['dis_1', 'dis_9'], '15')
        expect(found).toMatchObject({ commune: TA_PHIN, lastTurnAt: NOW })
        expect(found.rows).toEqual([
          {
            disasterId: 'dis_1',
            status: 'need_help',
            askedAt: NOW + 1,
            followedUpAt: null,
            help: null,
            code: 'case_needy',
          },
        ])
        expect(await db.store.checkIns.ofContact(needy.contact.id, [], '15')).toMatchObject({ rows: [] })
        expect(await db.store.checkIns.ofContact('con_nobody', ['dis_1'], '15')).toEqual({
          ...{ commune: null, lastTurnAt: 0, rows: [] },
        })
      })
    })
  })
}
