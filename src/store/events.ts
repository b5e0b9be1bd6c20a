/** Things that happened outside any turn. */
import { sql } from 'drizzle-orm'
import { type Port, write } from './port.ts'
import { db, prepareWrite } from './prepare.ts'
import type { Store } from './store.ts'
import { events as t } from './tables/events.ts'

/** Also used by `talk.ts`, with the turn and the contact. */
export const insertEvent = prepareWrite(
  db.insert(t).values({
    turnId: sql.placeholder('turnId'),
    contactId: sql.placeholder('contactId'),
    type: sql.placeholder('type'),
    data: sql.placeholder('data'),
    at: sql.placeholder('at'),
  }),
)

export function eventsOver(port: Port): Store['events'] {
  return {
    async add(type, data, at) {
      await write(port, [insertEvent({ turnId: null, contactId: null, type, data: data ?? {}, at })])
    },
  }
}
