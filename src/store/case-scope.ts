/** Which cases an official may see, as SQL: every query of officials carries it, and a place that is not known is seen by few. */
import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../core/official.ts'
import { given, type Values } from './prepare.ts'
import { cases as t } from './tables/cases.ts'

/** Everything, or the commune is named, or the province is. */
export const inScope: SQL = sql`(${given('everywhere')} = 1
  or ${t.commune} in (select value from json_each(${given('communes')}))
  or ${t.province} in (select value from json_each(${given('provinces')})))`

/** The values that `inScope` asks for. */
export function scopeValues({ communes, provinces, everywhere }: Scope): Values {
  return {
    everywhere: everywhere ? 1 : 0,
    communes: JSON.stringify(communes),
    provinces: JSON.stringify(provinces),
  }
}
