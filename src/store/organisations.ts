/** Who answers citizens: read for every turn's speaker, seeded once. */
import { asc, eq, sql } from 'drizzle-orm'
import { type Port, write } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import type { Organisation, Store } from './store.ts'
import { organisations as t } from './tables/organisations.ts'

const fields = {
  code: t.code,
  name: t.name,
  desk: t.desk,
  hours: t.hours,
  phone: t.phone,
  commune: t.commune,
  province: t.province,
  partPriceVnd: t.partPriceVnd,
  dutyOfficers: t.dutyOfficers,
}

const byCode = prepareRead(fields, (f) =>
  db
    .select(f)
    .from(t)
    .where(eq(t.code, sql.placeholder('code'))),
)
const insert = prepareWrite(
  db
    .insert(t)
    .values({
      code: sql.placeholder('code'),
      name: sql.placeholder('name'),
      desk: sql.placeholder('desk'),
      hours: sql.placeholder('hours'),
      phone: sql.placeholder('phone'),
      commune: sql.placeholder('commune'),
      province: sql.placeholder('province'),
      partPriceVnd: sql.placeholder('partPriceVnd'),
      dutyOfficers: sql.placeholder('dutyOfficers'),
    })
    .onConflictDoNothing(),
)

const all = prepareRead(fields, (f) => db.select(f).from(t).orderBy(asc(t.name)))
const update = prepareWrite(
  db
    .update(t)
    .set({
      name: given('name'),
      desk: given('desk'),
      hours: given('hours'),
      phone: given('phone'),
      partPriceVnd: given('partPriceVnd'),
      dutyOfficers: given('dutyOfficers', t.dutyOfficers),
    })
    .where(eq(t.code, given('code'))),
)

type OrganisationRow = Awaited<ReturnType<typeof byCode>>[number]

function organisationOf(row: OrganisationRow): Organisation {
  const { desk, hours, phone, commune, province, partPriceVnd, ...known } = row
  return {
    ...known,
    ...(desk === null ? {} : { desk }),
    ...(hours === null ? {} : { hours }),
    ...(phone === null ? {} : { phone }),
    ...(commune === null ? {} : { commune }),
    ...(province === null ? {} : { province }),
    ...(partPriceVnd === null ? {} : { partPriceVnd }),
  }
}

export function organisationsOver(port: Port): Store['organisations'] {
  return {
    async get(code) {
      const [row] = await byCode(port, { code })
      if (row === undefined) return null
      return organisationOf(row)
    },
    async list() {
      return (await all(port, {})).map(organisationOf)
    },
    async update(organisation) {
      const unknown = { desk: null, hours: null, phone: null, partPriceVnd: null }
      await write(port, [update({ ...unknown, ...organisation })])
    },
    async seed(organisation) {
      const unknown = { desk: null, hours: null, phone: null, commune: null, province: null, partPriceVnd: null }
      await write(port, [insert({ ...unknown, ...organisation })])
    },
  }
}
