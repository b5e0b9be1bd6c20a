/** Messages in a template that Zalo approved: how it reads (test/service/broadcast-template.yaml), who registers one, and what an approval covers. */
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { TEMPLATE_HOLDS, TEMPLATE_STATUSES } from '../../src/core/zalo-template.ts'
import {
  approveBroadcast,
  type BroadcastOutcome,
  createBroadcast,
  submitBroadcast,
} from '../../src/service/broadcast-acts.ts'
import { openBroadcast } from '../../src/service/broadcast-desk.ts'
import { broadcastCost, broadcastLooks } from '../../src/service/broadcast-look.ts'
import { previewKept } from '../../src/service/broadcast-preview.ts'
import { filledTemplate } from '../../src/service/broadcast-template.ts'
import { partPriceFor } from '../../src/service/part-price.ts'
import { forgetSpeakers, speakerFor } from '../../src/service/speaker.ts'
import { saveTemplate, type TemplateForm } from '../../src/service/template-desk.ts'
import { type BroadcastHouse, done, NOTICE, openBroadcastHouse } from './broadcast-house.ts'
import { officialOf } from './event-house.ts'

const DAY_MS = 24 * 3_600_000
const Row = z.strictObject({
  why: z.string(),
  text: z.string(),
  gaps: z.record(z.string(), z.tuple([z.enum(TEMPLATE_HOLDS), z.int()])),
  tag: z.int().default(1),
  status: z.enum(TEMPLATE_STATUSES).default('approved'),
  vi: z.string().default(''),
  phone: z.null().optional(),
  says: z.string().optional(),
  refused: z.string().optional(),
  count: z.int().optional(),
  trouble: z.string().optional(),
})
const rows = z.array(Row).parse(parse(readFileSync('test/service/broadcast-template.yaml', 'utf8')))

const administrator = { ...officialOf('administrator', []), id: 'off_admin' }
const TEXT = '<xa> báo: <noi_dung> Mã kiểm tra: KT <ma>.'
const GAPS = {
  xa: { holds: 'speaker', most: '60' },
  noi_dung: { holds: 'words', most: '200' },
  ma: { holds: 'code', most: '30' },
}
const FORM: TemplateForm = {
  ...{ zaloId: '374820', name: 'Báo tin chung', organisation: 'demo', text: TEXT, tag: '1', price: '120' },
  ...{ status: 'approved', gaps: GAPS },
}

let house: BroadcastHouse
beforeEach(async () => {
  house = await openBroadcastHouse()
})
afterEach(() => house.close())

const register = (form: Partial<TemplateForm> = {}, who = house.leader, id: string | null = null, version = 0) =>
  saveTemplate(house.ports, who, id, version, { ...FORM, ...form })
const templateId = async () => (await house.ports.store.templates.list())[0]?.id ?? ''
const withTemplate = async () => ({ ...NOTICE, template: await templateId() })
const opened = async (id: string) => (await openBroadcast(house.ports, house.author, id))?.broadcast

test.for(rows)('$why', async ({ text, gaps, tag, status, vi, phone, says, refused, count, trouble }) => {
  const given = Object.entries(gaps).map(([name, [holds, most]]) => [name, { holds, most: String(most) }])
  const form = { text, tag: String(tag), gaps: Object.fromEntries(given) }
  const saved = await register(form)
  if (trouble !== undefined) return expect(saved).toEqual({ trouble })
  expect(saved).toBe('done')
  const chosen = await withTemplate()
  if (status !== 'approved') expect(await register({ ...form, status }, house.leader, chosen.template, 1)).toBe('done')
  if (phone === null) await house.sql("update organisations set phone = null where code = 'demo'")
  forgetSpeakers(house.ports)
  const made = await createBroadcast(house.ports, house.author, { ...chosen, words: { vi } })
  if (refused !== undefined) return expect(made).toEqual({ refused, ...(count === undefined ? {} : { count }) })
  const broadcast = (await opened(done(made))) ?? expect.fail()
  const { ports } = house
  const speaker = { ...(await speakerFor(ports, 'demo')), name: 'UBND xã Lá Lành' }
  expect(filledTemplate(ports.texts, { ...broadcast, code: '482913' }, speaker, house.now())?.text).toBe(says)
})

