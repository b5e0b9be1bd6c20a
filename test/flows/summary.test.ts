/** The summary over households that could exist: every message within two SMS whatever fits, every number opens its programme. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Household } from '../../src/core/household.ts'
import { LANGUAGES, type Language } from '../../src/core/language.ts'
import type { Reply } from '../../src/core/reply.ts'
import type { Session, TurnInput, TurnResult } from '../../src/core/session.ts'
import type { Talk } from '../../src/flows/talk.ts'
import { newSession, takeTurn } from '../../src/flows/turn.ts'
import { type Rendered, render } from '../../src/texts/render.ts'
import type { Texts } from '../../src/texts/texts.ts'
import { forgetful, talkHousehold, wholeHousehold } from '../rules/households.ts'
import { openTalk } from './open-talk.ts'

/** 30 letters, as long as a commune's name gets. */
const SPEAKER = { name: 'UBND xã Nghĩa Trung Thượng Lâm' }
const SMS = { maxText: 1600, diacritics: false, maxSegments: 2 }
const ZALO = { maxText: 2000, diacritics: true, buttons: { max: 5, labelChars: 20, valueBytes: 64 } }
const START = Date.parse('2026-11-23T08:00:00+07:00')
const CODE = '7Q2FM'
/** One person or everybody, everything known or some of it. */
const anyHousehold = fc
  .oneof(talkHousehold, wholeHousehold)
  .chain((household) => fc.oneof(fc.constant(household), forgetful(household)))

let talk: Talk
let texts: Texts
beforeAll(() => {
  ;({ talk, texts } = openTalk())
})

interface Said {
  readonly result: TurnResult
  readonly messages: readonly (readonly Rendered[])[]
}

function say(session: Session, text: string, minutes: number, more: Partial<TurnInput> = {}): Said {
  const result = takeTurn(talk, JSON.parse(JSON.stringify(session)), {
    content: { kind: 'text', text },
    channel: 'sms',
    hasButtons: false,
    now: START + minutes * 60_000,
    today: '2026-11-23',
    speaker: SPEAKER,
    ...more,
  })
  const abilities = more.channel === 'zalo' ? ZALO : SMS
  const to = { language: result.session.language, abilities, speaker: SPEAKER }
  return { result, messages: result.replies.map((reply) => render(texts, reply, to)) }
}

/** The household's whole result, told again by its code: no question stands before it. */
function summary(household: Household, language: Language, more: Partial<TurnInput> = {}): Said {
  const result = { code: CODE, household, programmes: talk.flows.programmes, on: '2026-11-23' }
  const session = { ...newSession(talk, language), introduced: true }
  return say(session, `KQ ${CODE}`, 0, { ...more, saved: { code: CODE, result, own: true } })
}

const isPage = ({ parts }: Reply) => parts.some(({ key }) => /^verdict:summary\.(head|next)$/.test(key))
const pageOf = ({ result, messages }: Said) => messages[result.replies.findIndex(isPage)]

describe.for(LANGUAGES)('in %s', (language) => {
  it('no page of a summary takes more than one message of two SMS, and the pages hold every programme once, in order', () => {
    let longest = 0
    fc.assert(
      fc.property(anyHousehold, (household) => {
        let said = summary(household, language)
        const { shown = [] } = said.result.session
        if (!said.result.replies.some(isPage)) return
        const numbers: string[] = []
        for (let page = 1; page < 30; page++) {
          const reply = said.result.replies.find(isPage)
          const messages = pageOf(said)
          expect(messages?.length, messages?.map(({ text }) => text).join('\n---\n')).toBe(1)
          for (const { encoding, segments } of messages ?? []) {
            expect(encoding).toBe('GSM-7')
            expect(segments).toBeLessThanOrEqual(2)
          }
          const values = (reply?.options ?? []).map(({ value }) => value)
          numbers.push(...values.filter((value) => value !== 'THEM'))
          // Sessions stay below 2 kB; a large family's facts take half of that.
          expect(JSON.stringify({ ...said.result.session, household: {} }).length).toBeLessThan(1200)
          if (!values.includes('THEM')) break
          said = say(said.result.session, page % 2 === 0 ? 'them' : 'THÊM', page)
        }
        // After the last page the first comes again: now with the sender's name before it, to a newcomer with the greeting too.
        for (const introduced of [true, false]) {
          const first = pageOf(say({ ...said.result.session, introduced }, 'them', 40))
          expect(
            first?.map(({ segments }) => segments <= 2),
            first?.map(({ text }) => text).join('\n---\n'),
          ).toEqual([true])
          expect(first?.[0]?.text).toContain('Nghia Trung')
        }
        longest = Math.max(longest, shown.length)
        expect(numbers).toEqual(shown.map((_, i) => String(i + 1)))
      }),
      { seed: 20261123, numRuns: 400 },
    )
    expect(longest, 'the households drawn must need several pages').toBeGreaterThan(8)
  })

  it('a receipt is one SMS', () => {
    fc.assert(
      fc.property(anyHousehold, (household) => {
        const told = summary(household, language).result.session
        const { result, messages } = say(told, 'LUU', 1, { newCode: CODE })
        expect(result.events.map(({ type }) => type)).toEqual(['result_saved'])
        expect(messages.flat().map(({ segments }) => segments)).toEqual([1])
        expect(messages.flat()[0]?.text).toContain(`KQ ${CODE}`)
      }),
      { seed: 20261123, numRuns: 200 },
    )
  })
})

it('on Zalo a page is at most five buttons of twenty letters, the numbers stand in the text too', () => {
  fc.assert(
    fc.property(anyHousehold, (household) => {
      const said = summary(household, 'vi', { channel: 'zalo', hasButtons: true })
      const page = pageOf(said)?.[0]
      if (!page) return
      expect(page.buttons?.length).toBeGreaterThan(1)
      expect(page.buttons?.length).toBeLessThanOrEqual(5)
      for (const { value, label } of page.buttons ?? []) {
        expect(label.length).toBeLessThanOrEqual(20)
        expect(page.text).toContain(`${value}. `)
      }
    }),
    { seed: 20261123, numRuns: 200 },
  )
})

it('every number, also of a page before, tells that programme with its law and leaves the numbers open', () => {
  fc.assert(
    fc.property(anyHousehold, fc.nat(), (household, pick) => {
      const told = summary(household, 'vi')
      const { shown = [], waiting } = told.result.session
      if (waiting?.step !== 'which_detail' || shown.length < 2) return
      const at = pick % shown.length
      const { result, messages } = say(told.result.session, String(at + 1), 1)
      const given = result.events.flatMap((event) => (event.type === 'verdict_given' ? [event.verdict.programme] : []))
      expect(given).toEqual([shown[at]])
      expect(result.replies.flatMap(({ parts }) => parts.map(({ key }) => key))).toContain('verdict:law')
      expect(result.session.waiting?.step).toBe('which_detail')
      for (const { segments } of messages.flat()) expect(segments).toBeLessThanOrEqual(2)
    }),
    { seed: 20261123, numRuns: 200 },
  )
})
