/** From a frightened message to a case on the commune's desk, through the real path; only the wire is simulated. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type House, openHouse, until } from './house.ts'

const HOA = '0912000001'
const LAN = '0912000002'

let house: House
beforeEach(async () => {
  house = await openHouse(async () => ({}))
})
afterEach(async () => {
  await house.stop()
})

interface Answer {
  readonly replies: readonly { readonly text: string }[]
  readonly case?: { readonly code: string; readonly kind: string; readonly status: string; readonly isNew: boolean }
}

async function send(address: string, said: object): Promise<Answer> {
  const body = JSON.stringify({ channel: 'sms', address, ...said })
  const answer = await fetch(`${house.url}/simulator/api/messages`, { method: 'POST', body })
  return (await answer.json()) as Answer
}
const say = (address: string, text: string) => send(address, { text })

const cases = () =>
  house.rows<{ code: string; kind: string; status: string; danger: number; score: number; report: string }>(
    'select code, kind, status, danger, score, report from cases order by opened_at',
  )

describe('a report', () => {
  test('is a case from the first message on, and stays one however much is added', async () => {
    const first = await say(HOA, 'bao toc mai nha toi roi')
    expect(first.case).toMatchObject({ isNew: true })
    await say(HOA, 'thon Suoi Thau xa Ta Phin tinh Lao Cai')
    expect(cases()).toHaveLength(1)
    expect(cases()[0]).toMatchObject({ code: first.case?.code, kind: 'hardship', status: 'new', danger: 0 })
    expect(JSON.parse(cases()[0]?.report ?? '{}')).toMatchObject({ commune: '03013' })
    const story = house.rows<{ data: string }>("select data from case_entries where kind = 'opened'")
    expect(story[0]?.data).toContain('bao toc mai nha toi roi')
  })

  test('of danger stands above all, is due in a quarter of an hour and reaches the duty officer at once', async () => {
    house.change(
      `update organisations set duty_officers = '[{"name":"Ông Sín","address":{"kind":"sms","value":"+84987000001"}}]'`,
    )
    await say(HOA, 'bao toc mai nha toi roi')
    const cry = await say(LAN, 'cuu toi voi nuoc cuon con toi roi')
    const [quiet, danger] = cases()
    expect(danger).toMatchObject({ code: cry.case?.code, danger: 1 })
    expect(danger?.score).toBeGreaterThan(quiet?.score ?? 0)
    await until('the officer has it', () => alerts().some(({ status }) => status === 'sent'))
    expect(alerts()).toEqual([{ status: 'sent', lane: 'life_safety', text: expect.stringContaining('0912000002') }])
    expect(alerts()[0]?.text).toContain(danger?.code)
    // Said again, nobody is called twice.
    await say(LAN, 'cuu voi')
    expect(alerts()).toHaveLength(1)
    expect(cases()).toHaveLength(2)
  })

  test('with nobody to alert says so in the case, and no number in the log', async () => {
    await say(LAN, 'cuu toi voi nuoc cuon con toi roi')
    expect(house.rows("select data from case_entries where kind = 'alerted'")).toEqual([{ data: '{"to":0}' }])
    expect(house.log.join('\n')).toContain('nobody_to_alert')
    expect(house.log.join('\n')).not.toMatch(/912000002|nuoc cuon/)
  })

  test('sent twice at once is one case', async () => {
    await Promise.all([say(HOA, 'nha toi sap roi'), say(HOA, 'het gao roi'), say(HOA, 'con bo chet roi')])
    expect(cases()).toHaveLength(1)
  })

  test('is told its code, and what became of it only on the phone that reported', async () => {
    const { code, ...first } =
      (await say(HOA, 'nha toi bi bao toc mai, thon Suoi Thau xa Ta Phin tinh Lao Cai')).case ?? {}
    expect(first).toEqual({ kind: 'hardship', status: 'new', isNew: true })
    const own = await say(HOA, `ht ${code?.toLowerCase()}`)
    expect(own.replies[0]?.text).toContain(`HT ${code}`)
    house.change("update cases set status = 'verified'")
    expect((await say(HOA, `HT ${code}`)).replies[0]?.text).not.toBe(own.replies[0]?.text)
    const foreign = await say(LAN, `HT ${code}`)
    const unknown = await say(LAN, 'HT 0X0X')
    for (const { text } of [...foreign.replies, ...unknown.replies])
      expect(text).not.toMatch(/suoi thau|ta phin|toc mai/i)
    expect(cases()).toHaveLength(1)
  })

  test('that ends half-way is a report; the photo sent with it waits to be fetched', async () => {
    const { case: made } = await say(HOA, 'bao toc mai nha toi roi')
    await send(HOA, { photo: true })
    expect(cases()).toMatchObject([{ code: made?.code }])
    expect(house.rows('select media.status, media.ref from media join cases on cases.id = media.case_id')).toEqual([
      { status: 'wanted', ref: 'simulated' },
    ])
  })

  test('with a place shared from the map asks whether it is there, and keeps the commune when it is', async () => {
    await say(HOA, 'bao toc mai nha toi roi')
    await send(HOA, { location: { lat: 22.3901, lon: 103.8501 } })
    const asked = await say(HOA, '0')
    expect(asked.replies.map(({ text }) => text).join(' ')).toContain('xa Ta Phin')
    await say(HOA, '1')
    const report = JSON.parse(cases()[0]?.report ?? '{}')
    expect(report).toMatchObject({ commune: '03013', location: { lat: 22.3901, lon: 103.8501 } })
  })

  test('of two people from one spot is linked for the official, never merged', async () => {
    for (const person of [HOA, LAN]) {
      await say(person, 'bao toc mai nha toi roi')
      await send(person, { location: { lat: 22.3901, lon: 103.8501 } })
    }
    expect(cases()).toHaveLength(2)
    expect(house.rows('select why, status from case_links')).toEqual([{ why: '["location"]', status: 'open' }])
  })
})

describe('while an official speaks with a person', () => {
  test('the machine keeps quiet, keeps every word with the case, and speaks again when the talk is handed back', async () => {
    const { case: made } = await say(HOA, 'bao toc mai nha toi roi')
    house.change(`update contacts set paused_by = 'off_1', paused_at = ${Date.now()}`)
    expect((await say(HOA, 'nha tôi còn con bò bị trôi')).replies).toEqual([])
    expect((await say(HOA, 'vay von')).replies).toEqual([])
    expect((await send(HOA, { photo: true })).replies).toEqual([])
    const said = house.rows<{ data: string }>("select data from case_entries where kind = 'said' order by id")
    expect(said.map(({ data }) => JSON.parse(data).text)).toEqual(['nha tôi còn con bò bị trôi', 'vay von'])
    expect(house.rows('select 1 from media')).toHaveLength(1)
    // How the case stands is told all the same: it is no talk.
    for (const ask of [`HT ${made?.code}`, 'ket qua']) expect((await say(HOA, ask)).replies).toHaveLength(1)
    house.change('update contacts set paused_by = null, paused_at = null')
    expect((await say(HOA, 'vay von')).replies.length).toBeGreaterThan(0)
  })

  test('a cry for help is answered even then', async () => {
    await say(HOA, 'bao toc mai nha toi roi')
    house.change(`update contacts set paused_by = 'off_1', paused_at = ${Date.now()}`)
    const cry = await say(HOA, 'cuu toi voi nuoc cuon con toi roi')
    expect(cry.replies[0]?.text).toContain('112')
    expect(cases()[0]?.danger).toBe(1)
  })
})

describe('a wish to speak with a person', () => {
  test('is a case of its own, and one only', async () => {
    await say(HOA, 'gap can bo')
    await say(HOA, 'gap can bo')
    expect(cases()).toMatchObject([{ kind: 'question', status: 'new', danger: 0 }])
  })
})

const alerts = () =>
  house.rows<{ status: string; lane: string; text: string }>(
    "select status, lane, text from deliveries where lane = 'life_safety' order by created_at",
  )
