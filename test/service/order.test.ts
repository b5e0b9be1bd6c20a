/** A later message to a person waits for an earlier one, and not for ever. */
import { expect, test } from 'vitest'
import { type Order, order } from '../../src/service/order.ts'

const PERSON = 'tel:+84900000001'

function twoTaken(): Order {
  const places = order()
  places.take(PERSON, 'first')
  places.take(PERSON, 'second')
  return places
}

test('a message waits while an earlier one of the same person is to be tried again', () => {
  const places = twoTaken()
  places.putBack(PERSON, 'first', 1_000, true)
  expect(places.waitsUntil(PERSON, 'second', 900)).toBe(1_001)
  expect(places.waitsUntil(PERSON, 'first', 900)).toBeNull()
})

test('also when the earlier one is due already and nobody has taken it yet', () => {
  const places = twoTaken()
  places.putBack(PERSON, 'first', 1_000, true)
  expect(places.waitsUntil(PERSON, 'second', 1_005)).toBeGreaterThan(1_005)
})

test.for(['taken again', 'ended', 'due so long ago that somebody else has ended it', 'refused nine times'])(
  'not when the earlier one is %s',
  (what) => {
    const places = twoTaken()
    for (let i = what === 'refused nine times' ? 0 : 8; i < 9; i++) places.putBack(PERSON, 'first', 1_000, true)
    if (what === 'taken again') places.take(PERSON, 'first')
    if (what === 'ended') places.done(PERSON, 'first')
    const now = what.startsWith('due so long') ? 9_000 : 999
    expect(places.waitsUntil(PERSON, 'second', now)).toBeNull()
  },
)

test('people do not wait for one another', () => {
  const places = twoTaken()
  places.take('tel:+84900000002', 'third')
  places.putBack(PERSON, 'first', 1_000, true)
  expect(places.waitsUntil('tel:+84900000002', 'third', 900)).toBeNull()
})
