/** Who is within a scope: by their organisation, by the commune they named, or by a case of theirs. */
import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../core/official.ts'
import { given } from './prepare.ts'

/** Rows of cases or organisations whose commune or province a scope names; an organisation's own code counts too (`demo`). */
export function placed(row: string, withCode: boolean): SQL {
  const communes = sql`(select value from json_each(${given('communes')}))`
  const provinces = sql`(select value from json_each(${given('provinces')}))`
  const name = (column: string) => sql.raw(`${row}.${column}`)
  const place = sql`${name('commune')} in ${communes} or ${name('province')} in ${provinces}`
  return withCode ? sql`(${place} or ${name('code')} in ${communes})` : sql`(${place})`
}

/** Of rows of `contacts`. */
export const inScope = sql`(${given('everywhere')} = 1
  or exists (select 1 from organisations as o where o.code = "contacts"."organisation" and ${placed('o', true)})
  or exists (select 1 from sessions as s where s.contact_id = "contacts"."id"
    and json_extract(s.data, '$.commune') in (select value from json_each(${given('communes')})))
  or exists (select 1 from cases as c where c.contact_id = "contacts"."id" and ${placed('c', false)}))`

/** Values for the placeholders of `inScope` and `placed`. */
export function scopeValues({ communes, provinces, everywhere }: Scope) {
  return {
    communes: JSON.stringify(communes),
    provinces: JSON.stringify(provinces),
    everywhere: everywhere ? 1 : 0,
  }
}
