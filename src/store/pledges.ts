/** Pledges as officials work on them: every read within a scope, every change one unit with its entry and its words. */
import { sql } from 'drizzle-orm'
import type { CaseStatus } from '../core/case.ts'
import { newId } from '../core/id.ts'
import type { Scope } from '../core/official.ts'
import type { Sharing } from '../core/pledge.ts'
import { contactOf } from './case-file.ts'
import type { PledgeMatch, PledgeOutcome, PledgeStore } from './pledge-store.ts'
import type { Port, Statement } from './port.ts'
import { db, given, prepareRead, type Values } from './prepare.ts'
import { asIs, columns } from './raw-select.ts'
import type { NewDelivery } from './store.ts'
import { pledgeMatches as m, pledgeEntries, pledgeShares as s, pledges as t } from './tables/pledges.ts'
import { insertDelivery } from './turn-writes.ts'

const inScope = sql`(${given('everywhere')} = 1
  or ${t.commune} in (select value from json_each(${given('communes')}))
  or ${t.province} in (select value from json_each(${given('provinces')})))`
const matches = sql`(${given('status')} is null or ${t.status} = ${given('status')})
  and (${given('kind')} is null or ${t.kind} = ${given('kind')})`
const line = {
  id: t.id,
  code: t.code,
  kind: t.kind,
  text: t.text,
  giver: t.giver,
  phone: t.phone,
  contactId: t.contactId,
  commune: t.commune,
  province: t.province,
  status: t.status,
  closedReason: t.closedReason,
  wording: t.wording,
  how: t.how,
  at: t.at,
  version: t.version,
  matches: sql<number>`(select count(*) from pledge_matches where pledge_matches.pledge_id = pledges.id
    and pledge_matches.status in ('open', 'introduced'))`,
}
const listed = prepareRead(line, (f) =>
  db
    .select(f)
    .from(t)
    .where(sql`${inScope} and ${matches}`)
    .orderBy(sql`${t.at} desc, ${t.id} desc`)
    .limit(sql.placeholder('limit'))
    .offset(sql.placeholder('offset')),
)
const counted = prepareRead({ total: sql<number>`count(*)` }, (f) =>
  db.select(f).from(t).where(sql`${inScope} and ${matches}`),
)
const byCode = prepareRead(line, (f) =>
  db
    .select(f)
    .from(t)
    .where(sql`${inScope} and ${t.code} = ${given('code')}`),
)
const byId = prepareRead({ code: t.code, version: t.version }, (f) =>
  db
    .select(f)
    .from(t)
    .where(sql`${inScope} and ${t.id} = ${given('id')}`),
)

const matchFields = {
  id: sql<string>`m.id`,
  caseId: sql<string>`m.case_id`,
  caseCode: sql<string | null>`c.code`,
  caseStatus: sql<CaseStatus | null>`c.status`,
  status: sql<PledgeMatch['status']>`m.status`,
  at: sql<number>`m.at`,
  version: sql<number>`m.version`,
}
const ofPledge = prepareRead(matchFields, (f) =>
  asIs(sql`select ${columns(f)} from pledge_matches as m left join cases as c on c.id = m.case_id
    and (${given('everywhere')} = 1 or c.commune in (select value from json_each(${given('communes')}))
      or c.province in (select value from json_each(${given('provinces')})))
    where m.pledge_id = ${given('id')} order by m.at desc, m.id desc`),
)
const shares = prepareRead(
  {
    matchId: s.matchId,
    id: s.id,
    side: s.side,
    answer: s.answer,
    askedAt: s.askedAt,
    answeredAt: s.answeredAt,
    notedBy: s.notedBy,
    how: s.how,
  },
  (f) =>
    db
      .select(f)
      .from(s)
      .where(sql`${s.matchId} in (select ${m.id} from ${m} where ${m.pledgeId} = ${given('id')})`)
      .orderBy(s.side),
)
const entries = prepareRead(
  {
    what: pledgeEntries.what,
    actor: pledgeEntries.actor,
    matchId: pledgeEntries.matchId,
    data: pledgeEntries.data,
    at: pledgeEntries.at,
  },
  (f) =>
    db
      .select(f)
      .from(pledgeEntries)
      .where(sql`${pledgeEntries.pledgeId} = ${given('id')}`)
      // Of the same moment in the order written.
      .orderBy(pledgeEntries.at, sql`rowid`),
)
const ofCase = prepareRead({ code: t.code, kind: t.kind, status: m.status }, (f) =>
  db
    .select(f)
    .from(m)
    .innerJoin(t, sql`${t.id} = ${m.pledgeId}`)
    .where(sql`${m.caseId} = ${given('caseId')} and ${m.status} <> 'ended' and ${inScope}`)
    .orderBy(sql`${m.at} desc, ${m.id} desc`),
)
const helping = prepareRead({ share: sql<Sharing | null>`share`, open: sql<number>`open` }, () =>
  asIs(sql`select (select case when m.status = 'introduced' then 'given' when s.answer = 'unasked' then 'asked' else s.answer end
      from pledge_shares as s join pledge_matches as m on m.id = s.match_id
      where s.contact_id = ${given('contactId')} and m.status in ('open', 'introduced')
      order by s.answer = 'asked' desc, s.asked_at desc limit 1) as share,
    (select count(*) from pledges where contact_id = ${given('contactId')} and status <> 'closed') as open`),
)

