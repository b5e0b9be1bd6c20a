/** What the store promises about templates that Zalo approved: few rows, each changed by one official at a time. */
import type { ZaloTemplate } from '../core/zalo-template.ts'

export interface TemplateStore {
  /** By name. */
  list(): Promise<readonly ZaloTemplate[]>
  get(id: string): Promise<ZaloTemplate | null>
  /** New with version 0, else only while the version still stands. taken: another has this `zaloId`. */
  save(template: ZaloTemplate): Promise<'done' | 'conflict' | 'taken'>
}
