import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { factIn } from '../../bench/interview.ts'
import type { Household, Question } from '../../src/core/household.ts'
import { withAnswer } from '../../src/rules/answer.ts'
import { asking } from '../../src/rules/ask.ts'
import { type ScreenOptions, screen } from '../../src/rules/screen.ts'
import { talkHousehold, wholeHousehold } from './households.ts'
import { law } from './policy-book.ts'

const ON = '2026-11-23'

/** Asks what screening wants to know, and answers from the truth, until nothing is asked. */
function interview(start: Household, truth: Household, options: ScreenOptions) {
  let household = start
  const asked: Question[] = []
  for (;;) {
    const { next } = screen(law, household, ON, options)
    if (!next) return { household, asked }
    if (asked.some((one) => one.fact === next.fact && one.person === next.person))
      throw new Error(`${next.fact} is asked twice`)
    asked.push(next)
    household = withAnswer(household, next, factIn(truth, household, next))
  }
}

function outcomes(household: Household, options: ScreenOptions) {
  const { verdicts } = screen(law, household, ON, { ...options, next: false })
  return verdicts.map(({ rule, verdict, people, amountVnd }) => [rule, verdict, people, amountVnd])
}

describe('questions', () => {
  test('the verdicts after the asked questions are those with every fact answered, in a talk about one person', () => {
    fc.assert(
      fc.property(talkHousehold, (truth) => {
        const { household } = interview({}, truth, {})
        // How many live there is not asked; it counts only in how many a household rule speaks of.
        expect(outcomes(household, {})).toEqual(outcomes(truth, {}))
      }),
      { numRuns: 300 },
    )
  })

  test('the same for each programme alone, and for several in mind', () => {
    fc.assert(
      fc.property(
        talkHousehold,
        fc.subarray([...law.programmes], { minLength: 1, maxLength: 3 }),
        (truth, programmes) => {
          const { household } = interview({}, truth, { programmes })
          expect(outcomes(household, { programmes })).toEqual(outcomes(truth, { programmes }))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('the same where everybody of the household is listed', () => {
    fc.assert(
      fc.property(wholeHousehold, (truth) => {
        const start = { people: (truth.people ?? []).map(() => ({})), people_complete: true }
        const { household } = interview(start, truth, {})
        const verdicts = (of: Household) => outcomes(of, {}).map(([rule, verdict]) => [rule, verdict])
        expect(verdicts(household)).toEqual(verdicts(truth))
      }),
      { numRuns: 150 },
    )
  })

  test('the whole law book: the same verdicts from the asked questions, never a fact twice', () => {
    const whole = { programmes: law.everyProgramme }
    fc.assert(
      fc.property(talkHousehold, (truth) => {
        const { household } = interview({}, truth, whole)
        expect(outcomes(household, whole)).toEqual(outcomes(truth, whole))
      }),
      { numRuns: 100 },
    )
    fc.assert(
      fc.property(wholeHousehold, (truth) => {
        const start = { people: (truth.people ?? []).map(() => ({})), people_complete: true }
        const { household } = interview(start, truth, whole)
        const verdicts = (of: Household) => outcomes(of, whole).map(([rule, verdict]) => [rule, verdict])
        expect(verdicts(household)).toEqual(verdicts(truth))
      }),
      { numRuns: 50 },
    )
  })

  test('what is skipped stays unknown: the verdicts are those with all other facts answered', () => {
    const skippable = law.data.facts
      .filter(({ askable, asks }) => askable && asks === undefined)
      .map(({ fact }) => fact)
    fc.assert(
      fc.property(talkHousehold, fc.subarray(skippable, { maxLength: 6 }), (truth, chosen) => {
        // Who does not know whether the hamlet is extremely difficult is not asked for its region instead.
        const skipped = [
          ...chosen,
          ...(chosen.includes('extremely_difficult_area') ? ['region'] : []),
          // Nor how much was lost of a crop of which the kind is not known.
          ...(chosen.includes('crop.kind') ? skippable.filter((fact) => fact.startsWith('crop.')) : []),
        ]
        const { household, asked } = interview({}, truth, { skipped })
        expect(asked.filter(({ fact }) => skipped.includes(fact))).toEqual([])
        const [person = {}] = truth.people ?? []
        const rest = <T extends object>(of: T, prefix: string): T =>
          Object.fromEntries(Object.entries(of).filter(([key]) => !skipped.includes(prefix + key))) as T
        const { crops = [], ...disaster } = truth.disaster ?? {}
        const others = {
          ...rest(truth, ''),
          people: [rest(person, 'person.')],
          disaster: {
            ...rest(disaster, 'disaster.'),
            ...(skipped.includes('disaster.crops') ? {} : { crops: crops.map((crop) => rest(crop, 'crop.')) }),
          },
        }
        expect(outcomes(household, {})).toEqual(outcomes(others, {}))
      }),
      { numRuns: 300 },
    )
  })

  test('a delicate thing is asked only once nothing else is left to ask', () => {
    fc.assert(
      fc.property(talkHousehold, (truth) => {
        const { asked } = interview({}, truth, {})
        const delicate = asked.map(({ fact }) => asking(law, fact).sensitive)
        asked.forEach((question, i) => {
          if (!delicate[i]) return
          const before = asked.slice(0, i)
          const known = before.reduce<Household>((all, one) => withAnswer(all, one, factIn(truth, all, one)), {})
          const sensitive = law.data.facts.filter((fact) => fact.sensitive).map(({ fact }) => fact)
          expect(screen(law, known, ON, { skipped: sensitive }).next, question.fact).toBeNull()
        })
      }),
      { numRuns: 100 },
    )
  })

  test.each([
    ['social-pension', 3],
    ['disability-allowance', 2],
    ['poor-elderly-allowance', 5],
    ['child-without-care-allowance', 5],
    ['single-poor-parent-allowance', 3],
    ['poor-credit', 2],
    ['electricity-support', 4],
  ] as const)('%s needs at most %i questions', (programme, most) => {
    fc.assert(
      fc.property(talkHousehold, (truth) => {
        expect(interview({}, truth, { programmes: [programme] }).asked.length).toBeLessThanOrEqual(most)
      }),
      { numRuns: 200 },
    )
  })

  test('"76 tuổi, không lương hưu" needs no further question for the social pension', () => {
    const household = { people: [{ age: 76, pension_month_vnd: 0 }] }
    const { verdicts, next } = screen(law, household, ON, { programmes: ['social-pension'] })
    expect(next).toBeNull()
    expect(verdicts.find(({ rule }) => rule === 'SP-75')?.amountVnd).toBe(540_000)
  })
})
