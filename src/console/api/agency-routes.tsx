/** `/console/api`: administrators let programs of other agencies in and end them; each act needs a password given within five minutes. */
import type { Context, Hono, MiddlewareHandler } from 'hono'
import { type MadeToken, makeToken, revokeToken, type TokenForm } from '../../service/api-tokens.ts'
import { placeName } from '../../service/desk-places.ts'
import type { Ports } from '../../service/ports.ts'
import { type ConsoleEnv, formGuard, formToken, isFresh, proveAgainAddress, signedInOnly } from '../guard.ts'
import { missing, show } from '../show.tsx'
import { AgencyPage, type AgencyPageProps } from './agency-page.tsx'

type C = Context<ConsoleEnv>

export function agencyPages(app: Hono<ConsoleEnv>, ports: Ports): void {
  const admin = signedInOnly('manage_officials')
  /** A session left open on a desk must not let a program in. */
  const fresh: MiddlewareHandler<ConsoleEnv> = (c, next) =>
    isFresh(c, ports.now()) ? next() : Promise.resolve(c.redirect(proveAgainAddress(c), 303))

  app.get('/console/api', admin, (c) => page(c))

  app.post('/console/api', admin, formGuard, fresh, async (c) => {
    const form = await tokenForm(c)
    return page(c, form, await makeToken(ports, c.var.signedIn.official, form))
  })

  app.post('/console/api/:id/:what', admin, formGuard, fresh, async (c) => {
    const { id, what } = c.req.param()
    if (what !== 'revoke') return missing(c)
    if ((await revokeToken(ports, c.var.signedIn.official, id)) === 'missing') return missing(c)
    return c.redirect(c.var.page.href('/console/api', { done: 'api:revoke' }), 303)
  })

  async function page(c: C, typed?: TokenForm, made?: MadeToken): Promise<Response> {
    const now = ports.now()
    const tokens = await ports.store.api.tokens()
    const props: AgencyPageProps = {
      ...{ page: c.var.page, token: formToken(c), now, placeOf },
      tokens,
      ...(typed !== undefined && made !== undefined && 'trouble' in made ? { typed, trouble: made.trouble } : {}),
      ...(made !== undefined && 'secret' in made && typed !== undefined
        ? { made: { secret: made.secret, agency: typed.agency } }
        : {}),
    }
    const title = c.var.page.say({ key: 'api:title' })
    const status = props.trouble === undefined ? 200 : 400
    return show(c, { title, section: 'staff', status, children: <AgencyPage {...props} /> })
  }

  function placeOf({ communes, provinces }: { communes: readonly string[]; provinces: readonly string[] }): string {
    const names = [
      ...communes.map((code) => placeName(ports, code) ?? code),
      ...provinces.map((code) => placeName(ports, null, code) ?? code),
    ]
    return names.length === 0 ? '—' : names.join('; ')
  }
}

async function tokenForm(c: C): Promise<TokenForm> {
  const form = await c.req.formData()
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  return {
    agency: text('agency'),
    scopes: form.getAll('scope').filter((one) => typeof one === 'string'),
    places: text('places')
      .split(/[\s,;]+/)
      .filter((code) => code !== ''),
    months: text('months'),
  }
}
