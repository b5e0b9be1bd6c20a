/** What the pure parts of a report promise: the household it makes, and the open cases kept in memory. */
import { describe, expect, test } from 'vitest'
import type { OpenCase } from '../../src/core/case.ts'
import type { TurnEvent } from '../../src/core/session.ts'
import { casesAfter } from '../../src/flows/cases-after.ts'
import { householdOf } from '../../src/flows/report-household.ts'

describe('a report as the law looks at it', () => {
  test('what was not told stays unknown', () => {
    expect(householdOf({})).toEqual({ disaster: {} })
  })

  test('a house that is wet or hurt, yet stands, is none that the law helps to build', () => {
    expect(householdOf({ house: 'flooded', hazard: 'flood' }).disaster).toEqual({ cause: 'disaster', house: 'none' })
    expect(householdOf({ house: 'burnt', hazard: 'fire' }).disaster).toEqual({ cause: 'fire', house: 'burnt' })
  })

  test('the dead and the missing are one number, and little food is short of food', () => {
    const { disaster } = householdOf({ missing: 1, dead: 2, food: 'short', nowhereToLive: true })
    expect(disaster).toEqual({ dead_or_missing: 3, short_of_food: true, nowhere_to_live: true, not_habitable: true })
  })

  test('what the person said of their own household counts for theirs, and never for a neighbour', () => {
    const known = { class: 'poor' as const, people: [{ age: 80 }, { age: 5 }], people_complete: true }
    expect(householdOf({ forWhom: 'self' }, known)).toMatchObject({ class: 'poor', people: [{}, {}] })
    expect(householdOf({ forWhom: 'neighbour' }, known)).toEqual({ disaster: {} })
  })
})

describe('open cases from turn to turn', () => {
  const told = (code: string, patch: object): TurnEvent => ({
    ...{ type: 'hardship_reported', danger: false, details: {} },
    ...{ code, patch },
  })

  test('a new code opens a case, a known one adds to it, newest first', () => {
    const one = casesAfter([], [told('7Q2F', { hazard: 'flood' })], 'event_1')
    const two = casesAfter(one, [told('3H8K', { house: 'burnt' }), told('7Q2F', { hazard: null, hurt: 1 })])
    expect(two).toEqual<OpenCase[]>([
      { code: '3H8K', kind: 'hardship', status: 'new', report: { house: 'burnt' } },
      { code: '7Q2F', kind: 'hardship', status: 'new', report: { hurt: 1 }, disaster: 'event_1' },
    ])
  })

  test('what is taken back is no longer open, and other events change nothing', () => {
    const one = casesAfter([], [told('7Q2F', {})])
    expect(casesAfter(one, [{ type: 'opted_out' }])).toBe(one)
    expect(casesAfter(one, [{ type: 'case_withdrawn', code: '7Q2F' }])).toEqual([])
  })
})
