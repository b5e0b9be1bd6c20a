/** A commune during a storm, for tests: the real path from message to answer on a real database; only the wire and the clock are ours. */
import { simulator } from '../../src/channels/simulator/simulator.ts'
import type { Channel } from '../../src/core/channel.ts'
import { vietnamDay } from '../../src/core/day.ts'
import { grantScope, type Official, type Role } from '../../src/core/official.ts'
import { assemble } from '../../src/main/assemble.ts'
import { createEvent, type EventForm, openEvent } from '../../src/service/disasters.ts'
import type { Ports } from '../../src/service/ports.ts'
import type { Work } from '../../src/service/work.ts'
import { temporaryStore } from '../store/temporary-store.ts'

const HOUR_MS = 3_600_000

export interface EventHouse {
  readonly ports: Ports
  readonly work: Work
  readonly log: string[]
  now(): number
  wait(ms: number): void
  /** Jumps to the next such hour in Vietnam. */
  goTo(hour: number): void
  /** One message of a person, and what they are answered. */
  says(person: string, text: string): Promise<string>
  /** Every message we started ourselves, oldest first. */
  announced(): Promise<readonly { readonly to: string; readonly text: string; readonly status: string }[]>
  sql(query: string): Promise<readonly (readonly unknown[])[]>
  /** Sweeps, and sends what may leave now. */
  sweep(): Promise<void>
  /** Written down and opened by the leader of the demo commune; its id. */
  storm(more?: Partial<EventForm>): Promise<string>
  close(): Promise<void>
}

export function officialOf(
  role: Role,
  communes: readonly string[] = ['demo'],
  provinces: readonly string[] = [],
): Official {
  const id = `off_${role}`
  const scope = grantScope({ by: id, communes, provinces })
  return { id, name: 'Bà Sa', email: `${id}@example.vn`, role, scope, secondFactor: true }
}

export async function openEventHouse(scope: readonly string[] = [], door: Channel = simulator()): Promise<EventHouse> {
  const db = await temporaryStore()
  // A Tuesday, nine in the morning in Vietnam.
  let now = Date.parse('2026-11-24T09:00:00+07:00')
  const log: string[] = []
  const keep = (what: string, fields?: object) => log.push(JSON.stringify({ what, ...fields }))
  const { ports, work } = await assemble({
    store: db.store,
    channels: [door],
    log: { info: keep, warn: keep, error: keep },
    meter: { count() {}, observe() {} },
    now: () => now,
    ...{ scope, sharedDatabase: false },
  })
  let count = 0
  const house: EventHouse = {
    ...{ ports, work, log, sql: (query: string) => db.sql(query) },
    now: () => now,
    wait: (ms) => {
      now += ms
    },
    goTo(hour) {
      do now += HOUR_MS
      while (new Date(now + 7 * HOUR_MS).getUTCHours() !== hour)
    },
    async says(person, text) {
      now += 1_000
      const message = {
        door: 'simulator' as const,
        address: { kind: 'sms' as const, value: person },
        externalId: `in_${++count}`,
        ...{ content: { kind: 'text' as const, text }, sentAt: now },
      }
      const reading = { kind: 'accepted' as const, messages: [message], receipts: [], ignored: [] }
      const [turn] = await Promise.all((await work.accept('simulator', reading, { holdReplies: true })).turns)
      const rows = await db.store.deliveries.ofTurn(turn?.turnId ?? '')
      await work.deliver.deliverTurn('simulator', turn?.turnId ?? '')
      return rows.map(({ message: { text: said } }) => said).join('\n\n')
    },
    async announced() {
      const rows =
        await db.sql(`select a.value, d.text, d.status from deliveries d join addresses a on a.id = d.address_id
        where d.lane = 'bulk' order by d.created_at, a.value`)
      return rows.map(([to, text, status]) => ({ to: String(to), text: String(text), status: String(status) }))
    },
    async sweep() {
      await work.sweep()
      await work.idle()
    },
    async storm(more = {}) {
      const leader = officialOf('commune_leader')
      const form: EventForm = {
        ...{ name: 'Bão số 12', hazard: 'storm', communes: ['demo'], startsOn: vietnamDay(now), endsOn: '' },
        ...{ words: '', exercise: false, ...more },
      }
      const made = await createEvent(ports, leader, form)
      if (typeof made !== 'object' || !('done' in made)) throw new Error(`no event: ${JSON.stringify(made)}`)
      if (!form.exercise) await openEvent(ports, leader, made.done, 1)
      now += 1_000
      return made.done
    },
    async close() {
      work.deliver.stop()
      await work.idle()
      await db.close()
    },
  }
  return house
}
