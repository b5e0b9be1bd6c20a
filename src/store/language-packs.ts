/** Language packs, each read and written whole; a version lets exactly one of two racing changes win. */
import { asc, sql } from 'drizzle-orm'
import type { PackStore } from './pack-store.ts'
import { type Port, write } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import { languagePacks as t } from './tables/language-packs.ts'

const stamps = prepareRead({ code: t.code, version: t.version }, (f) => db.select(f).from(t).orderBy(asc(t.code)))
const fields = { code: t.code, version: t.version, translations: t.translations, mark: t.mark }
const all = prepareRead(fields, (f) => db.select(f).from(t).orderBy(asc(t.code)))
const save = prepareWrite(
  db
    .insert(t)
    .values({
      code: sql.placeholder('code'),
      version: sql.placeholder('version'),
      translations: sql.placeholder('translations'),
      mark: sql.placeholder('mark'),
      updatedAt: sql.placeholder('at'),
    })
    .onConflictDoUpdate({
      target: t.code,
      set: {
        version: sql`excluded.version`,
        translations: sql`excluded.translations`,
        mark: sql`excluded.mark`,
        updatedAt: sql`excluded.updated_at`,
      },
      setWhere: sql`${t.version} = ${given('version')} - 1`,
    }),
)

export function packsOver(port: Port): PackStore {
  return {
    stamp: async () => (await stamps(port, {})).map(({ code, version }) => `${code}${version}`).join(),
    all: () => all(port, {}),
    async save(pack, at) {
      const [changed] = await write(port, [save({ ...pack, at })])
      return changed === 1
    },
  }
}
