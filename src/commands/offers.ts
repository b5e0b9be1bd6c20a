/**
 * `npm run offers -- import list.csv | list | cancel ID | template | enrolled ID | leads`: what officials publish, until the console
 * has a page for it. Works beside a running server: it takes no lock, sends nothing itself, and each action is in the audit log.
 */
import { existsSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { vietnamDay } from '../core/day.ts'
import type { TextValues } from '../core/reply.ts'
import { databaseFile, readConfig } from '../main/config.ts'
import { homeOrganisation } from '../main/home-organisation.ts'
import { openContent } from '../main/open-content.ts'
import { COLUMN_NAMES, OFFER_COLUMNS, readOffers } from '../service/offer-rows.ts'
import { offerId } from '../store/offers.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Organisation, Store } from '../store/store.ts'
import { csvOf } from './csv-out.ts'
import { aboutWords, detailWords } from './lead-words.ts'

const EXAMPLE = [
  ...['may-01', 'Lớp', 'May công nghiệp', 'Trung tâm dạy nghề', 'Nhà văn hóa thôn 3', '01/12/2026'],
  ...['15/01/2027', '28/11/2026', '25', 'tiền ăn 50.000 đ/ngày', 'từ 15 tuổi'],
]

const { talk, texts } = openContent()
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    // The instant it happens at, for rehearsals and tests; now when left out.
    at: { type: 'string' },
    organisation: { type: 'string' },
    'skip-bad': { type: 'boolean' },
    'with-contacts': { type: 'boolean' },
    en: { type: 'boolean' },
  },
})
const language = flags.en ? 'en' : 'vi'
const words = (key: string, values: TextValues = {}) => texts.say(language, `offer-lists:${key}`, values)
const out = (text: string) => process.stdout.write(`${text}\n`)
const actor = `command:${userInfo().username}`

/** One office at a time: its store, and the person's words for it. */
interface Desk {
  readonly store: Store
  readonly office: Organisation
  readonly isHome: boolean
}

const ACTIONS: Readonly<Record<string, (desk: Desk, given: string) => Promise<number>>> = {
  import: importList,
  list,
  cancel,
  enrolled,
  leads,
}

const [what = '', given = ''] = positionals
const action = Object.hasOwn(ACTIONS, what) ? ACTIONS[what] : undefined
if (what === 'template') process.stdout.write(template())
else if (!action || (given === '' && ['import', 'cancel', 'enrolled'].includes(what))) refuse(usage())
else process.exitCode = await atDesk((desk) => action(desk, given))

async function atDesk(run: (desk: Desk) => Promise<number>): Promise<number> {
  try {
    const config = readConfig(process.env)
    const home = homeOrganisation(talk.places, config.scope)
    const store = openSqliteStore({ file: databaseFile(config.databaseUrl), migrations: 'drizzle' })
    try {
      await store.organisations.seed(home)
      const code = flags.organisation ?? home.code
      const office = await store.organisations.get(code)
      return office
        ? await run({ store, office, isHome: code === home.code })
        : refuse(words('no_organisation', { code }))
    } finally {
      await store.close()
    }
  } catch (error) {
    // A StoreError or a ConfigError says in a sentence what to do; its message never holds a person's words.
    return refuse(error instanceof Error ? error.message : 'failed')
  }
}

async function importList({ store, office }: Desk, file: string): Promise<number> {
  if (!existsSync(file)) return refuse(words('no_file', { file }))
  const text = utf8(readFileSync(file))
  if (text === null) return refuse(words('not_utf8'))
  const { offers, problems } = readOffers(text)
  for (const { row, sentence } of problems) out(words('row', { row, sentence }))
  const headless = problems.some(({ row }) => row === 1)
  if (problems.length > 0 && (headless || !flags['skip-bad']))
    return refuse(words('nothing_published', { count: problems.length }))
  if (problems.length > 0) out(words('skipped', { count: problems.length }))
  const at = instant()
  const { cancelled, ...counts } = await store.offers.publish(office.code, offers, actor, at)
  await store.audit.append(actor, 'offers_published', { organisation: office.code, ...counts, cancelled }, at)
  out(words('published', { organisation: office.name, ...counts }))
  if (cancelled.length > 0) out(words('stays_cancelled', { ids: cancelled.join(', ') }))
  return 0
}

