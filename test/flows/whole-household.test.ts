/** Whole households are asked about everything by SMS and answer truly: the talk learns enough, says it short and stays small. */
import { describe, expect, test } from 'vitest'
import { householdOf, randomOf } from '../../bench/households.ts'
import { chosenIn, factIn } from '../../bench/interview.ts'
import type { Household, Question } from '../../src/core/household.ts'
import type { Session, TurnResult } from '../../src/core/session.ts'
import { newSession, takeTurn } from '../../src/flows/turn.ts'
import { asking } from '../../src/rules/ask.ts'
import { isGrouped } from '../../src/rules/grouped-answer.ts'
import { screen } from '../../src/rules/screen.ts'
import { render } from '../../src/texts/render.ts'
import { openTalk } from './open-talk.ts'
import { SPEAKER } from './run-dialogue.ts'

const ON = '2026-11-23'
const { talk, texts } = openTalk()
const { law } = talk
const random = randomOf(5)
const SMS = { maxText: 1600, diacritics: false, maxSegments: 2 }

/** What is typed: numbers as shown, sums and dates as people write them. */
function typed(truth: Household, { household }: Session, question: Question): string {
  const { fact, items = [] } = question
  const place = (of: string, value: unknown): number =>
    (asking(law, of).options ?? []).findIndex((one) => one === value) + 1
  if (fact === 'people') return (truth.people ?? []).map(({ age }) => `${age} tuoi`).join(', ')
  if (fact.startsWith('rest:')) return 'phai'
  if (fact.startsWith('each:')) {
    const one = fact.slice('each:'.length)
    return items.map((person) => place(one, factIn(truth, household, { fact: one, person: Number(person) }))).join(' ')
  }
  if (isGrouped(question)) {
    const { chosen } = chosenIn(law, truth, question, { closes: true })
    // Every second list is left open, so that it is asked whether that was all.
    const last = items.length % 2 === 0 ? [items.length + 1] : []
    return [...chosen.map((one) => items.indexOf(one) + 1), ...last].join(' ') || 'khong co gi'
  }
  const value = factIn(truth, household, question)
  const { type } = asking(law, fact)
  if (value === null) return 'chua bao gio'
  if (typeof value === 'boolean') return value ? 'co' : 'khong'
  if (Array.isArray(value)) return value.map((one) => place(fact, one)).join(' ') || 'khong'
  if (type === 'choice') return String(place(fact, value))
  if (type === 'money') return `${text(value)} dong`
  if (type === 'area') return `${text(value).replace('.', ',')} ha`
  if (type === 'share') return String(Math.round(Number(value) * 100))
  return type === 'date' ? text(value).split('-').reverse().join('/') : text(value)
}

function play(truth: Household) {
  let session = newSession(talk, 'vi')
  let now = Date.parse(`${ON}T08:00:00+07:00`)
  let turn: TurnResult | undefined
  const say = (text: string): TurnResult => {
    now += 30_000
    turn = takeTurn(talk, JSON.parse(JSON.stringify(session)), {
      content: { kind: 'text', text },
      channel: 'sms',
      hasButtons: false,
      now,
      today: ON,
      speaker: SPEAKER,
    })
    session = turn.session
    return turn
  }
  for (const text of ['chao', '1', '5']) say(text)
  const turns: { said: string; result: TurnResult }[] = []
  while (session.waiting?.step === 'screen_all' && session.waiting.question && turns.length < 60) {
    const said = typed(truth, session, session.waiting.question)
    turns.push({ said, result: say(said) })
  }
  return { session, turns }
}

describe('a household asked about everything', () => {
  test.each(Array.from({ length: 40 }, (_, i) => [i + 1, householdOf(random)] as const))(
    'household %i',
    (_i, truth) => {
      const { session, turns } = play(truth)
      for (const { said, result } of turns) {
        const missed = result.events.filter(({ type }) => type === 'misunderstood' || type === 'turn_failed')
        expect(missed, said).toEqual([])
        expect(JSON.stringify(result.session).length, said).toBeLessThan(2048)
        if (result.session.waiting?.step !== 'screen_all') continue
        const sent = result.replies.flatMap((reply) =>
          render(texts, reply, { language: 'vi', abilities: SMS, speaker: SPEAKER }),
        )
        expect(sent.length, `one message asks: ${sent.map(({ text }) => text).join('\n---\n')}`).toBe(1)
      }
      // Nobody is asked more than this; what is left open by then stays open.
      if (turns.length >= 20) return
      const outcomes = (of: Household) =>
        screen(law, of, ON, { next: false }).verdicts.map(({ rule, verdict, people, amountVnd }) => [
          rule,
          verdict,
          people,
          amountVnd,
        ])
      expect(outcomes(session.household)).toEqual(outcomes(truth))
    },
  )

  test('eight people of whom everything is told still make a small session', () => {
    const many = Array.from({ length: 3000 }, () => householdOf(random)).filter(({ people }) => people?.length === 8)
    expect(many.length).toBeGreaterThan(20)
    for (const truth of many.slice(0, 25))
      for (const { result } of play(truth).turns) expect(JSON.stringify(result.session).length).toBeLessThan(2048)
  })
})

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
