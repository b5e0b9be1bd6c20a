/** `/console/papers` and the files: every file that leaves is in the audit log first, with who, what and how many rows. */
import type { Context, Hono } from 'hono'
import { isDay } from '../../core/day.ts'
import { communesIn, placeName } from '../../service/desk-places.ts'
import { csvOf, type SaidPaper, workbookOf } from '../../service/paper-files.ts'
import { inForm } from '../../service/paper-forms.ts'
import { PAPERS, type PaperAsked, paperOf } from '../../service/papers.ts'
import type { Ports } from '../../service/ports.ts'
import { type ConsoleEnv, formGuard, formToken, signedInOnly } from '../guard.ts'
import { show } from '../show.tsx'
import { fields } from '../sign-in/sign-in-routes.tsx'
import { PapersPage } from './papers-page.tsx'
import { printDocument } from './print-page.tsx'
import { saidPaper } from './said-paper.ts'

type C = Context<ConsoleEnv>
const ORDERS = ['place', 'score', 'newest'] as const
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function paperPages(app: Hono<ConsoleEnv>, ports: Ports): void {
  app.get('/console/papers', signedInOnly('export'), async (c) => {
    const { page, signedIn } = c.var
    const query = c.req.query()
    const asked = askedIn(ports, query)
    const trouble = [query.from_day, query.to_day].some((day) => day !== undefined && day !== '' && !isDay(day))
      ? 'day'
      : undefined
    const { said, events } = await made(c, asked)
    const children = (
      <PapersPage
        page={page}
        token={formToken(c)}
        asked={asked}
        communes={communesIn(ports, signedIn.official.scope)}
        events={events}
        forms={ports.forms ?? []}
        paper={said}
        {...(trouble === undefined ? {} : { trouble })}
      />
    )
    return show(c, {
      title: page.say({ key: 'papers:title' }),
      section: 'papers',
      status: trouble ? 400 : 200,
      children,
    })
  })

  app.post('/console/papers/file', signedInOnly('export'), formGuard, async (c) => {
    const form = await fields(c)
    const asked = askedIn(ports, form)
    const as = form.as === 'csv' || form.as === 'print' ? form.as : 'xlsx'
    const { said } = await made(c, asked)
    const { official } = c.var.signedIn
    const what = {
      paper: asked.form ?? asked.kind,
      as,
      rows: said.rows.length,
      commune: asked.commune ?? null,
      event: asked.disaster ?? null,
    }
    await ports.store.audit.append(official.id, 'paper_taken', what, ports.now())
    c.header('Cache-Control', 'no-store')
    if (as === 'print') return c.html(printDocument(c.var.page, said))
    c.header('Content-Disposition', `attachment; filename="${fileName(c, asked)}.${as}"`)
    if (as === 'csv') return c.body(csvOf(said), 200, { 'Content-Type': 'text/csv; charset=utf-8' })
    return c.body(await workbookOf(said), 200, { 'Content-Type': XLSX })
  })

  async function made(
    c: C,
    asked: PaperAsked,
  ): Promise<{ said: SaidPaper; events: readonly { id: string; name: string }[] }> {
    const { page, signedIn } = c.var
    const { official } = signedIn
    const events = (await ports.store.disasters.list(official.scope)).map(({ id, name }) => ({ id, name }))
    // An event of somebody else's communes is no event here.
    const disaster = events.find(({ id }) => id === asked.disaster)
    const { disaster: _, ...rest } = asked
    const known = disaster ? { ...rest, disaster: disaster.id } : rest
    const paper = await paperOf(ports, official, known, page.today)
    const [only] = official.scope.communes
    const place = placeName(ports, asked.commune ?? only ?? null, official.scope.provinces[0] ?? null) ?? ''
    const said = saidPaper(page, paper, known, { place, event: disaster?.name, by: official.name })
    const form = ports.forms?.find((one) => one.form === asked.form)
    const note = page.say({ key: 'papers:no_source' })
    return { said: form ? inForm(form, paper, said, note) : said, events }
  }

  function fileName(c: C, { kind, commune, form }: PaperAsked): string {
    const place =
      commune ?? c.var.signedIn.official.scope.communes[0] ?? c.var.signedIn.official.scope.provinces[0] ?? 'vn'
    return [form ?? c.var.page.say({ key: `papers:${kind}.file` }), place, c.var.page.today].join('_')
  }
}

/** Unknown words fall back to what is usual; a bad day is left out and said. */
function askedIn({ forms = [] }: Ports, given: Readonly<Record<string, string>>): PaperAsked {
  const months = Number(given.months)
  const form = forms.find((one) => one.form === given.paper)
  return {
    kind: form?.paper ?? PAPERS.find((kind) => kind === given.paper) ?? 'households',
    ...(form ? { form: form.form } : {}),
    ...(given.event ? { disaster: given.event } : {}),
    ...(given.commune ? { commune: given.commune } : {}),
    ...(given.from_day && isDay(given.from_day) ? { from: given.from_day } : {}),
    ...(given.to_day && isDay(given.to_day) ? { to: given.to_day } : {}),
    months: [1, 2, 3].includes(months) ? months : 1,
    order: ORDERS.find((order) => order === given.order) ?? 'place',
  }
}
