/** Words that the overview, its charts and its map share. */
import { span } from '../cases/case-words.ts'
import type { Page } from '../page.ts'

/** `Xã Tả Phìn, Lào Cai`; empty where nothing is known. */
export type PlaceOf = (commune: string | null, province: string | null) => string

/** `3 giờ trước`. */
export const ago = (page: Page, ms: number): string => page.t('ago', { span: span(page, ms) })
