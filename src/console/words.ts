/** Words for what the law pages show: figures with their units, facts, days, sources. */
import type { TextValue, TextValues } from '../core/reply.ts'
import type { Citation } from '../core/verdict.ts'
import { dayText } from '../texts/format.ts'
import { printLaw } from '../texts/law.ts'
import type { Page } from './page.ts'

export const ruleName = (page: Page, rule: string): string => page.sayFirst([`programmes:rules.${rule}.name`], rule)

/** What the talk tells of an id; empty for a mere figure or history. */
export const toldText = (page: Page, rule: string, values: TextValues): string =>
  page.preview(`programmes:told.${rule}`, values)

export const programmeName = (page: Page, programme: string): string =>
  page.say({ key: `programmes:${programme}.name` })

/** The name staff know a figure by; one without a name yet shows its id. */
export const figureName = (page: Page, parameter: string): string =>
  page.sayFirst([`console:figures.${parameter}`], parameter)

export const factName = (page: Page, fact: string): string =>
  page.sayFirst([`facts:${fact}.short`, `console:facts.${fact}.short`], fact)

export const optionName = (page: Page, fact: string, option: string): string =>
  page.sayFirst([`facts:${fact}.options.${option}`, `console:facts.${fact}.options.${option}`], option)

export const noteText = (page: Page, note: string): string => page.say({ key: `programmes:notes.${note}` })

/** A figure with its unit; one that is missing, ended or only expected says so. */
export function figureText(page: Page, unit: string, value: number | null | 'expected'): string {
  if (value === 'expected') return page.t('figure.expected')
  if (value === null || Number.isNaN(value)) return page.t('figure.unknown')
  const said: TextValue = unit.startsWith('vnd') ? { vnd: value } : unit === 'percent' ? { percent: value } : value
  return page.sayFirst([`console:units.${unit}`], String(value), { value: said })
}

export const day = dayText

export const lawText = (citation: Pick<Citation, 'law' | 'article'>): string => printLaw(citation)

export const provinceName = (page: Page, code: string): string =>
  page.provinces.find((one) => one.code === code)?.name ?? code
