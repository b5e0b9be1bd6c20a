/** What the talk wants said, before any language, channel or length is chosen: keys and values, never sentences. */

/** Values are formatted by texts/ for the reader: money as `540.000 đ`, days as `31/12/2026`. */
export type TextValue =
  | string
  | number
  | { readonly vnd: number }
  | { readonly day: string }
  | { readonly percent: number }
  /** Another text, looked up in the same language. */
  | { readonly key: string; readonly values?: TextValues }
  | { readonly list: readonly TextValue[] }
export type TextValues = { readonly [name: string]: TextValue }

/** One sentence or block by key: `namespace:path.to.key`. */
export interface TextPart {
  readonly key: string
  readonly values?: TextValues
  /** The key of fewer words with the same values, said instead where that saves an SMS part. */
  readonly briefly?: string
}

export interface ReplyOption {
  /** What a typed answer or a tap sends: `1`, `2`, `0`. */
  readonly value: string
  readonly label: TextPart
}

/** One message to the person. Options are always also written into the text as numbered lines, so that a typed `1` works. */
export interface Reply {
  readonly parts: readonly TextPart[]
  readonly options?: readonly ReplyOption[]
  /** Said below the choices. */
  readonly after?: readonly TextPart[]
}
