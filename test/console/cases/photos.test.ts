/** A photo of a case: seen by the commune whose case it is, by nobody else, and never kept by a browser in between. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Desk, NEXT_DOOR, official, openDesk } from '../../service/desk-house.ts'
import { textOf } from '../console.ts'
import { type DeskApp, deskApp } from './desk-app.ts'

const officer = official('commune_officer')
const elsewhere = official('commune_leader', 'off_elsewhere', { by: 'off_elsewhere', communes: [NEXT_DOOR.commune] })
let desk: Desk
let app: DeskApp
let code: string

beforeEach(async () => {
  desk = await openDesk()
  app = deskApp(desk, officer)
  const contactId = await desk.person()
  code = await desk.addCase({ contactId })
  await desk.sql(`insert into media (id, contact_id, turn_id, case_id, door, ref, status, tries, next_at, at)
    select 'photo_' || n, '${contactId}', (select id from turns limit 1), (select id from cases limit 1), 'simulator', 'f' || n, 'wanted', 0, 0, ${desk.now()}
    from (select 1 as n union select 2)`)
  await desk.store.media.keep('photo_1', {
    bytes: Uint8Array.of(1, 200, 3),
    ...{ mime: 'image/jpeg', sha256: 'ab', at: desk.now() },
  })
  await desk.store.media.refuse('photo_2', 'refused', 'too_large')
})
afterEach(() => desk.close())

it('stands in its case, and one not taken stands there with why', async () => {
  const { html } = await app.get(`/console/cases/${code}`)
  expect(html).toContain('src="/console/photos/photo_1"')
  expect(html).not.toContain('/console/photos/photo_2')
  expect(textOf(html)).toContain('Ảnh không nhận được. Ảnh quá lớn; người gửi đã được báo.')
})

it('is served as the picture it is, and kept nowhere on the way', async () => {
  const { status, headers } = await app.get('/console/photos/photo_1')
  expect(status).toBe(200)
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  })
})

it.for(['photo_1', 'photo_2', 'photo_none'])('is nothing to another commune: %s', async (id) => {
  expect((await app.get(`/console/photos/${id}`, elsewhere)).status).toBe(404)
})

it('is nothing to whoever has not signed in', async () => {
  const { status, html } = await app.get('/console/photos/photo_1', null)
  expect([status, html.length < 200]).toEqual([303, true])
})
