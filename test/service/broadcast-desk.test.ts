/** Writing, approving and stopping a message to many: two people, one hash, and nobody outside the author's communes. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  approveBroadcast,
  type BroadcastOutcome,
  cancelBroadcast,
  createBroadcast,
  editBroadcast,
  pauseBroadcast,
  refuseBroadcast,
  resumeBroadcast,
  submitBroadcast,
} from '../../src/service/broadcast-acts.ts'
import { listBroadcasts, openBroadcast } from '../../src/service/broadcast-desk.ts'
import { putBroadcastList } from '../../src/service/broadcast-list.ts'
import { previewAudience } from '../../src/service/broadcast-preview.ts'
import { tryBroadcast } from '../../src/service/broadcast-trial.ts'
import { type Desk, HERE, NEXT_DOOR, official, openDesk } from './desk-house.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const author = official('commune_officer', 'off_author')
const leader = official('commune_leader', 'off_leader')
const second = official('commune_leader', 'off_second')
const elsewhere = official('commune_leader', 'off_elsewhere', { by: 'off_elsewhere', communes: [NEXT_DOOR.commune] })
const NOTICE = {
  title: 'Lịch chi trả tháng 12',
  class: 'service_notice',
  words: { vi: 'Trợ cấp tháng 12 trả ngày 5 tại nhà văn hóa xã, từ 8 giờ.' },
  audience: {},
}

const done = (outcome: BroadcastOutcome): string => {
  if (typeof outcome === 'object' && 'done' in outcome) return outcome.done
  throw new Error(JSON.stringify(outcome))
}
const versionOf = async (id: string) => (await openBroadcast(desk.ports, author, id))?.broadcast.version ?? 0
const hashOf = async (id: string) => (await openBroadcast(desk.ports, author, id))?.broadcast.hash ?? ''
const statusOf = async (id: string) => (await openBroadcast(desk.ports, author, id))?.broadcast.status
const create = async (form: object = NOTICE) => done(await createBroadcast(desk.ports, author, form))
const submit = async (id: string, again = false) =>
  submitBroadcast(desk.ports, author, id, await versionOf(id), { again })
const resident = async (commune = HERE.commune) => {
  const id = await desk.person()
  await desk.sql(`update sessions set data = json_set(data, '$.commune', '${commune}') where contact_id = '${id}'`)
  return id
}

describe('a broadcast', () => {
  test('with the words of a household leaves only while it agrees to them', async () => {
    const story = async (status: string) =>
      desk.sql(`insert into models (id, status, told, title, text, commune, province, at, updated_at, version, how, consent_by)
        values ('model_1', '${status}', '', 'Nuôi bò', 'x', '${HERE.commune}', '${HERE.province}', 1, 1, 1, 'x', 'y')
        on conflict do update set status = excluded.status`)
    await story('draft')
    expect(await createBroadcast(desk.ports, author, { ...NOTICE, modelId: 'model_1' })).toEqual({
      refused: 'story_gone',
    })
    await story('published')
    const id = await create({ ...NOTICE, modelId: 'model_1' })
    await story('withdrawn')
    expect(await submit(id)).toEqual({ refused: 'story_gone' })
    await story('published')
    done(await submit(id))
    await story('withdrawn')
    expect(await approveBroadcast(desk.ports, leader, id, await hashOf(id))).toEqual({ refused: 'story_gone' })
    await story('published')
    done(await approveBroadcast(desk.ports, leader, id, await hashOf(id)))
  })

  test('takes two people and exactly the text that both saw', async () => {
    const id = await create()
    expect(await approveBroadcast(desk.ports, leader, id, 'x')).toEqual({ refused: 'not_submitted' })
    done(await submit(id))
    const hash = await hashOf(id)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(await approveBroadcast(desk.ports, author, id, hash)).toEqual({ refused: 'not_allowed' })
    expect(await approveBroadcast(desk.ports, elsewhere, id, hash)).toBe('missing')
    expect(await approveBroadcast(desk.ports, leader, id, 'x')).toEqual({ refused: 'changed_since' })
    done(await editBroadcast(desk.ports, author, id, await versionOf(id), { ...NOTICE, words: { vi: 'Đổi ngày.' } }))
    expect(await statusOf(id)).toBe('draft')
    done(await submit(id))
    expect(await approveBroadcast(desk.ports, leader, id, hash)).toEqual({ refused: 'changed_since' })
    done(await approveBroadcast(desk.ports, leader, id, await hashOf(id)))
    expect(await statusOf(id)).toBe('preparing')
    expect(await approveBroadcast(desk.ports, second, id, await hashOf(id))).toEqual({ refused: 'not_submitted' })
    const acts = await desk.sql("select action from audit where action like 'broadcast%' order by seq")
    expect(acts.flat()).toEqual([
      ...['broadcast_created', 'broadcast_submitted', 'broadcast_changed', 'broadcast_submitted'],
      'broadcast_approved',
    ])
  })

  test('an author who may approve still does not approve their own', async () => {
    const id = done(await createBroadcast(desk.ports, leader, NOTICE))
    done(await submitBroadcast(desk.ports, leader, id, 1))
    expect(await approveBroadcast(desk.ports, leader, id, await hashOf(id))).toEqual({ refused: 'own_broadcast' })
    expect((await openBroadcast(desk.ports, leader, id))?.may).toMatchObject({ approve: false, cancel: true })
    done(await approveBroadcast(desk.ports, second, id, await hashOf(id)))
  })

  test('two approvals at the same moment are one sending', async () => {
    const id = await create()
    done(await submit(id))
    const hash = await hashOf(id)
    const both = await Promise.all([leader, second].map((who) => approveBroadcast(desk.ports, who, id, hash)))
    expect(both.filter((one) => typeof one === 'object' && 'done' in one)).toHaveLength(1)
    expect(await desk.sql('select count(*) from broadcast_approvals')).toEqual([[1]])
  })

  test('a warning of danger needs an open event and two who approve it', async () => {
    const warning = { ...NOTICE, class: 'life_safety', words: { vi: 'Nước lên nhanh. Lên chỗ cao ngay.' } }
    expect(await createBroadcast(desk.ports, author, warning)).toEqual({ refused: 'no_event' })
    await desk.sql(`insert into disasters (id, name, hazard, status, communes, starts_on, cap_ids, created_by, created_at, opened_at, version)
      values ('dis_1', 'Lũ', 'flood', 'open', '["${HERE.commune}"]', '2026-01-01', '[]', 'off_1', 1, 1, 1)`)
    const id = await create({ ...warning, disasterId: 'dis_1' })
    done(await submit(id))
    done(await approveBroadcast(desk.ports, leader, id, await hashOf(id)))
    expect(await statusOf(id)).toBe('submitted')
    expect(await approveBroadcast(desk.ports, leader, id, await hashOf(id))).toEqual({ refused: 'approved_before' })
    await desk.sql("update disasters set status = 'closed'")
    expect(await approveBroadcast(desk.ports, second, id, await hashOf(id))).toEqual({ refused: 'event_closed' })
    await desk.sql("update disasters set status = 'open'")
    done(await approveBroadcast(desk.ports, second, id, await hashOf(id)))
    expect(await statusOf(id)).toBe('preparing')
  })

  test('the same text to the same people within a day is asked about', async () => {
    done(await submit(await create()))
    const again = await create()
    expect(await submit(again)).toEqual({ refused: 'same_again' })
    done(await submit(again, true))
    desk.wait(25 * 3_600_000)
    done(await submit(await create()))
  })

  test('is refused with a reason, changed and handed in anew', async () => {
    const id = await create()
    done(await submit(id))
    expect(await refuseBroadcast(desk.ports, leader, id, await versionOf(id), ' ')).toEqual({ refused: 'why' })
    done(await refuseBroadcast(desk.ports, leader, id, await versionOf(id), 'Sai ngày'))
    expect((await openBroadcast(desk.ports, author, id))?.broadcast).toMatchObject({ refusedWhy: 'Sai ngày' })
    done(await submit(id, true))
  })

  test('stops, goes on and is called off', async () => {
    const id = await create()
    done(await submit(id))
    expect(await pauseBroadcast(desk.ports, author, id)).toEqual({ refused: 'not_running' })
    done(await approveBroadcast(desk.ports, leader, id, await hashOf(id)))
    done(await pauseBroadcast(desk.ports, author, id))
    expect(await statusOf(id)).toBe('paused')
    done(await resumeBroadcast(desk.ports, leader, id))
    expect(await statusOf(id)).toBe('preparing')
    expect(await cancelBroadcast(desk.ports, elsewhere, id)).toBe('missing')
    done(await cancelBroadcast(desk.ports, author, id))
    expect(await resumeBroadcast(desk.ports, author, id)).toEqual({ refused: 'not_paused' })
  })

  test('is tried on the phone of somebody known here, a few times an hour, and marked as a test', async () => {
    await resident()
    const id = await create()
    const [[phone] = []] = await desk.sql('select value from addresses')
    expect(await tryBroadcast(desk.ports, author, id, '0999999999')).toEqual({ refused: 'unknown_phone' })
    for (let i = 0; i < 6; i++) expect(await tryBroadcast(desk.ports, author, id, String(phone))).toEqual({ done: id })
    expect(await tryBroadcast(desk.ports, author, id, String(phone))).toEqual({ refused: 'too_many_tests' })
    const [first] = await desk.owed()
    expect(first?.text).toMatch(/^\[TIN THU\] .*\nTro cap thang 12 .*\nKiem tra tin: KT \d{6}\nThoi nhan tin: NGUNG$/s)
  })

  test('is not seen elsewhere, nor by roles without citizens', async () => {
    const id = await create()
    expect(await openBroadcast(desk.ports, elsewhere, id)).toBeNull()
    expect(await openBroadcast(desk.ports, official('administrator'), id)).toBeNull()
    expect((await listBroadcasts(desk.ports, elsewhere)).rows).toEqual([])
    expect((await listBroadcasts(desk.ports, leader)).rows.map((one) => one.id)).toEqual([id])
  })

  test.each([
    ['a link', { words: { vi: 'Xem tại www.xa.vn' } }, 'words_unsafe'],
    ['a secret', { words: { vi: 'Bà con gửi mã OTP cho xã' } }, 'words_unsafe'],
    ['nothing', { words: { vi: ' \n ' } }, 'words'],
    ['too much', { words: { vi: 'a '.repeat(150) } }, 'words_long'],
    ['another commune', { audience: { communes: [NEXT_DOOR.commune] } }, 'outside'],
    ['an advertisement to everybody', { class: 'promotion' }, 'no_topic'],
    ['a field of its own', { approvedBy: 'off_author' }, 'unreadable'],
    ['yesterday', { sendAt: 1 }, 'send_at'],
  ])('is refused with %s', async (_, more, refused) => {
    expect(await createBroadcast(desk.ports, author, { ...NOTICE, ...more })).toMatchObject({ refused })
  })
})

describe('the audience', () => {
  test('is counted and shown by five of them, masked; a small group is not', async () => {
    for (let i = 0; i < 4; i++) await resident()
    const few = await previewAudience(desk.ports, author, NOTICE)
    expect(few).toMatchObject({ count: null, reached: null, samples: [] })
    for (let i = 0; i < 3; i++) await resident()
    await resident(NEXT_DOOR.commune)
    const seven = await previewAudience(desk.ports, author, NOTICE)
    expect(seven).toMatchObject({
      count: 7,
      reached: 7,
      atLeast: false,
      byCommune: [{ commune: HERE.commune, count: 7 }],
    })
    expect('samples' in Object(seven) && Object(seven).samples).toHaveLength(5)
    expect(JSON.stringify(seven)).not.toMatch(/\d{5,}(?<!03013)"/)
  })

  test('of an uploaded list is known people of the place only, each once', async () => {
    const mine = await resident()
    const other = await resident(NEXT_DOOR.commune)
    const [[phone] = []] = await desk.sql(`select value from addresses where contact_id = '${mine}'`)
    const [[foreign] = []] = await desk.sql(`select value from addresses where contact_id = '${other}'`)
    const id = await create()
    const rows = [
      { row: 2, value: String(phone).replace('+84', '0') },
      { row: 3, value: mine },
      { row: 4, value: 'bác Hoa' },
      { row: 5, value: String(foreign) },
      { row: 6, value: '0999999999' },
    ]
    expect(await putBroadcastList(desk.ports, author, id, await versionOf(id), rows)).toEqual({
      kept: 1,
      errors: [
        { row: 3, why: 'twice' },
        { row: 4, why: 'unreadable' },
        { row: 5, why: 'unknown' },
        { row: 6, why: 'unknown' },
      ],
    })
    done(await submit(id))
    const hash = await hashOf(id)
    await desk.sql('delete from broadcast_lists')
    expect(await approveBroadcast(desk.ports, leader, id, hash)).toEqual({ refused: 'changed_since' })
  })
})
