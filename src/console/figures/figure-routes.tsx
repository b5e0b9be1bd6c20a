/** `/console/figures`: sums within the scope, for whoever reads cases; a file that leaves is in the audit log first. */
import type { Context, Hono } from 'hono'
import { may } from '../../core/official.ts'
import { placeName } from '../../service/desk-places.ts'
import { deliveryFigures, ratingFigures, reachFigures, stepFigures, WEEKS, type Weeks } from '../../service/figures.ts'
import { csvOf, workbookOf } from '../../service/paper-files.ts'
import type { Ports } from '../../service/ports.ts'
import { type ConsoleEnv, formGuard, formToken, signedInOnly } from '../guard.ts'
import type { PlaceOf } from '../overview/overview-words.ts'
import { show } from '../show.tsx'
import { fields } from '../sign-in/sign-in-routes.tsx'
import { f } from './figure-words.ts'
import { type Figured, FiguresPage, LOOKS } from './figures-page.tsx'
import { saidFigures } from './said-figures.ts'

type C = Context<ConsoleEnv>
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function figurePages(app: Hono<ConsoleEnv>, ports: Ports): void {
  const placeOf: PlaceOf = (commune, province) => placeName(ports, commune, province) ?? ''

  app.get('/console/figures', signedInOnly('read_cases'), async (c) => {
    const { page, signedIn } = c.var
    const asked = askedIn(c.req.query())
    const token = may(signedIn.official.role, 'export') ? formToken(c) : null
    const figured = await counted(c, asked)
    const body = <FiguresPage page={page} figured={figured} weeks={asked.weeks} placeOf={placeOf} token={token} />
    return show(c, { title: f(page, 'title'), section: 'figures', children: body })
  })

  app.post('/console/figures/file', signedInOnly('export'), formGuard, async (c) => {
    const form = await fields(c)
    const asked = askedIn(form)
    const as = form.as === 'csv' ? 'csv' : 'xlsx'
    const { page, signedIn } = c.var
    const { id, name, scope } = signedIn.official
    const place = placeOf(scope.communes[0] ?? null, scope.provinces[0] ?? null)
    const said = saidFigures(page, await counted(c, asked), { weeks: asked.weeks, place, by: name, placeOf })
    await ports.store.audit.append(id, 'figures_taken', { ...asked, as, rows: said.rows.length }, ports.now())
    c.header('Cache-Control', 'no-store')
    c.header('Content-Disposition', `attachment; filename="${f(page, `${asked.look}.file`)}_${page.today}.${as}"`)
    if (as === 'csv') return c.body(csvOf(said), 200, { 'Content-Type': 'text/csv; charset=utf-8' })
    return c.body(await workbookOf(said), 200, { 'Content-Type': XLSX })
  })

  async function counted(c: C, { look, weeks }: Asked): Promise<Figured> {
    const { official } = c.var.signedIn
    switch (look) {
      case 'steps':
        return { look, figures: await stepFigures(ports, official, weeks) }
      case 'delivery':
        return { look, figures: await deliveryFigures(ports, official, weeks) }
      case 'ratings':
        return { look, figures: await ratingFigures(ports, official, weeks) }
      case 'reach':
        return { look, figures: await reachFigures(ports, official) }
    }
  }
}

interface Asked {
  readonly look: Figured['look']
  readonly weeks: Weeks
}

/** Unknown words fall back to what is usual. */
function askedIn(given: Readonly<Record<string, string>>): Asked {
  return {
    look: LOOKS.find((look) => look === given.look) ?? 'steps',
    weeks: WEEKS.find((weeks) => String(weeks) === given.weeks) ?? WEEKS[1],
  }
}
