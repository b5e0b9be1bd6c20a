/** A commune that sends to many, for tests: people who wrote once, officials, and the whole path to a simulated phone. */
import type { Channel } from '../../src/core/channel.ts'
import type { Official } from '../../src/core/official.ts'
import {
  approveBroadcast,
  type BroadcastOutcome,
  createBroadcast,
  submitBroadcast,
} from '../../src/service/broadcast-acts.ts'
import { broadcastProgress, openBroadcast } from '../../src/service/broadcast-desk.ts'
import { type EventHouse, officialOf, openEventHouse } from './event-house.ts'

export interface BroadcastHouse extends EventHouse {
  readonly author: Official
  readonly leader: Official
  readonly second: Official
  /** Written, handed in and approved by as many as it takes; its id. */
  approved(form?: object): Promise<string>
  status(id: string): Promise<string | undefined>
  counts(id: string): Promise<object | undefined>
  /** So many people write once; their numbers. */
  people(count: number): Promise<readonly string[]>
}

export const NOTICE = {
  title: 'Lịch chi trả tháng 12',
  class: 'service_notice',
  words: { vi: 'Trợ cấp tháng 12 trả ngày 5 tại nhà văn hóa xã, từ 8 giờ.' },
  audience: {},
}

export function done(outcome: BroadcastOutcome): string {
  if (typeof outcome === 'object' && 'done' in outcome) return outcome.done
  throw new Error(JSON.stringify(outcome))
}

export async function openBroadcastHouse(door?: Channel): Promise<BroadcastHouse> {
  const house = await openEventHouse([], door)
  const author = { ...officialOf('commune_officer'), id: 'off_author' }
  const leader = { ...officialOf('commune_leader'), id: 'off_leader' }
  const second = { ...officialOf('commune_leader'), id: 'off_second' }
  let count = 0
  const opened = async (id: string) => (await openBroadcast(house.ports, author, id))?.broadcast
  return {
    ...house,
    ...{ author, leader, second },
    async approved(form = NOTICE) {
      const id = done(await createBroadcast(house.ports, author, form))
      done(await submitBroadcast(house.ports, author, id, 1, { again: true }))
      const draft = await opened(id)
      const who = draft?.class === 'life_safety' ? [leader, second] : [leader]
      for (const one of who) done(await approveBroadcast(house.ports, one, id, draft?.hash ?? ''))
      return id
    },
    status: async (id) => (await opened(id))?.status,
    counts: async (id) => (await broadcastProgress(house.ports, author, id))?.counts,
    async people(n) {
      const numbers = Array.from({ length: n }, () => `+8491${String(++count).padStart(7, '0')}`)
      for (const number of numbers) await house.says(number, 'menu')
      return numbers
    },
  }
}
