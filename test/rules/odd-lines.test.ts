/** Hundreds of lines that nobody in their right mind would write: each is answered or refused with the name of the key at fault. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Answer, screenLine } from '../../src/service/screen-line.ts'
import { checkTexts } from '../../src/texts/check-texts.ts'
import { openTexts } from '../../src/texts/texts.ts'
import { wholeHousehold } from './households.ts'
import { law, policyFiles } from './policy-book.ts'

const texts = openTexts(checkTexts(policyFiles).data)
const line = (text: string): Answer => screenLine(law, texts, 1, text)
const full = readFileSync(new URL('household.json', import.meta.url), 'utf8')

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Every place in a household: `people.0.age`. */
function places(at: Json, path: string[] = []): string[][] {
  if (at === null || typeof at !== 'object') return [path]
  const inner = Array.isArray(at) ? at.map((one, i) => [String(i), one] as const) : Object.entries(at)
  return [...(path.length > 0 ? [path] : []), ...inner.flatMap(([key, one]) => places(one, [...path, key]))]
}

function put(at: Json, path: readonly string[], value: unknown): Json {
  const copy = JSON.parse(JSON.stringify(at))
  const parent = path.slice(0, -1).reduce((one, key) => one[key], copy)
  parent[path.at(-1) ?? ''] = value
  return copy
}

const household: Json = JSON.parse(full)
const paths = places(household)
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    -1,
    0.5,
    Number.POSITIVE_INFINITY,
    1e300,
    '',
    '0',
    ' ',
    'none',
    [],
    {},
    [null],
    [[]],
    { age: 3 },
    true,
    '2026-02-30',
    '2026-11-31',
    '0000-00-00',
    '9999-12-31',
    '2026-11-23T00:00',
    '08 ',
    'poor ',
    'POOR',
    'nghèo',
    -0,
    2 ** 60,
  ),
  fc.jsonValue(),
)

describe('odd lines', () => {
  test('any text at all is answered in one line and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.constant(full.slice(0, 40))), (text) => {
        const answer = line(text)
        expect('error' in answer || 'verdicts' in answer).toBe(true)
        expect(JSON.stringify(answer)).not.toMatch(/\n|undefined|\[object/)
      }),
      { numRuns: 300 },
    )
  })

  test('one odd value anywhere is taken as it is, or refused by the name of its key', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), odd, (path, value) => {
        const answer = line(JSON.stringify(put(household, path, value)))
        if (!('error' in answer)) return
        const [key = ''] = path.filter((part) => !/^\d+$/.test(part)).slice(-1)
        // Two values may contradict each other: then either may be named.
        expect(answer.error).toMatch(new RegExp(`${key}|_on is (after|not)|born_on|left_list_on|age`))
      }),
      { numRuns: 600 },
    )
  })

  test('an unknown key anywhere is refused by its name', () => {
    const objects = paths
      .map((path) => path.slice(0, -1))
      .filter((path) => path.at(-1) !== 'receives' && path.at(-1) !== 'wants')
    const names = fc.constantFrom(
      'Age',
      'ages',
      'people_complete',
      'children_under_16',
      '__proto__x',
      'toString',
      'constructor',
      'tuổi',
    )
    fc.assert(
      fc.property(fc.constantFrom(...objects), names, (path, name) => {
        const target = path.length === 0 ? [name] : [...path, name]
        const parent = path.reduce<unknown>((one, key) => Reflect.get(Object(one), key), household)
        if (Array.isArray(parent)) return
        const answer = line(JSON.stringify(put(household, target, 1)))
        expect('error' in answer && answer.error).toContain(`${target.join('.')} is not a known key`)
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    ['{"on":"2026-11-23","__proto__":{"class":"poor"}}', /__proto__/],
    ['{"on":"2026-11-23","people":[{"__proto__":{"age":80}}]}', /__proto__/],
    ['{"on":"2026-11-23","people":[null]}', /people\.0/],
    ['{"on":"2026-11-23","disaster":null}', /disaster/],
    ['{"on":"2026-11-23","disaster":{"crops":[{"kind":"maize"}]}}', /kind must be one of/],
    ['{"on":"2026-11-23","people":[{"wants":"training"}]}', /people\.0\.wants must be a list/],
    ['{"on":"2026-11-23","people":[{"born_on":null}]}', /people\.0\.born_on/],
    ['{"on":"2026-11-23","people":[{"released_from_prison_on":"2026-11-24"}]}', /released_from_prison_on is after on/],
    ['{"on":"2026-11-23","electricity_kwh_month":1e999}', /electricity_kwh_month/],
    ['', /not JSON/],
    [`${'['.repeat(200_000)}`, /not JSON/],
    ['{"on":"2026-11-23"} {"on":"2026-11-23"}', /not JSON/],
    ["{'on':'2026-11-23'}", /not JSON/],
    ['{"on":20261123}', /^on must be a day/],
  ])('%.60s', (text, error) => {
    expect(line(text)).toEqual({ line: 1, error: expect.stringMatching(error) })
  })

  test('whatever is answered, on any day, is whole: rule, programme, kind, verdict, people, law, reasons', () => {
    const days = fc.constantFrom(
      '2020-01-01',
      '2025-03-01',
      '2026-01-05',
      '2026-06-30',
      '2026-10-05',
      '2027-02-01',
      '2031-01-01',
    )
    fc.assert(
      fc.property(wholeHousehold, days, (household, on) => {
        const { people_complete: _all, ...given } = household
        const people = given.people?.map(({ released_from_prison_on: released, ...person }) => ({
          ...person,
          released_from_prison_on: released && released <= on ? released : null,
        }))
        const left = given.left_list_on && given.left_list_on <= on ? given.left_list_on : null
        // `none` is an answer of the talk; from outside such a key is left out.
        const { cause, ...disaster } = given.disaster ?? {}
        const answer = line(
          JSON.stringify({
            ...given,
            on,
            people,
            left_list_on: left,
            region: given.region === 'none' ? undefined : given.region,
            disaster: cause === 'none' ? disaster : { ...disaster, cause },
          }),
        )
        if ('error' in answer) throw new Error(answer.error)
        for (const { rule, verdict, law: cited, why, amount_vnd: amount, per } of answer.verdicts) {
          expect(cited.length, rule).toBeGreaterThan(0)
          expect(why.length, rule).toBeGreaterThan(0)
          expect(why.join(' '), rule).not.toMatch(/\{\{|undefined|NaN|\[object/)
          if (amount !== undefined) {
            expect(Number.isSafeInteger(amount) && per !== undefined, rule).toBe(true)
            expect(['eligible', 'possible'], rule).toContain(verdict)
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  test('a crop of which only the loss is known is unknown, not refused', () => {
    expect(line('{"on":"2026-11-23","disaster":{"crops":[{"lost_percent":80}]}}')).toHaveProperty('verdicts')
  })

  test('somebody born on 29 February has their birthday on 1 March', () => {
    const verdict = (on: string) => {
      const answer = line(JSON.stringify({ on, people: [{ born_on: '1952-02-29', pension_month_vnd: 0 }] }))
      return 'verdicts' in answer && answer.verdicts.find(({ rule }) => rule === 'SP-75')?.verdict
    }
    expect(verdict('2027-02-28')).toBe('not_eligible')
    expect(verdict('2027-03-01')).toBe('eligible')
  })
})
