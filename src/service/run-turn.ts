/** One turn: load, decide, commit as one unit; exactly once per inbound message, however often it is tried. */
import type { Door } from '../core/address.ts'
import { type Day, vietnamDay } from '../core/day.ts'
import { newId } from '../core/id.ts'
import type { Reply, TextPart } from '../core/reply.ts'
import type { Session, Speaker, TurnEvent, TurnInput, TurnResult } from '../core/session.ts'
import { newSession, takeTurn } from '../flows/turn.ts'
import type { InboundRow, Loaded, NewDelivery, TurnCommit } from '../store/store.ts'
import { eventFor } from './active-disasters.ts'
import { broadcastAnswered, lookUpCheckCode } from './broadcast-answers.ts'
import type { Touched } from './case-turn.ts'
import { feedbackOf } from './feedback-turn.ts'
import { lookUpResult, newResultCode } from './look-up-result.ts'
import { modelOf, takeWithModels } from './model-turn.ts'
import { takeWithOffers } from './offers.ts'
import { officialOrder } from './official-orders.ts'
import { helpingBefore, pledgeOf } from './pledge-turn.ts'
import { pollFor } from './polls.ts'
import type { Ports } from './ports.ts'
import { renderReplies } from './replies.ts'
import { speakerFor } from './speaker.ts'
import { supportCheckFor } from './support-checks.ts'
import { type CasesAfter, casesAfter, casesBefore } from './turn-cases.ts'
import { wordsMissed } from './unknown-words.ts'

/** Tries of one turn against other turns of the same contact in another process, before it is left to the sweep. */
const MAX_CONFLICTS = 12

export interface TurnDone {
  /** Null: no turn was owed (automated sender), or another process had it first. */
  readonly turnId: string | null
  readonly session: Session | null
  readonly events: readonly TurnEvent[]
  /** What was answered, before it was written for a door: a call says it aloud. */
  readonly said?: { readonly replies: readonly Reply[]; readonly speaker: Speaker }
  /** The case opened or added to. */
  readonly touched?: Touched
  /** Doors at which words to duty officers now wait: they leave at once. */
  readonly alerted?: readonly Door[]
}

/**
 * Runs the turn of one stored message. A repeat is a no-op; a broken turn answers with an apology and keeps the message for people.
 * @throws when the database does not answer; the message stays waiting and the sweep tries again
 */
export async function runTurn(ports: Ports, row: InboundRow): Promise<TurnDone> {
  if (row.automated) {
    await ports.store.inbound.ignore(row.id)
    return { turnId: null, session: null, events: [] }
  }
  const official = await officialOrder(ports, row)
  for (let tries = 0; tries < MAX_CONFLICTS; tries++) {
    const loaded = await ports.store.talk.load(row.address)
    const { turn, touched, said } = await decide(ports, row, loaded, official)
    const outcome = await ports.store.talk.commit(turn)
    if (outcome === 'duplicate') return { turnId: null, session: null, events: [] }
    if (outcome === 'done') {
      ports.meter.count('turns_total', { door: row.door })
      const { turnId, session, events } = turn
      const alerted = [...new Set(turn.alerts.map(({ delivery }) => delivery.door))]
      return {
        turnId,
        session,
        events,
        said,
        ...(touched ? { touched } : {}),
        ...(alerted.length > 0 ? { alerted } : {}),
      }
    }
  }
  throw new TurnContention(row.id)
}

/** Other processes kept winning; nothing is lost, the message waits for the sweep. */
export class TurnContention extends Error {
  constructor(inboundId: string) {
    super(
      `The turn of ${inboundId} met another turn of the same contact ${MAX_CONFLICTS} times; it waits for the next sweep.`,
    )
    this.name = 'TurnContention'
  }
}

interface Decided {
  readonly turn: TurnCommit
  readonly touched: TurnDone['touched']
  readonly said: NonNullable<TurnDone['said']>
}

