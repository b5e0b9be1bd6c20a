/** A message of fixed words that Zalo approved beforehand, with named gaps: what each gap holds, and how many letters Zalo lets into it. */
import type { BroadcastClass } from './broadcast.ts'

/** As Zalo last told it; only an approved one is sent. */
export const TEMPLATE_STATUSES = ['approved', 'pending', 'rejected', 'disabled'] as const
export type TemplateStatus = (typeof TEMPLATE_STATUSES)[number]

/** What of a broadcast a gap holds. words: the officials' own · code: to check it by · speaker: who writes · class, day, time, phone: as said. */
export const TEMPLATE_HOLDS = ['words', 'code', 'speaker', 'class', 'day', 'time', 'phone'] as const
export type TemplateHold = (typeof TEMPLATE_HOLDS)[number]

/** What Zalo approved it for: 1 a matter under way, 2 care for people it serves, 3 promotion. */
export const TEMPLATE_TAGS = [1, 2, 3] as const
export type TemplateTag = (typeof TEMPLATE_TAGS)[number]

export interface TemplateParam {
  readonly name: string
  readonly holds: TemplateHold
  /** Letters, as Zalo's page says beside the name. */
  readonly most: number
}

export interface ZaloTemplate {
  readonly id: string
  /** `template_id` at Zalo. */
  readonly zaloId: string
  /** Among officials. */
  readonly name: string
  /** Code of whose it is; null: anybody's here. */
  readonly organisation: string | null
  /** As approved, gaps written `<so_tien>`. */
  readonly text: string
  readonly params: readonly TemplateParam[]
  readonly tag: TemplateTag
  /** For one message, as it was quoted; null: nobody said. */
  readonly priceVnd: number | null
  readonly status: TemplateStatus
  /** When an official last saw the status at Zalo. */
  readonly checkedAt: number
  readonly version: number
}

/** What stands in a broadcast, and what an approval is of: another text or another price is another template. */
export type ChosenTemplate = Pick<ZaloTemplate, 'id' | 'zaloId' | 'name' | 'text' | 'params' | 'tag' | 'priceVnd'>

/** What leaves to Zalo. */
export interface TemplateData {
  readonly id: string
  readonly data: Readonly<Record<string, string>>
}

/** Zalo's own rule for names: small letters, digits and underscores. */
const GAP = /<([a-z0-9_]{1,40})>/g

/** Names of the gaps in the order of the text, each once. */
export function gapsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(GAP)].map(([, name = '']) => name))]
}

/** The text with its gaps filled; one that has no value stays as it is. */
export function fillGaps(text: string, data: Readonly<Record<string, string>>): string {
  return text.replace(GAP, (gap, name: string) => (Object.hasOwn(data, name) ? (data[name] ?? gap) : gap))
}

/** Zalo approved promotion for itself; whatever else people must know goes by the other two. */
export function fitsClass(tag: TemplateTag, kind: BroadcastClass): boolean {
  return (tag === 3) === (kind === 'promotion')
}

export function chosenOf({ id, zaloId, name, text, params, tag, priceVnd }: ZaloTemplate): ChosenTemplate {
  return { id, zaloId, name, text, params, tag, priceVnd }
}
