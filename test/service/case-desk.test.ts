/** Officials at work on cases, on a real database: what each act keeps, what the person hears, and what is refused. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Official } from '../../src/core/official.ts'
import type { CaseAction } from '../../src/service/case-actions.ts'
import { act, openCaseFile, openInbox } from '../../src/service/case-desk.ts'
import { OPEN_STATUSES } from '../../src/service/case-filter.ts'
import { openAtDesk } from '../../src/service/case-open.ts'
import { endPauses, escalate } from '../../src/service/escalation.ts'
import { isQuiet } from '../../src/service/quiet-hours.ts'
import { runTurn } from '../../src/service/run-turn.ts'
import { wrote } from '../store/samples.ts'
import { type Desk, HERE, NEXT_DOOR, official, openDesk } from './desk-house.ts'

const HOUR = 3_600_000
const officer = official('commune_officer')
const leader = official('commune_leader')
const everything = official('commune_leader', 'off_all', { by: 'off_all', everywhere: true })
const elsewhere = official('commune_leader', 'off_elsewhere', { by: 'off_elsewhere', communes: [NEXT_DOOR.commune] })

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const does = (who: Official, code: string, action: CaseAction, seen?: Parameters<typeof act>[4]) =>
  act(desk.ports, who, code, action, seen)

async function fileOf(code: string, who: Official = leader) {
  const opened = await openCaseFile(desk.ports, who, code)
  if (!opened) throw new Error(`no case ${code}`)
  return opened.file
}

describe('a step of a case', () => {
  it('is kept with its entry, its word to the person and its place in the audit log, all together', async () => {
    const code = await desk.addCase({ contactId: await desk.person() })
    expect(await does(officer, code, { do: 'verify' })).toBe('done')
    const { line, entries } = await fileOf(code)
    expect(line).toMatchObject({ status: 'verified', seenAt: desk.now(), unread: false, version: 2 })
    expect(line.dueAt).toBeGreaterThan(desk.now())
    expect(entries.at(-1)).toMatchObject({
      kind: 'status',
      actor: officer.id,
      data: { from: 'new', to: 'verified' },
      deliveryId: expect.stringMatching(/^out_/),
    })
    expect(await desk.owed()).toEqual([
      { lane: 'bulk', status: 'queued', text: expect.stringContaining(`Phan anh HT ${code} da duoc kiem tra.`) },
    ])
    const rows = await desk.sql('select actor, action from audit')
    expect(rows.length).toBe(1)
    expect(rows[0]?.[0]).toBe(officer.id)
    expect(await desk.store.audit.verify()).toMatchObject({ ok: true })
  })

  it('goes from the first look to the household’s word, one SMS each', async () => {
    const code = await desk.addCase({ contactId: await desk.person() })
    const supports = [{ rule: 'EM-HOUSE-NEW', amountVnd: 40_000_000, riceKg: null, people: null, note: null }]
    for (const [who, action] of [
      [officer, { do: 'seen' }],
      [officer, { do: 'verify' }],
      [officer, { do: 'propose', supports }],
      [leader, { do: 'decide', supports }],
      [officer, { do: 'support' }],
      [officer, { do: 'confirm' }],
    ] as const)
      expect([action.do, await does(who, code, action)]).toEqual([action.do, 'done'])
    const { line, supports: kept, entries } = await fileOf(code)
    expect(line).toMatchObject({ status: 'confirmed', dueAt: null })
    expect(kept).toMatchObject([{ rule: 'EM-HOUSE-NEW', amountVnd: 40_000_000, status: 'given' }])
    expect(entries.filter(({ kind }) => kind === 'status').map(({ data }) => data.to)).toEqual([
      ...['seen', 'verified', 'decided', 'supported', 'confirmed'],
    ])
    expect((await desk.owed()).map(({ text }) => text.split(': ').slice(1).join(': ').split('.')[0])).toHaveLength(5)
    expect((await desk.owed()).every(({ lane }) => lane === 'bulk')).toBe(true)
  })

  it('that the table does not know is refused, and nothing is kept or told', async () => {
    const code = await desk.addCase({ contactId: await desk.person() })
    expect(await does(officer, code, { do: 'support' })).toEqual({ refused: 'not_now' })
    expect(await does(officer, code, { do: 'close', reason: 'duplicate' })).toEqual({ refused: 'use_merge' })
    expect(await does(officer, code, { do: 'close', reason: 'answered' })).toEqual({ refused: 'bad_reason' })
    expect(await does(officer, code, { do: 'reopen', why: 'x' })).toEqual({ refused: 'not_now' })
    expect((await fileOf(code)).line.version).toBe(1)
    expect(await desk.owed()).toEqual([])
  })

  it('is decided by the leader alone, and never without anything granted', async () => {
    const code = await desk.addCase({ status: 'verified', contactId: await desk.person() })
    const rice = { rule: 'EM-RICE', amountVnd: null, riceKg: 75, people: 5, note: null }
    expect(await does(officer, code, { do: 'decide', supports: [rice] })).toEqual({ refused: 'not_allowed' })
    expect(await does(leader, code, { do: 'decide', supports: [] })).toEqual({ refused: 'nothing_decided' })
    expect(await does(leader, code, { do: 'decide', supports: [{ ...rice, refused: true }] })).toEqual({
      refused: 'nothing_decided',
    })
    expect(await does(leader, code, { do: 'decide', supports: [rice, rice] })).toEqual({ refused: 'rule_twice' })
    expect(await does(leader, code, { do: 'decide', supports: [{ ...rice, riceKg: -1 }] })).toEqual({
      refused: 'bad_amount',
    })
    expect(await does(leader, code, { do: 'decide', supports: [rice] })).toBe('done')
    expect((await desk.owed()).at(-1)?.text).toContain('xa quyet dinh ho tro 75 kg gao.')
  })

  it('what was proposed and not decided is kept as not granted', async () => {
    const code = await desk.addCase({ contactId: await desk.person() })
    const one = { amountVnd: 1_000_000, riceKg: null, people: null, note: null }
    await does(officer, code, {
      do: 'propose',
      supports: [
        { ...one, rule: 'EM-KIT' },
        { ...one, rule: 'other' },
      ],
    })
    await does(officer, code, { do: 'verify' })
    await does(leader, code, { do: 'decide', supports: [{ ...one, rule: 'other' }] })
    const { supports } = await fileOf(code)
    expect(Object.fromEntries(supports.map(({ rule, status }) => [rule, status]))).toEqual({
      'EM-KIT': 'refused',
      other: 'decided',
    })
  })

  it('back goes by opening again, with a reason', async () => {
    const code = await desk.addCase({ status: 'closed', contactId: await desk.person() })
    expect(await does(officer, code, { do: 'reopen', why: '  ' })).toEqual({ refused: 'why_needed' })
    expect(await does(officer, code, { do: 'reopen', why: 'đóng nhầm' })).toBe('done')
    expect((await fileOf(code)).line).toMatchObject({ status: 'seen', closedReason: null })
    expect((await desk.owed())[0]?.text).toContain('da duoc mo lai')
  })

  it('not while the person has another open case of the same matter', async () => {
    const contactId = await desk.person()
    const [old, newer] = [await desk.addCase({ contactId, status: 'closed' }), await desk.addCase({ contactId })]
    await desk.sql("update cases set matter = '|self'")
    expect(await does(officer, old, { do: 'reopen', why: 'x' })).toEqual({ refused: 'other_open' })
    expect((await fileOf(newer)).line.status).toBe('new')
    expect(await desk.owed()).toEqual([])
  })
})

describe('a wrong button', () => {
  it('is taken back, and the person hears nothing: the notice waits two minutes for that', async () => {
    const code = await desk.addCase({ status: 'seen', contactId: await desk.person() })
    await does(officer, code, { do: 'close', reason: 'not_true' })
    const claim = () =>
      desk.store.deliveries.claim({ door: 'simulator', lanes: ['bulk'], limit: 9, now: desk.now(), leaseMs: 60_000 })
    desk.wait(90_000)
    expect(await claim()).toEqual([])
    expect(await does(leader, code, { do: 'undo' })).toEqual({ refused: 'undo_too_late' })
    expect(await does(officer, code, { do: 'undo' })).toBe('done')
    expect((await fileOf(code)).line).toMatchObject({ status: 'seen', closedReason: null })
    expect((await desk.owed()).map(({ status }) => status)).toEqual(['expired'])
    desk.wait(600_000)
    expect(await claim()).toEqual([])
    expect(await does(officer, code, { do: 'undo' })).toEqual({ refused: 'undo_too_late' })
  })

  it('is not taken back once the notice has left, nor after five minutes', async () => {
    const [told, late] = [
      await desk.addCase({ status: 'seen', contactId: await desk.person() }),
      await desk.addCase({ status: 'seen', contactId: await desk.person() }),
    ]
    await does(officer, told, { do: 'verify' })
    await does(officer, late, { do: 'verify' })
    desk.wait(121_000)
    await desk.store.deliveries.claim({
      door: 'simulator',
      lanes: ['bulk'],
      limit: 1,
      now: desk.now(),
      leaseMs: 60_000,
    })
    const outcomes = await Promise.all([told, late].map((code) => does(officer, code, { do: 'undo' })))
    expect(outcomes).toContainEqual({ refused: 'undo_too_late' })
    expect(outcomes).toContain('done')
    const other = await desk.addCase({ status: 'seen' })
    await does(officer, other, { do: 'verify' })
    desk.wait(301_000)
    expect(await does(officer, other, { do: 'undo' })).toEqual({ refused: 'undo_too_late' })
  })

  it('gives back what was decided and what was given', async () => {
    const code = await desk.addCase({ status: 'verified', contactId: await desk.person() })
    const supports = [{ rule: 'EM-RICE', amountVnd: null, riceKg: 75, people: 5, note: null }]
    const state = async () => (await fileOf(code)).supports.map(({ status }) => status)
    await does(leader, code, { do: 'decide', supports })
    await does(leader, code, { do: 'support' })
    expect(await state()).toEqual(['given'])
    expect(await does(leader, code, { do: 'undo' })).toBe('done')
    expect([(await fileOf(code)).line.status, await state()]).toEqual(['decided', ['decided']])
  })
})

describe('two officials at once', () => {
  it('the slower is told, and nothing of theirs is kept', async () => {
    const code = await desk.addCase({ contactId: await desk.person() })
    const { version } = (await fileOf(code)).line
    expect(await does(officer, code, { do: 'verify' }, { version })).toBe('done')
    expect(await does(leader, code, { do: 'close', reason: 'not_found' }, { version })).toBe('conflict')
    expect((await fileOf(code)).line.status).toBe('verified')
    expect(await desk.owed()).toHaveLength(1)
  })

  it('a note takes nothing away, so both are kept', async () => {
    const code = await desk.addCase()
    const { version } = (await fileOf(code)).line
    const notes = ['một', 'hai', 'ba'].map((text) => does(officer, code, { do: 'note', text }, { version }))
    expect(await Promise.all(notes)).toEqual(['done', 'done', 'done'])
    expect((await fileOf(code)).entries.filter(({ kind }) => kind === 'note')).toHaveLength(3)
  })
})

describe('another commune’s case', () => {
  it('is missing, as one that does not exist', async () => {
    const code = await desk.addCase()
    for (const one of [code, 'X9X9']) {
      expect(await openCaseFile(desk.ports, elsewhere, one)).toBeNull()
      expect(await does(elsewhere, one, { do: 'note', text: 'x' })).toBe('missing')
      expect(await does(elsewhere, one, { do: 'verify' })).toBe('missing')
    }
    expect((await openInbox(desk.ports, elsewhere.scope, {})).total).toBe(0)
    expect((await openInbox(desk.ports, leader.scope, {})).total).toBe(1)
  })
})

describe('what the person hears', () => {
  it('of a notice nothing by night: it waits in the lane that rests from 21:00 to 07:00', async () => {
    const code = await desk.addCase({ contactId: await desk.person() })
    while (!isQuiet(desk.now())) desk.wait(HOUR)
    await does(officer, code, { do: 'seen' })
    const claim = (lanes: readonly ('bulk' | 'replies')[]) =>
      desk.store.deliveries.claim({ door: 'simulator', lanes, limit: 9, now: desk.now(), leaseMs: 60_000 })
    desk.wait(121_000)
    expect(await claim(['replies'])).toEqual([])
    expect(await claim(['bulk'])).toHaveLength(1)
  })

  it('nothing after STOP, and the case says so', async () => {
    const contactId = await desk.person({ value: '+84910000999' })
    const code = await desk.addCase({ contactId })
    await desk.store.contacts.setStopped({ kind: 'sms', value: '+84910000999' }, desk.now())
    await does(officer, code, { do: 'verify' })
    expect(await desk.owed()).toEqual([])
    expect((await fileOf(code)).entries.at(-1)?.data).toMatchObject({ notTold: 'stopped' })
  })

  it('nothing where there is nobody to write to', async () => {
    const code = await desk.addCase()
    expect(await does(officer, code, { do: 'verify' })).toBe('done')
    expect((await fileOf(code)).entries.at(-1)?.data).toMatchObject({ notTold: 'no_contact' })
  })
})

describe('an official’s answer', () => {
  it('goes at once, by night too, to somebody who wrote within a day', async () => {
    const code = await desk.addCase({ status: 'seen', contactId: await desk.person() })
    while (!isQuiet(desk.now())) desk.wait(HOUR)
    await does(officer, code, { do: 'answer', text: 'Chiều nay xã đến, bà con ở yên trên cao.' })
    expect(await desk.owed()).toEqual([
      { lane: 'replies', status: 'queued', text: expect.stringMatching(/Chieu nay xa den, ba con o yen tren cao\.$/) },
    ])
    expect((await fileOf(code)).entries.at(-1)).toMatchObject({ kind: 'answered', actor: officer.id })
  })

  it('waits for the morning where nobody waits for it', async () => {
    const code = await desk.addCase({ status: 'seen', contactId: await desk.person() })
    desk.wait(25 * HOUR)
    await does(officer, code, { do: 'answer', text: 'Xã đã xem.' })
    expect((await desk.owed())[0]?.lane).toBe('bulk')
  })

  it('after STOP goes only to words written since', async () => {
    const contactId = await desk.person({ value: '+84910000998' })
    const code = await desk.addCase({ status: 'seen', contactId })
    await desk.writes(contactId, 'STOP')
    await desk.store.contacts.setStopped({ kind: 'sms', value: '+84910000998' }, desk.now())
    const answer = { do: 'answer', text: 'Xã đến lúc 3 giờ.' } as const
    expect(await does(officer, code, answer)).toEqual({ refused: 'stopped' })
    desk.wait(60_000)
    await desk.writes(contactId, 'cho toi hoi them')
    expect(await does(officer, code, answer)).toBe('done')
    expect((await desk.owed())[0]?.lane).toBe('replies')
  })

  it.for([
    ['', 'empty'],
    [' \u202e\u0007 ', 'empty'],
    ['Xem tại https://xa.vn', 'holds_link'],
    ['Bà con gửi số CCCD cho xã.', 'asks_secret'],
    [`${'a'.repeat(458)} b`, 'too_long_answer'],
  ] as const)('%j is refused: %s', async ([text, why]) => {
    const code = await desk.addCase({ status: 'seen', contactId: await desk.person() })
    expect(await does(officer, code, { do: 'answer', text })).toEqual({ refused: why })
    expect(await desk.owed()).toEqual([])
  })

  it('loses signs that turn the writing round, and keeps its lines', async () => {
    const code = await desk.addCase({ status: 'seen', contactId: await desk.person() })
    await does(officer, code, { do: 'answer', text: 'một\u202e\u0000 hai\r\n\r\nba' })
    expect((await desk.owed())[0]?.text).toMatch(/mot hai\nba$/)
  })
})

describe('an official who takes over', () => {
  it('keeps the program silent until they hand back, and the person hears both', async () => {
    const contactId = await desk.person()
    const code = await desk.addCase({ status: 'seen', contactId })
    expect(await does(officer, code, { do: 'take_over' })).toBe('done')
    expect((await fileOf(code)).contact).toMatchObject({ pausedBy: officer.id })
    expect(await does(officer, code, { do: 'take_over' })).toEqual({ refused: 'yours_already' })
    expect(await does(leader, code, { do: 'hand_back' })).toBe('done')
    expect((await fileOf(code)).contact).toMatchObject({ pausedBy: null, pausedAt: null })
    expect(await does(leader, code, { do: 'hand_back' })).toEqual({ refused: 'not_paused' })
    expect((await desk.owed()).map(({ lane }) => lane)).toEqual(['replies', 'replies'])
  })

  it('and says nothing for a day has left: the program answers again', async () => {
    const contactId = await desk.person()
    const code = await desk.addCase({ status: 'seen', contactId })
    await does(officer, code, { do: 'take_over' })
    desk.wait(20 * HOUR)
    await desk.writes(contactId, 'cam on')
    await does(officer, code, { do: 'answer', text: 'Vâng.' })
    desk.wait(20 * HOUR)
    expect(await endPauses(desk.ports)).toBe(0)
    desk.wait(5 * HOUR)
    expect(await endPauses(desk.ports)).toBe(1)
    expect(await endPauses(desk.ports)).toBe(0)
    const file = await fileOf(code)
    expect(file.contact?.pausedBy).toBeNull()
    expect(file.entries.at(-1)).toMatchObject({ kind: 'handed_back', actor: 'system', data: { why: 'silent' } })
  })

  it('gives the person back when the case ends', async () => {
    const code = await desk.addCase({ status: 'seen', contactId: await desk.person() })
    await does(officer, code, { do: 'take_over' })
    await does(officer, code, { do: 'close', reason: 'helped' })
    expect((await fileOf(code)).contact?.pausedBy).toBeNull()
  })
})

describe('a merge', () => {
  it('closes the duplicate, tells its person the other code, and adds what only it knew', async () => {
    const twin = await desk.addCase({
      contactId: await desk.person(),
      danger: true,
      score: 90,
      report: { forWhom: 'neighbour', name: 'Ông Ba', people: 4, house: 'collapsed' },
    })
    const kept = await desk.addCase({
      contactId: await desk.person(),
      score: 40,
      report: { hazard: 'storm', people: 3 },
    })
    expect(await does(officer, twin, { do: 'merge', into: kept })).toBe('done')
    expect((await fileOf(twin)).line).toMatchObject({ status: 'closed', closedReason: 'duplicate', mergedInto: kept })
    const { line, entries } = await fileOf(kept)
    expect(line).toMatchObject({ danger: true, score: 90, report: { hazard: 'storm', people: 3, house: 'collapsed' } })
    expect(line.report.name).toBeUndefined()
    expect(entries.at(-1)).toMatchObject({ kind: 'merged', data: { from: twin } })
    expect(await desk.owed()).toEqual([
      expect.objectContaining({ text: expect.stringContaining(`HT ${twin} nay gop vao HT ${kept}`) }),
    ])
  })

  it('is refused with itself, with what does not exist or lies elsewhere, and with what was merged', async () => {
    const [a, b, c] = [await desk.addCase(), await desk.addCase(), await desk.addCase({ place: NEXT_DOOR })]
    expect(await does(officer, a, { do: 'merge', into: a })).toEqual({ refused: 'merge_itself' })
    expect(await does(officer, a, { do: 'merge', into: 'X9X9' })).toEqual({ refused: 'no_such_code' })
    expect(await does(officer, a, { do: 'merge', into: c })).toEqual({ refused: 'no_such_code' })
    expect(await does(officer, a, { do: 'merge', into: b })).toBe('done')
    expect(await does(officer, b, { do: 'merge', into: a })).toEqual({ refused: 'merge_with_that' })
    expect(await does(officer, a, { do: 'verify' })).toEqual({ refused: 'merged' })
    expect(await does(officer, a, { do: 'reopen', why: 'hai nhà khác nhau' })).toBe('done')
    expect((await fileOf(a)).line).toMatchObject({ status: 'seen', mergedInto: null, closedReason: null })
  })
})

describe('time', () => {
  it('an overdue case is said once for each due time, and rises', async () => {
    const code = await desk.addCase({ dueAt: desk.now() + HOUR, score: 60 })
    expect(await escalate(desk.ports)).toBe(0)
    desk.wait(2 * HOUR)
    expect(await escalate(desk.ports)).toBe(1)
    expect(await escalate(desk.ports)).toBe(0)
    const { line, entries } = await fileOf(code)
    expect(line).toMatchObject({ score: 70, escalatedAt: desk.now() })
    expect(entries.at(-1)).toMatchObject({ kind: 'escalated', actor: 'system' })
    await does(officer, code, { do: 'due', at: desk.now() + HOUR })
    desk.wait(2 * HOUR)
    expect(await escalate(desk.ports)).toBe(1)
  })
})

describe('from the first SMS to the answer', () => {
  const SMS = { kind: 'sms', value: '+84977000111' } as const
  async function says(text: string): Promise<readonly string[]> {
    desk.wait(60_000)
    const row = wrote(SMS, {
      door: 'simulator',
      content: { kind: 'text', text },
      receivedAt: desk.now(),
      sentAt: desk.now(),
    })
    await desk.store.inbound.add([row])
    const before = (await desk.owed()).length
    const done = await runTurn(desk.ports, row)
    expect(done.events.filter(({ type }) => type === 'turn_failed')).toEqual([])
    return (await desk.owed()).slice(before).map((one) => one.text)
  }

  it('a report stands in the inbox, the official takes over, answers, and gives the talk back', async () => {
    const [receipt] = await says('nha toi bi bao lam sap, can giup do')
    expect(receipt).toBeTruthy()
    const { rows } = await openInbox(desk.ports, everything.scope, { status: OPEN_STATUSES })
    expect(rows).toMatchObject([{ kind: 'hardship', status: 'new', unread: true }])
    const code = rows[0]?.code ?? ''
    expect(await does(everything, code, { do: 'take_over' })).toBe('done')
    expect((await fileOf(code, everything)).messages[0]).toMatchObject({ direction: 'in' })
    desk.wait(60_000)
    expect(await does(everything, code, { do: 'answer', text: 'Xã đến ngay.' })).toBe('done')
    expect((await desk.owed()).at(-1)).toMatchObject({ lane: 'replies', text: expect.stringContaining('Xa den ngay.') })
    expect(await does(everything, code, { do: 'hand_back' })).toBe('done')
    expect(await says('menu')).not.toEqual([])
  })
})

describe('duty officers', () => {
  it('hear of an overdue case once, by night only where life is in danger', async () => {
    const duty = [{ name: 'Trực ban', address: { kind: 'sms', value: '+84988000111' } }]
    await desk.sql(`update organisations set duty_officers = '${JSON.stringify(duty)}'`)
    await desk.addCase({ dueAt: desk.now() - 1 })
    const urgent = await desk.addCase({ dueAt: desk.now() - 1, danger: true })
    expect(await escalate(desk.ports)).toBe(2)
    expect(await escalate(desk.ports)).toBe(0)
    const owed = await desk.owed()
    expect(owed.map(({ lane }) => lane).sort()).toEqual(['bulk', 'life_safety'])
    const alarm = owed.find(({ lane }) => lane === 'life_safety')?.text
    expect(alarm).toBe(`Qua han, co nguoi nguy hiem: vu HT ${urgent}, Xa Ta Phin, Lao Cai. Xin mo trang can bo ngay.`)
  })
})

describe('the work on a case', () => {
  it('is given to colleagues of the place only', async () => {
    const code = await desk.addCase()
    expect(await does(officer, code, { do: 'assign', to: officer.id })).toBe('done')
    expect(await does(officer, code, { do: 'assign', to: 'off_stranger' })).toEqual({ refused: 'no_colleague' })
    expect(await does(officer, code, { do: 'assign', to: leader.id }, { colleagues: [leader.id] })).toBe('done')
    expect((await fileOf(code)).line.assignee).toBe(leader.id)
    expect(await does(officer, code, { do: 'assign', to: null })).toBe('done')
    expect((await openInbox(desk.ports, leader.scope, { status: OPEN_STATUSES, assignee: '' })).total).toBe(1)
  })

  it('a correction keeps what stood before, and cannot carry a case out of one’s communes', async () => {
    const code = await desk.addCase({ report: { ...HERE, people: 3, hazard: 'storm' } })
    expect(await does(officer, code, { do: 'edit', patch: { people: 5, hazard: 'storm', village: 'Suối Thầu' } })).toBe(
      'done',
    )
    const { line, entries } = await fileOf(code)
    expect(line.report).toMatchObject({ people: 5, village: 'Suối Thầu', hazard: 'storm' })
    expect(entries.find(({ kind }) => kind === 'edited')?.data).toEqual({
      before: { people: 3, village: null },
      after: { people: 5, village: 'Suối Thầu' },
    })
    expect(await does(officer, code, { do: 'edit', patch: { people: 5 } })).toEqual({ refused: 'nothing_changed' })
    expect(await does(officer, code, { do: 'edit', patch: NEXT_DOOR })).toEqual({ refused: 'outside' })
  })

  it('whoever is safe again does not stay on top', async () => {
    const code = await desk.addCase({ danger: true, score: 90, status: 'seen', report: { ...HERE, hurt: 1 } })
    expect(await does(officer, code, { do: 'danger', on: true })).toEqual({ refused: 'nothing_changed' })
    expect(await does(officer, code, { do: 'danger', on: false })).toBe('done')
    const { line } = await fileOf(code)
    expect(line).toMatchObject({ danger: false, reasons: ['hurt'] })
    expect(line.score).toBeLessThan(60)
  })

  it('a person who came to the desk has a case too, seen by whoever wrote it down', async () => {
    const made = await openAtDesk(desk.ports, officer, {
      report: { name: 'Bà Sáu', house: 'collapsed', hazard: 'storm', people: 2 },
      danger: false,
      note: 'Con trai: 0912 345 678',
    })
    if ('refused' in made) throw new Error(made.refused)
    const { line, entries, contact } = await fileOf(made.code)
    expect(line).toMatchObject({ status: 'seen', commune: HERE.commune, report: { name: 'Bà Sáu' } })
    expect(line.score).toBeGreaterThan(0)
    expect(contact).toBeNull()
    expect(entries.some(({ kind, data }) => kind === 'note' && data.text === 'Con trai: 0912 345 678')).toBe(true)
    const outside = { report: NEXT_DOOR, danger: false, note: '' }
    expect(await openAtDesk(desk.ports, officer, outside)).toEqual({ refused: 'outside' })
  })
})
