/** What a person's own turn writes of an event: safe or in need of help, and whether help came. Part of the turn's unit. */
import { sql } from 'drizzle-orm'
import type { TurnEvent } from '../core/session.ts'
import type { Statement } from './port.ts'
import { db, given, prepareWrite } from './prepare.ts'
import { checkIns as t } from './tables/disasters.ts'
import { addressId } from './turn-writes.ts'

const DAY_MS = 86_400_000
/** Help that has not come puts a case that much higher, and its next look within a day. */
const RAISE = 20
const MOST = 100

/** The last answer counts: who was safe at noon may need help at night. Who was never asked gets a row by answering. */
const answered = prepareWrite(
  db
    .insert(t)
    .values({
      disasterId: sql.placeholder('disaster'),
      contactId: sql.placeholder('contactId'),
      addressId: sql`(${addressId})`,
      commune: sql.placeholder('commune'),
      status: sql.placeholder('status'),
      answeredAt: sql.placeholder('at'),
    })
    .onConflictDoUpdate({
      target: [t.disasterId, t.contactId],
      set: { status: sql`excluded.status`, answeredAt: sql`excluded.answered_at` },
    }),
)
const helped = prepareWrite(
  db
    .update(t)
    .set({ help: given('help'), helpAnsweredAt: given('at') })
    .where(sql`${t.disasterId} = ${given('disaster')} and ${t.contactId} = ${given('contactId')}`),
)

const THEIR_CASE = `select c.id from cases as c where c.contact_id = ? and c.disaster_id = ? and c.kind = 'hardship'
  and c.status not in ('closed', 'confirmed') order by c.opened_at desc limit 1`
const entry = `insert into case_entries (case_id, kind, actor, data, turn_id, at)
  select id, 'help_answer', 'citizen', ?, ?, ? from cases where id = (${THEIR_CASE})`
/** What an official wrote down as given, the household confirms; anything else is for an official to look at. */
const confirmedEntry = `insert into case_entries (case_id, kind, actor, data, turn_id, at)
  select id, 'status', 'citizen', '{"from":"supported","to":"confirmed"}', ?, ? from cases
  where id = (${THEIR_CASE}) and status = 'supported'`
const came = `update cases set version = version + 1, unread = 1, updated_at = ?,
  due_at = case when status = 'supported' then null else due_at end,
  status = case when status = 'supported' then 'confirmed' else status end where id = (${THEIR_CASE})`
const lacking = `update cases set version = version + 1, unread = 1, updated_at = ?, score = min(${MOST}, score + ${RAISE}),
  reasons = case when exists (select 1 from json_each(reasons) as r where r.value = 'help_missing') then reasons
    else json_insert(reasons, '$[#]', 'help_missing') end,
  due_at = min(coalesce(due_at, ?), ?), escalated_at = null where id = (${THEIR_CASE})`

interface Ids {
  readonly contactId: string
  readonly turnId: string
  readonly at: number
}

/** Empty for every other event. */
export function checkInStatements(
  event: TurnEvent,
  { contactId, turnId, at }: Ids,
  where: { readonly kind: string; readonly value: string },
): readonly Statement[] {
  if (event.type === 'checked_in') {
    const { disaster, safe, commune = null } = event
    return [answered({ ...where, disaster, contactId, commune, at, status: safe ? 'safe' : 'need_help' })]
  }
  if (event.type !== 'help_answered' || event.disaster === undefined) return []
  const { disaster, help } = event
  const theirs = [contactId, disaster]
  const list: Statement[] = [
    helped({ disaster, contactId, help, at }),
    { sql: entry, params: [JSON.stringify({ help }), turnId, at, ...theirs] },
  ]
  if (help !== 'full') return [...list, { sql: lacking, params: [at, at + DAY_MS, at + DAY_MS, ...theirs] }]
  return [...list, { sql: confirmedEntry, params: [turnId, at, ...theirs] }, { sql: came, params: [at, ...theirs] }]
}