describe('registering a template', () => {
  test('is for leaders of the office and administrators, and is written into the audit log with its price and status', async () => {
    expect(await register()).toBe('done')
    const id = await templateId()
    const elsewhere = { ...officialOf('commune_leader', ['00004']), id: 'off_elsewhere' }
    expect(await register({}, elsewhere, id, 1)).toBe('missing')
    expect(await register({ zaloId: '9' + FORM.zaloId }, elsewhere)).toEqual({ trouble: 'organisation' })
    expect(await register({ zaloId: '374821', organisation: '' })).toEqual({ trouble: 'organisation' })
    expect(await register({ zaloId: '374821', organisation: '' }, administrator)).toBe('done')
    expect(await register({ status: 'disabled' }, house.leader, id, 1)).toBe('done')
    expect(await register({}, house.leader, id, 1)).toEqual({ trouble: 'conflict' })
    expect(await register()).toEqual({ trouble: 'taken' })
    const audit = await house.sql("select actor, action, data from audit where action like 'template_%'")
    expect(audit.map(([actor, action]) => [actor, action]).slice(0, 3)).toEqual([
      ['off_leader', 'template_registered'],
      ['off_admin', 'template_registered'],
      ['off_leader', 'template_changed'],
    ])
    expect(JSON.parse(String(audit[2]?.[2]))).toMatchObject({ status: 'disabled', was: 'approved', priceVnd: 120 })
  })

  test('of one office is not for another', async () => {
    await house.ports.store.organisations.seed({ code: '00004', name: 'Xã khác', commune: '00004', dutyOfficers: [] })
    expect(await register({ organisation: '00004' }, administrator)).toBe('done')
    expect(await createBroadcast(house.ports, house.author, await withTemplate())).toEqual({ refused: 'template_off' })
  })
})

describe('an approval', () => {
  const submitted = async () => {
    const id = done(await createBroadcast(house.ports, house.author, await withTemplate()))
    done(await submitBroadcast(house.ports, house.author, id, 1))
    return id
  }
  const approve = async (id: string): Promise<BroadcastOutcome> =>
    approveBroadcast(house.ports, house.leader, id, (await opened(id))?.hash ?? '')

  test('covers the template: the same words without it are another message', async () => {
    await register()
    const id = await submitted()
    const plain = done(await createBroadcast(house.ports, house.author, NOTICE))
    done(await submitBroadcast(house.ports, house.author, plain, 1, { again: true }))
    const [one, other] = [await opened(id), await opened(plain)]
    expect(one?.sameHash).toBe(other?.sameHash)
    expect(one?.hash).not.toBe(other?.hash)
    await house.sql(`update broadcasts set template = null where id = '${id}'`)
    expect(await approve(id)).toEqual({ refused: 'changed_since' })
  })

  test.for([
    ['words', { text: `Kính gửi. ${TEXT}` }, { refused: 'template_changed' }],
    ['status', { status: 'disabled' }, { refused: 'template_off' }],
    ['price', { price: '200' }, null],
  ] as const)('after its %s changed', async ([, change, refusal]) => {
    await register()
    const id = await submitted()
    expect(await register(change, house.leader, await templateId(), 1)).toBe('done')
    expect(await approve(id)).toEqual(refusal ?? { done: id })
  })
})

describe('looking at it before it leaves', () => {
  test('a Zalo person after seven days is counted by template, with its cost; within them by chat; else by SMS', async () => {
    await register()
    const people = await house.people(3)
    const id = done(await createBroadcast(house.ports, house.author, await withTemplate()))
    for (const [person, days] of [
      [people[0], 1],
      [people[1], 8],
    ] as const) {
      const value = `z-${days}`
      await house.sql(`update addresses set kind = 'zalo', value = '${value}' where value = '${person}'`)
      await house.sql(`update inbound_messages set address_kind = 'zalo', address_value = '${value}',
        received_at = ${house.now() - days * DAY_MS} where address_value = '${person}'`)
    }
    const { ports } = house
    const broadcast = (await opened(id)) ?? expect.fail()
    const looks = await broadcastLooks(ports, broadcast)
    const look = looks.find(({ template }) => template) ?? expect.fail()
    expect(look.text).toContain(`báo: ${NOTICE.words.vi} Mã kiểm tra: KT ${broadcast.code}.`)
    expect(look.template?.gaps.map(({ name, letters, most }) => [name, letters, most])).toContainEqual([
      ...['noi_dung', NOTICE.words.vi.length, 200],
    ])
    const audience = await previewKept(ports, house.author, id)
    if (audience === 'missing') return expect.fail()
    expect(audience.byDoor.map(({ byTemplate }) => byTemplate).toSorted((a, b) => Number(a) - Number(b))).toEqual([
      false,
      true,
    ])
    // A small group is priced as five, so that nobody is counted by money.
    expect(broadcastCost(looks, audience, await partPriceFor(ports, 'demo'))).toMatchObject({
      templates: 5,
      templatesVnd: 600,
    })
  })

  test('what has gone out of use meanwhile leaves as SMS', async () => {
    await register()
    await house.people(1)
    await house.approved(await withTemplate())
    await register({ status: 'disabled' }, house.leader, await templateId(), 1)
    for (let i = 0; i < 4; i++) await house.sweep()
    expect(await house.sql('select template from deliveries where broadcast_id is not null')).toEqual([[null]])
  })
})
