/** Words of the figures' pages: steps as the questions people read, doors, lanes, parts of a hundred. */
import type { StepLine } from '../../service/figures.ts'
import type { Page } from '../page.ts'

/** A question is known by its first words. */
const LONGEST_NAME = 70
const OF_THE_LAW = 'fact:'

/** A text of `locales/<language>/figures.json`. */
export const f = (page: Page, key: string, values: Readonly<Record<string, string | number>> = {}): string =>
  page.say({ key: `figures:${key}`, values })

export function flowName(page: Page, flow: string): string {
  return flow === 'common' ? f(page, 'steps.common') : page.sayFirst([`${flow}:title`], flow)
}

/** The question as it is asked, what depends on the person as "…". */
export function stepName(page: Page, { flow, step }: Pick<StepLine, 'flow' | 'step'>): string {
  if (step.startsWith(OF_THE_LAW)) {
    const fact = step.slice(OF_THE_LAW.length)
    return page.sayFirst([`facts:${fact}.short`, `questions:${fact}.short`], fact)
  }
  const asked = page.preview(`${flow}:${step}`, {})
  if (asked === '') return step
  return asked.length > LONGEST_NAME ? `${asked.slice(0, LONGEST_NAME).trimEnd()}…` : asked
}

/** `12 %`; a dash of nothing. */
export function partText(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`
}

/** `4,2`, in English `4.2`. */
export function meanText(page: Page, mean: number): string {
  return mean.toLocaleString(page.language === 'vi' ? 'vi-VN' : 'en-GB', {
    maximumFractionDigits: 1,
    minimumFractionDigits: 1,
  })
}

/** A hidden cell says that it is one. */
export function cellText(page: Page, count: number | null): string {
  return count === null ? f(page, 'few') : String(count)
}

/** As `cellText`, where a larger count may be hidden too so that a small one cannot be worked out. */
export function hiddenText(page: Page, count: number | null): string {
  return count === null ? f(page, 'hidden') : String(count)
}
