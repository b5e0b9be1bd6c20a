/** Offers of help: kept with consent, seen within a scope, and no number goes over without two consents standing at the very commit. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { grantScope } from '../../src/core/official.ts'
import type { CaseWrite } from '../../src/store/case-store.ts'
import type { NewMatch, PledgeFile, PledgeWrite } from '../../src/store/pledge-store.ts'
import type { TurnCommit } from '../../src/store/store.ts'
import type { Open, Opened } from './contract.ts'
import { greeted, NOW, nextTurn, reply } from './samples.ts'

const TA_PHIN = grantScope({ by: 'off_1', communes: ['03013'] })
const LAO_CAI = grantScope({ by: 'off_2', provinces: ['15'] })
const ELSEWHERE = grantScope({ by: 'off_3', communes: ['00004'], provinces: ['01'] })

export function pledgesContract(open: Open): void {
  let db: Opened
  let count = 0
  beforeEach(async () => {
    db = await open()
  })
  afterEach(() => db.close())

  const told = (code: string): NonNullable<PledgeWrite['told']> => ({
    ...{ id: `pledge_${code}`, code, kind: 'goods', text: '20 cai chan', wording: 'pledge:ask_consent' },
    ...{ organisation: null, commune: '03013', province: '15' },
  })
  const need: CaseWrite = {
    id: 'case_n',
    open: {
      ...{ code: 'N7Q2', kind: 'hardship', matter: '|self', danger: false, organisation: null, disasterId: null },
      ...{ commune: '03013', province: '15', report: {}, score: 10, reasons: [], dueAt: null },
    },
    ...{ entries: [], links: [], photos: [] },
  }
  const says = async (before: TurnCommit, version: number, more: Partial<TurnCommit>) => {
    const turn = await nextTurn(db.store, before, { version, deliveries: [], at: NOW + version, ...more })
    return db.store.talk.commit(turn)
  }
  async function offered(code: string): Promise<TurnCommit> {
    const giver = await greeted(db.store, { deliveries: [] })
    expect(await says(giver, 1, { pledge: { told: told(code) } })).toBe('done')
    return giver
  }
  async function needing(status = 'verified'): Promise<TurnCommit> {
    const person = await greeted(db.store, { deliveries: [] })
    expect(await says(person, 1, { cases: [need] })).toBe('done')
    await db.sql(`update cases set status = '${status}'`)
    return person
  }
  const file = async (code: string): Promise<PledgeFile> => {
    const found = await db.store.pledges.get(TA_PHIN, code)
    if (found === null) throw new Error(`no pledge ${code}`)
    return found
  }
  const act = (version: number) => ({ by: 'off_1', at: NOW + 100, version, what: 'x', data: {} })
  const verify = async (code: string) => {
    const to = { status: 'verified' as const, closedReason: null, endsMatches: false, deliveries: [] }
    const { line } = await file(code)
    return db.store.pledges.setStatus(TA_PHIN, line.id, { ...act(line.version), ...to })
  }
  const match = async (code: string, giver: TurnCommit, needer: TurnCommit, more: Partial<NewMatch> = {}) => {
    const { line } = await file(code)
    const id = ++count
    return db.store.pledges.match(TA_PHIN, line.id, {
      ...{ matchId: `pm_${id}`, caseId: 'case_n', wordings: { giver: 'pledge:g', needer: 'pledge:n' } },
      ...{ wordingVersion: 'content-1', deliveries: [], ...act(line.version) },
      sides: [
        { id: `ps_${id}g`, side: 'giver', contactId: giver.contact.id, answer: 'asked' },
        { id: `ps_${id}n`, side: 'needer', contactId: needer.contact.id, answer: 'asked' },
      ],
      ...more,
    })
  }
  const introduce = async (
    code: string,
    deliveries: Parameters<typeof db.store.pledges.setMatch>[2]['deliveries'] = [],
  ) => {
    const { line, matches } = await file(code)
    const change = { ...act(line.version), matchId: matches[0]?.id ?? '', status: 'introduced' as const, deliveries }
    return db.store.pledges.setMatch(TA_PHIN, line.id, change)
  }
  const answers = async (code: string) =>
    (await file(code)).matches[0]?.shares.map(({ side, answer }) => `${side} ${answer}`)
  const agree = { pledge: { share: { agrees: true, wording: 'pledge:agreed' } } }
  const refuse = { pledge: { share: { agrees: false, wording: 'pledge:agreed' } } }

  describe('an offer of help', () => {
    it('is kept with the consent it rests on, and seen by those whose place it is', async () => {
      const giver = await offered('G7Q1')
      expect(await says(giver, 2, { pledge: { name: 'Hoa Ban' } })).toBe('done')
      expect((await file('G7Q1')).line).toMatchObject({
        giver: 'Hoa Ban',
        status: 'new',
        wording: 'pledge:ask_consent',
      })
      expect((await file('G7Q1')).entries.map(({ what, actor }) => `${actor} ${what}`)).toEqual([
        ...['citizen told', 'citizen named'],
      ])
      const page = { limit: 9, offset: 0 }
      for (const [scope, seen] of [[TA_PHIN, 1] as const, [LAO_CAI, 1] as const, [ELSEWHERE, 0] as const]) {
        expect((await db.store.pledges.list(scope, {}, page)).total).toBe(seen)
        expect(await db.store.pledges.get(scope, 'G7Q1')).toEqual(seen === 0 ? null : expect.anything())
      }
      expect((await db.store.pledges.list(TA_PHIN, { kind: 'jobs' }, page)).rows).toEqual([])
      expect((await db.store.pledges.list(TA_PHIN, { status: 'new', kind: 'goods' }, page)).rows).toHaveLength(1)
    })

    it('is refused by the database without any consent', async () => {
      const insert = `insert into pledges (id, code, kind, text, status, at, updated_at, version)
        values ('p', 'C', 'goods', 'x', 'new', 1, 1, 1)`
      await expect(db.sql(insert)).rejects.toThrow(/pledges_consent/)
    })

    it('changes only as it was looked at, and not from another commune', async () => {
      await offered('G7Q2')
      const { line } = await file('G7Q2')
      expect(await verify('G7Q2')).toBe('done')
      const to = { status: 'closed' as const, closedReason: 'given' as const, endsMatches: true, deliveries: [] }
      expect(await db.store.pledges.setStatus(TA_PHIN, line.id, { ...act(line.version), ...to })).toBe('conflict')
      expect(await db.store.pledges.setStatus(ELSEWHERE, line.id, { ...act(line.version + 1), ...to })).toBe('missing')
      expect((await file('G7Q2')).line.status).toBe('verified')
    })
  })

  describe('a match', () => {
    it('brings two together only while both consents stand, and no word leaves otherwise', async () => {
      const giver = await offered('G7Q3')
      const needer = await needing()
      await verify('G7Q3')
      expect(await match('G7Q3', giver, needer)).toBe('done')
      expect(await answers('G7Q3')).toEqual(['giver asked', 'needer asked'])
      expect(await says(giver, 2, agree)).toBe('done')
      const words = [{ ...reply(giver.address, 0), lane: 'bulk' as const }]
      expect(await introduce('G7Q3', words)).toBe('conflict')
      expect(await db.sql('select count(*) from deliveries')).toEqual([[0]])
      expect(await says(needer, 2, agree)).toBe('done')
      // Taken back before it went over.
      expect(await says(giver, 3, refuse)).toBe('done')
      expect(await introduce('G7Q3', words)).toBe('conflict')
      expect(await says(giver, 4, agree)).toBe('done')
      expect(await introduce('G7Q3', words)).toBe('done')
      expect(await db.sql('select count(*) from deliveries')).toEqual([[1]])
      expect(await db.store.pledges.helping(giver.contact.id)).toEqual({ share: 'given', open: 1 })
      const [proof] = await db.sql(
        `select inbound_id is not null, wording, answered_at from pledge_shares where side = 'giver'`,
      )
      expect(proof).toEqual([1, 'pledge:g', NOW + 4])
    })

    it('is made only to a need that officials have verified', async () => {
      const giver = await offered('G7Q4')
      const needer = await needing('seen')
      await verify('G7Q4')
      expect(await match('G7Q4', giver, needer)).toBe('conflict')
      await db.sql(`update cases set status = 'decided'`)
      expect(await match('G7Q4', giver, needer)).toBe('done')
      expect(await match('G7Q4', giver, needer)).toBe('matched')
    })

    it('asks nobody two things at a time', async () => {
      const giver = await offered('G7Q5')
      const other = await offered('G7Q6')
      const needer = await needing()
      await verify('G7Q5')
      await verify('G7Q6')
      expect(await match('G7Q5', giver, needer)).toBe('done')
      expect(await match('G7Q6', other, needer)).toBe('asks_already')
      expect(await says(needer, 2, refuse)).toBe('done')
      expect(await match('G7Q6', other, needer)).toBe('done')
      // The answer goes to the question that waits.
      expect(await says(needer, 3, agree)).toBe('done')
      expect(await answers('G7Q5')).toEqual(['giver asked', 'needer no'])
      expect(await answers('G7Q6')).toEqual(['giver asked', 'needer yes'])
    })

    it('ends when the giver takes all back, and its questions wait for nobody', async () => {
      const giver = await offered('G7Q7')
      const needer = await needing()
      await verify('G7Q7')
      await match('G7Q7', giver, needer)
      expect(await says(giver, 2, { pledge: { withdrawn: true }, at: NOW + 200 })).toBe('done')
      const { line, matches, entries } = await file('G7Q7')
      expect([line.status, line.closedReason, matches[0]?.status]).toEqual(['closed', 'withdrawn', 'ended'])
      expect(await answers('G7Q7')).toEqual(['giver no', 'needer unasked'])
      expect(entries.at(-1)).toMatchObject({ what: 'withdrawn', actor: 'citizen' })
      expect(await db.store.pledges.helping(needer.contact.id)).toEqual({ share: null, open: 0 })
    })

    it('takes a consent that an official noted with how it was asked, and of a foreign case shows nothing', async () => {
      const giver = await offered('G7Q8')
      const needer = await needing()
      await verify('G7Q8')
      await match('G7Q8', giver, needer)
      const { line, matches } = await file('G7Q8')
      const share = matches[0]?.shares.find(({ side }) => side === 'needer')
      const note = { ...act(line.version), shareId: share?.id ?? '', answer: 'yes' as const, how: 'hỏi tại nhà' }
      expect(await db.store.pledges.noteShare(TA_PHIN, line.id, note)).toBe('done')
      expect((await file('G7Q8')).matches[0]?.shares[1]).toMatchObject({
        answer: 'yes',
        how: 'hỏi tại nhà',
        notedBy: 'off_1',
      })
      await db.sql(`update cases set commune = '00004', province = '01'`)
      expect((await file('G7Q8')).matches[0]).toMatchObject({ caseCode: null, caseStatus: null })
    })
  })
}
