/** What is noted of a send that was not accepted: a person's stop is kept, and a fault of our own account rings the alarm. */
import type { Door } from '../core/address.ts'
import type { SendOutcome } from '../core/message.ts'
import type { Claimed } from '../store/store.ts'
import type { Ports } from './ports.ts'

/** The same fault of the same door is kept as an event at most this often; the log has every one. */
const ALARM_EVERY_MS = 10 * 60_000
const alarms = new WeakMap<Ports, Map<string, number>>()

/** @throws whatever the store throws */
export async function noteRefusal(
  ports: Ports,
  door: Door,
  row: Claimed,
  outcome: SendOutcome,
  now: number,
): Promise<void> {
  if (outcome.kind === 'accepted') return
  const { code } = outcome
  ports.log.warn('send_not_accepted', { door, delivery: row.deliveryId, attempt: row.attempt, code })
  if (outcome.kind !== 'refused') return
  if (outcome.failure === 'stopped') await ports.store.contacts.setStopped(row.message.address, now)
  if (outcome.failure !== 'misconfigured') return
  ports.log.error('door_misconfigured', { door, code })
  if (isNew(ports, `${door} ${code}`, now)) await ports.store.events.add('door_misconfigured', { door, code }, now)
}

function isNew(ports: Ports, alarm: string, now: number): boolean {
  const rung = alarms.get(ports) ?? new Map<string, number>()
  alarms.set(ports, rung)
  const before = rung.get(alarm)
  if (before !== undefined && now - before < ALARM_EVERY_MS) return false
  rung.set(alarm, now)
  return true
}
