/** What a registered wish tells the commune: what the person agreed to, and never a sentence served or an illness by way of a loan's name. */
import { expect, test } from 'vitest'
import type { Session, TurnEvent } from '../../src/core/session.ts'
import { newSession, takeTurn } from '../../src/flows/turn.ts'
import { openTalk } from './open-talk.ts'

const { talk } = openTalk()
const TODAY = '2026-11-24'

function leadOf(words: readonly string[]): Extract<TurnEvent, { type: 'lead_registered' }> | undefined {
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
  return events.find((event) => event.type === 'lead_registered')
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
