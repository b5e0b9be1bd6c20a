/** Words of the pages about broadcasts: `locales/<language>/broadcasts.json`. */
import type { TextValues } from '../../core/reply.ts'
import type { Broadcast } from '../../service/broadcast-desk.ts'
import type { Page } from '../page.ts'

export const b = (page: Page, key: string, values?: TextValues): string =>
  page.say(values ? { key: `broadcasts:${key}`, values } : { key: `broadcasts:${key}` })

/** As the style colours it. */
export function statusMark(status: Broadcast['status']): string {
  if (status === 'submitted' || status === 'paused') return 'mark warn'
  if (status === 'sending' || status === 'preparing' || status === 'ready') return 'mark good'
  return status === 'refused' || status === 'cancelled' ? 'mark bad' : 'mark'
}
