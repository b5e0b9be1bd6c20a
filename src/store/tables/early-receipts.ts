/** A provider's word that overtook our own note of its message id: kept a day, applied when the send settles. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { DOORS } from '../../core/address.ts'
import { SEND_FAILURES } from '../../core/message.ts'
import { oneOf } from './one-of.ts'

export const RECEIPT_STATUSES = ['sent', 'delivered', 'failed'] as const

export const earlyReceipts = sqliteTable(
  'early_receipts',
  {
    door: text('door', { enum: DOORS }).notNull(),
    externalId: text('external_id').notNull(),
    status: text('status', { enum: RECEIPT_STATUSES }).notNull(),
    failure: text('failure', { enum: SEND_FAILURES }),
    code: text('code'),
    at: integer('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.door, t.externalId, t.status] }),
    oneOf('early_receipts_door', t.door, DOORS),
    oneOf('early_receipts_status', t.status, RECEIPT_STATUSES),
    oneOf('early_receipts_failure', t.failure, SEND_FAILURES),
  ],
)
