/** Messages that Zalo approved beforehand, as officials registered them here. A broadcast keeps its own copy of the one it chose. */
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { TEMPLATE_STATUSES, type TemplateParam, type TemplateTag } from '../../core/zalo-template.ts'
import { oneOf } from './one-of.ts'

export const zaloTemplates = sqliteTable(
  'zalo_templates',
  {
    id: text('id').primaryKey(),
    /** `template_id` at Zalo. */
    zaloId: text('zalo_id').notNull(),
    name: text('name').notNull(),
    /** Code in `organisations`; null: anybody's here. */
    organisation: text('organisation'),
    text: text('text').notNull(),
    params: text('params', { mode: 'json' }).$type<readonly TemplateParam[]>().notNull(),
    tag: integer('tag').$type<TemplateTag>().notNull(),
    priceVnd: integer('price_vnd'),
    status: text('status', { enum: TEMPLATE_STATUSES }).notNull(),
    checkedAt: integer('checked_at').notNull(),
    version: integer('version').notNull(),
  },
  (t) => [uniqueIndex('zalo_templates_zalo').on(t.zaloId), oneOf('zalo_templates_status', t.status, TEMPLATE_STATUSES)],
)
