/** The whole console over a desk full of cases, on a port of its own; who is signed in is said by a cookie, so that every role can look. */
import { existsSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { consoleRoutes } from '../../src/console/console-routes.tsx'
import { type Official, ROLES, type Role } from '../../src/core/official.ts'
import type { Report } from '../../src/core/report.ts'
import type { Accounts } from '../../src/service/accounts.ts'
import { createEvent, openEvent } from '../../src/service/disasters.ts'
import type { Ports } from '../../src/service/ports.ts'
import { saveTemplate } from '../../src/service/template-desk.ts'
import { type Desk, HERE, NEXT_DOOR, official, openDesk } from '../service/desk-house.ts'

export interface LivingConsole {
  readonly url: string
  readonly desk: Desk
  close(): Promise<void>
}

export const ROLE_COOKIE = 'test_role'
const OUTLINES = 'places/communes.topojson'
const HOUR_MS = 3_600_000
const STATUSES = ['new', 'seen', 'verified', 'decided', 'supported', 'confirmed', 'closed'] as const
const REPORTS: readonly Report[] = [
  {
    hazard: 'storm',
    house: 'collapsed',
    name: 'Giàng A Páo',
    village: 'thôn Suối Thầu',
    people: 5,
    vulnerable: ['infant', 'elderly'],
  },
  {
    hazard: 'flood',
    house: 'flooded',
    name: 'Lý Thị Mẩy',
    village: 'thôn Can Ngài',
    people: 4,
    food: 'none',
    water: 'short',
  },
  { hazard: 'landslide', house: 'badly_damaged', name: 'Trần Văn Hòa', people: 3, hurt: 1 },
  { hazard: 'hail', crops: [{ kind: 'rice', area_ha: 0.4, lost_percent: 80, days_since_sowing: 50 }] },
]

/** `signedInAs` gives the officials; nobody's cookie is nobody. */
export async function livingConsole(options: { readonly empty?: boolean } = {}): Promise<LivingConsole> {
  const desk = await openDesk()
  if (!options.empty) await fill(desk)
  const app = new Hono()
  const ports: Ports = existsSync(OUTLINES) ? { ...desk.ports, outlines } : desk.ports
  app.route('/', consoleRoutes(ports, { ports, accounts: byCookie, simulator: true }))
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise<void>((done) => server.once('listening', () => done()))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    desk,
    close: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await desk.close()
    },
  }
}

export function officialOf(role: Role): Official {
  const id = `off_${role}`
  const where =
    role === 'province_officer'
      ? { by: id, provinces: [HERE.province] }
      : { by: id, communes: role === 'policy_staff' || role === 'administrator' ? [] : [HERE.commune] }
  return { ...official(role, id, where), name: 'Vàng Thị Sáo', secondFactor: false }
}

const byCookie: Accounts = {
  whoIs: async (request) => {
    const role = new RegExp(`${ROLE_COOKIE}=(\\w+)`).exec(request.headers.get('cookie') ?? '')?.[1]
    const known = ROLES.find((one) => one === role)
    return known === undefined
      ? null
      : { official: officialOf(known), provedAt: Date.now(), formToken: `token-of-${known}-0123456789` }
  },
  isEmpty: async () => false,
}

let read: ReturnType<NonNullable<Ports['outlines']>> | undefined
function outlines() {
  read ??= JSON.parse(readFileSync(OUTLINES, 'utf8'))
  if (read === undefined) throw new Error(`${OUTLINES} is empty`)
  return read
}

async function fill(desk: Desk): Promise<void> {
  const now = desk.now()
  for (let i = 0; i < 34; i++) {
    const place = i % 5 === 4 ? NEXT_DOOR : HERE
    const text = 'Nha toi bi sap mai, nuoc con len, xin xa giup'
    const contactId = i % 3 === 0 ? await desk.person({ text }) : null
    await desk.addCase({
      ...{ code: `${'279H'[i % 4]}${'QFK'[i % 3]}${10 + i}`, contactId, place },
      ...{ status: STATUSES[(i * i) % STATUSES.length] ?? 'new', kind: i % 8 === 7 ? 'question' : 'hardship' },
      ...{ danger: i % 9 === 0, score: (i * 37) % 100, unread: i % 4 === 0 },
      ...{ dueAt: now + ((i % 5) - 2) * 5 * HOUR_MS, assignee: i % 6 === 0 ? 'off_commune_leader' : null },
      openedAt: now - ((i * 7) % 26) * 24 * HOUR_MS - i * 11 * 60_000,
      report: { ...REPORTS[i % REPORTS.length], commune: place.commune, province: place.province },
    })
  }
  await openStorm(desk)
  await addTemplate(desk)
  await desk.sql("update cases set seen_at = opened_at + 1000000 * (1 + length(code) * rowid) where status <> 'new'")
}

/** As a leader registers it, so that its pages and the choice of it are looked at too. */
async function addTemplate({ ports }: Desk): Promise<void> {
  const office = { code: HERE.commune, name: 'UBND xã Tả Phìn', commune: HERE.commune, province: HERE.province }
  await ports.store.organisations.seed({ ...office, dutyOfficers: [] })
  const gaps = {
    ten_xa: { holds: 'speaker', most: '60' },
    noi_dung: { holds: 'words', most: '200' },
    ma_tin: { holds: 'code', most: '30' },
  }
  const saved = await saveTemplate(ports, officialOf('commune_leader'), null, 0, {
    ...{ zaloId: '374820', name: 'Báo tin chung', organisation: HERE.commune, tag: '1', price: '120' },
    text: '<ten_xa> báo tin.\n<noi_dung>\nMã kiểm tra: KT <ma_tin>. Nhắn mã này lại cho xã để biết tin thật.',
    ...{ status: 'approved', gaps },
  })
  if (saved !== 'done') throw new Error(`the template was not kept: ${JSON.stringify(saved)}`)
}

/** An event under way, so that its pages and the count of answers are looked at too. */
async function openStorm({ ports }: Desk): Promise<void> {
  const leader = officialOf('commune_leader')
  const form = { name: 'Bão số 13', hazard: 'storm', communes: [HERE.commune], startsOn: '2026-11-17', endsOn: '' }
  const made = await createEvent(ports, leader, { ...form, words: 'Mua lon, gio giat.', exercise: false })
  if (typeof made !== 'object' || !('done' in made)) throw new Error(`the event was not made: ${JSON.stringify(made)}`)
  await openEvent(ports, leader, made.done, 1)
}
