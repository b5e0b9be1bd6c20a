import { expect, test } from 'vitest'
import { readPlace } from '../../src/language/places.ts'
import { cases, checkedPlaces, openedPlaces } from './opened.ts'

const places = openedPlaces()

interface Case {
  text: string
  province: string | null
  former?: string
  commune?: string
  choices?: number
  rest?: string
}

test.for(cases<Case>('places'))(
  '"$text" is in $province, commune $commune',
  ({ text, province, former, commune, choices, rest }) => {
    const reading = readPlace(places, text)
    expect(reading.province?.name ?? null).toBe(province)
    expect(reading.formerProvince).toBe(former)
    expect(reading.commune?.fullName).toBe(commune)
    if (choices !== undefined) expect(reading.candidates).toHaveLength(choices)
    if (rest !== undefined) expect(reading.rest).toBe(rest)
  },
)

test('a name that fits inside and outside of the scope is read inside', () => {
  expect(readPlace(places, 'xã Tân Tiến', { scope: ['20'] }).province?.name).toBe('Lạng Sơn')
  expect(readPlace(places, 'xã Tân Tiến', { scope: ['27'] }).candidates).toHaveLength(5)
  expect(readPlace(places, 'xã Tân Tiến', { scope: ['06019'] }).commune?.code).toBe('06019')
})

test('every commune in force is found by its full name and province, with marks', () => {
  const lost = [...places.communes.values()].filter((unit) => {
    const province = places.provinces.get(unit.province)?.name
    const reading = readPlace(places, `${unit.fullName}, ${province}`)
    return reading.commune?.code !== unit.code && !reading.candidates.some((one) => one.code === unit.code)
  })
  expect(lost.map((unit) => unit.fullName)).toEqual([])
})

test('the tables are whole and stay small', () => {
  const { data, problems } = checkedPlaces()
  expect(problems).toEqual([])
  expect(places.provinces.size).toBe(34)
  expect(places.communes.size).toBe(3321)
  expect(JSON.stringify(data).length).toBeLessThan(900_000)
})
