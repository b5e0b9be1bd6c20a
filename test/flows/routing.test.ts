/** The order in which a message is looked at, as a table: test/flows/routing.yaml. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Session } from '../../src/core/session.ts'
import { ROUTES } from '../../src/flows/routing.ts'
import type { Talk } from '../../src/flows/talk.ts'
import { answered, newSession, takeTurn } from '../../src/flows/turn.ts'
import { openTalk } from './open-talk.ts'
import { SPEAKER } from './run-dialogue.ts'

const Row = z.strictObject({
  before: z.array(z.string()).optional(),
  says: z.string(),
  row: z.string(),
  why: z.string(),
})
const rows = z.array(Row).parse(parse(readFileSync('test/flows/routing.yaml', 'utf8')))

let talk: Talk
beforeAll(() => {
  talk = openTalk().talk
})

const input = (text: string, now: number) => ({
  content: { kind: 'text' as const, text },
  channel: 'sms' as const,
  hasButtons: false,
  now,
  today: '2026-11-23',
  speaker: SPEAKER,
})

describe('routing table', () => {
  it('looks at an exact stop first, at a proven order of an official, then at danger; at the menu last', () => {
    const names = ROUTES.map(({ name }) => name)
    expect(names.slice(0, 3)).toEqual(['exact_opt_out', 'official_command', 'danger'])
    expect(names.indexOf('opt_out_wording')).toBeLessThan(names.indexOf('waiting_answer'))
    expect(names.indexOf('waiting_answer')).toBeLessThan(names.indexOf('case_code'))
    expect(names.indexOf('case_code')).toBeLessThan(names.indexOf('keyword'))
    expect(names.at(-1)).toBe('menu')
  })

  it.for(rows)('"$says" after $before goes to $row: $why', ({ before = [], says, row }) => {
    let session: Session = newSession(talk, 'vi')
    let now = Date.parse('2026-11-23T08:00:00+07:00')
    for (const line of before) {
      session = takeTurn(talk, session, input(line, now)).session
      now += 60_000
    }
    expect(answered(talk, session, input(says, now)).route).toBe(row)
  })
})
