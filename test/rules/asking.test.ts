/** Asking for several things in one message changes nothing in what the law says: tried over whole households. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { householdOf, randomOf } from '../../bench/households.ts'
import { interview } from '../../bench/interview.ts'
import type { Household, Question } from '../../src/core/household.ts'
import { peopleOf, shortened, spelledOut } from '../../src/rules/answer.ts'
import { asking } from '../../src/rules/ask.ts'
import { nextMessage } from '../../src/rules/grouped.ts'
import { isGrouped, skipKeys, withChosen, withoutAnswer, withPeople, withRest } from '../../src/rules/grouped-answer.ts'
import { screen } from '../../src/rules/screen.ts'
import { anyCrop, wholeHousehold } from './households.ts'
import { law } from './policy-book.ts'

const ON = '2026-11-23'
const whole = { programmes: law.everyProgramme }

/** Everybody listed, up to three kinds of crops lost. */
const anyHousehold: fc.Arbitrary<Household> = fc
  .tuple(wholeHousehold, fc.uniqueArray(anyCrop, { maxLength: 3, selector: ({ kind }) => kind }))
  .map(([household, crops]) => ({ ...household, disaster: { ...household.disaster, crops } }))
/** As many people are: drawn in the printed shares of the bench. */
const likelyHousehold = fc.nat().map((seed) => householdOf(randomOf(seed)))
const household = fc.oneof(anyHousehold, likelyHousehold)

function outcomes(of: Household, programmes: readonly string[] = law.everyProgramme) {
  const { verdicts } = screen(law, of, ON, { programmes, next: false })
  return verdicts.map(({ rule, verdict, people, amountVnd, riceKg }) => [rule, verdict, people, amountVnd, riceKg])
}

function isDelicate({ fact }: Question): boolean {
  const [kind, name = ''] = fact.split(':')
  if (!isGrouped({ fact })) return asking(law, fact).sensitive
  if (kind === 'rest') return isDelicate({ fact: fact.slice('rest:'.length) })
  return law.data.questions.some(
    ({ question, sensitive, items }) => sensitive && (question === name || items.some(({ item }) => item === name)),
  )
}

