/** Languages a citizen can be answered in. Vietnamese is the source; a pack is offered only once it is complete. */
export const LANGUAGES = ['vi', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
