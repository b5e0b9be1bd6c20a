/** Templates that Zalo approved, as officials registered them. */
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Port } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import { StoreError } from './store-error.ts'
import { zaloTemplates as t } from './tables/zalo-templates.ts'
import type { TemplateStore } from './template-store.ts'

const fields = {
  id: t.id,
  zaloId: t.zaloId,
  name: t.name,
  organisation: t.organisation,
  text: t.text,
  params: t.params,
  tag: t.tag,
  priceVnd: t.priceVnd,
  status: t.status,
  checkedAt: t.checkedAt,
  version: t.version,
}
const all = prepareRead(fields, (f) => db.select(f).from(t).orderBy(asc(t.name), asc(t.id)))
const byId = prepareRead(fields, (f) =>
  db
    .select(f)
    .from(t)
    .where(eq(t.id, given('id'))),
)
const insert = prepareWrite(
  db.insert(t).values({
    id: sql.placeholder('id'),
    zaloId: sql.placeholder('zaloId'),
    name: sql.placeholder('name'),
    organisation: sql.placeholder('organisation'),
    text: sql.placeholder('text'),
    params: sql.placeholder('params'),
    tag: sql.placeholder('tag'),
    priceVnd: sql.placeholder('priceVnd'),
    status: sql.placeholder('status'),
    checkedAt: sql.placeholder('checkedAt'),
    version: 1,
  }),
)
const update = prepareWrite(
  db
    .update(t)
    .set({
      zaloId: given('zaloId'),
      name: given('name'),
      organisation: given('organisation'),
      text: given('text'),
      params: given('params', t.params),
      tag: given('tag'),
      priceVnd: given('priceVnd'),
      status: given('status'),
      checkedAt: given('checkedAt'),
      version: sql`${t.version} + 1`,
    })
    .where(and(eq(t.id, given('id')), eq(t.version, given('version')))),
)

export function templatesOver(port: Port): TemplateStore {
  return {
    list: () => all(port, {}),
    async get(id) {
      return (await byId(port, { id }))[0] ?? null
    },
    async save(template) {
      const values = { ...template }
      const result = await port.atomic([template.version === 0 ? insert(values) : update(values)])
      if (result.kind === 'ok') return result.changes[0] === 1 ? 'done' : 'conflict'
      if (result.kind === 'duplicate' && result.on === 'zalo_templates.zalo_id') return 'taken'
      throw new StoreError('constraint', 'A template with this id is there already.')
    },
  }
}
