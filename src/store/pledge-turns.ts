/** What a person's own turn writes of pledges and of their consent. Part of the turn's unit. */
import { newId } from '../core/id.ts'
import type { PledgeWrite } from './pledge-store.ts'
import type { Statement } from './port.ts'
import type { TurnCommit } from './store.ts'

const TELL = `insert into pledges (id, code, contact_id, kind, text, organisation, commune, province, status,
  wording, wording_version, inbound_id, at, updated_at, version) values (?, ?, ?, ?, ?, ?, ?, ?, 'new', ?, ?, ?, ?, ?, 1)`
const OF_CODE = `from pledges where code = ? and contact_id = ?`
const IS_UNDER_WAY = `exists (select 1 from pledge_matches as m where m.pledge_id = pledges.id and m.status in ('open', 'introduced'))`
const TELL_AGAIN = `update pledges set kind = ?, text = ?, wording = ?, wording_version = ?, inbound_id = ?,
  status = case when ${IS_UNDER_WAY} then status else 'new' end, closed_reason = case when ${IS_UNDER_WAY} then closed_reason else null end,
  updated_at = ?, version = version + 1 where code = ? and contact_id = ?`
const ENTRY_AGAIN = `insert into pledge_entries (id, pledge_id, what, actor, data, at) select ?, id, 'told', 'citizen', '{}', ? ${OF_CODE}`
const NEWEST = `(select id from pledges where contact_id = ? and status <> 'closed' order by at desc, id desc limit 1)`
const NAME = `update pledges set giver = ?, version = version + 1, updated_at = ? where id = ${NEWEST}`
const ENTRY = `insert into pledge_entries (id, pledge_id, what, actor, data, at) values (?, ?, ?, 'citizen', '{}', ?)`
const ENTRY_NEWEST = `insert into pledge_entries (id, pledge_id, what, actor, data, at)
  select ?, id, ?, 'citizen', '{}', ? from pledges where id = ${NEWEST}`

const OPEN = `select id from pledges where contact_id = ? and status <> 'closed'`
const UNDER_WAY = `select id from pledge_matches where pledge_id in (${OPEN}) and status in ('open', 'introduced')`
const TAKE_SHARES = `update pledge_shares set answer = 'no', answered_at = ?, inbound_id = ?
  where match_id in (${UNDER_WAY}) and side = 'giver'`
/** Nobody is to wait for an answer to what is over. */
const FREE_OTHERS = `update pledge_shares set answer = 'unasked'
  where match_id in (${UNDER_WAY}) and answer = 'asked'`
const END_MATCHES = `update pledge_matches set status = 'ended', version = version + 1, updated_at = ? where id in (${UNDER_WAY})`
const ENTRIES_OPEN = `insert into pledge_entries (id, pledge_id, what, actor, data, at)
  select ? || '_' || id, id, 'withdrawn', 'citizen', '{}', ? from pledges where id in (${OPEN})`
const CLOSE = `update pledges set status = 'closed', closed_reason = 'withdrawn', version = version + 1, updated_at = ?
  where id in (${OPEN})`

/** What waits for an answer, else the newest that is under way. */
const ASKED = `(select s.id from pledge_shares as s join pledge_matches as m on m.id = s.match_id
  where s.contact_id = ? and m.status in ('open', 'introduced') order by s.answer = 'asked' desc, s.asked_at desc limit 1)`
const ANSWER = `update pledge_shares set answer = ?, answered_at = ?, inbound_id = ?, wording = coalesce(wording, ?),
  wording_version = coalesce(wording_version, ?) where id = ${ASKED}`
const ENTRY_SHARE = `insert into pledge_entries (id, pledge_id, match_id, what, actor, data, at)
  select ?, m.pledge_id, m.id, ?, 'citizen', json_object('side', s.side), ? from pledge_shares as s
  join pledge_matches as m on m.id = s.match_id where s.id = ${ASKED}`

/** In the order in which they must run; empty for a turn that has nothing to do with pledges. */
export function pledgeStatements(decided: TurnCommit): readonly Statement[] {
  const { pledge } = decided
  if (pledge === undefined) return []
  return [
    ...told(decided, pledge),
    ...named(decided, pledge),
    ...withdrawn(decided, pledge),
    ...shared(decided, pledge),
  ]
}

function told({ contact, inboundId, contentVersion, at }: TurnCommit, { told: row }: PledgeWrite): Statement[] {
  if (row === undefined) return []
  const { id, code, kind, text, organisation, commune, province, wording, again } = row
  const place = [organisation, commune, province]
  const consent = [wording, contentVersion, inboundId]
  if (again)
    return [
      { sql: TELL_AGAIN, params: [kind, text, ...consent, at, code, contact.id] },
      { sql: ENTRY_AGAIN, params: [newId('pe', at), at, code, contact.id] },
    ]
  return [
    { sql: TELL, params: [id, code, contact.id, kind, text, ...place, ...consent, at, at] },
    { sql: ENTRY, params: [newId('pe', at), id, 'told', at] },
  ]
}

function named({ contact, at }: TurnCommit, { name }: PledgeWrite): Statement[] {
  if (name === undefined) return []
  return [
    { sql: NAME, params: [name, at, contact.id] },
    { sql: ENTRY_NEWEST, params: [newId('pe', at), 'named', at, contact.id] },
  ]
}

function withdrawn({ contact, inboundId, at }: TurnCommit, { withdrawn: all }: PledgeWrite): Statement[] {
  if (all === undefined) return []
  return [
    { sql: TAKE_SHARES, params: [at, inboundId, contact.id] },
    { sql: FREE_OTHERS, params: [contact.id] },
    { sql: END_MATCHES, params: [at, contact.id] },
    { sql: ENTRIES_OPEN, params: [newId('pe', at), at, contact.id] },
    { sql: CLOSE, params: [at, contact.id] },
  ]
}

function shared({ contact, inboundId, contentVersion, at }: TurnCommit, { share }: PledgeWrite): Statement[] {
  if (share === undefined) return []
  const { agrees, wording } = share
  return [
    { sql: ENTRY_SHARE, params: [newId('pe', at), agrees ? 'share_yes' : 'share_no', at, contact.id] },
    { sql: ANSWER, params: [agrees ? 'yes' : 'no', at, inboundId, wording, contentVersion, contact.id] },
  ]
}
