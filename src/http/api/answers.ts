/** Two things that every route writes: what it answers with, and what it takes. */
import { z } from 'zod'

export function json<S extends z.ZodType>(schema: S, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

export function body<S extends z.ZodType>(schema: S) {
  return { required: true, content: { 'application/json': { schema } } }
}

/** Of every list: where it goes on. */
export const next = z
  .string()
  .nullable()
  .meta({ description: 'Send it as `cursor` for the next page; null: this was the last.' })

/** What every list may be asked for besides its filter. */
export function paging(usual: number) {
  return {
    cursor: z
      .string()
      .regex(/^\w{1,40}$/)
      .optional()
      .meta({ description: '`next` of the page before.' }),
    limit: z.coerce.number().int().min(1).max(MOST_OF_A_PAGE).default(usual),
  }
}
const MOST_OF_A_PAGE = 100

/** The last of a full page: more may come after it. */
export function nextOf(rows: readonly { readonly id: string }[], limit: number): string | null {
  return rows.length === limit ? (rows.at(-1)?.id ?? null) : null
}
