/** How offices head the columns of their lists, and how they write the classes of communes. */
import type { AREA_COLUMNS } from '../rules/check-areas.ts'
import type { AreaClass } from '../rules/law-data.ts'

export type Column = (typeof AREA_COLUMNS)[number] | 'province'

/** Headers without marks, capitals and signs. */
export const HEADERS: Readonly<Record<string, Column>> = {
  ...named('code', 'code', 'ma', 'ma xa', 'ma dvhc', 'ma don vi hanh chinh', 'commune code', 'ma so', 'ma xa phuong'),
  ...named(
    'commune',
    'commune',
    'xa',
    'ten xa',
    'xa phuong',
    'xa phuong dac khu',
    'ten don vi',
    'don vi',
    'name',
    'ten',
    'ten xa phuong',
    'cap xa',
    'ten don vi hanh chinh',
  ),
  ...named('province', 'province', 'tinh', 'tinh thanh pho', 'tinh thanh', 'ten tinh', 'ma tinh'),
  ...named(
    'class',
    'class',
    'khu vuc',
    'loai',
    'phan loai',
    'loai khu vuc',
    'xa thuoc khu vuc',
    'thuoc khu vuc',
    'area',
    'region',
    'dien',
  ),
  ...named('basis', 'basis', 'can cu', 'van ban', 'quyet dinh', 'so quyet dinh', 'so van ban', 'document', 'decision'),
  ...named('article', 'article', 'dieu', 'dieu khoan', 'phu luc'),
  ...named('valid_from', 'valid from', 'from', 'tu ngay', 'hieu luc tu', 'ngay hieu luc', 'ap dung tu'),
  ...named('valid_to', 'valid to', 'to', 'den ngay', 'het hieu luc', 'hieu luc den', 'den het ngay'),
  ...named('confidence', 'confidence', 'do tin cay', 'do chac chan'),
  ...named('read_on', 'read on', 'ngay doc'),
}

export const CLASSES: readonly (readonly [RegExp, AreaClass])[] = [
  [/^(?:region|khu vuc|kv|xa khu vuc)? ?(?:1|i)$/, 'region_1'],
  [/^(?:region|khu vuc|kv|xa khu vuc)? ?(?:2|ii)$/, 'region_2'],
  [/^(?:region|khu vuc|kv|xa khu vuc)? ?(?:3|iii)$/, 'region_3'],
  [/^(?:xa |extremely )?(?:dbkk|dac biet kho khan|difficult)(?: area)?$/, 'extremely_difficult'],
  [/^(?:island|dao|xa dao|hai dao|island commune)$/, 'island'],
]
/** A hamlet's class is not its commune's. */
export const HAMLET = /\b(?:thon|ban|ap|buon|to dan pho|hamlet|village)\b/

/** Without marks, capitals and signs: as headers and classes are compared. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

function named(column: Column, ...names: readonly string[]): Record<string, Column> {
  return Object.fromEntries(names.map((name) => [name, column]))
}
