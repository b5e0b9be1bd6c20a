/** What the commune's lists say is taken in talk and never asked; without a list the person is asked; what the person says wins. */
import { describe, expect, test } from 'vitest'
import type { Session } from '../../src/core/session.ts'
import { basisOf } from '../../src/flows/place-facts.ts'
import { answered, newSession, takeTurn } from '../../src/flows/turn.ts'
import { checkLaw } from '../../src/rules/check-law.ts'
import { openLaw } from '../../src/rules/law-book.ts'
import { openTalk } from './open-talk.ts'

const { talk: bare, files } = openTalk()
const listed = checkLaw([
  ...files,
  { path: 'policy/areas/thu.csv', data: ['extremely_difficult', 'region_3'].map((named) => row(named)) },
])
const talk = { ...bare, law: openLaw(listed.data) }
const TA_PHIN = { name: 'UBND xã Tả Phìn', commune: '03013', province: '15' }
const DEMO = { name: 'UBND xã Lá Lành' }
const TODAY = '2026-11-23'

function turn(on: typeof talk, session: Session, text: string, speaker: object = TA_PHIN) {
  const input = {
    content: { kind: 'text' as const, text },
    channel: 'sms' as const,
    hasButtons: false,
    now: Date.parse(`${TODAY}T08:00:00+07:00`),
    today: TODAY,
    speaker: { ...DEMO, ...speaker },
  }
  // Through JSON, as it is between any two messages.
  return { input, ...takeTurn(on, JSON.parse(JSON.stringify(session)) as Session, input) }
}

/** A mother of a child of two asks; every question is answered until the talk rests. */
function ask(on: typeof talk, speaker: object, start: Session = newSession(on, 'vi')) {
  const asked: string[] = []
  const events: string[] = []
  let result = turn(on, start, 'trợ cấp trẻ dưới 3 tuổi, nhà tôi hộ nghèo, cháu 2 tuổi', speaker)
  for (let i = 0; i < 25; i++) {
    events.push(...result.events.map((event) => (event.type === 'fact_learned' ? `learned ${event.fact}` : event.type)))
    const fact = result.session.waiting?.question?.fact
    if (fact === undefined) break
    asked.push(fact)
    result = turn(on, result.session, 'bỏ qua', speaker)
  }
  return { asked, events, session: result.session }
}

describe('a commune that is on a list', () => {
  test('is not asked what the list says, and nothing of it is kept as the person said it', () => {
    expect(listed.problems.filter(({ file }) => file.startsWith('policy/areas/'))).toEqual([])
    const { asked, events, session } = ask(talk, TA_PHIN)
    expect(asked).not.toContain('extremely_difficult_area')
    expect(events.filter((event) => /learned (region|area|province|extremely_difficult_area)/.test(event))).toEqual([])
    expect(session.household).not.toHaveProperty('extremely_difficult_area')
    expect(session.household).not.toHaveProperty('province')
  })

  test('gives its facts to the verdict, which keeps what it was computed from', () => {
    const first = turn(talk, newSession(talk, 'vi'), 'BHYT')
    const heard = turn(talk, first.session, 'bỏ qua')
    const verdicts = [...first.events, ...heard.events].filter((event) => event.type === 'verdict_given')
    for (const event of verdicts)
      expect(event.household).toMatchObject({
        province: '15',
        area: 'rural',
        region: 'III',
        extremely_difficult_area: true,
      })
    expect(verdicts.length).toBeGreaterThan(0)
  })

  test('does not overrule the person: what is said is learned, stays, and wins', () => {
    const said = turn(talk, { ...newSession(talk, 'vi'), household: { region: 'I' } }, 'chào')
    expect(said.session.household).toEqual({ region: 'I' })
    const { draft } = answered(talk, said.session, said.input)
    expect(draft.household).toMatchObject({ region: 'I', extremely_difficult_area: true })
    expect(basisOf(draft, 'region')).toBeUndefined()
    expect(basisOf(draft, 'extremely_difficult_area')).toMatchObject({ basis: 'QĐ 1/QĐ-THU', article: '' })
  })

  test('can be corrected with SUA: another answer than the list is kept', () => {
    const asked = turn(talk, newSession(talk, 'vi'), 'sửa')
    const facts = asked.session.answers._facts
    const index = Array.isArray(facts) ? facts.indexOf('extremely_difficult_area') : -1
    expect(index).toBeGreaterThanOrEqual(0)
    const chosen = turn(talk, asked.session, String(index + 1))
    expect(chosen.session.waiting?.question?.fact).toBe('extremely_difficult_area')
    const corrected = turn(talk, chosen.session, 'không')
    expect(corrected.events).toContainEqual({ type: 'fact_learned', fact: 'extremely_difficult_area', value: false })
    expect(corrected.session.household.extremely_difficult_area).toBe(false)
    expect(turn(talk, corrected.session, 'chào').session.household.extremely_difficult_area).toBe(false)
  })
})

describe('a commune that is on no list', () => {
  test('is not known: the person is asked', () => {
    const { asked } = ask(bare, TA_PHIN)
    expect(asked).toContain('extremely_difficult_area')
    expect(asked).not.toContain('area')
    expect(ask(talk, DEMO).asked).toContain('extremely_difficult_area')
  })
})

describe('a commune the person named', () => {
  const named: Session = { ...newSession(talk, 'vi'), commune: '03013' }

  test('speaks where the deployment serves no single commune', () => {
    expect(ask(talk, DEMO, named).asked).not.toContain('extremely_difficult_area')
    expect(ask(talk, { province: '15' }).asked).toContain('extremely_difficult_area')
  })

  test('is remembered from the report it was named in', () => {
    let told = turn(talk, newSession(talk, 'vi'), 'Nhà tôi bị bão tốc mái hết rồi, không có chỗ ở', DEMO)
    for (let i = 0; i < 4 && told.session.waiting?.type !== 'place'; i++)
      told = turn(talk, told.session, 'mái tôn bay hết', DEMO)
    expect(told.session.waiting?.type).toBe('place')
    const placed = turn(talk, told.session, 'xã Tả Phìn, Lào Cai', DEMO)
    expect(placed.session.commune).toBe('03013')
  })
})

test('where nothing is known of the place, the talk is as it was', () => {
  const { draft } = (({ input, session }) => answered(bare, session, input))(
    turn(bare, newSession(bare, 'vi'), 'chào', DEMO),
  )
  expect(draft.fromPlace).toEqual({})
  expect(draft.household).toEqual({})
})

function row(named: string) {
  return {
    code: '03013',
    commune: 'Xã Tả Phìn',
    class: named,
    basis: 'QĐ 1/QĐ-THU',
    article: '',
    valid_from: '2026-07-01',
    valid_to: '',
    confidence: 'confirmed',
    read_on: '2026-11-23',
  }
}
