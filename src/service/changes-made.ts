/** "You said, we did": a change written down by officials, told once to those who asked to be told, and listed for everybody. */
import { newId } from '../core/id.ts'
import type { Official } from '../core/official.ts'
import type { TextPart } from '../core/reply.ts'
import type { ChangeLine, ChangeMade } from '../store/change-store.ts'
import { unsafeFaults } from '../texts/check-sms.ts'
import { render } from '../texts/render.ts'
import { cleaned } from './case-answer.ts'
import { tell } from './case-notices.ts'
import { PLAIN_SMS } from './check-in-words.ts'
import { covers } from './desk-places.ts'
import type { Ports } from './ports.ts'
import { isQuiet } from './quiet-hours.ts'
import { speakerFor } from './speaker.ts'

export type { ChangeLine } from '../store/change-store.ts'

/** Both together make one SMS of two parts with the name of the office before them. */
export const LONGEST_SAID = 90
export const LONGEST_DID = 110
/** At most so much feedback is tied at once: what an official has read. */
export const MOST_TIED = 100
const MOST_LISTED = 50
const TOLD_AT_ONCE = 200
/** Whoever could not be told for a month (an official speaks with them, no door is on) is no longer told. */
const TELL_WITHIN_MS = 30 * 86_400_000
/** A phone number, or anything as long: what stands on the public page names nobody. */
const NUMBER = /(?:\d[\s.-]?){8,}/

export interface ChangeForm {
  readonly said: string
  readonly did: string
  readonly programme: string
  readonly ids: readonly number[]
}

export type ChangeFault = 'empty' | 'too_long' | 'holds_link' | 'holds_number' | 'nothing_tied' | 'unknown_programme'

/** As it will arrive by SMS without marks, or why it cannot be made. */
export async function previewChange(
  ports: Ports,
  official: Official,
  form: ChangeForm,
): Promise<{ readonly shown: string } | { readonly refused: ChangeFault }> {
  const made = changeOf(ports, official, form)
  if ('refused' in made) return made
  const speaker = await speakerFor(ports, made.organisation)
  const parts = [{ key: 'common:from' }, ...partsOf(made)]
  const messages = render(ports.texts, { parts }, { language: 'vi', abilities: PLAIN_SMS, speaker })
  const [first] = messages
  if (messages.length !== 1 || !first || first.segments > PLAIN_SMS.maxSegments) return { refused: 'too_long' }
  return { shown: first.text }
}

/** The change with the feedback it came from. Of feedback outside the scope nothing is tied. */
export async function makeChange(
  ports: Ports,
  official: Official,
  form: ChangeForm,
): Promise<{ readonly done: string; readonly tied: number } | { readonly refused: ChangeFault }> {
  const ready = await previewChange(ports, official, form)
  if ('refused' in ready) return ready
  const made = changeOf(ports, official, form)
  if ('refused' in made) return made
  const { store } = ports
  const own = await Promise.all(form.ids.slice(0, MOST_TIED).map((id) => store.feedback.get(official.scope, id)))
  const ids = own.flatMap((found) => (found === null || found.line.changeId !== null ? [] : [found.line.id]))
  if (ids.length === 0) return { refused: 'nothing_tied' }
  const tied = await store.changes.make(official.scope, made, ids)
  await store.audit.append(official.id, 'change_made', { change: made.id, tied }, made.at)
  return { done: made.id, tied }
}

/** Changes of the official's own places, newest first. */
export async function ownChanges({ store }: Ports, { scope }: Official): Promise<readonly ChangeLine[]> {
  const all = await store.changes.list(MOST_LISTED)
  return all.filter(({ commune, province }) => covers(scope, commune, province))
}

/**
 * Tells those who asked to be told, by day. The marks in the rows are the cursor: killed anywhere it goes on where it was, and nobody is
 * told twice. How many were told. @throws StoreError when the database does not answer
 */
export async function tellChanges(ports: Ports): Promise<number> {
  const now = ports.now()
  if (isQuiet(now)) return 0
  let told = 0
  for (const { change, person } of await ports.store.changes.toTell(now - TELL_WITHIN_MS, TOLD_AT_ONCE)) {
    const { deliveries } = await tell(ports, person, partsOf(change), { lane: 'bulk', at: now })
    const kept = await ports.store.changes.tell(change.id, person.contactId, { delivery: deliveries, at: now })
    if (kept && deliveries.length > 0) told++
  }
  return told
}

function partsOf({ said, did }: Pick<ChangeMade, 'said' | 'did'>): readonly TextPart[] {
  return [{ key: 'feedback:change', values: { said, did } }, { key: 'feedback:how_to_stop' }]
}

function changeOf(
  ports: Ports,
  { id: by, scope }: Official,
  form: ChangeForm,
): ChangeMade | { readonly refused: ChangeFault } {
  const said = cleaned(form.said)
  const did = cleaned(form.did)
  if (said === '' || did === '') return { refused: 'empty' }
  if (said.length > LONGEST_SAID || did.length > LONGEST_DID) return { refused: 'too_long' }
  if (NUMBER.test(said) || NUMBER.test(did)) return { refused: 'holds_number' }
  if ([said, did].some((text) => unsafeFaults(text).length > 0)) return { refused: 'holds_link' }
  const programme = form.programme === '' ? null : form.programme
  if (programme !== null && !ports.talk.law.everyProgramme.includes(programme)) return { refused: 'unknown_programme' }
  // A province's own change is of the whole province.
  const commune = scope.provinces.length === 0 ? (scope.communes[0] ?? null) : null
  const province = scope.provinces[0] ?? ports.talk.places.communes.get(commune ?? '')?.province ?? null
  const at = ports.now()
  return { id: newId('chg', at), organisation: null, commune, province, programme, said, did, by, at }
}
