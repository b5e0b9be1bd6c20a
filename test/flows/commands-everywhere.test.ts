/** Every command works in every kind of question, and no command ends in silence. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Session } from '../../src/core/session.ts'
import type { Talk } from '../../src/flows/talk.ts'
import { answered, newSession, takeTurn } from '../../src/flows/turn.ts'
import { openTalk } from './open-talk.ts'
import { SPEAKER } from './run-dialogue.ts'

const WAITING: Readonly<Record<string, readonly string[]>> = {
  'nothing asked': [],
  'the menu': ['chao'],
  'an age': ['HUU TRI'],
  'a sum': ['HUU TRI', '76'],
  'a choice': ['toi 72 tuoi khong luong huu'],
  'a yes or no': ['toi 76 tuoi khong luong huu'],
  'a number': ['me don than 2 con', '1'],
  'a date': ['vay von nuoi bo ho moi thoat ngheo'],
  'a story': ['BAO THIET HAI'],
  'a place': ['nha toi sap roi'],
  'a place in danger': ['cuu voi'],
  'a village': ['nha toi sap roi', 'xa Ta Phin Lao Cai'],
  'how many in danger': ['cuu voi', 'ban Suoi Thau xa Ta Phin Lao Cai'],
  'whether to stop': ['dung nhan tin cho toi nua'],
  'what to correct': ['toi 72 tuoi khong luong huu', 'sua'],
  'which language': ['ngon ngu'],
  'a list of classes': ['HOC NGHE', '1'],
  'one class looked at': ['HOC NGHE', '1', '1'],
  'a trade to learn': ['HOC NGHE', '3', 'co'],
}
const COMMANDS = [
  'MENU',
  'lai',
  'sua',
  '?',
  'bo qua',
  'gap can bo',
  'tieng anh',
  'tieng viet',
  'STOP',
  'DK',
  'giup',
  'có dấu',
  'LƯU',
]

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
  offers: [{ id: 'demo/may-01', kind: 'class' as const, title: 'May công nghiệp' }],
})

describe.for(Object.entries(WAITING))('while %s waits', ([, before]) => {
  it.for(COMMANDS)('"%s" is obeyed and answered', (says) => {
    let session: Session = newSession(talk, 'vi')
    let now = Date.parse('2026-11-23T08:00:00+07:00')
    for (const line of before) {
      session = takeTurn(talk, session, input(line, now)).session
      now += 60_000
    }
    const { route } = answered(talk, session, input(says, now))
    expect(route).toBe(says === 'STOP' ? 'exact_opt_out' : 'command')
    expect(takeTurn(talk, session, input(says, now)).replies.length).toBeGreaterThan(0)
  })

  it('a cry for help is danger, its numbers first, and nothing else is asked', () => {
    let session: Session = newSession(talk, 'vi')
    let now = Date.parse('2026-11-23T08:00:00+07:00')
    for (const line of before) {
      session = takeTurn(talk, session, input(line, now)).session
      now += 60_000
    }
    const {
      replies,
      events,
      session: after,
    } = takeTurn(talk, session, input('nuowcs cuoons con tooi roofi cuwus vowis', now))
    expect(replies[0]?.parts[0]?.key).toBe('danger:say_call')
    expect(events.map(({ type }) => type)).toContain('hardship_reported')
    expect(after.waiting?.flow ?? 'danger').toBe('danger')
  })
})