const ENTER = `insert into pledges (id, code, kind, text, giver, phone, commune, province, status, how, entered_by, at, updated_at, version)
  values (?, ?, ?, ?, ?, ?, ?, ?, 'verified', ?, ?, ?, ?, 1)`
const ENTRY = `insert into pledge_entries (id, pledge_id, match_id, what, actor, data, at) values (?, ?, ?, ?, ?, ?, ?)`
/** A stale version makes it NULL, which NOT NULL refuses, which undoes the whole unit. */
const BUMP = `update pledges set version = case when version = ? then version + 1 else null end, updated_at = ? where id = ?`
const STATUS = `update pledges set status = ?, closed_reason = ? where id = ?`
/** Nobody is to wait for an answer to what is over. */
const FREE = `update pledge_shares set answer = 'unasked' where answer = 'asked' and match_id in
  (select id from pledge_matches where pledge_id = ? and status in ('open', 'introduced'))`
const END = `update pledge_matches set status = 'ended', version = version + 1, updated_at = ?
  where pledge_id = ? and status in ('open', 'introduced')`
/** Only to a need that officials have seen to be true. */
const MATCH = `insert into pledge_matches (id, pledge_id, case_id, status, by, at, updated_at, version) values (?, ?, ?, 'open', ?, ?, ?,
  case when exists (select 1 from cases where id = ? and status in ('verified', 'decided', 'supported') and merged_into is null)
  then 1 else null end)`
const ASK = `insert into pledge_shares (id, match_id, side, contact_id, answer, wording, wording_version, asked_at)
  values (?, ?, ?, ?, ?, ?, ?, ?)`
const NOTE = `update pledge_shares set answer = ?, answered_at = ?, noted_by = ?, how = ?
  where id = ? and match_id in (select id from pledge_matches where pledge_id = ? and status = 'open')`
const MATCH_STATUS = `update pledge_matches set status = ?, updated_at = ?,
  version = case when status in ('open', 'introduced') then version + 1 else null end where id = ? and pledge_id = ?`
const INTRODUCE = `update pledge_matches set status = 'introduced', updated_at = ?,
  version = case when status = 'open' and (select count(*) from pledge_shares where match_id = pledge_matches.id and answer = 'yes') = 2
  then version + 1 else null end where id = ? and pledge_id = ?`
const FREE_MATCH = `update pledge_shares set answer = 'unasked' where answer = 'asked' and match_id = ?`

interface Acted {
  readonly by: string
  readonly at: number
  readonly version: number
  readonly what: string
  readonly data: Readonly<Record<string, string>>
}

