/** `/console/organisation`: edited by leaders for their commune, by administrators for all. */
import type { Context, Hono } from 'hono'
import { dutyLines, organisationsFor, saveOrganisation } from '../../service/organisation-desk.ts'
import type { Ports } from '../../service/ports.ts'
import { type ConsoleEnv, formGuard, formToken, signedInOnly } from '../guard.ts'
import { missing, show } from '../show.tsx'
import { fields } from '../sign-in/sign-in-routes.tsx'
import { OrganisationPage, type OrganisationPageProps } from './organisation-page.tsx'

type C = Context<ConsoleEnv>

export function organisationPages(app: Hono<ConsoleEnv>, ports: Ports): void {
  const leaders = signedInOnly('manage_organisation')
  app.get('/console/organisation', leaders, (c) => page(c))
  app.post('/console/organisation/:code', leaders, formGuard, async (c) => {
    const { name = '', desk = '', hours = '', phone = '', price = '', duty = '' } = await fields(c)
    const code = c.req.param('code')
    const form = { name, desk, hours, phone, price, duty }
    const outcome = await saveOrganisation(ports, c.var.signedIn.official, code, form)
    if (outcome === 'missing') return missing(c)
    if (outcome === 'done')
      return c.redirect(c.var.page.href('/console/organisation', { done: 'staff:organisation' }), 303)
    return page(c, { code, name: outcome.trouble, line: outcome.line })
  })

  async function page(c: C, trouble?: OrganisationPageProps['trouble']): Promise<Response> {
    const list = await organisationsFor(ports, c.var.signedIn.official)
    const children = (
      <OrganisationPage
        page={c.var.page}
        token={formToken(c)}
        list={list.map((organisation) => ({ organisation, duty: dutyLines(organisation) }))}
        {...(trouble === undefined ? {} : { trouble })}
      />
    )
    const title = c.var.page.say({ key: 'staff:organisation.title' })
    return show(c, { title, section: 'staff', status: trouble === undefined ? 200 : 400, children })
  }
}
