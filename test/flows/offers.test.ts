/** The list of classes and jobs inside the talk: asked for only when it is needed, small in the session, true to what changed meanwhile. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Offer } from '../../src/core/offer.ts'
import type { Session, TurnResult } from '../../src/core/session.ts'
import type { Talk } from '../../src/flows/talk.ts'
import { newSession, takeTurn } from '../../src/flows/turn.ts'
import { openTalk } from './open-talk.ts'
import { SPEAKER } from './run-dialogue.ts'

const LONG = 'Lớp sửa chữa máy nông nghiệp và điện dân dụng khóa mười hai'
const offers: readonly Offer[] = Array.from({ length: 12 }, (_, i) => ({
  id: `02842/lop-may-cong-nghiep-${i}`,
  kind: 'class',
  title: LONG,
  place: 'Nhà văn hóa thôn Suối Thầu, cạnh trường tiểu học số hai',
  startsOn: `2026-12-${String(i + 10)}`,
  seats: 30,
  seatsLeft: 3,
}))
const [first] = offers

let talk: Talk
let now = Date.parse('2026-11-23T08:00:00+07:00')
beforeAll(() => {
  talk = openTalk().talk
})

function say(session: Session, given: readonly Offer[] | undefined, ...lines: readonly string[]): TurnResult {
  let result: TurnResult = { route: '', session, replies: [], events: [] }
  for (const text of lines) {
    now += 120_000
    result = takeTurn(talk, JSON.parse(JSON.stringify(result.session)), {
      content: { kind: 'text', text },
      channel: 'sms',
      hasButtons: false,
      now,
      today: '2026-11-23',
      speaker: SPEAKER,
      ...(given === undefined ? {} : { offers: given }),
    })
  }
  return result
}

const begin = () => newSession(talk, 'vi')
const keys = ({ replies }: TurnResult) => replies.flatMap(({ parts }) => parts.map(({ key }) => key))

describe('classes and jobs in the talk', () => {
  it.for([
    ['xin chao', undefined],
    ['toi 76 tuoi khong luong huu', undefined],
    ['VAY', undefined],
    ['BAO THIET HAI', undefined],
    ['HOC NGHE', 'offers'],
    ['tim viec lam cho thanh nien', 'offers'],
  ] as const)('"%s" needs: %s', ([text, needs]) => {
    expect(say(begin(), undefined, text).needs).toBe(needs)
    expect(say(begin(), offers, text).needs).toBeUndefined()
  })

  it('keeps a session of long names, looked at, turned over and asked about, below 2 kB', () => {
    const { session } = say(
      begin(),
      offers,
      'toi 25 tuoi ho ngheo o xa',
      'HOC NGHE',
      '1',
      'them',
      'them',
      '?',
      'lai',
      '1',
    )
    expect(session.waiting).toMatchObject({ flow: 'training', step: 'list_classes' })
    expect(JSON.stringify(session).length).toBeLessThan(2048)
  })

  it('shows every class once on the way through the pages', () => {
    let { session, replies } = say(begin(), offers, 'HOC NGHE', '1')
    const seen: string[] = []
    for (let page = 0; page < 12; page++) {
      const options = replies.flatMap((reply) => reply.options ?? [])
      seen.push(
        ...options.flatMap(({ label }) => (label.key === 'offers:line' ? [JSON.stringify(label.values?.when)] : [])),
      )
      if (!options.some(({ label }) => label.key === 'offers:options.more')) break
      ;({ session, replies } = say(session, offers, 'them'))
    }
    expect(seen).toHaveLength(12)
    expect(new Set(seen).size).toBe(12)
  })

  it('says so when the class looked at was cancelled, and asks whether to note the wish', () => {
    const { session } = say(begin(), offers, 'HOC NGHE', '1', '1')
    const result = say(session, offers.slice(1), '1')
    expect(keys(result)).toContain('offers:class.gone')
    expect(result.events.some(({ type }) => type === 'enrolled')).toBe(false)
    expect(result.session.waiting?.step).toBe('ask_consent')
  })

  it('does not enrol twice: who is enrolled already is told, and may take the name off', () => {
    if (!first) throw new Error('no offer')
    const { session } = say(begin(), offers, 'HOC NGHE', '1', '1')
    const again = say(session, [{ ...first, enrolled: true }], '1')
    expect(keys(again)).toContain('offers:class.mine')
    expect(again.events.some(({ type }) => type === 'enrolled')).toBe(false)
    const off = say(again.session, [{ ...first, enrolled: true }], '1')
    expect(off.events).toContainEqual({ type: 'enrolment_cancelled', offer: first.id })
  })

  it('leaves the list for the menu, for another wish, and after "bo qua"', () => {
    const { session } = say(begin(), offers, 'HOC NGHE', '1')
    expect(say(session, offers, '0').session.waiting?.flow).toBe('menu')
    expect(say(session, offers, 'bo qua').session.waiting?.step).toBe('ask_what')
    expect(say(session, offers, 'VIEC LAM').session.waiting?.flow).toBe('jobs')
  })

  it('survives a deploy between the list and the number', () => {
    const { session } = say(begin(), offers, 'HOC NGHE', '1')
    const result = say({ ...session, contentHash: 'older' }, offers, '1')
    expect(keys(result)).toContain('offers:class.consent')
  })
})
