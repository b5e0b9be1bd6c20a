/** One case whole, as an official reads it, and what the talk may know of a person's cases. */
import { and, asc, desc, eq, or, sql } from 'drizzle-orm'
import { line } from './case-lists.ts'
import { inScope, scopeValues } from './case-scope.ts'
import type { CaseContact, CaseFile, CaseLink, CaseStore } from './case-store.ts'
import { contactsOver } from './contacts.ts'
import type { Port } from './port.ts'
import { db, given, prepareRead } from './prepare.ts'
import { addresses } from './tables/addresses.ts'
import { caseEntries, caseLinks, caseSupports, cases as t } from './tables/cases.ts'
import { contacts } from './tables/contacts.ts'
import { media } from './tables/media.ts'

/** The newest messages of a talk; older ones are on the person's own page. */
const MESSAGES = 200

const open = prepareRead(
  {
    id: t.id,
    code: t.code,
    kind: t.kind,
    status: t.status,
    report: t.report,
    disaster: t.disasterId,
    matter: t.matter,
    danger: t.danger,
    dueAt: t.dueAt,
    commune: t.commune,
    alerts: sql<number>`(select count(*) from case_entries where case_entries.case_id = cases.id and case_entries.kind = 'alerted')`,
  },
  (f) =>
    db
      .select(f)
      .from(t)
      .where(and(eq(t.contactId, given('contactId')), sql`${t.status} <> 'closed'`, sql`${t.status} <> 'confirmed'`))
      .orderBy(desc(t.openedAt), desc(t.id)),
)
const EARLIER = 5
const earlier = prepareRead({ id: t.id, matter: t.matter }, (f) =>
  db
    .select(f)
    .from(t)
    .where(
      and(
        eq(t.contactId, given('contactId')),
        sql`${t.openedAt} >= ${given('since')}`,
        sql`${t.kind} = 'hardship'`,
        sql`(${t.status} = 'closed' or ${t.status} = 'confirmed')`,
      ),
    )
    .orderBy(desc(t.openedAt), desc(t.id))
    .limit(EARLIER),
)
const byCode = prepareRead(
  {
    id: t.id,
    contactId: t.contactId,
    status: t.status,
    kind: t.kind,
    closedReason: t.closedReason,
    report: t.report,
  },
  (f) =>
    db
      .select(f)
      .from(t)
      .where(eq(t.code, given('code'))),
)

const found = prepareRead(line, (f) =>
  db
    .select(f)
    .from(t)
    .where(and(eq(t.code, given('code')), inScope)),
)
const entries = prepareRead(
  {
    id: caseEntries.id,
    kind: caseEntries.kind,
    actor: caseEntries.actor,
    data: caseEntries.data,
    deliveryId: caseEntries.deliveryId,
    at: caseEntries.at,
  },
  (f) =>
    db
      .select(f)
      .from(caseEntries)
      .where(eq(caseEntries.caseId, given('caseId')))
      .orderBy(asc(caseEntries.at), asc(caseEntries.id)),
)
const supports = prepareRead(
  {
    rule: caseSupports.rule,
    amountVnd: caseSupports.amountVnd,
    riceKg: caseSupports.riceKg,
    people: caseSupports.people,
    status: caseSupports.status,
    note: caseSupports.note,
    by: caseSupports.by,
    at: caseSupports.at,
  },
  (f) =>
    db
      .select(f)
      .from(caseSupports)
      .where(eq(caseSupports.caseId, given('caseId')))
      .orderBy(asc(caseSupports.rule)),
)
/** Links stand once; either case shows the other, where the official may see it. */
const links = prepareRead({ other: t.id, otherCode: t.code, why: caseLinks.why, status: caseLinks.status }, (f) =>
  db
    .select(f)
    .from(caseLinks)
    .innerJoin(
      t,
      or(
        and(eq(caseLinks.caseId, given('caseId')), eq(t.id, caseLinks.otherId)),
        and(eq(caseLinks.otherId, given('caseId')), eq(t.id, caseLinks.caseId)),
      ),
    )
    .where(inScope)
    .orderBy(asc(caseLinks.at), asc(t.code)),
)
const photos = prepareRead(
  { id: media.id, status: media.status, why: media.why, mime: media.mime, size: media.size, at: media.at },
  (f) =>
    db
      .select(f)
      .from(media)
      .where(eq(media.caseId, given('caseId')))
      .orderBy(asc(media.at), asc(media.id)),
)
/** Of several addresses the one written from last for this case would be best; the phone number, else the oldest, is known. */
const reached = prepareRead(
  {
    id: contacts.id,
    name: contacts.name,
    language: contacts.language,
    organisation: contacts.organisation,
    pausedAt: contacts.pausedAt,
    pausedBy: contacts.pausedBy,
    accents: sql<number | null>`(select json_extract(sessions.data, '$.accents') from sessions
      where sessions.contact_id = ${contacts.id})`,
    pack: sql<string | null>`(select json_extract(sessions.data, '$.pack') from sessions
      where sessions.contact_id = ${contacts.id})`,
    kind: addresses.kind,
    value: addresses.value,
    stoppedAt: addresses.stoppedAt,
    cameBy: sql<CaseContact['cameBy']>`(select inbound_messages.door from inbound_messages
      where inbound_messages.address_kind = ${addresses.kind} and inbound_messages.address_value = ${addresses.value}
      order by inbound_messages.received_at desc limit 1)`,
  },
  (f) =>
    db
      .select(f)
      .from(contacts)
      .innerJoin(addresses, eq(addresses.contactId, contacts.id))
      .where(eq(contacts.id, given('contactId')))
      .orderBy(sql`${addresses.stoppedAt} is not null`, sql`${addresses.kind} <> 'sms'`, asc(addresses.createdAt))
      .limit(1),
)

