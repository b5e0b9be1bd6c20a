/** `/console/words`: what is collected from real turns, what policy staff see and decide, and what nobody ever sees. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runTurn } from '../../src/service/run-turn.ts'
import { type Desk, official, openDesk } from '../service/desk-house.ts'
import { wrote } from '../store/samples.ts'
import { type DeskApp, deskApp } from './cases/desk-app.ts'
import { textOf } from './console.ts'
import { faultsOf } from './well-formed.ts'

const staff = official('policy_staff', 'off_policy')
const STRANGE = 'lai xe lu'

let desk: Desk
let app: DeskApp
beforeEach(async () => {
  desk = await openDesk()
  app = deskApp(desk, staff)
})
afterEach(() => desk.close())

const writes = async (value: string, text: string) => {
  const content = { kind: 'text', text } as const
  const at = desk.now()
  const row = wrote({ kind: 'sms', value }, { door: 'simulator', content, receivedAt: at, sentAt: at })
  await desk.store.inbound.add([row])
  await runTurn(desk.ports, row)
  desk.wait(60_000)
}
let phones = 0
const sent = async (people: number, text = STRANGE) => {
  for (let i = 0; i < people; i++) await writes(`+8490000${String(++phones).padStart(4, '0')}`, text)
}
const words = async () =>
  [...(await app.get('/console/words')).html.matchAll(/data-word="([^"]*)"/g)].map(([, word]) => word)

describe('words that were not understood', () => {
  it('show once three people sent them, with counts and nothing else', async () => {
    await sent(2)
    expect(await words()).toEqual([])
    expect(textOf((await app.get('/console/words')).html)).toContain('Chưa có từ nào')
    await sent(1)
    const { html, status } = await app.get('/console/words')
    expect([status, faultsOf(html)]).toEqual([200, []])
    expect(await words()).toEqual([STRANGE])
    expect(textOf(html)).toContain('3 người, 3 lần')
  })

  it('are not collected from what was understood, nor where a place is named', async () => {
    await sent(3, 'vay von nuoi bo')
    await sent(3, 'xe lu lao cai')
    expect(await desk.sql('select * from unknown_words')).toEqual([])
  })

  it('one person who sends a word often is one person', async () => {
    for (let i = 0; i < 3; i++) await writes('+84900009999', STRANGE)
    expect(await words()).toEqual([])
  })
})

describe('deciding', () => {
  it('keeps an example, takes the word off the list, and opens it again', async () => {
    await sent(3)
    const { headers } = await app.post('/console/words', {
      word: STRANGE,
      kind: 'example',
      intent: 'jobs',
      text: 'tìm việc ở đâu',
    })
    expect(headers.get('location')).toBe('/console/words?done=words%3Adecided')
    expect(await words()).toEqual([])
    const { html } = await app.get('/console/words?done=words:decided')
    expect(textOf(html)).toContain('tìm việc ở đâu')
    expect(textOf(html)).toContain('Đã ghi. Từ được dạy')
    await app.post('/console/words/reopen', { word: STRANGE })
    expect(await words()).toEqual([STRANGE])
    expect(await desk.sql('select action from audit order by seq')).toEqual([['word_decided'], ['word_reopened']])
  })

  it.each([
    ['no_intent', { word: STRANGE, kind: 'example', intent: 'nonsense', text: '' }],
    ['no_text', { word: STRANGE, kind: 'abbreviation', intent: '', text: ' ' }],
    ['no_kind', { word: STRANGE, kind: 'x', intent: '', text: '' }],
    ['unknown_word', { word: 'nguoi khac', kind: 'ignored', intent: '', text: '' }],
  ])('refuses %s and says why', async (why, form) => {
    await sent(3)
    const { status, html } = await app.post('/console/words', form)
    expect(status).toBe(422)
    expect(html).toContain(`data-trouble="${why}"`)
    expect(await desk.sql('select * from word_proposals')).toEqual([])
  })
})
