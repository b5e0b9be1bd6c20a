/** Every row of a broadcast as a file, for whoever calls those that it did not reach; written into the audit log before it leaves. */
import type { Context } from 'hono'
import { RECIPIENT_STATUSES } from '../../core/broadcast.ts'
import type { RecipientRow } from '../../service/broadcast-desk.ts'
import { broadcastRows, openBroadcast } from '../../service/broadcast-desk.ts'
import { isSms } from '../../service/broadcast-look.ts'
import { csvOf, type SaidPaper, workbookOf } from '../../service/paper-files.ts'
import { partPriceFor } from '../../service/part-price.ts'
import type { Ports } from '../../service/ports.ts'
import { money } from '../../texts/format.ts'
import { formOf, one } from '../cases/read-report.ts'
import type { ConsoleEnv } from '../guard.ts'
import { missing } from '../show.tsx'
import { b } from './broadcast-words.ts'
import { COLUMNS, cellsOf } from './people-page.tsx'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const PAGE = 2_000
/** As many rows as an old spreadsheet program still opens. */
const MOST = 60_000

export async function broadcastFile(c: Context<ConsoleEnv>, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const sent = formOf(await c.req.formData())
  const id = c.req.param('id') ?? ''
  const status = RECIPIENT_STATUSES.find((known) => known === one(sent, 'status'))
  const as = one(sent, 'as') === 'csv' ? 'csv' : 'xlsx'
  const opened = await openBroadcast(ports, official, id)
  if (!opened?.may.people) return missing(c)
  const rows: RecipientRow[] = []
  for (let after = 0; rows.length < MOST; ) {
    const want = { statuses: status === undefined ? [] : [status], after, limit: PAGE }
    const more = await broadcastRows(ports, official, id, want)
    if (more === null) return missing(c)
    rows.push(...more)
    const last = more.at(-1)
    if (last === undefined || more.length < PAGE) break
    after = last.number
  }
  await ports.store.audit.append(
    official.id,
    'broadcast_rows_taken',
    { id, as, rows: rows.length, status: status ?? null },
    ports.now(),
  )
  const { broadcast } = opened
  const price = await partPriceFor(ports, broadcast.organisation)
  const smsParts = ({ door, parts }: RecipientRow) => (door !== null && isSms(door) ? parts : null)
  /** Null: nothing left, it costs nothing here, or nobody entered what it costs. */
  const cost = (row: RecipientRow): number | null => {
    if (row.byTemplate) return row.parts === null ? null : (broadcast.template?.priceVnd ?? null)
    const parts = smsParts(row)
    return parts === null || !price.confirmed ? null : parts * price.least
  }
  const sum = (of: (row: RecipientRow) => number | null) => rows.reduce((all, row) => all + (of(row) ?? 0), 0)
  const paper: SaidPaper = {
    title: b(page, 'progress.rows'),
    head: [broadcast.title, b(page, 'rows.as_of', { by: official.name })],
    headings: [
      ...COLUMNS.map((column) => ({
        text: b(page, `rows.${column}`),
        type: column === 'number' ? ('number' as const) : ('text' as const),
      })),
      { text: b(page, 'rows.parts'), type: 'number' },
      { text: b(page, 'rows.cost'), type: 'vnd' },
    ],
    rows: rows.map((row) => [
      ...cellsOf(page, row).map((cell, i) => (i === 0 ? row.number : cell)),
      smsParts(row),
      cost(row),
    ]),
    totals: [...COLUMNS.map(() => null), sum(smsParts), sum(cost)],
    totalWord: b(page, 'rows.total'),
    foot: [
      price.confirmed
        ? b(page, 'rows.price', { price: money(price.least, page.language) })
        : b(page, 'rows.no_price', {
            least: money(price.least, page.language),
            most: money(price.most, page.language),
          }),
    ],
  }
  c.header('Cache-Control', 'no-store')
  c.header('Content-Disposition', `attachment; filename="${b(page, 'rows.file')}_${broadcast.code}.${as}"`)
  if (as === 'csv') return c.body(csvOf(paper), 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  return c.body(await workbookOf(paper), 200, { 'Content-Type': XLSX })
}
