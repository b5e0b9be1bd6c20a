/** A database that `npm run demo` filled holds officials whose passwords everybody knows: in production no server opens it. */
import type { Store } from '../store/store.ts'
import { ConfigError } from './config.ts'

/** Kept in the database itself, as the code of an organisation that nobody belongs to, so that another file name does not help. */
export const DEMO_MARK = 'demo-data'

/** @throws ConfigError when the demo filled this database */
export async function refuseDemo(store: Pick<Store, 'organisations'>): Promise<void> {
  if ((await store.organisations.get(DEMO_MARK)) === null) return
  throw new ConfigError([
    'This database was filled by `npm run demo`: its officials have passwords that everybody knows. Point DATABASE_URL at another file.',
  ])
}