async function decide(
  ports: Ports,
  row: InboundRow,
  loaded: Loaded | null,
  official: TextPart | undefined,
): Promise<Decided> {
  const at = ports.now()
  const turnId = newId('turn', at)
  const contact = loaded?.contact ?? { id: newId('con', at), language: 'vi' as const, organisation: null }
  const speaker = await speakerFor(ports, contact.organisation)
  const before = loaded ? withStop(loaded) : newSession(ports.talk, contact.language)
  const today: Day = row.today ?? vietnamDay(at)
  const saved = await lookUpResult(ports, row.content, contact.id)
  const checkedCode = await lookUpCheckCode(ports, row.content)
  const newCode = ports.newCode?.() ?? newResultCode()
  const known = await casesBefore(ports, row.content, loaded)
  const support = loaded === null ? {} : await supportCheckFor(ports, contact.id, known)
  const poll = loaded === null ? {} : await pollFor(ports, row, contact.id)
  const helping = await helpingBefore(ports, row.content, loaded)
  const event = await eventFor(ports, loaded === null ? null : contact.id, speaker)

  let result: TurnResult
  let deliveries: readonly NewDelivery[]
  try {
    const take = (given: Pick<TurnInput, 'offers' | 'models'>) =>
      takeTurn(ports.talk, before, {
        content: row.content,
        channel: row.address.kind,
        hasButtons: abilitiesFor(ports, row).buttons !== undefined,
        now: at,
        today,
        speaker,
        newCode,
        ...(saved ? { saved } : {}),
        ...(checkedCode ? { checkedCode } : {}),
        ...(official ? { official } : {}),
        ...known.input,
        ...event,
        ...helping,
        ...support,
        ...poll,
        ...given,
      })
    const who = { organisation: contact.organisation, session: before }
    result = await takeWithModels(ports, who, (models) =>
      takeWithOffers(ports, contact, today, (offers) => take({ ...models, ...offers })),
    )
    deliveries = renderReplies(ports, row, result.session, result.replies, speaker, at)
  } catch (error) {
    // The database, not the talk: the message waits for the sweep.
    if (errorName(error) === 'StoreError') throw error
    // A promise of ours broke. The person hears so at once, the message is kept, and the error's name (never its text) is logged.
    ports.log.error('turn_failed', { inbound: row.id, error: errorName(error) })
    ports.meter.count('turns_failed_total', { door: row.door })
    const apology = { parts: [{ key: 'common:apology' }] }
    const session = isWhole(before) ? before : newSession(ports.talk, contact.language)
    result = {
      route: 'failed',
      session,
      replies: [apology],
      events: [{ type: 'turn_failed', error: errorName(error) }],
    }
    deliveries = renderReplies(ports, row, session, [apology], speaker, at)
  }
  const who = { contactId: contact.id, organisation: contact.organisation }
  const { touched, ...written }: CasesAfter = await casesAfter(ports, row, who, known, result, event.disaster?.id)
  const feedback = await feedbackOf(ports, contact.organisation, result)
  const offered = await pledgeOf(ports, contact.organisation, result)
  const named = await modelOf(ports, contact.organisation, result)
  const turn: TurnCommit = {
    turnId,
    inboundId: row.id,
    address: row.address,
    door: row.door,
    contact: { ...contact, language: result.session.language },
    isNew: loaded === null,
    contactChanged: loaded !== null && loaded.contact.language !== result.session.language,
    version: loaded?.version ?? 0,
    session: result.session,
    events: result.events,
    deliveries,
    ...written,
    ...feedback,
    ...broadcastAnswered(row, result.route, at),
    ...offered,
    ...named,
    unknownWords: wordsMissed(ports, row.content, before, result.events),
    contentVersion: ports.contentVersion,
    at,
  }
  return { turn, touched, said: { replies: result.replies, speaker } }
}

/** A stop found out by a refused send is on the address only; the talk must know of it, so that coming back can lift it. */
function withStop({ session, stoppedAt }: Loaded): Session {
  return stoppedAt === null || session.stopped ? session : { ...session, stopped: true }
}

/** A damaged session would break every turn to come: then the talk begins anew, and the facts learned stay in the database. */
function isWhole(session: Partial<Session>): boolean {
  const { language, household, skipped, answers, trail } = session
  return [language, household, skipped, answers, trail].every((part) => part !== undefined && part !== null)
}

function abilitiesFor(ports: Ports, row: InboundRow) {
  const channel = ports.channels.get(row.door)
  if (!channel) throw new Error(`A message waits for the door ${row.door}, which is off; configure it again to answer.`)
  return channel.abilitiesFor?.(row.address.kind) ?? channel.abilities
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}
