/** Disaster events as rows. */
import type { DisasterStore } from './case-store.ts'
import { notBuilt } from './not-built.ts'
import type { Port } from './port.ts'

export function disastersOver(_port: Port): DisasterStore {
  return { active: async () => [], ...notBuilt('list', 'get', 'save') }
}