async function list({ store, office }: Desk): Promise<number> {
  const lines = await store.offers.ofOrganisation(office.code)
  if (lines.length === 0) out(words('none', { organisation: office.name }))
  for (const { offer, status, enrolled: count } of lines) {
    const { kind, title, startsOn, place, seats } = offer
    const line = words('line', {
      id: offer.id.slice(office.code.length + 1),
      kind: { key: `offer-lists:kind_${kind}` },
      title,
      when: startsOn === undefined ? '' : { key: 'offers:line_when', values: { day: { day: startsOn } } },
      where: place === undefined ? '' : { key: 'offers:line_where', values: { place } },
      enrolled: count,
      seats: seats === undefined ? '' : { key: 'offer-lists:of_seats', values: { seats } },
      status: status === 'cancelled' ? { key: 'offer-lists:is_cancelled' } : '',
    })
    out(line.replace(/ +/g, ' ').trimEnd())
  }
  return 0
}

async function cancel({ store, office }: Desk, id: string): Promise<number> {
  const at = instant()
  const told = await store.offers.cancel(office.code, id, at)
  if (told === null) return refuse(words('no_offer', { id }))
  await store.audit.append(actor, 'offer_cancelled', { organisation: office.code, id, told }, at)
  out(words('offer_cancelled', { id, count: told }))
  return 0
}

async function enrolled({ store, office }: Desk, id: string): Promise<number> {
  const people = await store.enrolments.of(offerId(office.code, id))
  const contacts = flags['with-contacts'] === true
  const header = [words('column.day'), ...(contacts ? [words('column.contact')] : [])]
  const rows = people.map(({ address, at }) => [
    vietnamDay(at),
    ...(contacts ? [`${address.kind}:${address.value}`] : []),
  ])
  await exported(store, 'enrolments_exported', { organisation: office.code, id, rows: rows.length, contacts })
  process.stdout.write(csvOf([header, ...rows]))
  return 0
}

/** The demand list that the commune collects each year: what people want, in their words; who they are only when asked for. */
async function leads({ store, office, isHome }: Desk): Promise<number> {
  const lines = await store.leads.ofOrganisation(office.code, isHome)
  const contacts = flags['with-contacts'] === true
  const columns = ['day', 'what', 'about', 'details', 'status', ...(contacts ? ['contact'] : [])]
  const rows = lines.map(({ at, kind, about, details, status, address }) => [
    ...[vietnamDay(at), words(`lead.${kind}`), aboutWords(texts, language, about)],
    detailWords(talk.flows, texts, language, details),
    ...[words(`lead.${status}`), ...(contacts ? [address ?? ''] : [])],
  ])
  await exported(store, 'leads_exported', { organisation: office.code, rows: rows.length, contacts })
  process.stdout.write(csvOf([columns.map((column) => words(`column.${column}`)), ...rows]))
  return 0
}

async function exported(store: Store, action: string, data: object): Promise<void> {
  await store.audit.append(actor, action, data, instant())
}

function template(): string {
  return csvOf([OFFER_COLUMNS.map((column) => COLUMN_NAMES[column][0]), EXAMPLE])
}

/** Null when the bytes are in another writing, as older spreadsheets save. */
function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function usage(): string {
  return `${words('usage')}\n${words('usage_list')}`
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
  return 1
}

/** Milliseconds since 1970. @throws RangeError when `--at` is no instant */
function instant(): number {
  if (flags.at === undefined) return Date.now()
  const at = Date.parse(String(flags.at))
  if (Number.isNaN(at)) throw new RangeError('--at is written as 2026-11-23T10:00:00+07:00')
  return at
}
