import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Household } from '../../src/core/household.ts'
import { checkLaw } from '../../src/rules/check-law.ts'
import { figureOn } from '../../src/rules/figures.ts'
import { openLaw } from '../../src/rules/law-book.ts'
import { screen } from '../../src/rules/screen.ts'
import { percent } from '../../src/texts/format.ts'
import { forgetful, talkHousehold, wholeHousehold } from './households.ts'
import { checkedPolicy, law, policyFiles } from './policy-book.ts'

const register = new Map(checkedPolicy.data.ruleIds.map((row) => [row.rule, row]))
const whole = { programmes: law.everyProgramme, next: false }
const capped = new Set(checkedPolicy.data.ruleIds.filter(({ cap }) => cap === 'possible').map(({ rule }) => rule))
const anyHousehold = fc.oneof(talkHousehold, wholeHousehold).chain((all) => fc.oneof(fc.constant(all), forgetful(all)))

describe('confidence', () => {
  test('no rule with an unverified row is ever eligible or shows an amount, whoever asks and whenever', () => {
    expect(capped.size).toBeGreaterThan(5)
    const days = fc.constantFrom('2025-06-30', '2026-06-30', '2026-10-04', '2026-11-23', '2027-01-01', '2030-01-01')
    fc.assert(
      fc.property(anyHousehold, days, (household, on) => {
        for (const { rule, verdict, amountVnd } of screen(law, household, on, whole).verdicts) {
          if (capped.has(rule)) expect(verdict, rule).not.toBe('eligible')
          if (register.get(rule)?.amount_shown === 'no') expect(amountVnd, rule).toBeUndefined()
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('with every source unconfirmed nothing at all is eligible', () => {
    const doubtful = openLaw(
      JSON.parse(
        JSON.stringify(checkedPolicy.data).replace(/"confidence":"(confirmed|likely)"/g, '"confidence":"unconfirmed"'),
      ),
    )
    fc.assert(
      fc.property(anyHousehold, (household) => {
        const { verdicts } = screen(doubtful, household, '2026-11-23', {
          ...whole,
          programmes: doubtful.everyProgramme,
        })
        expect(verdicts.filter(({ verdict, amountVnd }) => verdict === 'eligible' || amountVnd !== undefined)).toEqual(
          [],
        )
      }),
      { numRuns: 500 },
    )
  })

  test('a fact learned never turns one settled verdict into another', () => {
    const pair = talkHousehold.chain((all) => forgetful(all).map((some) => [all, some] as const))
    fc.assert(
      fc.property(pair, ([all, some]) => {
        const full = screen(law, all, '2026-11-23', whole).verdicts
        screen(law, some, '2026-11-23', whole).verdicts.forEach(({ rule, verdict }, i) => {
          if (verdict === 'eligible' || verdict === 'not_eligible') expect(full[i]?.verdict, rule).toBe(verdict)
        })
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['poverty-line-rural', '2026-12-31', 1_500_000],
    ['poverty-line-rural', '2027-01-01', 2_200_000],
    ['poverty-line-urban', '2026-12-31', 2_000_000],
    ['poverty-line-urban', '2027-01-01', 2_800_000],
    ['assistance-standard', '2026-06-30', 500_000],
    ['assistance-standard', '2026-07-01', 540_000],
    ['social-pension', '2026-06-30', 500_000],
    ['social-pension', '2026-07-01', 540_000],
  ])('%s on %s is %i', (id, on, value) => {
    const parameter = checkedPolicy.data.parameters.find((one) => one.parameter === id)
    expect(parameter && figureOn(parameter, on, undefined).value).toBe(value)
  })

  test.each([
    ['VB-NEAR', '7,92%'],
    ['VB-NEW', '8,25%'],
    ['VB-JOB', '8,382%'],
    ['VB-EM-LAND', '3,3%'],
  ])('the rate of %s is worked out from the poor rate: %s, and cites it', (rule, printed) => {
    const household: Household = {
      class: rule === 'VB-NEAR' ? 'near_poor' : rule === 'VB-NEW' ? 'newly_escaped' : 'poor',
      left_list_on: '2025-12-20',
      ethnic_minority: true,
      people: [{ age: 30, wants: ['job_loan'] }],
    }
    const verdict = screen(law, household, '2026-11-23', whole).verdicts.find((one) => one.rule === rule)
    const said = verdict?.notes.find(({ key }) => key === `programmes:rules.${rule}.gives`)
    expect(`${percent(Number(Object(said?.values?.['rate']).percent), 'vi')}`).toBe(printed)
    expect(verdict?.law.map(({ law: number }) => number)).toContain('750/QĐ-TTg (2015)')
  })

  test.each(['null', 'expected'])('a figure that is %s gives no amount, never the old one', (value) => {
    const row = `{ from: "2026-11-01", value: ${value}, source: { law: 335/2026/NĐ-CP, article: null, confidence: confirmed }, read_on: "2026-11-23" }`
    const files = policyFiles.map((file) =>
      file.path.endsWith('social-pension.yaml') && file.path.includes('parameters')
        ? {
            ...file,
            data: {
              ...(file.data as object),
              provinces: {},
              values: [...(file.data as { values: unknown[] }).values, parse(row)],
            },
          }
        : file,
    )
    const { data, problems } = checkLaw(files)
    expect(problems).toEqual([])
    const household: Household = { people: [{ age: 80, pension_month_vnd: 0 }], people_complete: true }
    const on = (day: string) => screen(openLaw(data), household, day).verdicts.find(({ rule }) => rule === 'SP-75')
    expect(on('2026-10-31')?.verdict).toBe('eligible')
    expect(on('2026-11-01')?.verdict).toBe('unknown')
    expect(on('2026-11-01')?.amountVnd).toBeUndefined()
  })
})
