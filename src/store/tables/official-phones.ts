/** Telephones from which officials may write a draft, and the one-time codes already spent there. Written by `src/accounts/`. */
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { ADDRESS_KINDS } from '../../core/address.ts'
import { officials } from './officials.ts'
import { oneOf } from './one-of.ts'

export const officialPhones = sqliteTable(
  'official_phones',
  {
    id: text('id').primaryKey(),
    officialId: text('official_id')
      .notNull()
      .references(() => officials.id),
    kind: text('kind', { enum: ADDRESS_KINDS }).notNull(),
    value: text('value').notNull(),
    linkedAt: integer('linked_at').notNull(),
  },
  (t) => [
    uniqueIndex('official_phones_address').on(t.kind, t.value),
    index('official_phones_official').on(t.officialId),
    oneOf('official_phones_kind', t.kind, ADDRESS_KINDS),
  ],
)

/** A code counts once; the same message told again (a turn that was tried anew) may spend it again. */
export const officialSpentCodes = sqliteTable('official_spent_codes', {
  /** Official and time step of the code. */
  key: text('key').primaryKey(),
  message: text('message').notNull(),
  at: integer('at').notNull(),
})
