/** Wishes for a language: a reviewed pack is spoken from then on; any other is said to be not ready, and an official hears of the wish. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '../../src/core/session.ts'
import { checkFlows } from '../../src/flows/check-flows.ts'
import { openFlows } from '../../src/flows/flow-book.ts'
import type { Talk } from '../../src/flows/talk.ts'
import { newSession, takeTurn } from '../../src/flows/turn.ts'
import { checkLaw } from '../../src/rules/check-law.ts'
import { checkTexts } from '../../src/texts/check-texts.ts'
import { openTalk } from './open-talk.ts'
import { SPEAKER } from './run-dialogue.ts'

let shipped: Talk
let withKhmer: Talk
beforeAll(() => {
  const { talk, files } = openTalk()
  shipped = talk
  const trees = { ...checkTexts(files).data, packs: { km: {} } }
  withKhmer = { ...talk, flows: openFlows(checkFlows(files, checkLaw(files).data, trees).data) }
})

function say(talk: Talk, session: Session, text: string) {
  const {
    session: next,
    replies,
    events,
  } = takeTurn(talk, session, {
    content: { kind: 'text', text },
    channel: 'sms',
    hasButtons: false,
    now: Date.parse('2026-12-01T03:00:00Z'),
    today: '2026-12-01',
    speaker: SPEAKER,
    newCode: 'ABC23',
  })
  return { session: next, keys: replies.flatMap(({ parts }) => parts.map(({ key }) => key)), events }
}

describe('a language that is not ready', () => {
  test.for([
    'tiếng Mông',
    'tieng mong',
    'Tôi muốn nói tiếng H’Mông',
    'co tieng Khmer khong',
    'chi biet tieng E De',
    'tiếng Tày',
  ])('%s', (text) => {
    const { session, keys, events } = say(shipped, newSession(shipped, 'vi'), text)
    expect(keys).toContain('language:not_ready')
    expect(keys).toContain('contact:hand_to_desk')
    expect(session.pack).toBeUndefined()
    expect(events).toContainEqual(expect.objectContaining({ type: 'language_asked', ready: false }))
    expect(events).toContainEqual(expect.objectContaining({ type: 'handed_over' }))
  })

  test('danger beats it, and a story that names a language stays a story', () => {
    const fresh = newSession(shipped, 'vi')
    expect(say(shipped, fresh, 'noi tieng mong, nuoc cuon nha cuu voi').keys).toContain('danger:say_call')
    const { session } = say(shipped, fresh, 'GOP Y')
    expect(say(shipped, session, 'can bo khong noi tieng mong').keys).not.toContain('language:not_ready')
  })
})

describe('a reviewed pack', () => {
  test('is spoken from then on, until another language is wished for', () => {
    const first = say(withKhmer, newSession(withKhmer, 'vi'), 'tieng khmer')
    expect(first.session.pack).toBe('km')
    expect(first.keys).toContain('common:language_set')
    const second = say(withKhmer, first.session, 'toi 76 tuoi khong luong huu')
    expect(second.session.pack).toBe('km')
    expect(say(withKhmer, second.session, 'tieng viet').session.pack).toBeUndefined()
    expect(say(withKhmer, second.session, 'english').session).toMatchObject({ language: 'en' })
    expect(say(withKhmer, second.session, 'doi ngon ngu').keys).toContain('language:also')
    expect(say(shipped, newSession(shipped, 'vi'), 'doi ngon ngu').keys).not.toContain('language:also')
    expect(say(withKhmer, second.session, 'tieng mong').keys).toContain('language:not_ready')
  })
})
