/** Words on the state's work as rows of a desk's database, as the talk would have left them. */
import { type Desk, HERE } from './desk-house.ts'

export interface Told {
  readonly id: number
  readonly contactId?: string | null
  readonly wish?: 'answer' | 'quiet' | 'hidden'
  readonly kind?: string
  readonly level?: 'commune' | 'province'
  readonly rating?: number | null
  readonly text?: string
  readonly programme?: string | null
  readonly commune?: string | null
  readonly province?: string | null
  readonly at?: number
}

export async function tellFeedback(desk: Desk, told: Told): Promise<number> {
  const { id, wish = 'quiet', kind = 'delivery', level = kind === 'conduct' ? 'province' : 'commune' } = told
  const { commune = HERE.commune, province = HERE.province, programme = null, rating = null } = told
  const hidden = wish === 'hidden'
  const day = Math.floor((desk.now() + 25_200_000) / 86_400_000) * 86_400_000 - 25_200_000
  const quoted = (value: string | number | null) =>
    value === null ? 'null' : typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`
  const row = {
    ...{
      id,
      code: hidden ? null : `G${String(id).padStart(3, '0')}`,
      contact_id: hidden ? null : (told.contactId ?? null),
    },
    ...{ kind, wish, status: 'new', level, rating, text: told.text ?? `viec so ${id} chua cong bang`, programme },
    ...{ commune, province, at: told.at ?? (hidden ? day : desk.now()), version: 1 },
  }
  await desk.sql(
    `insert into feedback (${Object.keys(row).join(', ')}) values (${Object.values(row).map(quoted).join(', ')})`,
  )
  return id
}
