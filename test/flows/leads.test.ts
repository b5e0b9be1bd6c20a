/** What a registered wish tells the commune: what the person agreed to, and never a sentence served or an illness by way of a loan's name. */
import { expect, test } from 'vitest'
import { aboutWords, detailWords } from '../../src/commands/lead-words.ts'
import type { Session, TurnEvent } from '../../src/core/session.ts'
import { newSession, takeTurn } from '../../src/flows/turn.ts'
import { openTalk } from './open-talk.ts'

const { talk, texts } = openTalk()
const TODAY = '2026-11-24'

type Lead = Extract<TurnEvent, { type: 'lead_registered' }>

function leadOf(words: readonly string[]): Lead | undefined {
  return leadsOf(words)[0]
}

function leadsOf(words: readonly string[]): Lead[] {
  let session: Session = newSession(talk, 'vi')
  const events: TurnEvent[] = []
  for (const text of words) {
    const result = takeTurn(talk, session, {
      content: { kind: 'text', text },
      channel: 'telegram',
      hasButtons: false,
      now: Date.parse(`${TODAY}T08:00:00+07:00`),
      today: TODAY,
      speaker: { name: 'UBND xã Lá Lành' },
    })
    session = result.session
    events.push(...result.events)
  }
  return events.filter((event) => event.type === 'lead_registered')
}

test('a loan for people who come out of prison is passed on as a wish for a loan', () => {
  const lead = leadOf(['VAY', '8', '15/3/2024', '1', '4', 'co'])
  expect(lead).toMatchObject({ lead: 'credit', about: '', consent: 'credit:ask_consent' })
  expect(JSON.stringify(lead?.details)).not.toMatch(/restart|EXPRIS|released/)
})

test('any other loan is named, so that the officer can prepare', () => {
  expect(leadOf(['VAY', '1', '1', '1', '4', 'co'])).toMatchObject({
    about: 'VB-POOR',
    details: { purpose: 'business' },
  })
})

const TRAINING = ['toi muon hoc nghe may, co duoc ho tro tien khong', '30', '3', '1', '2', '2', '1']

test('SỬA after "Đã ghi" changes the wish and makes no second one: same kind, same matter, newer words', () => {
  const leads = leadsOf([...TRAINING, 'SUA', 'sua xe may'])
  expect(leads.map(({ lead, about }) => ({ lead, about }))).toEqual([
    { lead: 'training', about: '' },
    { lead: 'training', about: '' },
  ])
  expect(leads.map(({ details }) => detailWords(talk.flows, texts, 'vi', details))).toEqual(['may', 'sua xe may'])
})

test('a correction of anything else after "Đã ghi" registers nothing anew', () => {
  expect(leadsOf(['VAY', '1', '1', '1', '4', 'co', 'SUA', '1', '2'])).toHaveLength(1)
  expect(leadsOf([...TRAINING, 'cam on'])).toHaveLength(1)
})

test.each([
  { details: { trade: 'sewing' }, words: 'may' },
  { details: { country: 'japan' }, words: 'Nhật Bản' },
  { details: { work: 'construction' }, words: 'thợ hồ, thợ xây' },
  {
    details: { purpose: 'business', amount_vnd: 30_000_000, months: 36 },
    words: 'Làm ăn, chăn nuôi; 30.000.000 đ; 36 tháng',
  },
  { details: { trade: 'sửa xe, gần nhà' }, words: 'sửa xe, gần nhà' },
])('an official reads $words', ({ details, words }) => {
  expect(detailWords(talk.flows, texts, 'vi', details)).toBe(words)
})

test('a loan is named and not coded', () => {
  expect(aboutWords(texts, 'vi', 'VB-POOR')).toMatch(/nghèo/)
  expect(aboutWords(texts, 'vi', '')).toBe('')
})
