/** What an approval is bound to: a change of any of it makes another hash, for which nobody has approved yet. */
import type { Broadcast } from '../store/broadcast-store.ts'

export interface Hashes {
  /** Text, template, audience, schedule, class, event and who speaks. */
  readonly hash: string
  /** Text and audience alone. */
  readonly sameHash: string
}

export async function hashesOf(broadcast: Broadcast): Promise<Hashes> {
  const { words, audience, places, sendAt, lifeMs, class: kind, disasterId, organisation, template } = broadcast
  // Left out where there is none, so that what was approved before templates were known stays approved.
  const withTemplate = template === null ? {} : { template }
  const what = { words, audience, places: [...places].sort() }
  return {
    hash: await sha256(sorted({ ...what, sendAt, lifeMs, kind, disasterId, organisation, ...withTemplate })),
    sameHash: await sha256(sorted(what)),
  }
}

/** Hexadecimal. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The same value always gives the same text, in whatever order its parts were written down. */
export function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
