/** What the papers of a commune are made of: cases with what was granted and how the person is reached, within a scope. */
import { asc, inArray, sql } from 'drizzle-orm'
import type { CaseFilter, CaseLine, CaseStore, CaseSupport } from './case-store.ts'
import type { Port } from './port.ts'
import { db, given, prepareRead } from './prepare.ts'
import { addresses } from './tables/addresses.ts'
import { caseSupports } from './tables/cases.ts'

/** One case of a paper. */
export interface PaperCase {
  readonly line: CaseLine
  readonly name: string | null
  /** E.164, of the person who reported. */
  readonly phone: string | null
  readonly supports: readonly CaseSupport[]
}

const granted = prepareRead(
  {
    caseId: caseSupports.caseId,
    rule: caseSupports.rule,
    amountVnd: caseSupports.amountVnd,
    riceKg: caseSupports.riceKg,
    people: caseSupports.people,
    status: caseSupports.status,
    note: caseSupports.note,
    by: caseSupports.by,
    at: caseSupports.at,
  },
  (f) =>
    db
      .select(f)
      .from(caseSupports)
      .where(inArray(caseSupports.caseId, sql`(select value from json_each(${given('ids')}))`))
      .orderBy(asc(caseSupports.rule)),
)
const phones = prepareRead({ contactId: addresses.contactId, value: addresses.value }, (f) =>
  db
    .select(f)
    .from(addresses)
    .where(
      sql`${addresses.kind} = 'sms' and ${addresses.contactId} in (select value from json_each(${given('contacts')}))`,
    ),
)

/** Read in pages, so that a province's storm is no single answer of the database. */
const PAGE = 500

export async function paperCases(
  port: Port,
  list: CaseStore['list'],
  scope: Parameters<CaseStore['list']>[0],
  filter: CaseFilter,
  most: number,
): Promise<readonly PaperCase[]> {
  const found: PaperCase[] = []
  for (let offset = 0; offset < most; offset += PAGE) {
    const { rows } = await list(scope, filter, { limit: Math.min(PAGE, most - offset), offset })
    const ids = JSON.stringify(rows.map(({ id }) => id))
    const contacts = JSON.stringify(rows.flatMap(({ contactId }) => contactId ?? []))
    const [supports, numbers] = await Promise.all([granted(port, { ids }), phones(port, { contacts })])
    for (const { name, ...line } of rows)
      found.push({
        ...{ line, name },
        phone: numbers.find(({ contactId }) => contactId === line.contactId)?.value ?? null,
        supports: supports.filter(({ caseId }) => caseId === line.id).map(withoutCase),
      })
    if (rows.length < PAGE) break
  }
  return found
}

function withoutCase(row: CaseSupport & { readonly caseId: string }): CaseSupport {
  const { caseId: _, ...support } = row
  return support
}
