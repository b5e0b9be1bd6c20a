/** Whatever people write, at any point of a talk: an answer that can be rendered, never silence, never an error. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Session } from '../../src/core/session.ts'
import type { Talk } from '../../src/flows/talk.ts'
import { newSession, takeTurn } from '../../src/flows/turn.ts'
import { render } from '../../src/texts/render.ts'
import type { Texts } from '../../src/texts/texts.ts'
import { openTalk } from './open-talk.ts'
import { SPEAKER } from './run-dialogue.ts'

const SMS = { maxText: 459, diacritics: false, maxSegments: 2 }
const START = Date.parse('2026-11-23T08:00:00+07:00')
const messages = ['utterances', 'yesno', 'places', 'numbers'].flatMap((name) =>
  readFileSync(`language/dev-set/${name}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line): string => JSON.parse(line).text),
)

let talk: Talk
let texts: Texts
beforeAll(() => {
  ;({ talk, texts } = openTalk())
})

function turn(session: Session, text: string, now: number) {
  return takeTurn(talk, session, {
    content: { kind: 'text', text },
    channel: 'sms',
    hasButtons: false,
    now,
    today: '2026-11-23',
    speaker: SPEAKER,
  })
}

const openings = [
  { at: 'as a first message', before: [] },
  { at: 'while a class is asked', before: ['toi 72 tuoi khong luong huu'] },
  { at: 'while a sum is asked', before: ['HUU TRI', '76'] },
  { at: 'while a place is asked in danger', before: ['nuoc cuon cuu toi voi'] },
  { at: 'while a stop is confirmed', before: ['dung nhan tin cho toi nua'] },
  { at: 'in English', before: ['english'] },
]

describe.for(openings)('$at', ({ before }) => {
  it(`every one of the labelled messages gets an answer in SMS of two parts at most`, () => {
    let session = newSession(talk, 'vi')
    before.forEach((line, i) => {
      session = turn(session, line, START + i * 60_000).session
    })
    for (const text of messages) {
      const result = turn(session, text, START + 600_000)
      const { language, accents } = result.session
      const to = { language, abilities: SMS, speaker: SPEAKER, ...(accents ? { accents } : {}) }
      const said = result.replies.flatMap((reply) => render(texts, reply, to))
      expect(said.length, text).toBeGreaterThan(0)
      for (const one of said) expect(one.segments, `${text}\n${one.text}`).toBeLessThanOrEqual(2)
    }
  })
})

it('random walks of a hundred messages never break, fall silent without a mute, or grow the session', () => {
  let seed = 7
  const next = (below: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    return seed % below
  }
  const short = [
    '1',
    '2',
    '3',
    '4',
    '5',
    'co',
    'khong',
    'bo qua',
    'lai',
    'sua',
    '?',
    '0',
    '76',
    '8',
    'khong biet',
    '300 nghin',
    '2 trieu',
  ]
  for (let walk = 0; walk < 60; walk++) {
    let session = newSession(talk, 'vi')
    for (let i = 0; i < 100; i++) {
      const text = next(4) === 0 ? (messages[next(messages.length)] ?? '') : (short[next(short.length)] ?? '')
      const result = turn(JSON.parse(JSON.stringify(session)), text, START + i * 60_000)
      if (result.replies.length === 0) expect(session.mutedUntil, text).toBeDefined()
      for (const reply of result.replies)
        render(texts, reply, { language: result.session.language, abilities: SMS, speaker: SPEAKER })
      session = result.session
      expect(JSON.stringify(session).length).toBeLessThan(2048)
    }
  }
})
