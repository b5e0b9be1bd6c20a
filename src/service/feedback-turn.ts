/** What a turn's events mean for feedback: where it lies, which level reads it, and what is kept of whoever hides. */
import type { FeedbackKind } from '../core/feedback.ts'
import type { Session, TurnEvent } from '../core/session.ts'
import type { FeedbackWrite } from '../store/feedback-store.ts'
import type { Organisation } from '../store/store.ts'
import { placeOf } from './case-place.ts'
import type { Ports } from './ports.ts'

const DAY_MS = 86_400_000
const VIETNAM_MS = 7 * 3_600_000
/** Bits of an id: a whole number that JavaScript and SQLite both hold exactly. */
const ID_BITS = 48

/** Undefined for a turn that has nothing to do with feedback. @throws StoreError when the database does not answer */
export async function feedbackOf(
  ports: Ports,
  organisation: string | null,
  { events, session }: { readonly events: readonly TurnEvent[]; readonly session: Session },
): Promise<{ readonly feedback?: FeedbackWrite }> {
  const told = events.findLast((event) => event.type === 'feedback_told')
  const given = events.findLast((event) => event.type === 'feedback_given')
  if (told === undefined && given === undefined) return {}
  const write: FeedbackWrite = {
    ...(told?.type === 'feedback_told' ? { told: await toldAt(ports, organisation, told, session) } : {}),
    ...(given?.type === 'feedback_given' ? { given: givenNow(given, ports.now()) } : {}),
  }
  return { feedback: write }
}

/** Who reads it: a complaint about somebody's conduct, and what nobody has named, is read one level up. */
export function levelOf(kind: FeedbackKind | undefined): 'commune' | 'province' {
  return kind === undefined || kind === 'conduct' ? 'province' : 'commune'
}

/** The beginning of the day in Vietnam, ms since 1970. */
export function dayStart(at: number): number {
  return Math.floor((at + VIETNAM_MS) / DAY_MS) * DAY_MS - VIETNAM_MS
}

async function toldAt(
  ports: Ports,
  code: string | null,
  told: Extract<TurnEvent, { type: 'feedback_told' }>,
  session: Session,
): Promise<NonNullable<FeedbackWrite['told']>> {
  const { communes } = ports.talk.places
  const home: Organisation | null = await ports.store.organisations.get(code ?? ports.homeOrganisation)
  const provinceOf = (commune: string) => communes.get(commune)?.province
  const where = { organisation: home, commune: told.commune ?? session.commune, provinceOf }
  const { commune, province } = placeOf(where, {})
  const { text, programme = null } = told
  return { id: byChance(), text, programme, organisation: home?.code ?? null, commune, province }
}

function givenNow(
  { kind, rating, wish, code, since }: Extract<TurnEvent, { type: 'feedback_given' }>,
  at: number,
): NonNullable<FeedbackWrite['given']> {
  return {
    ...{ kind: kind ?? null, rating: rating ?? null, wish, level: levelOf(kind) },
    ...{ code: wish === 'hidden' ? null : (code ?? null), since, day: dayStart(at) },
  }
}

/** Not made of the time, as other ids are. */
function byChance(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2))
  return (high % 2 ** (ID_BITS - 32)) * 2 ** 32 + low + 1
}
