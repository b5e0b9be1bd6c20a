/** `npm run screen`, line by line (design §7.1). */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Answer, screenLine } from '../../src/service/screen-line.ts'
import { checkTexts } from '../../src/texts/check-texts.ts'
import { openTexts } from '../../src/texts/texts.ts'
import { checkedPolicy, law, policyFiles } from './policy-book.ts'

const texts = openTexts(checkTexts(policyFiles).data)
const line = (household: object | string): Answer =>
  screenLine(
    law,
    texts,
    1,
    typeof household === 'string' ? household : JSON.stringify({ on: '2026-11-23', ...household }),
  )

function verdict(household: object, rule: string) {
  const answer = line(household)
  if ('error' in answer) throw new Error(answer.error)
  return answer.verdicts.find((one) => one.rule === rule)
}

describe('a screened line', () => {
  test('has every rule of kind verdict, once, in the order of the register', () => {
    const answer = line({})
    const rules = checkedPolicy.data.ruleIds.filter(({ kind }) => kind === 'verdict').map(({ rule }) => rule)
    expect('verdicts' in answer && answer.verdicts.map(({ rule }) => rule)).toEqual(rules)
  })

  test('says verdict, amount, law and reasons as design §7.1 prints them', () => {
    expect(verdict({ class: 'none', people: [{ age: 76, pension_month_vnd: 0, receives: [] }] }, 'SP-75')).toEqual({
      rule: 'SP-75',
      programme: 'social-pension',
      kind: 'entitlement',
      verdict: 'eligible',
      people: 1,
      amount_vnd: 540_000,
      per: 'month',
      law: ['Luật 41/2024/QH15, Điều 21', 'NĐ 176/2025/NĐ-CP, Điều 3', 'NĐ 335/2026/NĐ-CP, Điều 31'],
      why: [
        'Đạt: từ đủ 75 tuổi.',
        'Đạt: không có lương hưu, tiền tuất hay trợ cấp BHXH hằng tháng, hoặc có nhưng dưới 540.000 đ một tháng.',
        'Phải nộp đơn thì mới được xét, không tự động có.',
        'UBND xã là nơi quyết định.',
      ],
    })
  })

  test('a text not yet in force is not cited, unless a figure of that day rests on it', () => {
    const household = { people: [{ age: 76, pension_month_vnd: 0 }] }
    const law = (on: string, rule: string) => verdict({ on, ...household }, rule)?.law
    const own = ['Luật 41/2024/QH15, Điều 21', 'NĐ 176/2025/NĐ-CP, Điều 3']
    expect(law('2026-06-30', 'SP-75')).toEqual(own)
    expect(law('2026-07-01', 'SP-75')).toEqual([...own, 'NĐ 335/2026/NĐ-CP, Điều 31'])
    // A rule not yet in force names the text that will bring it.
    expect(law('2025-06-30', 'SP-75')).toContain('NĐ 176/2025/NĐ-CP, Điều 3')
  })

  test('what is left out is unknown, never "no"', () => {
    expect(verdict({}, 'SP-75')?.verdict).toBe('unknown')
    expect(verdict({ people: [{}] }, 'SP-75')?.verdict).toBe('unknown')
    expect(verdict({ people: [] }, 'SP-75')?.verdict).toBe('not_eligible')
    expect(verdict({ class: 'average' }, 'SP-70')?.verdict).toBe('not_eligible')
  })

  test('a rule not yet in force is not_eligible and says so; the older decree of SA-* is unknown', () => {
    expect(verdict({ on: '2025-06-30', people: [{ age: 80, pension_month_vnd: 0 }] }, 'SP-75')).toMatchObject({
      verdict: 'not_eligible',
      why: ['Quy định này bắt đầu dùng từ ngày 01/07/2025.'],
    })
    expect(verdict({ on: '2026-10-04', people: [{ age: 40, disability: 'none' }] }, 'SA-6c')?.verdict).toBe('unknown')
  })

  test('the household of the design gets its emergency aid, its rice and its lost crop', () => {
    const household = JSON.parse(readFileSync(new URL('household.json', import.meta.url), 'utf8'))
    const pick = (rule: string) => {
      const { verdict: said, people, amount_vnd, rice_kg, per, kind } = verdict(household, rule) ?? {}
      return { said, people, amount_vnd, rice_kg, per, kind }
    }
    expect(pick('EM-HOUSE-NEW')).toMatchObject({ said: 'eligible', kind: 'considered', amount_vnd: 40_000_000 })
    expect(pick('EM-INJ')).toMatchObject({ said: 'eligible', people: 1, amount_vnd: 5_400_000, per: 'once' })
    expect(pick('EM-RICE')).toMatchObject({ said: 'eligible', people: 1, rice_kg: 15, per: 'month' })
    expect(pick('AG-RICE3')).toMatchObject({
      said: 'eligible',
      amount_vnd: 3_600_000,
      per: 'once',
      kind: 'entitlement',
    })
    expect(pick('AG-RICE2').said).toBe('not_eligible')
  })

  test('names the rules of one person of which only the highest is paid', () => {
    const answer = line({
      class: 'poor',
      people: [{ age: 30 }, { age: 76, pension_month_vnd: 0, has_supporter: false }],
    })
    expect(answer).toMatchObject({ highest_only: [{ person: 1, rules: expect.arrayContaining(['SP-75', 'SA-5a2']) }] })
  })

  test('the household of the design is read whole', () => {
    const household = readFileSync(new URL('household.json', import.meta.url), 'utf8')
    expect(line(household.replace(/\s+/g, ' '))).not.toHaveProperty('error')
  })
})

