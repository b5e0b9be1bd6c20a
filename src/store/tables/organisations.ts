/** Who speaks for the state here: edited by officials, seeded only for the demo commune. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
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
  /** One part of an SMS, from a contract or a bill; null: nobody entered it. */
  partPriceVnd: integer('part_price_vnd'),
  dutyOfficers: text('duty_officers', { mode: 'json' }).$type<Organisation['dutyOfficers']>().notNull(),
})
