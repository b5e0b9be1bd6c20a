/** The question whether support has come, as rows: one a case, written with its message as one unit. */
import { sql } from 'drizzle-orm'
import type { TurnEvent } from '../core/session.ts'
import { MAIN_ADDRESS, owed, personFields, personOf } from './feedback.ts'
import type { Port, Statement } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import { asIs, columns } from './raw-select.ts'
import type { SupportCheckStore } from './support-check-store.ts'
import { supportChecks as t } from './tables/support-checks.ts'

const dueFields = { ...personFields, caseId: sql<string>`f.id`, code: sql<string>`f.code` }
/** When it came to stand as supported is in its story; what was undone and done again counts from the last time. */
const SUPPORTED_AT = `(select max(e.at) from case_entries as e where e.case_id = f.id and e.kind = 'status'
  and json_extract(e.data, '$.to') = 'supported')`
const due = prepareRead(dueFields, (f) =>
  asIs(sql`select ${columns(f)} from cases as f join contacts as c on c.id = f.contact_id
    join addresses as a on a.id = ${sql.raw(MAIN_ADDRESS)} left join sessions as s on s.contact_id = c.id
    where f.status = 'supported' and f.kind = 'hardship' and f.disaster_id is null and c.paused_at is null
      and coalesce(json_extract(f.report, '$.forWhom'), 'self') <> 'neighbour'
      and coalesce(s.updated_at, 0) < ${given('quietSince')}
      and ${sql.raw(SUPPORTED_AT)} between ${given('from')} and ${given('to')}
      and not exists (select 1 from support_checks as k where k.case_id = f.id)
      and not exists (select 1 from disasters as d, json_each(d.communes) as j where d.status = 'open' and j.value = f.commune)
    order by f.id limit ${given('limit')}`),
)
const asked = prepareWrite(
  db.insert(t).values({
    caseId: sql.placeholder('caseId'),
    contactId: sql.placeholder('contactId'),
    askedAt: sql.placeholder('askedAt'),
  }),
)
const waitingFields = { code: sql<string>`c.code`, fresh: sql<number>`k.asked_at > coalesce(s.updated_at, 0)` }
const waiting = prepareRead(waitingFields, (f) =>
  asIs(sql`select ${columns(f)} from support_checks as k join cases as c on c.id = k.case_id
    left join sessions as s on s.contact_id = k.contact_id
    where k.contact_id = ${given('contactId')} and k.answered_at is null and k.asked_at > 0 and c.status = 'supported'
    order by k.asked_at desc limit 1`),
)

const THEIR_CASE = 'select id from cases where code = ? and contact_id = ?'
const ANSWERED = `update support_checks set answer = ?, answered_at = ? where case_id = (${THEIR_CASE})`
/** What an official wrote down as given, the household confirms. */
const ENTRY = `insert into case_entries (case_id, kind, actor, data, turn_id, at)
  select id, 'status', 'citizen', '{"from":"supported","to":"confirmed"}', ?, ? from cases
  where id = (${THEIR_CASE}) and status = 'supported'`
const CONFIRM = `update cases set status = 'confirmed', due_at = null, version = version + 1, unread = 1, updated_at = ?
  where id = (${THEIR_CASE}) and status = 'supported'`

/** What the answer writes; of one that differs nothing stands in the case itself, where the desk would read it. */
export function supportCheckStatements(
  event: TurnEvent,
  { contactId, turnId, at }: { readonly contactId: string; readonly turnId: string; readonly at: number },
): readonly Statement[] {
  if (event.type !== 'help_answered' || event.disaster !== undefined || event.code === undefined) return []
  const theirs = [event.code, contactId]
  const answer = { sql: ANSWERED, params: [event.help, at, ...theirs] }
  if (event.help !== 'full') return [answer]
  return [answer, { sql: ENTRY, params: [turnId, at, ...theirs] }, { sql: CONFIRM, params: [at, ...theirs] }]
}

export function supportChecksOver(port: Port): SupportCheckStore {
  return {
    async due(when, limit) {
      const rows = await due(port, { ...when, limit })
      return rows.map(({ caseId, code, ...person }) => ({ caseId, code, person: personOf(person) }))
    },
    async ask(caseId, contactId, { deliveries, at }) {
      const row = asked({ caseId, contactId, askedAt: deliveries.length === 0 ? 0 : at })
      return (await port.atomic([row, ...owed(deliveries, at)])).kind === 'ok'
    },
    async waitingOf(contactId) {
      const [row] = await waiting(port, { contactId })
      return row === undefined ? null : { code: row.code, fresh: row.fresh === 1 }
    },
  }
}
