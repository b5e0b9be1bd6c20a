/** Messages that a desk must not read: what a household answered when it was asked whether that desk's support had come. */
import { type SQL, sql } from 'drizzle-orm'
import { given } from './prepare.ts'

/**
 * True of a row of the talk unless its turn answered such a question with less than all, and the looker holds no province: that answer goes
 * above the desk it is about. The row is left out and not covered, for a covered answer of a case that is not confirmed says which it was.
 * `of`: the column of `turns`, and what it equals. Needs the values of `people-scope.ts` scopeValues.
 */
export function isReadable(of: { readonly turn: 'id' | 'inbound_id'; readonly equals: string }): SQL {
  return sql`not exists (select 1 from turns as w
    join support_checks as k on k.contact_id = w.contact_id and k.answered_at = w.at and k.answer <> 'full'
    join cases as v on v.id = k.case_id
    where ${sql.raw(`w.${of.turn} = ${of.equals}`)} and ${given('everywhere')} <> 1
      and not (v.province in (select value from json_each(${given('provinces')}))
        or (v.province is null and ${given('provinces')} <> '[]')))`
}
