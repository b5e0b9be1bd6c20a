/** Who speaks for the state here: edited by officials, seeded only for the demo commune. */
import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Organisation } from '../store.ts'

export const organisations = sqliteTable('organisations', {
  code: text('code').primaryKey(),
  /** As written in messages: `UBND xã Tả Phìn`. */
  name: text('name').notNull(),
  desk: text('desk'),
  hours: text('hours'),
  phone: text('phone'),
  commune: text('commune'),
  province: text('province'),
  dutyOfficers: text('duty_officers', { mode: 'json' }).$type<Organisation['dutyOfficers']>().notNull(),
})
