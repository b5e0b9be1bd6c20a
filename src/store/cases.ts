/** Cases as rows. */
import type { CaseStore } from './case-store.ts'
import { notBuilt } from './not-built.ts'
import type { Port } from './port.ts'

export function casesOver(_port: Port): CaseStore {
  return {
    openOf: async () => [],
    ...notBuilt('asked', 'list', 'get', 'change', 'open', 'overdue', 'counts', 'responseTimes'),
  }
}
