/** Classes and jobs that officials published: replaced by id, listed for one person, cancelled with a word to who enrolled. */
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Offer } from '../core/offer.ts'
import { oweEverybody, owePeople } from './enrolments.ts'
import { type Port, type Statement, write } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import type { Store } from './store.ts'
import { offers as t } from './tables/offers.ts'

/** More than a commune has open at a time, and still quick to read in one turn. */
const MOST_OPEN = 60

const columns = {
  id: t.id,
  kind: t.kind,
  title: t.title,
  organiser: t.organiser,
  place: t.place,
  startsOn: t.startsOn,
  endsOn: t.endsOn,
  closesOn: t.closesOn,
  seats: t.seats,
  pay: t.pay,
  requirements: t.requirements,
}
// Names are written out, because Drizzle leaves out the table in a select from one.
const taken = sql<number>`(select count(*) from enrolments where enrolments.offer_id = offers.id and enrolments.status = 'enrolled')`
const mine = sql<number>`exists (select 1 from enrolments where enrolments.offer_id = offers.id
  and enrolments.contact_id = ${given('contact')} and enrolments.status = 'enrolled')`

const openFor = prepareRead({ ...columns, taken, mine }, (f) =>
  db
    .select(f)
    .from(t)
    .where(
      and(
        eq(t.organisation, given('organisation')),
        sql`${t.status} = 'open'`,
        sql`((${t.closesOn} >= ${given('today')}) or (${t.closesOn} is null and coalesce(${t.startsOn}, '9999') >= ${given('today')})
          or (${mine} and coalesce(${t.startsOn}, '9999') >= ${given('today')}))`,
      ),
    )
    .orderBy(sql`${t.startsOn} is null`, asc(t.startsOn), asc(t.id))
    .limit(MOST_OPEN),
)
const ofOrganisation = prepareRead({ ...columns, taken, status: t.status }, (f) =>
  db
    .select(f)
    .from(t)
    .where(eq(t.organisation, given('organisation')))
    .orderBy(sql`${t.startsOn} is null`, asc(t.startsOn), asc(t.id)),
)
const upsert = prepareWrite(
  db
    .insert(t)
    .values({
      id: sql.placeholder('id'),
      kind: sql.placeholder('kind'),
      organisation: sql.placeholder('organisation'),
      title: sql.placeholder('title'),
      organiser: sql.placeholder('organiser'),
      place: sql.placeholder('place'),
      startsOn: sql.placeholder('startsOn'),
      endsOn: sql.placeholder('endsOn'),
      closesOn: sql.placeholder('closesOn'),
      seats: sql.placeholder('seats'),
      pay: sql.placeholder('pay'),
      requirements: sql.placeholder('requirements'),
      status: 'open',
      publishedBy: sql.placeholder('by'),
      at: sql.placeholder('at'),
    })
    .onConflictDoUpdate({
      target: t.id,
      set: {
        kind: sql`excluded.kind`,
        title: sql`excluded.title`,
        organiser: sql`excluded.organiser`,
        place: sql`excluded.place`,
        startsOn: sql`excluded.starts_on`,
        endsOn: sql`excluded.ends_on`,
        closesOn: sql`excluded.closes_on`,
        seats: sql`excluded.seats`,
        pay: sql`excluded.pay`,
        requirements: sql`excluded.requirements`,
        publishedBy: sql`excluded.published_by`,
        at: sql`excluded.at`,
      },
    }),
)
const cancel = prepareWrite(
  db
    .update(t)
    .set({ status: 'cancelled', at: given('at') })
    .where(and(eq(t.id, given('id')), sql`${t.status} = 'open'`)),
)

export function offersOver(port: Port): Store['offers'] {
  return {
    async openFor(organisation, contact, today) {
      const rows = await openFor(port, { organisation, contact, today })
      return rows.map((row) => ({ ...offerOf(row), ...(row.mine === 1 ? { enrolled: true as const } : {}) }))
    },
    async ofOrganisation(organisation) {
      const rows = await ofOrganisation(port, { organisation })
      return rows.map((row) => ({ offer: offerOf(row), status: row.status, enrolled: row.taken }))
    },
    async publish(organisation, list, by, at) {
      const known = new Map((await ofOrganisation(port, { organisation })).map((row) => [row.id, row]))
      const result = { added: 0, changed: 0, same: 0, cancelled: [] as string[] }
      const statements: Statement[] = []
      for (const given of list) {
        const id = offerId(organisation, given.id)
        const before = known.get(id)
        const row = { ...NOTHING, ...given, id, organisation, by, at }
        if (before?.status === 'cancelled') result.cancelled.push(given.id)
        else if (before !== undefined && FIELDS.every((field) => before[field] === row[field])) result.same++
        else {
          statements.push(upsert(row))
          if (before === undefined) result.added++
          else {
            result.changed++
            statements.push(owePeople({ id, at }))
          }
        }
      }
      await write(port, statements)
      return result
    },
    async cancel(organisation, id, at) {
      const known = (await ofOrganisation(port, { organisation })).find((row) => row.id === offerId(organisation, id))
      if (known === undefined || known.status === 'cancelled') return null
      const [, told] = await write(port, [cancel({ id: known.id, at }), oweEverybody({ id: known.id, at })])
      return told ?? 0
    },
  }
}

/** The publisher's id is theirs alone: two communes may both have a class `may-01`. */
export function offerId(organisation: string, id: string): string {
  return `${organisation}/${id}`
}

const NOTHING = {
  organiser: null,
  place: null,
  startsOn: null,
  endsOn: null,
  closesOn: null,
  seats: null,
  pay: null,
  requirements: null,
}
const FIELDS = ['kind', 'title', ...(Object.keys(NOTHING) as (keyof typeof NOTHING)[])] as const

type OfferRow = Awaited<ReturnType<typeof ofOrganisation>>[number]

function offerOf(row: Omit<OfferRow, 'status'>): Offer {
  const { id, kind, title, organiser, place, startsOn, endsOn, closesOn, seats, pay, requirements, taken } = row
  return {
    id,
    kind,
    title,
    ...(organiser === null ? {} : { organiser }),
    ...(place === null ? {} : { place }),
    ...(startsOn === null ? {} : { startsOn }),
    ...(endsOn === null ? {} : { endsOn }),
    ...(closesOn === null ? {} : { closesOn }),
    ...(seats === null ? {} : { seats, seatsLeft: Math.max(0, seats - taken) }),
    ...(pay === null ? {} : { pay }),
    ...(requirements === null ? {} : { requirements }),
  }
}
