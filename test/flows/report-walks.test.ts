/** Whatever a frightened person writes in a report: it is answered, kept in one case, small, and asks little. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { OpenCase } from '../../src/core/case.ts'
import type { Session } from '../../src/core/session.ts'
import { casesAfter } from '../../src/flows/cases-after.ts'
import type { Talk } from '../../src/flows/talk.ts'
import { newSession, takeTurn } from '../../src/flows/turn.ts'
import { readCaseCode } from '../../src/language/case-code.ts'
import { render } from '../../src/texts/render.ts'
import type { Texts } from '../../src/texts/texts.ts'
import { openTalk } from './open-talk.ts'
import { NEW_CASES, SPEAKER } from './run-dialogue.ts'

const SMS = { maxText: 1600, diacritics: false, maxSegments: 2 }
const MESSAGES = [
  ...[
    '0',
    '1',
    '2',
    '3',
    '4',
    '5',
    'khong',
    'co',
    'bo qua',
    'xong',
    'het',
    'sua',
    'lai',
    '?',
    'khong biet',
    'alo',
    'ok',
  ],
  ...['nha toi bi ngap', 'lu cuon troi nha roi', 'cuu voi nuoc len mai', '2 nguoi bi thuong', '1 nguoi mat tich'],
  ...[
    'nham, 3 nguoi',
    'xa Ta Phin Lao Cai',
    'thon 3',
    'xa Tan Tien',
    'het gao',
    'chet them 20 con ga',
    'mat 300 ha lua',
  ],
  ...['5000 nguoi', '2 sao lua mat trang', '40 ngay', 'hom qua', '30/12/2026', 'bao giup nha ba Lan hang xom nha sap'],
  ...['BAO THIET HAI', 'HT 7Q2F', '7Q2F', 'KET QUA', 'toi bao nham', 'my house is flooded', 'cam on', 'gap can bo'],
  ...['nha 5 nguoi co ba gia 80 tuoi', 'ho ngheo', 'toi 76 tuoi khong luong huu thi duoc gi', 'nha ong Pao sap', 'zzz'],
]
const START = Date.parse('2026-11-24T08:00:00+07:00')

let talk: Talk
let texts: Texts
beforeAll(() => {
  ;({ talk, texts } = openTalk())
})

describe('random reports', () => {
  it('never break, fall silent, grow the session, say more than two SMS at once or ask more than eight things', () => {
    let seed = 11
    const next = (below: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
      return (seed >>> 8) % below
    }
    for (let walk = 0; walk < 120; walk++) {
      let session: Session = newSession(talk, 'vi')
      let cases: readonly OpenCase[] = []
      for (let i = 0; i < 40; i++) {
        const text = MESSAGES[next(MESSAGES.length)] ?? ''
        const code = readCaseCode(text)
        const own = cases.find((one) => one.code === code)
        const result = takeTurn(talk, JSON.parse(JSON.stringify(session)), {
          ...{ content: { kind: 'text', text }, channel: 'sms', hasButtons: false, now: START + i * 120_000 },
          ...{ today: '2026-11-24', speaker: SPEAKER, offers: [], openCases: cases },
          newCaseCode: NEW_CASES.find((one) => !cases.some((open) => open.code === one)) ?? 'N9N9',
          ...(code === null
            ? {}
            : { askedCase: own ? { ...own, found: true, own: true } : { code, found: false, own: false } }),
        })
        const said = result.replies.flatMap((reply) =>
          render(texts, reply, { language: result.session.language, abilities: SMS, speaker: SPEAKER }),
        )
        if (result.session.mutedUntil === undefined) expect(said.length, text).toBeGreaterThan(0)
        for (const one of said) expect(one.segments, one.text).toBeLessThanOrEqual(2)
        for (const event of result.events)
          if (event.type === 'hardship_reported') expect(event.code, `the case "${text}" was told to`).toBeDefined()
        const asked = result.session.answers._asked
        if (Array.isArray(asked)) expect(asked.length).toBeLessThanOrEqual(8)
        expect(JSON.stringify(result.session).length, JSON.stringify(result.session)).toBeLessThan(2048)
        session = result.session
        cases = casesAfter(cases, result.events)
        const mine = cases.filter(({ report }) => report.forWhom !== 'neighbour')
        expect(mine.length, `one open case of one's own after "${text}"`).toBeLessThanOrEqual(1)
      }
    }
  })
})
