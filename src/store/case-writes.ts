/** What a turn writes of cases: opened, added to, withdrawn, linked, with photos to fetch. */
import { and, eq, sql } from 'drizzle-orm'
import { insertCase, insertEntry } from './case-changes.ts'
import { insertLink } from './case-links.ts'
import type { CaseWrite } from './case-store.ts'
import type { Statement } from './port.ts'
import { db, given, prepareWrite } from './prepare.ts'
import { cases as t } from './tables/cases.ts'
import { contacts } from './tables/contacts.ts'
import { media } from './tables/media.ts'

/** Merged in the database: what an official corrected meanwhile stays. The version goes up, so that nobody works on an old reading. */
const add = prepareWrite(
  db
    .update(t)
    .set({
      version: sql`${t.version} + 1`,
      report: sql`json_patch(${t.report}, ${given('patch')})`,
      matter: sql`coalesce(${given('matter')}, ${t.matter})`,
      organisation: sql`coalesce(${given('organisation')}, ${t.organisation})`,
      danger: sql`max(${t.danger}, ${given('danger')})`,
      commune: sql`coalesce(${given('commune')}, ${t.commune})`,
      province: sql`coalesce(${given('province')}, ${t.province})`,
      score: given('score'),
      reasons: given('reasons', t.reasons),
      dueAt: given('dueAt'),
      escalatedAt: sql`case when ${given('again')} = 1 then null else ${t.escalatedAt} end`,
      unread: true,
      updatedAt: given('at'),
    })
    .where(eq(t.id, given('id'))),
)
const unread = prepareWrite(
  db
    .update(t)
    .set({ version: sql`${t.version} + 1`, unread: true, updatedAt: given('at') })
    .where(eq(t.id, given('id'))),
)
/** What the commune has decided is not undone by a message. */
const withdraw = prepareWrite(
  db
    .update(t)
    .set({
      version: sql`${t.version} + 1`,
      status: 'closed',
      closedReason: 'withdrawn',
      dueAt: null,
      unread: true,
      updatedAt: given('at'),
    })
    .where(and(eq(t.id, given('id')), sql`(${t.status} = 'new' or ${t.status} = 'seen' or ${t.status} = 'verified')`)),
)
const insertPhoto = prepareWrite(
  db
    .insert(media)
    .values({
      id: sql.placeholder('photoId'),
      contactId: sql.placeholder('contactId'),
      turnId: sql.placeholder('turnId'),
      caseId: sql.placeholder('id'),
      door: sql.placeholder('door'),
      ref: sql.placeholder('ref'),
      status: 'wanted',
      tries: 0,
      nextAt: sql.placeholder('at'),
      at: sql.placeholder('at'),
    })
    .onConflictDoNothing(),
)
const nameContact = prepareWrite(
  db
    .update(contacts)
    .set({ name: given('name') })
    .where(eq(contacts.id, given('contactId'))),
)

interface Ids {
  readonly contactId: string
  readonly turnId: string
  readonly at: number
}

export function caseStatements(writes: readonly CaseWrite[], ids: Ids): readonly Statement[] {
  const list: Statement[] = []
  for (const { id, entries, open, add: more, withdraw: back, links, photos } of writes) {
    const row = { id, ...ids }
    if (open) list.push(insertCase({ ...row, ...open, status: 'new', unread: true, seenAt: null }))
    else if (more) {
      const { matter = null, organisation = null, patch, escalatedAt } = more
      const again = escalatedAt === null ? 1 : 0
      list.push(add({ ...row, ...more, matter, organisation, patch: JSON.stringify(patch), again }))
    } else if (back) list.push(withdraw(row))
    else list.push(unread(row))
    for (const { kind, data, actor = 'citizen' } of entries)
      list.push(insertEntry({ ...ids, caseId: id, kind, actor, data, deliveryId: null }))
    for (const { other, why } of links) list.push(insertLink({ ...row, other, why }))
    for (const { id: photoId, ref, door } of photos) list.push(insertPhoto({ ...row, photoId, ref, door }))
  }
  return list
}

export function nameStatement(name: string, { contactId }: Ids): Statement {
  return nameContact({ name, contactId })
}
