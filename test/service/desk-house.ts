/** A commune's desk for tests: a real database with people, cases and officials; the law, the texts and the places are the real ones. */
import { simulator } from '../../src/channels/simulator/simulator.ts'
import type { CaseKind, CaseStatus } from '../../src/core/case.ts'
import { grantScope, type Official, type Role } from '../../src/core/official.ts'
import type { Report } from '../../src/core/report.ts'
import type { TurnEvent } from '../../src/core/session.ts'
import { homeOrganisation } from '../../src/main/home-organisation.ts'
import { openPacks } from '../../src/service/packs.ts'
import type { Ports } from '../../src/service/ports.ts'
import type { Store } from '../../src/store/store.ts'
import { openTalk } from '../flows/open-talk.ts'
import { NOW, session, turnOf, wrote } from '../store/samples.ts'
import { temporaryStore } from '../store/temporary-store.ts'

const content = openTalk()
/** Tả Phìn in Lào Cai, and two communes elsewhere: next door, and in another province. */
export const HERE = { commune: '03013', province: '15' }
export const NEXT_DOOR = { commune: '02647', province: '15' }

export interface Desk {
  readonly ports: Ports
  readonly store: Store
  /** Moves the clock on. */
  wait(ms: number): void
  now(): number
  sql(query: string): Promise<readonly (readonly unknown[])[]>
  /** Somebody wrote; the id of the contact. */
  person(more?: {
    readonly value?: string
    readonly text?: string
    readonly events?: readonly TurnEvent[]
  }): Promise<string>
  /** The person of a contact writes again. */
  writes(contactId: string, text: string): Promise<void>
  addCase(more?: NewCase): Promise<string>
  /** Everything owed to anybody: lane, text. */
  owed(): Promise<{ readonly lane: string; readonly text: string; readonly status: string }[]>
  close(): Promise<void>
}

export interface NewCase {
  readonly code?: string
  readonly kind?: CaseKind
  readonly status?: CaseStatus
  readonly danger?: boolean
  readonly place?: { readonly commune: string | null; readonly province: string | null }
  readonly contactId?: string | null
  readonly report?: Report
  readonly score?: number
  readonly dueAt?: number | null
  readonly unread?: boolean
  readonly assignee?: string | null
  readonly openedAt?: number
}

export function official(
  role: Role,
  id = `off_${role}`,
  where: Parameters<typeof grantScope>[0] = { by: id, communes: [HERE.commune] },
): Official {
  return { id, name: `Cán bộ ${id}`, email: `${id}@example.vn`, role, scope: grantScope(where), secondFactor: true }
}

export async function openDesk(): Promise<Desk> {
  const db = await temporaryStore()
  const { store } = db
  let now = NOW
  let count = 0
  const home = homeOrganisation(content.talk.places, [])
  await store.organisations.seed(home)
  const { packs, texts } = await openPacks(content.packs, content.texts, store)
  const ports: Ports = {
    store,
    channels: new Map([['simulator', simulator()]]),
    talk: { ...content.talk, speaks: texts.speaks },
    texts,
    packs,
    contentVersion: 'content-1',
    homeOrganisation: home.code,
    sharedDatabase: false,
    now: () => now,
    log: { info() {}, warn() {}, error() {} },
    meter: { count() {}, observe() {} },
  }
  const quoted = (value: unknown): string =>
    value === null || value === undefined
      ? 'null'
      : typeof value === 'number' || typeof value === 'boolean'
        ? String(Number(value))
        : `'${(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll("'", "''")}'`
  const message = (value: string, text: string) =>
    wrote({ kind: 'sms', value }, { door: 'simulator', content: { kind: 'text', text }, receivedAt: now, sentAt: now })
  return {
    ports,
    store,
    wait: (ms) => {
      now += ms
    },
    now: () => now,
    sql: (query) => db.sql(query),
    async person({ value, text = 'nha toi sap roi', events = [] } = {}) {
      count++
      const inbound = message(value ?? `+8491000${String(count).padStart(4, '0')}`, text)
      await store.inbound.add([inbound])
      const turn = turnOf(inbound, { deliveries: [], events: [...events], session: session(), at: now })
      if ((await store.talk.commit(turn)) !== 'done') throw new Error('the person was not kept')
      return turn.contact.id
    },
    async writes(contactId, text) {
      const [row] = await db.sql(`select value from addresses where contact_id = ${quoted(contactId)}`)
      const inbound = message(String(row?.[0]), text)
      await store.inbound.add([inbound])
      const [version] = await db.sql(`select version from sessions where contact_id = ${quoted(contactId)}`)
      const turn = turnOf(inbound, {
        contact: { id: contactId, language: 'vi', organisation: null },
        ...{ isNew: false, version: Number(version?.[0]), deliveries: [], at: now },
      })
      if ((await store.talk.commit(turn)) !== 'done') throw new Error('the words were not kept')
    },
    async addCase(more = {}) {
      count++
      const { place = HERE, contactId = null } = more
      const code = more.code ?? `C${String(count).padStart(3, '0')}`
      const report: Report = more.report ?? {
        ...(place.commune === null ? {} : { commune: place.commune }),
        hazard: 'storm',
      }
      const row: Record<string, unknown> = {
        ...{ id: `case_${count}`, code, kind: more.kind ?? 'hardship', status: more.status ?? 'new' },
        closed_reason: more.status === 'closed' ? 'helped' : null,
        ...{ danger: more.danger ?? false, organisation: null, commune: place.commune, province: place.province },
        ...{ contact_id: contactId, disaster_id: null, matter: `|self${count}`, report, score: more.score ?? 50 },
        ...{ reasons: [], assignee: more.assignee ?? null, due_at: more.dueAt ?? null, escalated_at: null },
        ...{ unread: more.unread ?? false, merged_into: null, opened_at: more.openedAt ?? now },
        ...{ seen_at: null, updated_at: now, version: 1 },
      }
      await db.sql(
        `insert into cases (${Object.keys(row).join(', ')}) values (${Object.values(row).map(quoted).join(', ')})`,
      )
      return code
    },
    async owed() {
      const rows = await db.sql('select lane, text, status from deliveries order by created_at, ordinal, id')
      return rows.map(([lane, text, status]) => ({ lane: String(lane), text: String(text), status: String(status) }))
    },
    close: () => db.close(),
  }
}