describe('a refused line', () => {
  test.each([
    ['{"on": "2026-11-23", "clas": "poor"}', /clas is not a known key/],
    ['{"on": "2026-11-23", "people": [{"ages": 3}]}', /people\.0\.ages is not a known key/],
    ['{"on": "2026-11-23", "people_complete": true}', /people_complete is not a known key/],
    ['{"on": "2026-11-23", "children_under_16": 1}', /children_under_16/],
    ['{"on": "2026-11-23", "people": [{"age": -1}]}', /people\.0\.age/],
    ['{"on": "2026-11-23", "people": [{"age": 7.5}]}', /people\.0\.age/],
    ['{"on": "2026-11-23", "people": [{"age": null}]}', /people\.0\.age/],
    ['{"on": "2026-11-23", "people": [{"age": 200}]}', /people\.0\.age/],
    ['{"on": "2026-11-23", "people": {}}', /people/],
    ['{"on": "2026-02-30"}', /^on must be a day that exists/],
    ['{"class": "poor"}', /^on /],
    ['{"on": "2026-11-23", "class": "rich"}', /class must be one of poor/],
    ['{"on": "2026-11-23", "class": null}', /class/],
    ['{"on": "2026-11-23", "province": "02"}', /province 02 does not exist/],
    ['{"on": "2026-11-23", "province": 8}', /province/],
    ['{"on": "2026-11-23", "deprivations": 13}', /deprivations/],
    ['{"on": "2026-11-23", "income_month_vnd": -5}', /income_month_vnd/],
    ['{"on": "2026-11-23", "left_list_on": "2026-11-24"}', /left_list_on is after on/],
    ['{"on": "2026-11-23", "people": [{"born_on": "2027-01-01"}]}', /born_on is after on/],
    ['{"on": "2026-11-23", "people": [{"age": 30, "born_on": "1950-05-01"}]}', /age is not what born_on/],
    ['{"on": "2026-11-23", "disaster": {"crops": [{"kind": "rice", "lost_percent": 130}]}}', /lost_percent/],
    ['{"on": "2026-11-23"', /not JSON/],
    ['[]', /object/],
    ['null', /object/],
    ['7', /object/],
  ])('%s', (text, error) => {
    expect(line(text)).toEqual({ line: 1, error: expect.stringMatching(error) })
  })
})