const near = prepareRead({ id: t.id, contactId: t.contactId, report: t.report, openedAt: t.openedAt }, (f) =>
  db
    .select(f)
    .from(t)
    .where(
      and(
        sql`${t.commune} is ${given('commune')}`,
        sql`${t.kind} = 'hardship'`,
        sql`${t.openedAt} >= ${given('since')}`,
        sql`${t.status} <> 'closed'`,
      ),
    )
    .orderBy(desc(t.openedAt))
    .limit(sql.placeholder('limit')),
)

export function caseFilesOver(port: Port): Pick<CaseStore, 'openOf' | 'earlierOf' | 'lookalikes' | 'asked' | 'get'> {
  const talks = contactsOver(port)
  return {
    async openOf(contactId) {
      const rows = await open(port, { contactId })
      return rows.map(({ disaster, ...row }) => ({ ...row, ...(disaster === null ? {} : { disaster }) }))
    },
    earlierOf: (contactId, since) => earlier(port, { contactId, since }),
    lookalikes: (where) => near(port, where),
    async asked(code, contactId) {
      const [row] = await byCode(port, { code })
      if (row === undefined) return { code, found: false, own: false }
      if (row.contactId !== contactId) return { code, found: true, own: false }
      const given_ = await supports(port, { caseId: row.id })
      const { status, kind, closedReason, report } = row
      return {
        code,
        found: true,
        own: true,
        status,
        kind,
        report,
        ...(closedReason === null ? {} : { closedReason }),
        supports: given_
          .filter((one) => one.status === 'decided' || one.status === 'given')
          .map(({ rule, amountVnd, riceKg }) => ({
            rule,
            ...(amountVnd === null ? {} : { amountVnd }),
            ...(riceKg === null ? {} : { riceKg }),
          })),
      }
    },
    async get(scope, code) {
      const within = scopeValues(scope)
      const [row] = await found(port, { ...within, code })
      if (row === undefined) return null
      const caseId = row.id
      const [story, granted, others, pictures, contact] = await Promise.all([
        entries(port, { caseId }),
        supports(port, { caseId }),
        links(port, { ...within, caseId }),
        photos(port, { caseId }),
        row.contactId === null ? null : contactOf(port, row.contactId),
      ])
      const talk = contact === null ? null : await talks.view(contact.address, MESSAGES, scope)
      const file: CaseFile = {
        line: row,
        entries: story,
        supports: granted,
        links: others satisfies readonly CaseLink[],
        photos: pictures,
        contact,
        messages: talk?.messages ?? [],
      }
      return file
    },
  }
}

/** How a person is reached, for words that we start. */
export async function contactOf(port: Port, contactId: string): Promise<CaseContact | null> {
  const [row] = await reached(port, { contactId })
  if (row === undefined) return null
  const { kind, value, stoppedAt, accents, ...rest } = row
  return { ...rest, address: { kind, value }, stopped: stoppedAt !== null, accents: accents === 1 }
}
