/** Templates that Zalo approved: kept once for each id at Zalo, changed by one official at a time. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ZaloTemplate } from '../../src/core/zalo-template.ts'
import type { Open, Opened } from './contract.ts'
import { NOW } from './samples.ts'

const TEMPLATE: ZaloTemplate = {
  ...{ id: 'tpl_1', zaloId: '374820', name: 'Báo tin', organisation: null, text: '<noi_dung> KT <ma>' },
  params: [
    { name: 'noi_dung', holds: 'words', most: 200 },
    { name: 'ma', holds: 'code', most: 30 },
  ],
  ...{ tag: 1, priceVnd: null, status: 'approved', checkedAt: NOW, version: 0 },
}

export function templatesContract(open: Open): void {
  let db: Opened
  beforeEach(async () => {
    db = await open()
  })
  afterEach(() => db.close())
  const save = (more: Partial<ZaloTemplate> = {}) => db.store.templates.save({ ...TEMPLATE, ...more })

  it('come back as they were kept, by name', async () => {
    await save()
    await save({ id: 'tpl_2', zaloId: '374821', name: 'Áp thấp', organisation: 'demo', priceVnd: 120 })
    expect((await db.store.templates.list()).map(({ id }) => id).toSorted()).toEqual(['tpl_1', 'tpl_2'])
    expect(await db.store.templates.get('tpl_1')).toEqual({ ...TEMPLATE, version: 1 })
    expect(await db.store.templates.get('tpl_3')).toBeNull()
  })

  it('are changed only as they were looked at, and one id at Zalo is one template', async () => {
    expect([await save(), await save({ id: 'tpl_2' })]).toEqual(['done', 'taken'])
    expect(await save({ status: 'disabled', version: 1 })).toBe('done')
    expect(await save({ status: 'approved', version: 1 })).toBe('conflict')
    expect(await db.store.templates.get('tpl_1')).toMatchObject({ status: 'disabled', version: 2 })
  })
}
