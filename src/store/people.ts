/** People as officials look at them. In scope: by their organisation, by the commune they named, or by a case of theirs. */
import { and, asc, desc, eq, isNotNull, lte, type SQL, sql } from 'drizzle-orm'
import { contactsOver } from './contacts.ts'
import { messageLogOver } from './message-log.ts'
import { inScope, placed, scopeValues } from './people-scope.ts'
import type { PeopleStore, PersonLine } from './people-store.ts'
import type { Port } from './port.ts'
import { db, given, prepareRead } from './prepare.ts'
import { addresses } from './tables/addresses.ts'
import { cases } from './tables/cases.ts'
import { contacts as t } from './tables/contacts.ts'
import { facts, NO_PERSON } from './tables/facts.ts'
import { households } from './tables/households.ts'
import { leads } from './tables/leads.ts'

const named = prepareRead({ id: t.id, name: t.name }, (f) =>
  db
    .select(f)
    .from(t)
    .where(and(isNotNull(t.name), inScope))
    .orderBy(desc(t.createdAt))
    .limit(sql.placeholder('limit')),
)

/** Of several addresses the phone number, else the oldest. */
const mainAddress = (column: 'kind' | 'value' | 'stopped_at'): SQL<string | null> =>
  sql<string | null>`(select ${sql.raw(`a.${column}`)} from addresses as a where a.contact_id = "contacts"."id"
    order by a.kind <> 'sms', a.created_at limit 1)`

const line = {
  id: t.id,
  name: t.name,
  kind: mainAddress('kind'),
  value: mainAddress('value'),
  stoppedAt: mainAddress('stopped_at'),
  organisation: t.organisation,
  createdAt: t.createdAt,
  openCases: sql<number>`(select count(*) from cases as c where c.contact_id = "contacts"."id"
    and c.status not in ('confirmed', 'closed') and (${given('everywhere')} = 1 or ${placed('c', false)}))`,
}
const byIds = prepareRead(line, (f) =>
  db
    .select(f)
    .from(t)
    .where(and(sql`"contacts"."id" in (select value from json_each(${given('ids')}))`, inScope))
    .orderBy(desc(t.createdAt)),
)
const byPhone = prepareRead(line, (f) =>
  db
    .select(f)
    .from(t)
    .where(
      and(
        sql`"contacts"."id" in (select a.contact_id from addresses as a where a.kind = 'sms' and a.value = ${given('phone')})`,
        inScope,
      ),
    ),
)

const person = prepareRead(
  {
    id: t.id,
    name: t.name,
    language: t.language,
    organisation: t.organisation,
    createdAt: t.createdAt,
    pausedAt: t.pausedAt,
    pausedBy: t.pausedBy,
  },
  (f) =>
    db
      .select(f)
      .from(t)
      .where(and(eq(t.id, given('id')), inScope)),
)
const reached = prepareRead({ kind: addresses.kind, value: addresses.value, stoppedAt: addresses.stoppedAt }, (f) =>
  db
    .select(f)
    .from(addresses)
    .where(eq(addresses.contactId, given('id')))
    .orderBy(asc(addresses.createdAt)),
)
const known = prepareRead(
  { fact: facts.fact, person: facts.person, value: facts.value, learnedAt: facts.learnedAt },
  (f) =>
    db
      .select(f)
      .from(facts)
      .innerJoin(households, eq(households.id, facts.householdId))
      .where(eq(households.contactId, given('id')))
      .orderBy(facts.person, facts.fact),
)
const wished = prepareRead(
  { kind: leads.kind, about: leads.about, consent: leads.consent, status: leads.status, at: leads.at },
  (f) =>
    db
      .select(f)
      .from(leads)
      .where(eq(leads.contactId, given('id')))
      .orderBy(desc(leads.at)),
)
const theirCases = prepareRead(
  {
    code: cases.code,
    kind: cases.kind,
    status: cases.status,
    closedReason: cases.closedReason,
    openedAt: cases.openedAt,
  },
  (f) =>
    db
      .select(f)
      .from(cases)
      .where(and(eq(cases.contactId, given('id')), sql`(${given('everywhere')} = 1 or ${placed('"cases"', false)})`))
      .orderBy(desc(cases.openedAt)),
)
const silent = prepareRead({ contactId: t.id, code: cases.code }, (f) =>
  db
    .select(f)
    .from(t)
    .innerJoin(cases, eq(cases.contactId, t.id))
    .where(
      and(
        lte(t.pausedAt, given('before')),
        sql`"cases"."id" = (select c.id from cases as c where c.contact_id = "contacts"."id"
          order by c.status in ('confirmed', 'closed'), c.updated_at desc, c.id limit 1)`,
      ),
    )
    .orderBy(asc(t.pausedAt))
    .limit(sql.placeholder('limit')),
)

export function peopleOver(port: Port): PeopleStore {
  const contacts = contactsOver(port)
  return {
    async named(scope, limit) {
      const rows = await named(port, { ...scopeValues(scope), limit })
      return rows.flatMap(({ id, name }) => (name === null ? [] : [{ id, name }]))
    },
    async lines(scope, by) {
      const values = scopeValues(scope)
      const rows =
        'phone' in by
          ? await byPhone(port, { ...values, phone: by.phone })
          : await byIds(port, { ...values, ids: JSON.stringify(by.ids) })
      return rows.map(lineOf)
    },
    async get(scope, id, messages) {
      const values = { ...scopeValues(scope), id }
      const [found] = await person(port, values)
      if (found === undefined) return null
      const [ways, rows, wishes, own] = await Promise.all([
        reached(port, { id }),
        known(port, { id }),
        wished(port, { id }),
        theirCases(port, values),
      ])
      const views = await Promise.all(ways.map(({ kind, value }) => contacts.view({ kind, value }, messages, scope)))
      return {
        ...found,
        addresses: ways.map(({ kind, value, stoppedAt }) => ({ address: { kind, value }, stoppedAt })),
        session: views.find((view) => view !== null)?.session ?? null,
        facts: rows.map((row) => ({ ...row, person: row.person === NO_PERSON ? null : row.person })),
        leads: wishes,
        cases: own,
        messages: views
          .flatMap((view) => view?.messages ?? [])
          .sort((a, b) => a.at - b.at)
          .slice(-messages),
      }
    },
    messages: messageLogOver(port),
    pausedSince: (before, limit) => silent(port, { before, limit }),
  }
}

type LineRow = Awaited<ReturnType<typeof byIds>>[number]

function lineOf({ kind, value, stoppedAt, ...row }: LineRow): PersonLine {
  const isKind = kind === 'sms' || kind === 'zalo' || kind === 'zalo-bot' || kind === 'telegram'
  return { ...row, address: isKind && value !== null ? { kind, value } : null, stopped: stoppedAt !== null }
}
