/** Order: a later message to a person never overtakes an earlier one that must be tried again (design §6.2). */

/** An earlier message that was refused this often (about eight minutes) no longer holds up the later ones: silence would be worse. */
const MOST_REFUSALS = 8
/** An earlier message that nobody took this long after it was due has been ended by somebody else: another process, its expiry, an official. */
const ENDED_ELSEWHERE_MS = 3_000
const LOOK_AGAIN_MS = 500
const FORGET_MS = 60_000

interface Place {
  readonly number: number
  /** When it is due again; null while it is taken. */
  dueAt: number | null
  refusals: number
  /** Times it was only put back, which its attempts count as well. */
  putBacks: number
}

export interface Order {
  /** Told of every message taken, in the order taken. */
  take(person: string, id: string): void
  /** The time to which the message must be put back because an earlier one waits; null: it may go. */
  waitsUntil(person: string, id: string, now: number): number | null
  /** It goes back to the queue until then; `refused`: after a try of its own. */
  putBack(person: string, id: string, dueAt: number, refused: boolean): void
  putBacks(person: string, id: string): number
  /** It has its end, whichever. */
  done(person: string, id: string): void
  /** Forgets what was due long ago: another process, or its expiry, has ended it. */
  forget(now: number): void
}

/** Known to this process only; after a restart the order is that of the times they are due. */
export function order(): Order {
  const people = new Map<string, Map<string, Place>>()
  let next = 0

  return {
    take(person, id) {
      const places = people.get(person) ?? new Map<string, Place>()
      people.set(person, places)
      const known = places.get(id)
      if (known) known.dueAt = null
      else places.set(id, { number: next++, dueAt: null, refusals: 0, putBacks: 0 })
    },
    waitsUntil(person, id, now) {
      const places = people.get(person)
      const mine = places?.get(id)
      if (!places || !mine) return null
      let until = 0
      for (const place of places.values()) {
        if (place.number >= mine.number || place.refusals > MOST_REFUSALS || place.dueAt === null) continue
        if (place.dueAt > now) until = Math.max(until, place.dueAt)
        // Due and not yet taken: mine was taken by itself in between, for a turn just answered.
        else if (now < place.dueAt + ENDED_ELSEWHERE_MS) until = Math.max(until, now + LOOK_AGAIN_MS)
      }
      return until === 0 ? null : until + 1
    },
    putBack(person, id, dueAt, refused) {
      const place = people.get(person)?.get(id)
      if (!place) return
      place.dueAt = dueAt
      if (refused) place.refusals++
      else place.putBacks++
    },
    putBacks: (person, id) => people.get(person)?.get(id)?.putBacks ?? 0,
    done(person, id) {
      const places = people.get(person)
      places?.delete(id)
      if (places?.size === 0) people.delete(person)
    },
    forget(now) {
      for (const [person, places] of people) {
        for (const [id, place] of places) if (place.dueAt !== null && place.dueAt < now - FORGET_MS) places.delete(id)
        if (places.size === 0) people.delete(person)
      }
    },
  }
}
