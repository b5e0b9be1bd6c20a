/** One contact's messages in order, different contacts side by side, and no message lost behind a failing one. */
import { expect, test } from 'vitest'
import { lanes } from '../../src/service/lanes.ts'
import type { InboundRow } from '../../src/store/store.ts'

const row = (id: string, person: string): InboundRow => ({
  id,
  door: 'telegram',
  address: { kind: 'telegram', value: person },
  externalId: id,
  content: { kind: 'text', text: id },
  sentAt: 0,
  receivedAt: 0,
  automated: false,
})

test('one contact in order, however long each turn takes', async () => {
  const seen: string[] = []
  const waits: Record<string, number> = { a1: 30, a2: 1, a3: 10 }
  const lane = lanes(async (one) => {
    await new Promise((done) => setTimeout(done, waits[one.id]))
    seen.push(one.id)
  })
  await Promise.all([lane.add(row('a1', 'a')), lane.add(row('a2', 'a')), lane.add(row('a3', 'a'))])
  expect(seen).toEqual(['a1', 'a2', 'a3'])
})

test('a slow contact does not hold up another', async () => {
  const seen: string[] = []
  const lane = lanes(async (one) => {
    await new Promise((done) => setTimeout(done, one.id === 'slow' ? 50 : 1))
    seen.push(one.id)
  })
  await Promise.all([lane.add(row('slow', 'a')), lane.add(row('quick', 'b'))])
  expect(seen).toEqual(['quick', 'slow'])
})

test('after a turn that broke, the next message of the same contact still runs', async () => {
  const seen: string[] = []
  const lane = lanes(async (one) => {
    if (one.id === 'broken') throw new Error('no database')
    seen.push(one.id)
  })
  const broken = lane.add(row('broken', 'a'))
  const next = lane.add(row('next', 'a'))
  await expect(broken).rejects.toThrow('no database')
  await next
  expect(seen).toEqual(['next'])
  await lane.idle()
})

test('a message that is in its lane already is not run twice', async () => {
  let runs = 0
  const lane = lanes(async () => {
    await new Promise((done) => setTimeout(done, 5))
    runs++
  })
  await Promise.all([lane.add(row('once', 'a')), lane.add(row('once', 'a'))])
  expect(runs).toBe(1)
})