describe('several things in one message', () => {
  test('the verdicts, people and amounts after the asked messages are those with every fact answered', () => {
    fc.assert(
      fc.property(household, fc.boolean(), (truth, closes) => {
        const { household: told } = interview(law, truth, ON, whole, { closes })
        expect(outcomes(told)).toEqual(outcomes(truth))
      }),
      { numRuns: 300 },
    )
  })

  test('the same for a few programmes in mind', () => {
    fc.assert(
      fc.property(
        household,
        fc.subarray([...law.everyProgramme], { minLength: 1, maxLength: 3 }),
        (truth, programmes) => {
          const { household: told } = interview(law, truth, ON, { programmes })
          const verdicts = (of: Household) => outcomes(of, programmes).map(([rule, verdict]) => [rule, verdict])
          expect(verdicts(told)).toEqual(verdicts(truth))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('a message that is passed over leaves its facts unknown, and they are not asked again', () => {
    fc.assert(
      fc.property(household, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (truth, passes) => {
        let known: Household = {}
        let skipped: readonly string[] = []
        const passed: string[] = []
        for (let i = 0; ; i++) {
          const next = nextMessage(law, known, ON, { ...whole, skipped })
          if (!next) break
          if (i > 300) throw new Error(`asked in circles: ${next.fact}`)
          const key = `${next.fact}@${next.person ?? ''}`
          expect(passed).not.toContain(key)
          if (passes[i % passes.length] === true && next.fact !== 'people') {
            passed.push(key)
            skipped = [...skipped, ...(isGrouped(next) ? skipKeys(next) : [`${next.fact}@${next.person ?? 0}`])]
            if (!isGrouped(next) && next.person === undefined) skipped = [...skipped, next.fact]
            continue
          }
          // One message is answered; what it makes known is true.
          const one = interview(law, truth, ON, { ...whole, skipped }, { closes: true, most: 1 }, known)
          known = one.household
          skipped = one.skipped
        }
        // Nothing that was passed over is held for known: what is settled is what all answers settle.
        const full = new Map(outcomes(truth).map(([rule, verdict]) => [rule, verdict]))
        for (const [rule, verdict] of outcomes(known))
          if (verdict === 'not_eligible' || verdict === 'eligible')
            expect([rule, full.get(rule ?? '')]).toEqual([rule, verdict])
      }),
      { numRuns: 200 },
    )
  })

  test('what was not chosen is not "no" until the person says that this was all', () => {
    const lists = law.data.questions.filter(({ ask, items }) => ask === 'which' && items.length > 1)
    expect(lists.length).toBeGreaterThan(3)
    fc.assert(
      fc.property(fc.constantFrom(...lists), fc.array(fc.nat(7), { minLength: 1, maxLength: 3 }), (group, picks) => {
        const items = group.items.map(({ item }) => item)
        const chosen = [...new Set(picks.map((pick) => items[pick % items.length] ?? ''))]
        const question = { fact: `which:${group.question}`, items }
        const start: Household = { people: [{ age: 76 }, { age: 40 }, { age: 9 }], people_complete: true }
        const open = withChosen(law, start, question, { chosen, closed: false })
        const kept = JSON.stringify(open.household)
        const untouched = group.items.filter(({ item }) => !chosen.includes(item))
        for (const { otherwise } of untouched)
          for (const fact of Object.keys(otherwise)) expect(kept).not.toContain(`"${fact.split('.').at(-1)}":`)
        expect(open.rest?.items ?? []).toEqual(untouched.map(({ item }) => item))
        if (!open.rest) return
        const closed = withChosen(law, start, question, { chosen, closed: true }).household
        expect(withRest(law, open.household, open.rest)).toEqual(closed)
      }),
    )
  })

  test('anybody can answer the first message, whatever programme is in mind', () => {
    const first = nextMessage(law, {}, ON, whole)
    const group = law.data.questions.find(({ question }) => question === first?.fact)
    expect([group?.cost, group?.sensitive]).toEqual([1, false])
    for (const programme of law.everyProgramme) {
      const next = nextMessage(law, {}, ON, { programmes: [programme] })
      expect([programme, next !== null && isDelicate(next)]).toEqual([programme, false])
    }
  })

  test('a delicate thing is asked only once nothing else is left to ask', () => {
    fc.assert(
      fc.property(household, (truth) => {
        const { asked } = interview(law, truth, ON, whole)
        const firstDelicate = asked.findIndex(isDelicate)
        if (firstDelicate < 0) return
        const before = interview(law, truth, ON, whole, { closes: true, most: firstDelicate })
        const delicate = law.data.facts.filter(({ sensitive }) => sensitive).map(({ fact }) => fact)
        expect(
          nextMessage(law, before.household, ON, { ...whole, skipped: [...before.skipped, ...delicate] }),
        ).toBeNull()
      }),
      { numRuns: 100 },
    )
  })

  test('who lives there: everybody told of before stays, with what is known of them', () => {
    const told = withPeople(
      { people: [{ age: 76, pension_month_vnd: 0 }] },
      { fact: 'people', items: ['1'] },
      [45, 76, 12],
    )
    expect(told.household).toEqual({
      people: [{ age: 76, pension_month_vnd: 0 }, { age: 45 }, { age: 12 }],
      people_complete: true,
    })
  })

  test('in fewer words a household is the same household, and somebody who joins is not meant by what was said of the others', () => {
    fc.assert(
      fc.property(household, fc.nat(12), (truth, most) => {
        const { household: told } = interview(law, truth, ON, whole, { closes: true, most })
        const short = shortened(told)
        expect(peopleOf(short)).toEqual(peopleOf(told))
        expect(outcomes(short)).toEqual(outcomes(told))
        const { people = [], ...rest } = spelledOut(short)
        if (people.length > 0) expect(peopleOf({ ...rest, people: [...people, {}] })).toEqual([...peopleOf(told), {}])
        // The words "everybody" and "not_said_of" are all it may cost.
        expect(JSON.stringify(short).length).toBeLessThan(JSON.stringify(told).length + 40)
      }),
      { numRuns: 150 },
    )
  })

  test('more than eight people: eight are kept and the household is not held for complete', () => {
    const { household: told } = withPeople({}, { fact: 'people' }, [80, 60, 58, 40, 38, 15, 12, 9, 4])
    expect(told.people).toHaveLength(8)
    expect(told.people_complete).toBeUndefined()
  })

  test('a message asked anew is as if it had not been answered', () => {
    fc.assert(
      fc.property(household, fc.nat(30), (truth, upTo) => {
        const { asked } = interview(law, truth, ON, whole)
        const at = asked.findLastIndex(
          (question, i) => i <= upTo % asked.length && isGrouped(question) && !question.fact.startsWith('rest:'),
        )
        const question = asked[at]
        if (!question) return
        const before = interview(law, truth, ON, whole, { closes: true, most: at })
        const after = interview(law, truth, ON, whole, { closes: true, most: at + 1 })
        const again = withoutAnswer(law, after.household, question)
        const next = nextMessage(law, again, ON, { ...whole, skipped: before.skipped })
        expect(next?.fact).toBe(question.fact)
      }),
      { numRuns: 100 },
    )
  })
})
