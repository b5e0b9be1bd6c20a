/** What a person's own turn writes of feedback, and how a hidden one loses every thread to whoever told it. Part of the turn's unit. */
import type { FeedbackWrite } from './feedback-store.ts'
import type { Statement } from './port.ts'

interface Ids {
  readonly contactId: string
  readonly turnId: string
  readonly at: number
}

/** Begun before and left lying: it counts as told. */
const SETTLE = `update feedback set status = 'new' where contact_id = ? and status = 'draft'`
/** Who it concerns is not known yet, so it stands one level up until that is said. */
const TELL = `insert into feedback
  (id, contact_id, status, level, text, programme, organisation, commune, province, at, version)
  values (?, ?, 'draft', 'province', ?, ?, ?, ?, ?, ?, 1)`
const GIVE = `update feedback set status = 'new', kind = ?, rating = ?, wish = ?, level = ?, code = ?,
  version = version + 1 where contact_id = ? and status = 'draft'`
const HIDE = `update feedback set status = 'new', kind = ?, rating = ?, wish = 'hidden', level = ?, code = null,
  contact_id = null, at = ?, version = version + 1 where contact_id = ? and status = 'draft'`

/** Turns of this talk; the one under way is among them, for its row is written first. */
const THIS_TALK = 'select id from turns where contact_id = ? and at >= ?'
const EMPTY_WORDS = `update inbound_messages set content = '{"kind":"unreadable","what":"withheld"}'
  where id in (select inbound_id from turns where contact_id = ? and at >= ?)`
const EMPTY_STEPS = `update turns set trace = '[]', asked_flow = null, asked_step = null where contact_id = ? and at >= ?`
/** Questions that were asked in this talk tell what kind of matter it was. */
const EMPTY_QUESTIONS = `update deliveries set text = '[withheld]', buttons = null
  where turn_id in (${THIS_TALK}) and turn_id <> ? and status not in ('queued', 'sending')`

/** In the order in which they must run; after the turn's own row. */
export function feedbackStatements(write: FeedbackWrite | undefined, ids: Ids): readonly Statement[] {
  if (write === undefined) return []
  return [...told(write, ids), ...given(write, ids)]
}

function told({ told: row }: FeedbackWrite, { contactId, at }: Ids): readonly Statement[] {
  if (row === undefined) return []
  const { id, text, programme, organisation, commune, province } = row
  return [
    { sql: SETTLE, params: [contactId] },
    { sql: TELL, params: [id, contactId, text, programme, organisation, commune, province, at] },
  ]
}

function given({ given: done }: FeedbackWrite, { contactId, turnId }: Ids): readonly Statement[] {
  if (done === undefined) return []
  const { kind, rating, wish, level, code, since, day } = done
  if (wish !== 'hidden') return [{ sql: GIVE, params: [kind, rating, wish, level, code, contactId] }]
  return [
    { sql: HIDE, params: [kind, rating, level, day, contactId] },
    { sql: EMPTY_WORDS, params: [contactId, since] },
    { sql: EMPTY_STEPS, params: [contactId, since] },
    { sql: EMPTY_QUESTIONS, params: [contactId, since, turnId] },
  ]
}
