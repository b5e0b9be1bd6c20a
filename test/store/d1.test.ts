/** The store on D1, in Cloudflare's own runtime on this machine; offline. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { D1Database } from '@cloudflare/workers-types'
import { afterAll, beforeAll } from 'vitest'
import { getPlatformProxy, type PlatformProxy } from 'wrangler'
import { openD1Store } from '../../src/store/d1.ts'
import { storeContract } from './contract.ts'
import { MIGRATIONS } from './temporary-store.ts'

/** Children before parents. */
const TABLES = [
  ...[
    'broadcast_replies',
    'broadcast_recipients',
    'broadcast_counts',
    'broadcast_lists',
    'broadcast_approvals',
    'announced',
    'subscriptions',
    'feedback',
    'changes_made',
  ],
  ...['pledge_entries', 'pledge_shares', 'pledge_matches', 'pledges', 'models'],
  ...[
    'media',
    'support_checks',
    'poll_asks',
    'polls',
    'case_supports',
    'case_links',
    'case_entries',
    'cases',
    'check_ins',
  ],
  ...['api_requests', 'api_tokens', 'hook_calls', 'hook_broadcasts', 'hooks'],
  ...['unknown_words', 'word_proposals', 'language_packs', 'zalo_templates'],
  ...['enrolments', 'offers', 'leads', 'saved_results'],
  ...[
    'attempts',
    'deliveries',
    'broadcasts',
    'disasters',
    'early_receipts',
    'verdicts',
    'events',
    'facts',
    'households',
    'sessions',
    'turns',
  ],
  ...['addresses', 'inbound_messages', 'contacts', 'organisations', 'provider_tokens', 'audit'],
]
let proxy: PlatformProxy<{ DB: D1Database }>
let wipe: () => Promise<unknown>

beforeAll(async () => {
  Object.assign(process.env, {
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_HIDE_BANNER: 'true',
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  })
  proxy = await getPlatformProxy<{ DB: D1Database }>({ configPath: 'wrangler.toml', persist: false })
  const { DB } = proxy.env
  const migrations = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'))
  const statements = migrations
    .toSorted()
    .flatMap((name) => readFileSync(join(MIGRATIONS, name), 'utf8').split('--> statement-breakpoint'))
  await DB.batch(statements.map((statement) => DB.prepare(statement)))
  wipe = () => DB.batch(TABLES.map((table) => DB.prepare(`delete from ${table}`)))
})
afterAll(() => proxy.dispose())

storeContract('D1', async () => {
  const { DB } = proxy.env
  return {
    store: openD1Store(DB),
    sql: (query) => DB.prepare(query).raw(),
    close: async () => {
      await wipe()
    },
  }
})
