/** What a session survives: a deploy, a thousand turns, a loop, a stop; and that a turn is pure. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { InboundContent } from '../../src/core/message.ts'
import type { Session, TurnInput, TurnResult } from '../../src/core/session.ts'
import { checkFlows } from '../../src/flows/check-flows.ts'
import { openFlows } from '../../src/flows/flow-book.ts'
import type { Talk } from '../../src/flows/talk.ts'
import { newSession, takeTurn } from '../../src/flows/turn.ts'
import { checkLaw } from '../../src/rules/check-law.ts'
import { checkTexts } from '../../src/texts/check-texts.ts'
import { openTalk } from './open-talk.ts'
import { SPEAKER } from './run-dialogue.ts'

const START = Date.parse('2026-11-23T08:00:00+07:00')
let talk: Talk
let files: ReturnType<typeof openTalk>['files']
beforeAll(() => {
  ;({ talk, files } = openTalk())
})

function input(content: string | InboundContent, now = START): TurnInput {
  const said = typeof content === 'string' ? ({ kind: 'text', text: content } as const) : content
  return { content: said, channel: 'sms', hasButtons: false, now, today: '2026-11-23', speaker: SPEAKER }
}

function say(session: Session, ...lines: readonly string[]): TurnResult {
  let result: TurnResult = { route: '', session, replies: [], events: [] }
  lines.forEach((line, i) => {
    result = takeTurn(talk, JSON.parse(JSON.stringify(result.session)), input(line, START + i * 60_000))
  })
  return result
}

const keys = (result: TurnResult) => result.replies.flatMap(({ parts }) => parts.map(({ key }) => key))

describe('a turn', () => {
  it('changes nothing in the session it was given, and answers the same twice', () => {
    const { session } = say(newSession(talk, 'vi'), 'toi 72 tuoi khong luong huu')
    const before = JSON.stringify(session)
    const first = takeTurn(talk, session, input('1', START + 60_000))
    expect(JSON.stringify(session)).toBe(before)
    expect(takeTurn(talk, session, input('1', START + 60_000))).toEqual(first)
  })

  it('gives a session that is the same before and after JSON', () => {
    const { session } = say(newSession(talk, 'vi'), 'toi 72 tuoi khong luong huu', '1', '2')
    expect(JSON.parse(JSON.stringify(session))).toEqual(session)
  })

  it('says what is asked in session.waiting, with type and choices', () => {
    const { waiting } = say(newSession(talk, 'vi'), 'toi 72 tuoi khong luong huu').session
    expect(waiting).toMatchObject({ flow: 'entitlements', type: 'choice', question: { fact: 'class' } })
    expect(waiting?.options?.map(({ value }) => value)).toEqual(['1', '2', '3', '4', '5'])
  })

  it('keeps no words of a message in the session', () => {
    const { session } = say(newSession(talk, 'vi'), 'BAO THIET HAI', 'lu cuon mat ba con trau ten Mun')
    expect(JSON.stringify(session)).not.toContain('Mun')
  })

  it('leaves a thousand turns with a session below 2 kB', () => {
    const lines = [
      'toi 72 tuoi khong luong huu',
      '?',
      '5',
      '1',
      'khong',
      'sua',
      '0',
      '1',
      '3',
      'chau 8 tuoi',
      'lai',
      'bo qua',
    ]
    let session = newSession(talk, 'vi')
    let largest = 0
    for (let i = 0; i < 1000; i++) {
      session = takeTurn(
        talk,
        JSON.parse(JSON.stringify(session)),
        input(lines[i % lines.length] ?? '', START + i * 400_000),
      ).session
      largest = Math.max(largest, JSON.stringify(session).length)
    }
    expect(largest).toBeLessThan(2048)
    expect(session.trail.length).toBeLessThanOrEqual(8)
  })
})

describe('a talk that meets a deploy', () => {
  it('goes on at a step that still exists', () => {
    const { session } = say(newSession(talk, 'vi'), 'toi 72 tuoi khong luong huu')
    const result = takeTurn(talk, { ...session, contentHash: 'older' }, input('1', START + 60_000))
    expect(result.events.some((event) => event.type === 'verdict_given' && event.verdict.rule === 'SP-70')).toBe(true)
    expect(result.session.contentHash).toBe(talk.flows.hash)
  })

  it('finds a renamed step by its new name', () => {
    const law = checkLaw(files).data
    const trees = checkTexts(files).data
    const data = checkFlows(files, law, trees).data
    const flows = data.flows.map((flow) =>
      flow.flow === 'entitlements' ? { ...flow, renamed: { ask_whom: 'ask_who' } } : flow,
    )
    const renamed: Talk = { ...talk, flows: openFlows({ ...data, flows, hash: 'newer' }) }
    const { session } = say(newSession(talk, 'vi'), '0', '1')
    const old = { ...session, waiting: { ...session.waiting, flow: 'entitlements', step: 'ask_whom', type: 'choice' } }
    const result = takeTurn(renamed, old, input('1', START + 60_000))
    expect(result.session.waiting).toMatchObject({ step: 'screen_hinted', question: { fact: 'person.age' } })
  })

  it('says kindly that a lost question is gone, shows the menu and keeps the facts', () => {
    const { session } = say(newSession(talk, 'vi'), 'toi 72 tuoi khong luong huu')
    const old = { ...session, contentHash: 'older', waiting: { flow: 'gone', step: 'ask_it', type: 'yesno' } }
    const result = takeTurn(talk, old, input('1', START + 60_000))
    expect(keys(result)).toContain('common:talk_changed')
    expect(result.session.waiting?.flow).toBe('menu')
    expect(result.session.household.people?.[0]?.age).toBe(72)
  })
})

describe('loops', () => {
  it('mutes after ten messages faster than a hand can type, says so once, then keeps still', () => {
    let session = newSession(talk, 'vi')
    const results: TurnResult[] = []
    for (let i = 0; i < 14; i++) {
      const result = takeTurn(talk, session, input(`tin so ${i} cua may`, START + i * 1000))
      session = result.session
      results.push(result)
    }
    expect(results.filter(({ events }) => events.some(({ type }) => type === 'muted')).length).toBe(1)
    expect(results.at(-1)?.replies).toEqual([])
  })

  it('hears danger through the silence, and speaks again after an hour', () => {
    const muted: Session = { ...newSession(talk, 'vi'), mutedUntil: START + 3_600_000 }
    expect(takeTurn(talk, muted, input('chao')).replies).toEqual([])
    expect(keys(takeTurn(talk, muted, input('cuu toi voi nuoc cuon')))[0]).toBe('danger:say_call')
    expect(takeTurn(talk, muted, input('chao', START + 3_700_000)).replies).not.toEqual([])
  })

  it('never mutes a person who answers 1 to many different questions', () => {
    const lines = ['menu', '1', '5', '1', '1', '1', '1', '1', '1', '1', '1']
    let session = newSession(talk, 'vi')
    lines.forEach((line, i) => {
      session = takeTurn(talk, session, input(line, START + i * 20_000)).session
    })
    expect(session.mutedUntil).toBeUndefined()
  })
})

describe('danger and hardship', () => {
  it('keeps the cry for help before any question is answered, and names the numbers first', () => {
    const result = say(newSession(talk, 'vi'), 'Cứu tôi với, tôi bị mắc kẹt trên mái nhà, nước đang dâng!')
    expect(keys(result)[0]).toBe('danger:say_call')
    const report = result.events.find((event) => event.type === 'hardship_reported')
    expect(report).toMatchObject({
      danger: true,
      details: { what: 'Cứu tôi với, tôi bị mắc kẹt trên mái nhà, nước đang dâng!' },
    })
    expect(result.session.waiting).toMatchObject({ flow: 'danger', type: 'place' })
  })

  it('takes the commune out of the cry itself', () => {
    const result = say(newSession(talk, 'vi'), 'cuu voi nuoc cuon nha toi o xa Ta Phin tinh Lao Cai')
    expect(result.events.some((event) => event.type === 'place_given' && event.commune !== undefined)).toBe(true)
    expect(result.session.waiting?.step).not.toBe('ask_place')
  })

  it('reports again with the place once it is told', () => {
    const result = say(newSession(talk, 'vi'), 'cuu toi voi nuoc cuon', 'thon 3 xa Ta Phin tinh Lao Cai')
    expect(result.events.findLast((event) => event.type === 'hardship_reported')).toMatchObject({
      danger: true,
      details: { commune: 'Xã Tả Phìn' },
    })
  })
})

describe('ties and wordless messages', () => {
  it('a stop at the provider is kept and answered with nothing', () => {
    const result = takeTurn(talk, newSession(talk, 'vi'), input({ kind: 'tie', tie: 'stopped' }))
    expect(result.replies).toEqual([])
    expect(result.events).toContainEqual({ type: 'opted_out' })
  })

  it('a follower is greeted by the sender with the menu', () => {
    const result = takeTurn(talk, newSession(talk, 'vi'), input({ kind: 'tie', tie: 'started' }))
    expect(keys(result)).toEqual(['common:introduction', 'menu:ask_need'])
  })
})
