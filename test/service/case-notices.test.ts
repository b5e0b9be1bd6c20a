/** What people are told of their case, in full: `case-notices.txt` is read by officials. One SMS each, in the longest commune's name. */
import { beforeAll, describe, expect, it } from 'vitest'
import { CASE_STATUSES } from '../../src/core/case.ts'
import type { Language } from '../../src/core/language.ts'
import type { TextPart } from '../../src/core/reply.ts'
import { statusNotice, supportNotice } from '../../src/service/case-notices.ts'
import { closeReasons } from '../../src/service/case-transitions.ts'
import { render } from '../../src/texts/render.ts'
import type { Texts } from '../../src/texts/texts.ts'
import { openTalk } from '../flows/open-talk.ts'

const SMS = { maxText: 459, diacritics: false, maxSegments: 2 }
const CODE = '7Q2F'
const HOUSE = { amountVnd: 40_000_000, riceKg: null, status: 'decided' } as const
const RICE = { amountVnd: null, riceKg: 225, status: 'decided' } as const
const KIT = { amountVnd: null, riceKg: null, status: 'decided' } as const

/** Everything that is ever told. */
const NOTICES: Readonly<Record<string, TextPart>> = {
  ...Object.fromEntries(
    CASE_STATUSES.filter((one) => !['new', 'decided', 'supported', 'closed'].includes(one)).map((one) => [
      one,
      statusNotice('hardship', one, CODE),
    ]),
  ),
  'decided: money': supportNotice('decided', CODE, [HOUSE]),
  'decided: money, rice and goods': supportNotice('decided', CODE, [HOUSE, RICE, KIT]),
  'supported: rice': supportNotice('supported', CODE, [RICE]),
  'supported: money, rice and goods': supportNotice('supported', CODE, [HOUSE, RICE, KIT]),
  ...Object.fromEntries(
    closeReasons('hardship').map((reason) => [`closed: ${reason}`, statusNotice('hardship', 'closed', CODE, reason)]),
  ),
  reopened: statusNotice('hardship', 'reopened', CODE),
  merged: { key: 'case:merged', values: { code: CODE, into: '9K4T' } },
  'question seen': statusNotice('question', 'seen', CODE),
  ...Object.fromEntries(
    closeReasons('question').map((reason) => [
      `question closed: ${reason}`,
      statusNotice('question', 'closed', CODE, reason),
    ]),
  ),
  'question reopened': statusNotice('question', 'reopened', CODE),
  'taken over': { key: 'case:taken_over' },
  'handed back': { key: 'case:handed_back' },
}

let texts: Texts
let longest: string
beforeAll(() => {
  const opened = openTalk()
  texts = opened.texts
  const names = [...opened.talk.places.communes.values()].map(({ fullName }) => `UBND ${fullName.toLowerCase()}`)
  longest = names.reduce((a, b) => (b.length > a.length ? b : a), '')
})

const told = (part: TextPart, language: Language, speaker: string, accents: boolean) =>
  render(
    texts,
    { parts: [{ key: 'common:from' }, part] },
    { language, abilities: SMS, accents, speaker: { name: speaker } },
  )

describe('a word about a case', () => {
  it('reads as written down', async () => {
    const lines = Object.entries(NOTICES).flatMap(([name, part]) => [
      `## ${name}`,
      ...(['vi', 'en'] as const).flatMap((language) =>
        [false, true]
          .filter((accents) => language === 'vi' || !accents)
          .map((accents) => {
            const [message] = told(part, language, 'UBND xã Tả Phìn', accents)
            return `${language}${accents ? ' có dấu' : ''} [${message?.encoding} ${message?.segments}] ${message?.text.replace('\n', ' ')}`
          }),
      ),
      '',
    ])
    await expect(lines.join('\n')).toMatchFileSnapshot('case-notices.txt')
  })

  it.for(Object.entries(NOTICES))('%s is one SMS of at most 160 letters, whoever speaks', ([, part]) => {
    for (const language of ['vi', 'en'] as const) {
      const messages = told(part, language, longest, false)
      expect(messages.map(({ encoding, segments, text }) => [encoding, segments, text.length <= 160])).toEqual([
        ['GSM-7', 1, true],
      ])
    }
  })

  it('names what was decided once, however many rules it rests on', () => {
    const [message] = told(supportNotice('decided', CODE, [HOUSE, HOUSE, RICE, RICE, KIT]), 'vi', 'UBND xã A', false)
    expect(message?.text).toContain('80.000.000 d, 450 kg gao va nhu yeu pham')
  })
})
