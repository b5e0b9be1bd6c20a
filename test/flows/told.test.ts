/** Procedures and rights without a verdict: each id of the register is told somewhere, in one SMS of two parts, with its law. */
import { beforeAll, describe, expect, it, test } from 'vitest'
import type { Session } from '../../src/core/session.ts'
import { closeDraft, openDraft } from '../../src/flows/draft.ts'
import { tellTold } from '../../src/flows/explain.ts'
import type { Step } from '../../src/flows/flow-format.ts'
import { hear } from '../../src/flows/heard.ts'
import type { Talk } from '../../src/flows/talk.ts'
import { newSession } from '../../src/flows/turn.ts'
import { render } from '../../src/texts/render.ts'
import type { Texts } from '../../src/texts/texts.ts'
import { openTalk } from './open-talk.ts'
import { SPEAKER } from './run-dialogue.ts'

/** Past for good and asked about by nobody: kept so that old days are answered by the figures and texts of their time. */
const DATA_ONLY = ['POV-2016', 'SA-OLD', 'STD-2021', 'STD-2024', 'VB-JOB-OLD']
/** Told as they are today, on the day the new poverty standard begins, and before the decree of 5 October 2026. */
const DAYS = ['2026-11-23', '2027-01-01', '2026-10-01']
const SMS = { maxText: 1600, diacritics: false, maxSegments: 2 }

let talk: Talk
let texts: Texts
let steps: { at: string; step: Step }[] = []
beforeAll(() => {
  ;({ talk, texts } = openTalk())
  steps = talk.flows.ids.flatMap((flow) =>
    Object.entries(talk.flows.flow(flow)?.steps ?? {}).map(([id, step]) => ({ at: `${flow}.${id}`, step })),
  )
})

function told(rules: readonly string[], language: 'vi' | 'en', today: string, province?: string) {
  const session: Session = { ...newSession(talk, language), introduced: true, household: province ? { province } : {} }
  const content = { kind: 'text' as const, text: '' }
  const input = { content, channel: 'sms' as const, hasButtons: false, now: 0, today, speaker: SPEAKER }
  const draft = openDraft(talk, session, input, hear(talk, input))
  tellTold(draft, rules)
  const { replies } = closeDraft(draft)
  const to = { language, abilities: SMS, speaker: SPEAKER }
  return { replies, said: replies.flatMap((reply) => render(texts, reply, to)) }
}

test('every procedure and every right of the register is told by a step; so is every figure and every past thing people still ask of', () => {
  const tellable = new Set(steps.flatMap(({ step }) => ('tell' in step ? step.tell : [])))
  for (const { rule, kind } of talk.law.data.ruleIds) {
    if (kind === 'verdict' || DATA_ONLY.includes(rule)) continue
    expect(tellable.has(rule), `${rule} (${kind}) has no step that tells it`).toBe(true)
  }
})

describe.for(DAYS)('on %s', (today) => {
  it.for(['vi', 'en'] as const)('every tell step is one message of two SMS at most (%s)', (language) => {
    for (const { at, step } of steps) {
      if (!('tell' in step)) continue
      const { said } = told(step.tell, language, today)
      expect(said.length, at).toBeLessThanOrEqual(1)
      for (const one of said) {
        expect(one.segments, `${at}: ${one.text}`).toBeLessThanOrEqual(2)
        expect(one.encoding, at).toBe('GSM-7')
      }
    }
  })
})

test('what is not confirmed is said to be so, and what is confirmed names its law and no doubt', () => {
  expect(told(['TR-GROUPS'], 'vi', '2026-11-23').said[0]?.text).toMatch(/Chua chac, can bo xa xac nhan/)
  expect(told(['REV-ANNUAL'], 'vi', '2026-11-23').said[0]?.text).toMatch(/can bo se xac nhan lai/)
  const moving = told(['SA-MOVE'], 'vi', '2026-11-23').said[0]?.text
  expect(moving).toMatch(/Theo ND 335\/2026\/ND-CP Dieu 8 khoan 3/)
  expect(moving).not.toMatch(/xac nhan/)
})

test('doubt is said only of what is doubtful: the surest stands first', () => {
  const text = told(['REV-TTHC', 'REV-CERT'], 'vi', '2026-11-23').said[0]?.text ?? ''
  expect(text).toMatch(/Giay chung nhan[\s\S]*ten thu tuc[\s\S]*Chua chac/)
})

test('a document is cited once with all its articles', () => {
  const text = (rules: string[]) => told(rules, 'vi', '2026-11-23').said[0]?.text
  expect(text(['EM-HOUSE-NEW', 'EM-HOUSE-FIX'])).toContain('Dieu 12 khoan 4 diem a, diem c.')
  expect(text(['EM-WHO', 'EM-VISIT'])).toContain('Dieu 13, Dieu 14.')
})

test('figures are those of the day and of the province', () => {
  const text = (rule: string, today: string, province?: string) => told([rule], 'vi', today, province).said[0]?.text
  expect(text('SA-FUN', '2026-11-23')).toContain('10.800.000')
  expect(text('SA-FUN', '2026-10-04'), 'the older count of times was not read').toContain('muc chua biet')
  expect(text('STD-2026', '2026-06-30')).toContain('500.000')
  expect(text('STD-2026', '2026-07-01')).toContain('540.000')
  expect(text('SP-FUN', '2026-11-23', '01'), 'Hà Nội pays more').toContain('13.000.000')
  expect(text('POV-2021', '2026-12-31')).toContain('1.500.000')
  expect(text('POV-2021', '2027-01-01'), 'the old standard is told no more').toBeUndefined()
  expect(text('POV-2027', '2026-11-23'), 'the coming one is told with its day').toMatch(/01\/01\/2027.*2\.200\.000/)
})

test('only texts in force on the day are cited', () => {
  const before = told(['EM-HOUSE-NEW'], 'vi', '2026-10-04').said[0]?.text
  const after = told(['EM-HOUSE-NEW'], 'vi', '2026-10-05').said[0]?.text
  expect(before).toContain('20/2021')
  expect(before).not.toContain('335/2026')
  expect(after).toContain('335/2026')
  expect(after).not.toContain('20/2021')
})

test('every programme of the law book is offered in talk and has a word or a menu that leads to it', () => {
  const { programmes } = talk.law.data
  const byChoice = steps.flatMap(({ step }) => ('screen' in step && Array.isArray(step.screen) ? step.screen : []))
  const byWord = talk.lexicon.programmes.map(([programme]) => programme)
  const named = new Set([...byChoice, ...byWord])
  for (const { programme, talk: offered } of programmes) {
    expect(offered, programme).toBe(true)
    expect(named.has(programme), `${programme} is named by no word of language/vi/programmes.yaml`).toBe(true)
  }
})

test('every topic that sentences may have is talked of in a flow, and no flow waits for a topic that nobody recognises', () => {
  const heard = talk.lexicon.topics.map(([topic]) => topic)
  for (const topic of heard) expect(talk.flows.topic(topic), topic).toBeDefined()
  const waited = talk.flows.ids.flatMap((flow) =>
    (talk.flows.flow(flow)?.entries ?? []).flatMap(({ topics }) => topics ?? []),
  )
  for (const topic of waited) expect(heard, topic).toContain(topic)
})
