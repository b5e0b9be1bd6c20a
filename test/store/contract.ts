/** What every engine under the store must keep; run on SQLite and on D1 with the same migrations. */
import { describe } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { apiContract } from './api.contract.ts'
import { auditContract } from './audit.contract.ts'
import { broadcastsContract } from './broadcasts.contract.ts'
import { casesContract } from './cases.contract.ts'
import { deliveriesContract } from './deliveries.contract.ts'
import { disastersContract } from './disasters.contract.ts'
import { feedbackContract } from './feedback.contract.ts'
import { figuresContract } from './figures.contract.ts'
import { hooksContract } from './hooks.contract.ts'
import { mediaContract } from './media.contract.ts'
import { modelsContract } from './models.contract.ts'
import { offersContract } from './offers.contract.ts'
import { packsContract } from './packs.contract.ts'
import { peopleContract } from './people.contract.ts'
import { pledgesContract } from './pledges.contract.ts'
import { pollsContract } from './polls.contract.ts'
import { receiptsContract } from './receipts.contract.ts'
import { recordsContract } from './records.contract.ts'
import { sendingContract } from './sending.contract.ts'
import { supportChecksContract } from './support-checks.contract.ts'
import { talkContract } from './talk.contract.ts'
import { templatesContract } from './templates.contract.ts'
import { wordsContract } from './words.contract.ts'

export interface Opened {
  readonly store: Store
  /** Looks past the store, as someone with the file in hand. */
  sql(query: string): Promise<readonly (readonly unknown[])[]>
  close(): Promise<void>
}
/** Gives an empty database with all migrations applied. */
export type Open = () => Promise<Opened>

const CONTRACTS = {
  talk: talkContract,
  deliveries: deliveriesContract,
  receipts: receiptsContract,
  records: recordsContract,
  audit: auditContract,
  offers: offersContract,
  disasters: disastersContract,
  cases: casesContract,
  media: mediaContract,
  people: peopleContract,
  broadcasts: broadcastsContract,
  sending: sendingContract,
  figures: figuresContract,
  feedback: feedbackContract,
  supportChecks: supportChecksContract,
  polls: pollsContract,
  api: apiContract,
  pledges: pledgesContract,
  hooks: hooksContract,
  models: modelsContract,
  words: wordsContract,
  packs: packsContract,
  templates: templatesContract,
}

export function storeContract(engine: string, open: Open): void {
  describe(`the store on ${engine}`, () => {
    // Each in a room of its own, so that one's beforeEach opens no database for the others.
    for (const [what, contract] of Object.entries(CONTRACTS)) describe(what, () => contract(open))
  })
}
