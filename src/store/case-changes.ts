/** What officials do to a case: the row, its entries, what the commune grants and the words to the person, as one unit. */
import { and, eq, or, sql } from 'drizzle-orm'
import { alertStatements } from './alert-writes.ts'
import { auditOver } from './audit.ts'
import { line } from './case-lists.ts'
import { inScope, scopeValues } from './case-scope.ts'
import type { CaseChange, CaseLine, CaseStore } from './case-store.ts'
import type { Port, Statement } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import { StoreError } from './store-error.ts'
import { caseEntries, caseLinks, caseSupports, cases as t } from './tables/cases.ts'
import { contacts } from './tables/contacts.ts'
import { deliveries } from './tables/deliveries.ts'
import { insertDelivery } from './turn-writes.ts'

const byId = prepareRead(line, (f) =>
  db
    .select(f)
    .from(t)
    .where(and(eq(t.id, given('id')), inScope)),
)

/** A stale version makes it NULL, which undoes the whole change. The report is merged, so that what the person adds meanwhile stays. */
const update = prepareWrite(
  db
    .update(t)
    .set({
      version: sql`case when ${t.version} = ${given('version')} then ${t.version} + 1 else null end`,
      status: given('status'),
      closedReason: given('closedReason'),
      danger: given('danger', t.danger),
      commune: given('commune'),
      province: given('province'),
      disasterId: given('disasterId'),
      report: sql`json_patch(${t.report}, ${given('patch')})`,
      score: given('score'),
      reasons: given('reasons', t.reasons),
      assignee: given('assignee'),
      dueAt: given('dueAt'),
      escalatedAt: given('escalatedAt'),
      unread: given('unread', t.unread),
      mergedInto: given('mergedInto'),
      seenAt: given('seenAt'),
      updatedAt: given('updatedAt'),
    })
    .where(eq(t.id, given('id'))),
)

/** One thing that happened to a case; also written by turns. */
export const insertEntry = prepareWrite(
  db.insert(caseEntries).values({
    caseId: sql.placeholder('caseId'),
    kind: sql.placeholder('kind'),
    actor: sql.placeholder('actor'),
    data: sql.placeholder('data'),
    turnId: sql.placeholder('turnId'),
    deliveryId: sql.placeholder('deliveryId'),
    at: sql.placeholder('at'),
  }),
)
const upsertSupport = prepareWrite(
  db
    .insert(caseSupports)
    .values({
      caseId: sql.placeholder('caseId'),
      rule: sql.placeholder('rule'),
      amountVnd: sql.placeholder('amountVnd'),
      riceKg: sql.placeholder('riceKg'),
      people: sql.placeholder('people'),
      status: sql.placeholder('status'),
      note: sql.placeholder('note'),
      by: sql.placeholder('by'),
      at: sql.placeholder('at'),
    })
    .onConflictDoUpdate({
      target: [caseSupports.caseId, caseSupports.rule],
      set: {
        amountVnd: sql`excluded.amount_vnd`,
        riceKg: sql`excluded.rice_kg`,
        people: sql`excluded.people`,
        status: sql`excluded.status`,
        note: sql`excluded.note`,
        by: sql`excluded.by`,
        at: sql`excluded.at`,
      },
    }),
)
const settleLink = prepareWrite(
  db
    .update(caseLinks)
    .set({ status: given('status') })
    .where(
      or(
        and(eq(caseLinks.caseId, given('caseId')), eq(caseLinks.otherId, given('other'))),
        and(eq(caseLinks.otherId, given('caseId')), eq(caseLinks.caseId, given('other'))),
      ),
    ),
)
const pause = prepareWrite(
  db
    .update(contacts)
    .set({ pausedAt: given('pausedAt'), pausedBy: given('pausedBy') })
    .where(eq(contacts.id, given('contactId'))),
)

const hold = prepareWrite(
  db
    .update(deliveries)
    .set({ dueAt: given('dueAt') })
    .where(eq(deliveries.id, given('id'))),
)
/** A notice that has left breaks the case's version, and with it the whole change. */
const notLeftYet = prepareWrite(
  db
    .update(t)
    .set({
      version: sql`case when exists (select 1 from deliveries where deliveries.id = ${given('delivery')}
        and deliveries.status = 'queued') then ${t.version} else null end`,
    })
    .where(eq(t.id, given('caseId'))),
)
const takeBack = prepareWrite(
  db
    .update(deliveries)
    .set({ status: 'expired', settledAt: given('at') })
    .where(and(eq(deliveries.id, given('delivery')), sql`${deliveries.status} = 'queued'`)),
)

