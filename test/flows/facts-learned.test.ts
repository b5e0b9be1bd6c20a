/** What one answer about several things made known is kept fact by fact, so that officials and later questions find it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Session, TurnEvent } from '../../src/core/session.ts'
import { newSession, takeTurn } from '../../src/flows/turn.ts'
import { openTalk } from './open-talk.ts'

const { talk } = openTalk()

function learnedIn(dialogue: string): readonly Extract<TurnEvent, { type: 'fact_learned' }>[] {
  const { citizen, today } = parse(readFileSync(`test/dialogues/${dialogue}.yaml`, 'utf8'))
  let session: Session = newSession(talk, 'vi')
  const events: TurnEvent[] = []
  for (const text of citizen) {
    const result = takeTurn(talk, session, {
      content: { kind: 'text', text },
      channel: 'sms',
      hasButtons: false,
      now: Date.parse(`${today}T08:00:00+07:00`),
      today,
      speaker: { name: 'UBND xã Lá Lành' },
    })
    session = result.session
    events.push(...result.events)
  }
  return events.flatMap((event) => (event.type === 'fact_learned' ? [event] : []))
}

test('each fact of a list goes by its own name, with the person it is about', () => {
  const learned = learnedIn('whole-household')
  const names = new Set(talk.law.data.facts.map(({ fact }) => fact))
  expect(learned.map(({ fact }) => fact).filter((fact) => !names.has(fact))).toEqual([])
  const ages = learned.filter(({ fact }) => fact === 'person.age').map(({ person, value }) => [person ?? 0, value])
  expect(ages).toEqual([
    [0, 76],
    [1, 45],
    [2, 12],
    [3, 9],
  ])
})
