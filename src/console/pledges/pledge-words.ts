/** Words of the pages on offers of help. */
import type { PledgeLine } from '../../service/pledge-desk.ts'
import type { Page } from '../page.ts'

/** A text of `locales/<language>/pledge-desk.json`. */
export const p = (page: Page, key: string, values: Readonly<Record<string, string | number>> = {}): string =>
  page.say({ key: `pledge-desk:${key}`, values })

export const pledgeCode = (code: string): string => `UH ${code}`

export function statusMark({ status }: Pick<PledgeLine, 'status'>): string {
  return status === 'new' ? 'mark warn' : status === 'verified' ? 'mark good' : 'mark'
}
