/** What people say and answer, through the API: within the token's places, nobody to be known by it, words only where that was allowed. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HERE, NEXT_DOOR } from '../service/desk-house.ts'
import { tellFeedback } from '../service/tell-feedback.ts'
import { type ApiHouse, openApi } from './api-house.ts'

let house: ApiHouse
beforeEach(async () => {
  house = await openApi()
})
afterEach(() => house.close())

const idsOf = ({ feedback }: { feedback: { id: string }[] }) => feedback.map(({ id }) => Number(id))

describe('feedback', () => {
  beforeEach(async () => {
    const contactId = await house.desk.person({ value: '+84912345678' })
    await tellFeedback(house.desk, { id: 11, wish: 'answer', contactId, rating: 2, text: 'Goi toi 0912 345 678 nhe' })
    await tellFeedback(house.desk, { id: 12, wish: 'hidden', text: 'khong ai biet toi' })
    await tellFeedback(house.desk, { id: 13, kind: 'conduct', text: 'can bo xa nat nat' })
    await tellFeedback(house.desk, { id: 14, commune: NEXT_DOOR.commune })
  })

  test('is of the communes of the token; what is above them is read by who holds the province', async () => {
    const commune = await house.call(await house.token(), 'GET', '/feedback')
    expect(idsOf(commune.body).toSorted((a, b) => a - b)).toEqual([11, 12])
    const province = await house.call(await house.token(undefined, [HERE.province]), 'GET', '/feedback')
    expect(idsOf(province.body).toSorted((a, b) => a - b)).toEqual([11, 12, 13, 14])
    expect(idsOf((await house.call(await house.token(), 'GET', '/feedback?rating=2')).body)).toEqual([11])
  })

  test('holds no person, code, hour or word, the hidden as little as the others', async () => {
    const answer = await house.call(await house.token(), 'GET', '/feedback')
    const text = JSON.stringify(answer.body)
    for (const secret of ['912', 'con_', 'G011', 'khong ai', 'T00:', 'hidden'])
      expect([secret, text.includes(secret)]).toEqual([secret, false])
    const keys = answer.body.feedback.map((one: object) => Object.keys(one).sort().join())
    expect(new Set(keys).size).toBe(1)
    expect(answer.body.feedback.every((one: { week_of: string }) => new Date(one.week_of).getUTCDay() === 1)).toBe(true)
  })

  test('has words, without numbers, for who may see people, and each look is in the audit log', async () => {
    const closed = await house.call(await house.token(['feedback:read']), 'GET', '/feedback?include=words')
    expect([closed.status, closed.body.code]).toEqual([403, 'no_scope'])
    expect(await house.desk.sql("select count(*) from audit where action = 'feedback_read'")).toEqual([[0]])
    const open = await house.call(await house.token(), 'GET', '/feedback?include=words')
    const words = open.body.feedback.map((one: { words: string }) => one.words)
    expect(words).toContain('Goi toi … nhe')
    expect(words.join()).not.toMatch(/\d{3}/)
    expect(await house.desk.sql("select count(*) from audit where action = 'feedback_read'")).toEqual([[1]])
  })

  test('leaves out what nobody told to its end, for they may still hide', async () => {
    await house.desk.sql("update feedback set status = 'draft', wish = null, code = null, at = 1 where id = 11")
    expect(idsOf((await house.call(await house.token(), 'GET', '/feedback')).body)).toEqual([12])
  })

  test('comes page by page, each once, though more is told in between', async () => {
    const token = await house.token(undefined, [HERE.province])
    const seen: number[] = []
    let cursor: string | null = ''
    for (let pages = 0; cursor !== null && pages < 9; pages++) {
      const { body }: { body: { feedback: { id: string }[]; next: string | null } } = await house.call(
        token,
        'GET',
        `/feedback?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`,
      )
      seen.push(...idsOf(body))
      cursor = body.next
      await tellFeedback(house.desk, { id: 100 + pages, at: house.desk.now() + 1_000 })
    }
    expect(seen.toSorted((a, b) => a - b)).toEqual([11, 12, 13, 14])
  })
})

describe('polls', () => {
  const ask = (id: string, communes: readonly string[], at: number) =>
    house.desk.sql(`insert into polls (id, question, options, communes, by, at, closes_at, asked_to, asked_all)
      values ('${id}', 'Họp ngày nào?', '["Thứ bảy","Chủ nhật"]', '${JSON.stringify(communes)}', 'off_1', ${at}, ${at + 9_000}, '', 1)`)

  test('are those of the token’s communes alone, and tell no group of fewer than five', async () => {
    await ask('poll_1', [HERE.commune], 1_000)
    await ask('poll_2', [HERE.commune, NEXT_DOOR.commune], 2_000)
    for (let i = 0; i < 12; i++)
      await house.desk.sql(`insert into poll_asks (poll_id, contact_id, asked_at, answer)
        values ('poll_1', '${await house.desk.person()}', 1, ${i < 9 ? 1 : i < 11 ? 2 : 'null'})`)
    const token = await house.token()
    const list = await house.call(token, 'GET', '/polls')
    expect(list.body).toMatchObject({ polls: [{ id: 'poll_1', options: ['Thứ bảy', 'Chủ nhật'] }], next: null })
    const one = await house.call(token, 'GET', '/polls/poll_1')
    expect(one.body).toMatchObject({
      asked: 12,
      answered: 11,
      results: [{ count: null }, { count: null, share: null }],
    })
    const foreign = await house.call(token, 'GET', '/polls/poll_2')
    expect(foreign.body).toEqual((await house.call(token, 'GET', '/polls/poll_none')).body)
    const wide = await house.token(undefined, [HERE.province])
    const first = await house.call(wide, 'GET', '/polls?limit=1')
    expect(first.body).toMatchObject({ polls: [{ id: 'poll_2' }], next: 'poll_2' })
    const second = await house.call(wide, 'GET', '/polls?limit=1&cursor=poll_2')
    expect(second.body).toMatchObject({ polls: [{ id: 'poll_1' }], next: 'poll_1' })
    expect((await house.call(wide, 'GET', '/polls?cursor=poll_1')).body).toEqual({ polls: [], next: null })
  })
})

test('announcements come by cursor, and by number of page as before', async () => {
  const token = await house.token()
  for (let i = 1; i <= 3; i++)
    await house.call(token, 'POST', '/broadcasts', {
      body: { title: `Tin số ${i}`, class: 'service_notice', words: { vi: `Tin số ${i}.` } },
      headers: { 'Idempotency-Key': `b-${i}` },
    })
  const page = async (query: string) => (await house.call(token, 'GET', `/broadcasts?limit=2${query}`)).body
  const all = (await house.call(token, 'GET', '/broadcasts')).body.broadcasts
  const ids = all.map(({ id }: { id: string }) => id)
  const first = await page('')
  expect([first.broadcasts.map(({ id }: { id: string }) => id), first.total]).toEqual([ids.slice(0, 2), 3])
  const second = await page(`&cursor=${first.next}`)
  expect([second.broadcasts.map(({ id }: { id: string }) => id), second.next, second.total]).toEqual([
    ids.slice(2),
    null,
    3,
  ])
  expect((await page('&page=2')).broadcasts.map(({ id }: { id: string }) => id)).toEqual(ids.slice(2))
})

test('what may be asked stands on a page of our own, read from the document', async () => {
  const answer = await fetch(`${house.url}/console/api/reference?lang=en`)
  const html = await answer.text()
  expect(answer.status).toBe(200)
  const { paths } = await (await fetch(`${house.url}/api/v1/openapi.json`)).json()
  const ids = Object.values<Record<string, { operationId: string }>>(paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  )
  expect([...html.matchAll(/data-operation="(\w+)"/g)].map(([, id]) => id)).toEqual(expect.arrayContaining(ids))
  expect(html).toContain('Needs people:read; stands in the audit log.')
  expect(html).not.toMatch(/<script(?! src="\/console)|https?:\/\/(?!localhost)/)
  expect(html.length).toBeLessThan(50_000)
})
