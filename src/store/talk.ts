/** A turn: everything it needs read by one query, everything it decided written as one unit. */
import { and, eq, getTableName, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { newId } from '../core/id.ts'
import type { Language } from '../core/language.ts'
import type { Session, TurnEvent } from '../core/session.ts'
import { alertStatements } from './alert-writes.ts'
import { broadcastReply } from './broadcast-lists.ts'
import { caseStatements, nameStatement } from './case-writes.ts'
import { checkInStatements } from './check-in-turns.ts'
import { cancelEnrolment, enrol } from './enrolments.ts'
import { insertEvent } from './events.ts'
import { feedbackStatements } from './feedback-turns.ts'
import { deleteLeads, insertResult, upsertLead } from './kept.ts'
import { modelStatements } from './model-turns.ts'
import { pledgeStatements } from './pledge-turns.ts'
import { pollStatements } from './polls.ts'
import type { Port, Statement } from './port.ts'
import { db, prepareRead } from './prepare.ts'
import type { Store, TurnCommit } from './store.ts'
import { StoreError } from './store-error.ts'
import { subscriptionStatements } from './subscription-turns.ts'
import { supportCheckStatements } from './support-checks.ts'
import { addresses } from './tables/addresses.ts'
import { contacts } from './tables/contacts.ts'
import { NO_PERSON } from './tables/facts.ts'
import { sessions } from './tables/sessions.ts'
import * as turn from './turn-writes.ts'
import { wordStatements } from './words.ts'

/** One row by one key with the rest looked up beside it: as a join the same read took ten times as long. */
const loaded = prepareRead(
  {
    id: addresses.contactId,
    language: sql<Language>`${beside(contacts.language)}`,
    organisation: sql<string | null>`${beside(contacts.organisation)}`,
    session: sql<string>`${beside(sessions.data)}`,
    version: sql<number>`${beside(sessions.version)}`,
    stoppedAt: addresses.stoppedAt,
    pausedAt: sql<number | null>`${beside(contacts.pausedAt)}`,
    hasCase: sql<number>`exists (select 1 from cases where cases.contact_id = addresses.contact_id
      and cases.status <> 'closed' and cases.status <> 'confirmed')`,
  },
  (f) =>
    db
      .select(f)
      .from(addresses)
      .where(and(eq(addresses.kind, sql.placeholder('kind')), eq(addresses.value, sql.placeholder('value')))),
)
/** Names are written out, because Drizzle leaves out the table in a select from one, and `contact_id = contact_id` is true of everyone. */
function beside(column: SQLiteColumn): SQL {
  const table = getTableName(column.table)
  const key = column.table === contacts ? 'id' : 'contact_id'
  return sql.raw(`(select ${table}.${column.name} from ${table} where ${table}.${key} = addresses.contact_id)`)
}

export function talkOver(port: Port): Store['talk'] {
  return {
    async load({ kind, value }) {
      const [row] = await loaded(port, { kind, value })
      if (row === undefined) return null
      const { id, language, organisation, session, version, stoppedAt, pausedAt, hasCase } = row
      const contact = { id, language, organisation }
      const flags = { paused: pausedAt !== null, hasCase: hasCase === 1 }
      return { contact, session: JSON.parse(session) as Session, version, stoppedAt, ...flags }
    },
    async commit(decided) {
      const result = await port.atomic(statementsOf(decided))
      if (result.kind === 'ok') return 'done'
      if (result.kind === 'conflict') return 'conflict'
      if (result.on === 'turns.inbound_id') return 'duplicate'
      // Two first messages of one person at once: the other made the contact.
      if (result.on === 'addresses.kind, addresses.value') return 'conflict'
      // The new code of a saved result was taken: with another the turn goes through.
      if (result.on === 'saved_results.code') return 'conflict'
      // The code of a feedback was taken, or its id, or another turn of this person began one meanwhile.
      if (result.on.startsWith('feedback.')) return 'conflict'
      // The code of a pledge was taken.
      if (result.on === 'pledges.code') return 'conflict'
      // The code of a case was taken, or another turn of this person opened the case meanwhile.
      if (result.on === 'cases.code' || result.on.startsWith('cases.contact_id')) return 'conflict'
      throw new StoreError('constraint', `A turn was refused: ${result.on} is already taken.`)
    },
  }
}

/** Kept with the turn's own row: they happen in most turns, and nobody waits for them. */
const TRACED: ReadonlySet<TurnEvent['type']> = new Set([
  'flow_started',
  'flow_finished',
  'fact_learned',
  'misunderstood',
])

function statementsOf(decided: TurnCommit): readonly Statement[] {
  const { contact, address, session, at } = decided
  const ids = { contactId: contact.id, turnId: decided.turnId, at }
  const where = { kind: address.kind, value: address.value }
  const list: Statement[] = []
  const trace = decided.events.filter((event) => TRACED.has(event.type))
  const row = {
    ...ids,
    inboundId: decided.inboundId,
    contentVersion: decided.contentVersion,
    trace,
    ...askedIn(session),
  }
  const person = { ...ids, ...where, language: contact.language, organisation: contact.organisation }
  // The turn comes before the session, so that a repeated message is a duplicate even when its version is stale too.
  if (decided.isNew) {
    list.push(turn.insertContact(person))
    list.push(turn.insertTurn(row))
    list.push(...turn.newPerson(person))
    list.push(turn.insertSession({ ...ids, session }))
  } else {
    list.push(turn.insertTurn(row))
    list.push(turn.updateSession({ ...ids, session, version: decided.version }))
    if (decided.contactChanged) list.push(turn.updateContact(person))
  }
  list.push(turn.closeInbound({ inboundId: decided.inboundId }))
  for (const event of decided.events) list.push(...eventStatements(decided, event, ids, where))
  list.push(...caseStatements(decided.cases, ids))
  list.push(...feedbackStatements(decided.feedback, ids))
  if (decided.answersBroadcastSince !== undefined) list.push(broadcastReply(decided, decided.answersBroadcastSince))
  list.push(...pledgeStatements(decided), ...modelStatements(decided))
  list.push(...wordStatements(decided.unknownWords, ids))
  if (decided.name !== undefined) list.push(nameStatement(decided.name, ids))
  list.push(...alertStatements(decided.alerts, contact.organisation, at))
  for (const { message, door, lane, ordinal, segments } of decided.deliveries) {
    const { id, text, buttons, expiresAt } = message
    const owed = { id, text, buttons, expiresAt, door, lane, ordinal, segments }
    list.push(turn.insertDelivery({ ...ids, ...owed, kind: message.address.kind, value: message.address.value }))
  }
  return list
}

/** The question that now waits; of the law's own questions, which fact. */
function askedIn({ waiting }: Session): { askedFlow: string | undefined; askedStep: string | undefined } {
  const step = waiting?.question ? `fact:${waiting.question.fact}` : waiting?.step
  return { askedFlow: waiting?.flow, askedStep: step }
}

function eventStatements(
  decided: TurnCommit,
  event: TurnEvent,
  ids: { contactId: string; turnId: string; at: number },
  where: { kind: string; value: string },
): readonly Statement[] {
  if (event.type === 'verdict_given') {
    const { verdict, household } = event
    const optional = { amountVnd: verdict.amountVnd, riceKg: verdict.riceKg, per: verdict.per }
    const told = { ...verdict, ...optional, inputs: household, citations: verdict.law }
    return [turn.insertVerdict({ ...told, ...ids, contentVersion: decided.contentVersion })]
  }
  if (event.type === 'result_saved')
    return [insertResult({ ...event.result, ...ids, contentVersion: decided.contentVersion })]
  if (event.type === 'lead_registered') {
    const { lead: kind, about, details, consent } = event
    const { organisation } = decided.contact
    return [upsertLead({ ...ids, id: newId('lead', ids.at), organisation, kind, about, details, consent })]
  }
  // Kept in `feedback` alone: an event names the person.
  if (event.type === 'feedback_told' || event.type === 'feedback_given') return []
  // Kept in `pledges`, with their own history.
  if (event.type === 'pledge_told' || event.type === 'pledge_named') return []
  if (event.type === 'model_nominated') return []
  const { type, ...data } = event
  const list = TRACED.has(type) ? [] : [insertEvent({ ...ids, type, data })]
  if (event.type === 'fact_learned') {
    const value = event.value === undefined ? null : event.value
    list.push(
      turn.upsertFact({ ...ids, fact: event.fact, person: event.person ?? NO_PERSON, value: JSON.stringify(value) }),
    )
  }
  if (event.type === 'enrolled') list.push(enrol({ ...ids, ...where, offer: event.offer, door: decided.door }))
  if (event.type === 'enrolment_cancelled') list.push(cancelEnrolment({ ...ids, offer: event.offer }))
  if (event.type === 'lead_withdrawn') list.push(deleteLeads({ contactId: ids.contactId, kind: event.lead }))
  list.push(...checkInStatements(event, ids, where))
  list.push(...supportCheckStatements(event, ids))
  list.push(...pollStatements(event, ids))
  list.push(...subscriptionStatements(decided, event, where))
  if (event.type === 'opted_out') list.push(turn.setStopped({ ...where, stoppedAt: ids.at }), turn.stopQueued(where))
  if (event.type === 'opted_in') list.push(turn.setStopped({ ...where, stoppedAt: null }))
  return list
}
