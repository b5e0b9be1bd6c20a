/** Who put their name down: written within the turn's own unit, and the words owed to them afterwards, each written once. */
import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm'
import type { AddressKind } from '../core/address.ts'
import type { Language } from '../core/language.ts'
import type { Port } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import type { Notice, Store } from './store.ts'
import { addresses } from './tables/addresses.ts'
import { contacts } from './tables/contacts.ts'
import { enrolments as t } from './tables/enrolments.ts'
import { offers } from './tables/offers.ts'
import { addressId, insertDelivery } from './turn-writes.ts'

/** Day and place in one text: what a person was told is compared with what holds now. */
const DAY_AND_PLACE = `coalesce(offers.starts_on, '') || '|' || coalesce(offers.place, '')`
/** Counted at the very commit: two people cannot take the last seat, and nobody enrols in what was cancelled meanwhile. */
const HAS_SEAT = sql`exists (select 1 from offers where offers.id = ${given('offer')} and offers.status = 'open'
  and (offers.seats is null or offers.seats > (select count(*) from enrolments as others
    where others.offer_id = offers.id and others.status = 'enrolled' and others.contact_id <> ${given('contactId')})))`

/** Without a seat its time is NULL, which NOT NULL refuses, which undoes the whole turn: it is then decided again and says so. */
export const enrol = prepareWrite(
  db
    .insert(t)
    .values({
      offerId: sql.placeholder('offer'),
      contactId: sql.placeholder('contactId'),
      addressId: sql`(${addressId})`,
      door: sql.placeholder('door'),
      status: 'enrolled',
      at: sql`(case when ${HAS_SEAT} then ${given('at')} else null end)`,
      told: sql`(select ${sql.raw(DAY_AND_PLACE)} from offers where offers.id = ${given('offer')})`,
      remindAt: sql.placeholder('at'), // the next sweep works out when the reminder is due
      remindedAt: null,
    })
    .onConflictDoUpdate({
      target: [t.offerId, t.contactId],
      set: {
        addressId: sql`excluded.address_id`,
        door: sql`excluded.door`,
        status: sql`excluded.status`,
        at: sql`excluded.at`,
        told: sql`excluded.told`,
        remindAt: sql`excluded.remind_at`,
        remindedAt: null,
      },
    }),
)

/** Nothing more is told of it. */
export const cancelEnrolment = prepareWrite(
  db
    .update(t)
    .set({ status: 'cancelled', remindAt: null })
    .where(and(eq(t.offerId, given('offer')), eq(t.contactId, given('contactId')))),
)

/** Who was told another day or place hears of it. Whoever was told this one already is left in peace. */
export const owePeople = prepareWrite(
  db
    .update(t)
    .set({ remindAt: given('at'), remindedAt: null })
    .where(
      and(
        eq(t.offerId, given('id')),
        sql`${t.status} = 'enrolled'`,
        sql`${t.told} is not (select ${sql.raw(DAY_AND_PLACE)} from offers where offers.id = ${given('id')})`,
      ),
    ),
)
/** What was cancelled is told to everybody enrolled. */
export const oweEverybody = prepareWrite(
  db
    .update(t)
    .set({ remindAt: given('at'), remindedAt: null })
    .where(and(eq(t.offerId, given('id')), sql`${t.status} = 'enrolled'`)),
)

const due = prepareRead(
  {
    offer: t.offerId,
    contact: t.contactId,
    remindAt: t.remindAt,
    told: t.told,
    cameBy: t.door,
    kind: offers.kind,
    organisation: offers.organisation,
    title: offers.title,
    startsOn: offers.startsOn,
    place: offers.place,
    status: offers.status,
    now: sql<string>`${sql.raw(DAY_AND_PLACE)}`,
    addressKind: addresses.kind,
    addressValue: addresses.value,
    stoppedAt: addresses.stoppedAt,
    language: contacts.language,
    pack: sql<
      string | null
    >`(select json_extract(sessions.data, '$.pack') from sessions where sessions.contact_id = "enrolments"."contact_id")`,
    accents: sql<
      number | null
    >`(select json_extract(sessions.data, '$.accents') from sessions where sessions.contact_id = "enrolments"."contact_id")`,
  },
  (f) =>
    db
      .select(f)
      .from(t)
      .innerJoin(offers, eq(offers.id, t.offerId))
      .innerJoin(addresses, eq(addresses.id, t.addressId))
      .innerJoin(contacts, eq(contacts.id, t.contactId))
      .where(and(isNull(t.remindedAt), lte(t.remindAt, given('now')), sql`${t.status} = 'enrolled'`))
      .orderBy(asc(t.remindAt), asc(t.offerId))
      .limit(sql.placeholder('limit')),
)

/** Whoever read the same row and was slower finds it moved: its time becomes NULL, and its delivery is not kept either. */
const settle = prepareWrite(
  db
    .update(t)
    .set({
      at: sql`case when ${t.status} = 'enrolled' and ${t.remindedAt} is null and ${t.remindAt} = ${given('remindAt')} then ${t.at} else null end`,
      told: given('told'),
      remindAt: given('next'),
      remindedAt: given('remindedAt'),
    })
    .where(and(eq(t.offerId, given('offer')), eq(t.contactId, given('contact')))),
)

const people = prepareRead({ kind: addresses.kind, value: addresses.value, at: t.at }, (f) =>
  db
    .select(f)
    .from(t)
    .innerJoin(addresses, eq(addresses.id, t.addressId))
    .where(and(eq(t.offerId, given('id')), sql`${t.status} = 'enrolled'`))
    .orderBy(t.at),
)

export function enrolmentsOver(port: Port): Store['enrolments'] {
  return {
    async of(offer) {
      const rows = await people(port, { id: offer })
      return rows.map(({ kind, value, at }) => ({ address: { kind, value }, at }))
    },
    async due(now, limit) {
      return (await due(port, { now, limit })).map(noticeOf)
    },
    async tell({ offer, contact, remindAt, told, current, address }, { delivery, next, at, postponed }) {
      const remindedAt = next === null ? at : null
      const mark = settle({ offer, contact, remindAt, told: postponed ? told : current, next, remindedAt })
      if (delivery === null) return (await port.atomic([mark])).kind === 'ok'
      const { message, door, lane, ordinal, segments } = delivery
      const { id, text, buttons, expiresAt } = message
      const where = { kind: address.kind, value: address.value, turnId: null, at }
      const owed = insertDelivery({ ...where, id, text, buttons, expiresAt, door, lane, ordinal, segments })
      return (await port.atomic([mark, owed])).kind === 'ok'
    },
  }
}

type DueRow = Awaited<ReturnType<typeof due>>[number]

function noticeOf(row: DueRow): Notice {
  const kind: AddressKind = row.addressKind
  const language: Language = row.language
  return {
    offer: row.offer,
    contact: row.contact,
    remindAt: row.remindAt ?? 0,
    told: row.told,
    current: row.now,
    cameBy: row.cameBy,
    kind: row.kind,
    organisation: row.organisation,
    title: row.title,
    ...(row.startsOn === null ? {} : { startsOn: row.startsOn }),
    ...(row.place === null ? {} : { place: row.place }),
    cancelled: row.status === 'cancelled',
    address: { kind, value: row.addressValue },
    stopped: row.stoppedAt !== null,
    language,
    accents: row.accents === 1,
    pack: row.pack,
  }
}
