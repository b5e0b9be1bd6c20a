/** A test of a broadcast on one phone, before anybody approves it: marked as a test, to somebody who is known here and has not said stop. */
import { newId } from '../core/id.ts'
import type { Official } from '../core/official.ts'
import { chooseWay } from './broadcast-door.ts'
import type { Refused } from './broadcast-form.ts'
import { note, ownBroadcast } from './broadcast-keep.ts'
import { broadcastMessages } from './broadcast-words.ts'
import { communesWithin } from './disasters.ts'
import { phoneIn } from './people-desk.ts'
import type { Ports } from './ports.ts'
import { speakerFor } from './speaker.ts'

const HOUR_MS = 3_600_000
/** One official, one hour. */
const MOST_TESTS = 6
const tests = new WeakMap<Ports['store'], Map<string, readonly number[]>>()

/** To the owner of a phone that has written here; unknown and foreign numbers are the same refusal. */
export async function tryBroadcast(
  ports: Ports,
  official: Official,
  id: string,
  typed: string,
): Promise<{ readonly done: string } | Refused | 'missing'> {
  const found = await ownBroadcast(ports, official, id)
  if (found === null) return 'missing'
  const phone = phoneIn(typed)
  const scope = communesWithin(ports, official.scope)
  const { store, homeOrganisation: home } = ports
  const [contactId = null] = phone === null ? [] : await store.broadcasts.known(scope, [{ phone }], home)
  const person = contactId === null ? null : await store.broadcasts.member(contactId, home)
  const way = person?.ways.find(({ address }) => address.kind === 'sms' && address.value === phone)
  if (!person || !way) return { refused: 'unknown_phone' }
  const now = ports.now()
  const isOn = (door: Parameters<typeof ports.channels.get>[0]) => ports.channels.has(door)
  const choice = chooseWay([way], { class: 'service_notice', now, isOn, hasTemplate: false })
  const channel = 'skipped' in choice ? undefined : ports.channels.get(choice.door)
  if ('skipped' in choice || !channel) return { refused: 'unknown_phone' }
  if (!mayTest(ports, official.id, now)) return { refused: 'too_many_tests' }
  const abilities = channel.abilitiesFor?.(way.address.kind) ?? channel.abilities
  const speaker = await speakerFor(ports, found.organisation)
  const { language, accents, pack } = person
  const messages = broadcastMessages(ports.texts, found, { language, abilities, accents, pack, speaker, isTest: true })
  await note(ports, official, 'broadcast_tested', found, { contact: person.contactId })
  // Somebody waits for it with the phone in hand: it leaves like an answer.
  await store.broadcasts.owe(
    messages.map(({ text, segments }, ordinal) => ({
      message: { id: newId('out', now), address: way.address, text, expiresAt: now + HOUR_MS },
      ...{ door: channel.door, lane: 'replies' as const, ordinal, segments },
    })),
    now,
  )
  return { done: id }
}

function mayTest({ store }: Ports, official: string, now: number): boolean {
  const all = tests.get(store) ?? new Map<string, readonly number[]>()
  tests.set(store, all)
  const lately = (all.get(official) ?? []).filter((at) => at > now - HOUR_MS)
  if (lately.length >= MOST_TESTS) return false
  all.set(official, [...lately, now])
  return true
}
