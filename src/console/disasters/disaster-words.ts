/** Words of the pages about events: `locales/<language>/disasters.json`. */

import type { TextValues } from '../../core/reply.ts'
import type { Disaster } from '../../service/event-desk.ts'
import { dayText } from '../../texts/format.ts'
import type { Page } from '../page.ts'

export const w = (page: Page, key: string, values?: TextValues): string =>
  page.say(values ? { key: `disasters:${key}`, values } : { key: `disasters:${key}` })

export function daysOf(page: Page, { startsOn, endsOn }: Pick<Disaster, 'startsOn' | 'endsOn'>): string {
  const from = dayText(startsOn)
  return endsOn === null ? w(page, 'days_open', { from }) : w(page, 'days', { from, to: dayText(endsOn) })
}

/** As the style colours it. */
export function statusClass(status: Disaster['status']): string {
  if (status === 'open') return 'mark bad'
  return status === 'exercise' ? 'mark warn' : status === 'draft' ? 'mark' : 'mark kind'
}
