/** Photos of damage: fetched after the turn, cleaned of what the camera wrote, kept with their case; refused ones are said, once. */
import { systemScope } from '../core/official.ts'
import type { WantedPhoto } from '../store/case-store.ts'
import { entry } from './case-actions.ts'
import { tell } from './case-notices.ts'
import { withoutMetadata } from './photo-metadata.ts'
import type { Ports } from './ports.ts'

/** At once; each may be eight megabytes in memory. */
const ROUND = 4
/** After each try that brought nothing; then the photo is lost. */
const WAITS_MS = [2_000, 60_000, 600_000]
/** One row of D1 holds no more. */
const MOST_IN_D1 = 1_500_000

/** Fetches what is wanted now. Returns how many were kept. */
export async function fetchPhotos(ports: Ports): Promise<number> {
  const wanted = await ports.store.media.wanted(ports.now(), ROUND)
  const kept = await Promise.all(wanted.map((photo) => tried(ports, photo)))
  return kept.filter(Boolean).length
}

async function tried(ports: Ports, photo: WantedPhoto): Promise<boolean> {
  try {
    return await fetchOne(ports, photo)
  } catch (error) {
    if (error instanceof Error && error.name === 'StoreError') throw error
    ports.log.error('photo_failed', { photo: photo.id, error: error instanceof Error ? error.name : 'unknown' })
    await again(ports, photo)
    return false
  }
}

async function fetchOne(ports: Ports, photo: WantedPhoto): Promise<boolean> {
  const channel = ports.channels.get(photo.door)
  if (!channel?.fetchMedia) {
    await ports.store.media.refuse(photo.id, 'refused', 'door')
    return false
  }
  const outcome = await channel.fetchMedia(photo.ref)
  if (outcome.kind === 'later') {
    await again(ports, photo)
    return false
  }
  if (outcome.kind === 'refused') {
    await refused(ports, photo, outcome.why)
    return false
  }
  const bytes = withoutMetadata(outcome.bytes, outcome.mime)
  if (ports.sharedDatabase && bytes.length > MOST_IN_D1) {
    await refused(ports, photo, 'too_large')
    return false
  }
  const digest = await crypto.subtle.digest('SHA-256', bytes.slice().buffer)
  const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
  const at = ports.now()
  await ports.store.media.keep(photo.id, { bytes, mime: outcome.mime, sha256, at })
  await ports.store.cases.linkSamePhotos(photo.id, at)
  ports.meter.count('photos_total', { door: photo.door })
  return true
}

async function again(ports: Ports, { id, tries }: WantedPhoto): Promise<void> {
  const wait = WAITS_MS[tries]
  if (wait === undefined) await ports.store.media.refuse(id, 'lost', 'gone')
  else await ports.store.media.retry(id, ports.now() + wait)
}

/** The official sees why in the case; the person hears what to do, where they can do something. */
async function refused(ports: Ports, photo: WantedPhoto, why: string): Promise<void> {
  await ports.store.media.refuse(photo.id, why === 'gone' ? 'lost' : 'refused', why)
  const file = photo.caseCode === null ? null : await ports.store.cases.get(systemScope(), photo.caseCode)
  if (file === null) return
  const at = ports.now()
  const sayable = why === 'too_large' || why === 'no_picture'
  const told = sayable
    ? await tell(ports, file.contact, [{ key: `media:${why}` }], { lane: 'replies', at })
    : { deliveries: [] }
  await ports.store.cases.change(systemScope(), {
    ...{ caseId: file.line.id, version: file.line.version, set: {}, by: 'system', at },
    entries: [entry('photo', { refused: why })],
    deliveries: told.deliveries,
  })
}
