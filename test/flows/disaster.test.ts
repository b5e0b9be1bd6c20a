/** What a message means while an event is open or has just been closed: the table test/flows/disaster.yaml. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Session, TurnInput } from '../../src/core/session.ts'
import type { Talk } from '../../src/flows/talk.ts'
import { answered, newSession, takeTurn } from '../../src/flows/turn.ts'
import { render } from '../../src/texts/render.ts'
import type { Texts } from '../../src/texts/texts.ts'
import { openTalk } from './open-talk.ts'
import { SPEAKER } from './run-dialogue.ts'

const Row = z.strictObject({
  asked: z.enum(['fresh', 'asked', 'safe', 'need_help']).optional(),
  help: z.enum(['fresh', 'asked']).optional(),
  event: z.boolean().optional(),
  before: z.array(z.string()).optional(),
  minutes: z.number().optional(),
  ...{ says: z.string(), row: z.string(), why: z.string() },
  heard: z.enum(['safe', 'need_help', 'full', 'part', 'none']).optional(),
})
const rows = z.array(Row).parse(parse(readFileSync('test/flows/disaster.yaml', 'utf8')))

let talk: Talk
let texts: Texts
beforeAll(() => {
  const opened = openTalk()
  talk = opened.talk
  texts = opened.texts
})

const STORM = { id: 'dis_1', name: 'Bão số 12', hazard: 'storm', commune: 'demo' }

function input(text: string, now: number, row: Partial<z.infer<typeof Row>> = {}): TurnInput {
  const { asked, help, event = true } = row
  const checkIn = asked === 'fresh' ? 'asked' : asked
  return {
    content: { kind: 'text', text },
    ...{ channel: 'sms', hasButtons: false, now, today: '2026-11-24', speaker: SPEAKER, newCaseCode: '7Q2F' },
    ...(event
      ? {
          disaster: {
            ...STORM,
            ...(checkIn ? { checkIn } : {}),
            ...(asked === 'fresh' ? { fresh: true as const } : {}),
          },
        }
      : {}),
    ...(help
      ? {
          followUp: {
            disaster: 'dis_0',
            name: 'Lũ',
            code: '8A3B',
            ...(help === 'fresh' ? { fresh: true as const } : {}),
          },
        }
      : {}),
  }
}

/** The session after these lines, a minute apart, and when the last was. */
function told(lines: readonly string[], row: Partial<z.infer<typeof Row>>): { session: Session; now: number } {
  let session: Session = { ...newSession(talk, 'vi'), introduced: true }
  let now = Date.parse('2026-11-24T08:00:00+07:00')
  for (const line of lines) {
    now += 60_000
    const { asked: _, help: __, ...early } = row
    session = takeTurn(talk, session, input(line, now, early)).session
  }
  return { session, now }
}

describe('while an event is open or just closed', () => {
  it.for(rows)('"$says" after $before (asked: $asked, help: $help) goes to $row: $why', (row) => {
    const { session, now } = told(row.before ?? [], row)
    const turn = input(row.says, now + (row.minutes ?? 1) * 60_000, row)
    expect(answered(talk, session, turn).route).toBe(row.row)
    const { events } = takeTurn(talk, session, turn)
    const heard = events.flatMap((event) =>
      event.type === 'checked_in'
        ? event.safe
          ? 'safe'
          : 'need_help'
        : event.type === 'help_answered'
          ? event.help
          : [],
    )
    expect(heard.at(-1)).toBe(row.heard)
  })

  it('"2" is a report of this event and its hazard in the same turn, with the numbers to call first', () => {
    const { session, now } = told([], {})
    const { events, replies } = takeTurn(talk, session, input('2', now, { asked: 'fresh' }))
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'hardship_reported', code: '7Q2F', patch: { hazard: 'storm' } }),
    )
    const to = {
      language: 'vi' as const,
      abilities: { maxText: 459, diacritics: false, maxSegments: 2 },
      speaker: SPEAKER,
    }
    expect(render(texts, replies[0] ?? { parts: [] }, to)[0]?.text).toContain('112')
  })

  it('whoever already has a case of this event adds to it', () => {
    const { session, now } = told([], {})
    const open = {
      code: '9K4M',
      kind: 'hardship',
      status: 'new',
      report: { hazard: 'flood' },
      disaster: 'dis_1',
    } as const
    const turn = { ...input('2', now, { asked: 'fresh' }), openCases: [open] }
    expect(takeTurn(talk, session, turn).events).toContainEqual(
      expect.objectContaining({ type: 'hardship_reported', code: '9K4M', patch: {} }),
    )
  })

  it('an official who speaks with the person keeps the floor', () => {
    const { session, now } = told([], {})
    expect(answered(talk, session, { ...input('1', now, { asked: 'asked' }), paused: true }).route).not.toBe('check_in')
  })

  it('a cry for help is heard while the talk rests after a loop', () => {
    let { session, now } = told([], {})
    for (let i = 0; i < 8; i++) {
      now += 10_000
      session = takeTurn(talk, session, input('zzz', now, { asked: 'asked' })).session
    }
    expect(session.mutedUntil).toBeGreaterThan(now)
    const { events } = takeTurn(talk, session, input('can giup', now + 5_000, { asked: 'asked' }))
    expect(events).toContainEqual(expect.objectContaining({ type: 'checked_in', safe: false }))
  })

  it('a question about something else is answered, and the answer after it still counts', () => {
    const { session, now } = told([], {})
    const first = takeTurn(talk, session, input('xin chao', now, { asked: 'fresh' }))
    expect(first.replies.flatMap(({ parts }) => parts.map(({ key }) => key))).toContain('disaster-menu:event')
    const second = takeTurn(talk, first.session, input('1', now + 60_000, { asked: 'asked' }))
    expect(second.events).toContainEqual(expect.objectContaining({ type: 'checked_in', safe: true }))
  })
})
