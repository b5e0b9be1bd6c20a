/** Words of the feedback pages: `locales/<language>/feedback-desk.json`. */
import type { TextValues } from '../../core/reply.ts'
import type { FeedbackLine } from '../../service/feedback-desk.ts'
import { meanText } from '../figures/figure-words.ts'
import type { Page } from '../page.ts'
import { programmeName } from '../words.ts'

export const FEEDBACK_HOME = '/console/feedback'

export const v = (page: Page, key: string, values?: TextValues): string =>
  page.say(values ? { key: `feedback-desk:${key}`, values } : { key: `feedback-desk:${key}` })

export const kindText = (page: Page, kind: FeedbackLine['kind']): string => v(page, `kind.${kind ?? 'unknown'}`)

/** Empty for none; an id that the law no longer knows stands as it is. */
export function programmeText(page: Page, programme: string | null): string {
  return programme === null ? '' : page.sayFirst([`programmes:${programme}.name`], programme)
}

/** Of a group: its count, or that it is too few. */
export const countText = (page: Page, count: number | null): string =>
  count === null ? v(page, 'figures.few') : String(count)

export const ratingText = (page: Page, mean: number | null): string =>
  mean === null ? v(page, 'figures.none') : meanText(page, mean)

/** Programmes to choose from, by name. */
export function programmeChoices(page: Page, ids: readonly string[]): readonly { id: string; name: string }[] {
  const all = ids.map((id) => ({ id, name: programmeName(page, id) }))
  return all.sort((a, b) => a.name.localeCompare(b.name, 'vi'))
}
