/** A talk begun under earlier content goes on under today's: renamed steps are mapped, lost ones end kindly, facts stay. */
import type { Session, Waiting } from '../core/session.ts'
import type { Talk } from './talk.ts'

export interface Adopted {
  readonly session: Session
  /** The waiting question no longer exists. */
  readonly lost: boolean
}

/** The session as today's flows understand it; itself when nothing changed. */
export function adopt(talk: Talk, session: Session): Adopted {
  if (session.contentHash === talk.flows.hash) return { session, lost: false }
  const { waiting, aside, ...rest } = session
  const now = waiting && mapped(talk, waiting)
  const later = aside && mapped(talk, aside)
  const trail = session.trail.flatMap((place) => {
    const step = stepNow(talk, place.flow, place.step)
    return step === undefined || !asksStill(talk, place.question?.fact) ? [] : [{ ...place, step }]
  })
  const focus = session.focus?.filter((programme) => talk.flows.programmes.includes(programme))
  return {
    session: {
      ...rest,
      contentHash: talk.flows.hash,
      trail,
      ...(focus ? { focus } : {}),
      ...(now ? { waiting: now } : {}),
      ...(later ? { aside: later } : {}),
    },
    lost: waiting !== undefined && now === undefined,
  }
}

function mapped(talk: Talk, waiting: Waiting): Waiting | undefined {
  if (!asksStill(talk, waiting.question?.fact)) return undefined
  if (waiting.flow === 'common') return waiting
  const step = stepNow(talk, waiting.flow, waiting.step)
  return step === undefined ? undefined : { ...waiting, step }
}

function stepNow(talk: Talk, flow: string, step: string): string | undefined {
  if (talk.flows.step(flow, step)) return step
  const renamed = talk.flows.flow(flow)?.renamed?.[step]
  return renamed !== undefined && talk.flows.step(flow, renamed) ? renamed : undefined
}

function asksStill(talk: Talk, fact: string | undefined): boolean {
  return fact === undefined || talk.flows.asks(fact)
}