export function pledgesOver(port: Port): PledgeStore {
  const changed = async (
    scope: Scope,
    id: string,
    act: Acted,
    matchId: string | null,
    statements: readonly Statement[],
    deliveries: readonly NewDelivery[] = [],
  ): Promise<PledgeOutcome | { readonly on: string }> => {
    const [now] = await byId(port, { ...scopeValues(scope), id })
    if (now === undefined) return 'missing'
    const { by, at, version, what, data } = act
    const result = await port.atomic([
      { sql: BUMP, params: [version, at, id] },
      ...statements,
      { sql: ENTRY, params: [newId('pe', at), id, matchId, what, by, JSON.stringify(data), at] },
      ...owed(deliveries, at),
    ])
    if (result.kind === 'ok') return 'done'
    return result.kind === 'conflict' ? 'conflict' : { on: result.on }
  }
  const plain = (outcome: PledgeOutcome | { readonly on: string }): PledgeOutcome =>
    typeof outcome === 'string' ? outcome : 'conflict'
  return {
    async list(scope, { status, kind }, { limit, offset }) {
      const values = { ...scopeValues(scope), status, kind }
      const [rows, [sum]] = await Promise.all([listed(port, { ...values, limit, offset }), counted(port, values)])
      return { rows, total: sum?.total ?? 0 }
    },
    ofCase: (scope, caseId) => ofCase(port, { ...scopeValues(scope), caseId }),
    async get(scope, code) {
      const [found] = await byCode(port, { ...scopeValues(scope), code })
      if (found === undefined) return null
      const { id, contactId } = found
      const [rows, sides, story, contact] = await Promise.all([
        ofPledge(port, { ...scopeValues(scope), id }),
        shares(port, { id }),
        entries(port, { id }),
        contactId === null ? null : contactOf(port, contactId),
      ])
      const withShares = rows.map((row) => ({ ...row, shares: sides.filter(({ matchId }) => matchId === row.id) }))
      return { line: found, contact, matches: withShares, entries: story }
    },
    async enter({ id, code, kind, text, giver, phone, how, commune, province, by, at }) {
      const result = await port.atomic([
        { sql: ENTER, params: [id, code, kind, text, giver, phone, commune, province, how, by, at, at] },
        { sql: ENTRY, params: [newId('pe', at), id, null, 'entered', by, '{}', at] },
      ])
      return result.kind === 'ok'
    },
    async setStatus(scope, id, change) {
      const { status, closedReason, endsMatches, deliveries, at } = change
      const ends = endsMatches
        ? [
            { sql: FREE, params: [id] },
            { sql: END, params: [at, id] },
          ]
        : []
      const set = { sql: STATUS, params: [status, closedReason, id] }
      return plain(await changed(scope, id, change, null, [...ends, set], deliveries))
    },
    async match(scope, id, made) {
      const { matchId, caseId, sides, wordings, wordingVersion, deliveries, by, at } = made
      const outcome = await changed(
        scope,
        id,
        made,
        matchId,
        [
          { sql: MATCH, params: [matchId, id, caseId, by, at, at, caseId] },
          ...sides.map(({ id: shareId, side, contactId, answer }) => {
            const asked = answer === 'asked' ? [wordings[side], wordingVersion, at] : [null, null, null]
            return { sql: ASK, params: [shareId, matchId, side, contactId, answer, ...asked] }
          }),
        ],
        deliveries,
      )
      if (typeof outcome === 'string') return outcome
      return outcome.on.startsWith('pledge_shares.') ? 'asks_already' : 'matched'
    },
    async noteShare(scope, id, change) {
      const { shareId, answer, how, by, at } = change
      return plain(await changed(scope, id, change, null, [{ sql: NOTE, params: [answer, at, by, how, shareId, id] }]))
    },
    async setMatch(scope, id, change) {
      const { matchId, status, deliveries, at } = change
      const set =
        status === 'introduced'
          ? { sql: INTRODUCE, params: [at, matchId, id] }
          : { sql: MATCH_STATUS, params: [status, at, matchId, id] }
      const free = { sql: FREE_MATCH, params: [matchId] }
      return plain(await changed(scope, id, change, matchId, [set, free], deliveries))
    },
    async helping(contactId) {
      const [row] = await helping(port, { contactId })
      return { share: row?.share ?? null, open: row?.open ?? 0 }
    },
  }
}

/** Words that leave with a change, as part of its unit. */
export function owed(deliveries: readonly NewDelivery[], at: number): readonly Statement[] {
  return deliveries.map(({ message, door, lane, ordinal, segments }) => {
    const { id, text, buttons, expiresAt, address } = message
    const row = { id, text, buttons, expiresAt, door, lane, ordinal, segments, at, turnId: null }
    return insertDelivery({ ...row, kind: address.kind, value: address.value })
  })
}

function scopeValues({ communes, provinces, everywhere }: Scope): Values {
  return {
    everywhere: everywhere ? 1 : 0,
    communes: JSON.stringify(communes),
    provinces: JSON.stringify(provinces),
  }
}