/** A new case, whoever wrote it down. */
export const insertCase = prepareWrite(
  db.insert(t).values({
    id: sql.placeholder('id'),
    code: sql.placeholder('code'),
    kind: sql.placeholder('kind'),
    status: sql.placeholder('status'),
    danger: sql.placeholder('danger'),
    organisation: sql.placeholder('organisation'),
    commune: sql.placeholder('commune'),
    province: sql.placeholder('province'),
    contactId: sql.placeholder('contactId'),
    disasterId: sql.placeholder('disasterId'),
    matter: sql.placeholder('matter'),
    report: sql.placeholder('report'),
    score: sql.placeholder('score'),
    reasons: sql.placeholder('reasons'),
    dueAt: sql.placeholder('dueAt'),
    unread: sql.placeholder('unread'),
    openedAt: sql.placeholder('at'),
    seenAt: sql.placeholder('seenAt'),
    updatedAt: sql.placeholder('at'),
    version: 1,
  }),
)

export function caseChangesOver(port: Port): Pick<CaseStore, 'change' | 'open'> {
  const audit = auditOver(port)
  return {
    async change(scope, change) {
      const [now] = await byId(port, { ...scopeValues(scope), id: change.caseId })
      if (now === undefined) return 'missing'
      if (now.version !== change.version) return 'conflict'
      // First the audit row: what cannot be written down does not happen. A change that then meets another leaves a word of the attempt.
      const kinds = change.entries.map(({ kind }) => kind)
      await audit.append(change.by, 'case_changed', { code: now.code, kinds, version: change.version }, change.at)
      const result = await port.atomic(statementsOf(now, change))
      if (result.kind === 'ok') return 'done'
      if (result.kind === 'conflict') return 'conflict'
      // Reopened while the person has a newer open case of the same matter.
      if (result.on.startsWith('cases.contact_id')) return 'conflict'
      throw new StoreError('constraint', `A change of a case was refused: ${result.on} is already taken.`)
    },
    async open(scope, made) {
      await audit.append(scope.by, 'case_opened', { code: made.code }, made.at)
      const values = {
        organisation: null,
        contactId: null,
        matter: '|desk',
        unread: false,
        status: 'new',
        seenAt: null,
      }
      const entry = { caseId: made.id, kind: 'opened', actor: scope.by, data: {}, turnId: null, deliveryId: null }
      const result = await port.atomic([insertCase({ ...values, ...made }), insertEntry({ ...entry, at: made.at })])
      if (result.kind === 'ok') return 'done'
      if (result.kind === 'duplicate' && result.on === 'cases.code') return 'code_taken'
      if (result.kind === 'duplicate' && result.on === 'cases.id') return 'known'
      throw new StoreError('constraint', 'A new case was refused.')
    },
  }
}

function statementsOf(now: CaseLine, change: CaseChange): readonly Statement[] {
  const { caseId, by, at } = change
  const row = { ...now, ...change.set, id: caseId, version: change.version, patch: JSON.stringify(change.report ?? {}) }
  const list: Statement[] = [update(row)]
  for (const { message, door, lane, ordinal, segments } of change.deliveries) {
    const { id, address, text, buttons, expiresAt } = message
    const owed = { id, text, buttons, expiresAt, door, lane, ordinal, segments, turnId: null, at }
    list.push(insertDelivery({ ...owed, kind: address.kind, value: address.value }))
  }
  if (change.deliverAt !== undefined)
    for (const { message } of change.deliveries) list.push(hold({ id: message.id, dueAt: change.deliverAt }))
  for (const delivery of change.takesBack ?? []) list.push(notLeftYet({ caseId, delivery }), takeBack({ delivery, at }))
  list.push(...alertStatements(change.alerts ?? [], null, at))
  for (const { kind, data, deliveryId } of change.entries)
    list.push(insertEntry({ caseId, kind, actor: by, data, turnId: null, deliveryId: deliveryId ?? null, at }))
  for (const support of change.supports ?? []) list.push(upsertSupport({ ...support, caseId, by, at }))
  for (const { other, status } of change.links ?? []) list.push(settleLink({ caseId, other, status }))
  if (change.pausedBy !== undefined && now.contactId !== null)
    list.push(
      pause({ contactId: now.contactId, pausedBy: change.pausedBy, pausedAt: change.pausedBy === null ? null : at }),
    )
  return list
}
