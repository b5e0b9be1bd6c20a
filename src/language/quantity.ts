/** A number with what was said around it: `khoảng`, `hơn`, `dưới`; a range stays a range. */

export interface Quantity {
  /** Null: something was said that must be asked again. */
  readonly value: number | [number, number] | null
  readonly per?: 'day' | 'month' | 'year'
  readonly qualifier?: Qualifier
}

export type Qualifier = 'approx' | 'lt' | 'gt'

const BEFORE: readonly (readonly [RegExp, Qualifier])[] = [
  [/\b(?:duoi|chua toi|chua den|chua duoc|khong qua|khong toi|khong den|toi da|thap hon|it hon|nho hon)$/, 'lt'],
  [/\b(?:tren|hon|ngoai|qua|it nhat|toi thieu|cao hon|nhieu hon|lon hon)$/, 'gt'],
  [/\b(?:khoang|tam|gan|chung|do|doan|co chung|xap xi|uoc|uoc chung|cung)$/, 'approx'],
]
const AFTER: readonly (readonly [RegExp, Qualifier])[] = [
  [/^(?:tuoi |nguoi |dong |trieu |ha )?(?:do lai|tro xuong)\b/, 'lt'],
  [/^(?:tuoi |nguoi |dong |trieu |ha )?(?:hon|tro len|mot chut|may|le|co le)\b/, 'gt'],
  [/^(?:tuoi |nguoi |dong |trieu |ha )?(?:gi do|thoi gi do|hay sao do|la cung)\b/, 'approx'],
]

/** What stands before word `at` or after word `next`, if it softens the number. */
export function qualifierBefore(words: readonly string[], at: number, next: number): Qualifier | undefined {
  const before = words.slice(Math.max(0, at - 3), at).join(' ')
  for (const [pattern, qualifier] of BEFORE) if (pattern.test(before)) return qualifier
  const after = words.slice(next, next + 4).join(' ')
  for (const [pattern, qualifier] of AFTER) if (pattern.test(after)) return qualifier
  return undefined
}

/** The number read at word `at` and ended before `next`, with what softens it. */
export function quantityAt(
  words: readonly string[],
  at: number,
  value: number | readonly [number, number],
  next: number,
): Quantity {
  const qualifier = qualifierBefore(words, at, next)
  return { value: typeof value === 'number' ? value : [value[0], value[1]], ...(qualifier && { qualifier }) }
}
