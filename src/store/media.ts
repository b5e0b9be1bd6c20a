/** Photos as rows. */
import type { MediaStore } from './case-store.ts'
import { notBuilt } from './not-built.ts'
import type { Port } from './port.ts'

export function mediaOver(_port: Port): MediaStore {
  return { wanted: async () => [], ...notBuilt('keep', 'refuse', 'retry', 'read') }
}
