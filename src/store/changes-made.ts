/** Changes that came of what people said, and the marks by which a sweep knows whom it told. */
import { sql } from 'drizzle-orm'
import type { ChangeStore } from './change-store.ts'
import { MAIN_ADDRESS, owed, personFields, personOf, readableIn, scopeValues } from './feedback.ts'
import type { Port } from './port.ts'
import { write } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import { asIs, columns } from './raw-select.ts'
import { feedback, changesMade as t } from './tables/feedback.ts'

const made = prepareWrite(
  db.insert(t).values({
    id: sql.placeholder('id'),
    organisation: sql.placeholder('organisation'),
    commune: sql.placeholder('commune'),
    province: sql.placeholder('province'),
    programme: sql.placeholder('programme'),
    said: sql.placeholder('said'),
    did: sql.placeholder('did'),
    by: sql.placeholder('by'),
    at: sql.placeholder('at'),
  }),
)
/** Words already tied to a change stay with it: their person was told of that one. */
const follows = prepareWrite(
  db
    .update(feedback)
    .set({ status: 'answered', changeId: given('change'), version: sql`${feedback.version} + 1` })
    .where(
      sql`${feedback.id} in (select value from json_each(${given('ids')})) and ${feedback.changeId} is null
        and ${readableIn('feedback')}`,
    ),
)

const fields = {
  id: t.id,
  organisation: t.organisation,
  commune: t.commune,
  province: t.province,
  programme: t.programme,
  said: t.said,
  did: t.did,
  by: t.by,
  at: t.at,
}
const count = (what: string, which: string) =>
  sql<number>`(select count(${sql.raw(what)}) from feedback as f where f.change_id = changes_made.id${sql.raw(which)})`
const PEOPLE = 'distinct f.contact_id'
const listed = prepareRead(
  {
    ...fields,
    raised: count('*', ''),
    told: count(PEOPLE, ' and f.told_at > 0'),
    waiting: count(PEOPLE, " and f.told_at is null and f.wish = 'answer'"),
  },
  (f) => db.select(f).from(t).orderBy(sql`${t.at} desc, ${t.id} desc`).limit(sql.placeholder('limit')),
)

const ofChange = {
  id: sql<string>`m.id`,
  changeOrganisation: sql<string | null>`m.organisation`,
  commune: sql<string | null>`m.commune`,
  province: sql<string | null>`m.province`,
  programme: sql<string | null>`m.programme`,
  said: sql<string>`m.said`,
  did: sql<string>`m.did`,
  by: sql<string>`m.by`,
  at: sql<number>`m.at`,
}
const waiting = prepareRead({ ...personFields, ...ofChange }, (f) =>
  asIs(sql`select ${columns(f)} from feedback as f join changes_made as m on m.id = f.change_id
    join contacts as c on c.id = f.contact_id join addresses as a on a.id = ${sql.raw(MAIN_ADDRESS)}
    where f.change_id is not null and f.told_at is null and f.wish = 'answer' and c.paused_at is null
      and m.at >= ${given('since')}
    group by f.change_id, f.contact_id order by m.at, f.contact_id limit ${given('limit')}`),
)
/** Whoever was slower finds it marked: then its version becomes NULL, which NOT NULL refuses, with the message. */
const TELL = `update feedback set told_at = ?, version = case when told_at is null then version + 1 else null end
  where change_id = ? and contact_id = ?`

export function changesOver(port: Port): ChangeStore {
  return {
    async make(scope, row, ids) {
      const marks = follows({ ...scopeValues(scope), change: row.id, ids: JSON.stringify(ids) })
      const changed = await write(port, [made({ ...row }), marks])
      return changed[1] ?? 0
    },
    list: (limit) => listed(port, { limit }),
    async toTell(since, limit) {
      const rows = await waiting(port, { since, limit })
      return rows.map(({ id, changeOrganisation, commune, province, programme, said, did, by, at, ...person }) => ({
        change: { id, organisation: changeOrganisation, commune, province, programme, said, did, by, at },
        person: personOf(person),
      }))
    },
    async tell(change, contactId, { delivery, at }) {
      const mark = { sql: TELL, params: [delivery.length === 0 ? 0 : at, change, contactId] }
      return (await port.atomic([mark, ...owed(delivery, at)])).kind === 'ok'
    },
  }
}
