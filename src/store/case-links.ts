/** Pairs of cases that may be one: each stands once, from whichever side it was found, and what an official has judged of it stays. */
import { sql } from 'drizzle-orm'
import type { CaseStore } from './case-store.ts'
import { type Port, write } from './port.ts'
import { db, given, prepareWrite } from './prepare.ts'
import { caseLinks } from './tables/cases.ts'

export const insertLink = prepareWrite({
  toSQL: () =>
    db
      .insert(caseLinks)
      .select(
        sql`select ${given('id')}, ${given('other')}, ${given('why', caseLinks.why)}, 'open', ${given('at')} where not exists (
          select 1 from case_links where (case_id = ${given('id')} and other_id = ${given('other')})
            or (case_id = ${given('other')} and other_id = ${given('id')}))`,
      )
      .toSQL(),
})

/** A picture that went round the village would link everybody. */
const MOST = 5
/** One person may send a photo twice; two people who send the very same one tell of the same thing, or one of them of nothing. */
const insertTwins = prepareWrite({
  toSQL: () =>
    db
      .insert(caseLinks)
      .select(
        sql`select distinct new.case_id, old.case_id, '["photo"]', 'open', ${given('at')}
          from media as new join media as old on old.sha256 = new.sha256
          where new.id = ${given('photo')} and old.case_id <> new.case_id and old.contact_id <> new.contact_id
            and exists (select 1 from cases where cases.id = new.case_id) and exists (select 1 from cases where cases.id = old.case_id)
            and not exists (select 1 from case_links as link where (link.case_id = new.case_id and link.other_id = old.case_id)
              or (link.case_id = old.case_id and link.other_id = new.case_id))
          limit ${sql.raw(String(MOST))}`,
      )
      .toSQL(),
})

export function caseLinksOver(port: Port): Pick<CaseStore, 'linkSamePhotos'> {
  return {
    async linkSamePhotos(photo, at) {
      const [linked = 0] = await write(port, [insertTwins({ photo, at })])
      return linked
    },
  }
}
