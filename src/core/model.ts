/** Short stories of households that got out of poverty: named by people, written by officials, read by text. */

/** nominated: somebody named a household · draft: an official writes · published · withdrawn: nobody may read it. */
export const MODEL_STATUSES = ['nominated', 'draft', 'published', 'withdrawn'] as const
export type ModelStatus = (typeof MODEL_STATUSES)[number]

/** Whose story the person who wrote has named. */
export const WHOSE_MODELS = ['self', 'other'] as const
export type WhoseModel = (typeof WHOSE_MODELS)[number]

/** A story as a turn may read it. */
export interface ModelStory {
  readonly id: string
  readonly title: string
  readonly text: string
}

/** Longest that is kept: a title, a story (six pages of SMS at most), and what a nomination tells. */
export const MODEL_TITLE = 60
export const MODEL_TEXT = 900
export const NOMINATION_TEXT = 400
