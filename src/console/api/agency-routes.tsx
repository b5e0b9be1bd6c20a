/** `/console/api`: administrators let programs of other agencies in and end them; each act needs a password given within five minutes. */
import type { Context, Hono, MiddlewareHandler } from 'hono'
import { type MadeToken, makeToken, revokeToken, type TokenForm } from '../../service/api-tokens.ts'
import { placeName } from '../../service/desk-places.ts'
import { actOnHook, HOOK_ACTS, type HookForm, listHooks, type MadeHook, makeHook } from '../../service/hook-desk.ts'
import type { Ports } from '../../service/ports.ts'
import { type ConsoleEnv, formGuard, formToken, isFresh, proveAgainAddress, signedInOnly } from '../guard.ts'
import { missing, show } from '../show.tsx'
import { AgencyPage, type AgencyPageProps, type ShownForm } from './agency-page.tsx'

type C = Context<ConsoleEnv>

export function agencyPages(app: Hono<ConsoleEnv>, ports: Ports): void {
  const admin = signedInOnly('manage_officials')
  /** A session left open on a desk must not let a program in. */
  const fresh: MiddlewareHandler<ConsoleEnv> = (c, next) =>
    isFresh(c, ports.now()) ? next() : Promise.resolve(c.redirect(proveAgainAddress(c), 303))

  app.get('/console/api', admin, (c) => page(c))

  app.post('/console/api', admin, formGuard, fresh, async (c) => {
    const typed = await tokenForm(c)
    return page(c, { typed, made: await makeToken(ports, c.var.signedIn.official, typed) })
  })

  app.post('/console/api/:id/:what', admin, formGuard, fresh, async (c) => {
    const { id, what } = c.req.param()
    if (what !== 'revoke') return missing(c)
    if ((await revokeToken(ports, c.var.signedIn.official, id)) === 'missing') return missing(c)
    return c.redirect(c.var.page.href('/console/api', { done: 'api:revoke' }), 303)
  })

  app.post('/console/api/hooks', admin, formGuard, fresh, async (c) => {
    const typed = await hookForm(c)
    return page(c, {}, { typed, made: await makeHook(ports, c.var.signedIn.official, typed) })
  })

  app.post('/console/api/hooks/:id/:what', admin, formGuard, fresh, async (c) => {
    const { id, what } = c.req.param()
    const act = HOOK_ACTS.find((one) => one === what)
    if (act === undefined) return missing(c)
    if ((await actOnHook(ports, c.var.signedIn.official, id, act)) === 'missing') return missing(c)
    return c.redirect(c.var.page.href('/console/api', { done: `api:${act}` }), 303)
  })

  async function page(c: C, token: Sent<TokenForm, MadeToken> = {}, hook: Sent<HookForm, MadeHook> = {}) {
    const now = ports.now()
    const [tokens, hooks] = await Promise.all([ports.store.api.tokens(), listHooks(ports)])
    const props: AgencyPageProps = {
      ...{ page: c.var.page, token: formToken(c), now, placeOf, tokens, hooks },
      tokenForm: shownForm(token),
      hookForm: shownForm(hook),
    }
    const title = c.var.page.say({ key: 'api:title' })
    const failed = props.tokenForm.trouble ?? props.hookForm.trouble
    const status = failed === undefined ? 200 : 400
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

/** A form as it was sent, and what came of it. */
interface Sent<F, M> {
  readonly typed?: F
  readonly made?: M
}

/** Of a form that succeeded the secret, of one that did not what was typed. */
function shownForm<F extends { readonly agency: string }>({
  typed,
  made,
}: Sent<F, MadeToken | MadeHook>): ShownForm<F> {
  if (typed === undefined || made === undefined) return {}
  return 'trouble' in made ? { typed, trouble: made.trouble } : { made: { secret: made.secret, agency: typed.agency } }
}

async function tokenForm(c: C): Promise<TokenForm> {
  const form = await c.req.formData()
  return {
    agency: textOf(form, 'agency'),
    scopes: manyOf(form, 'scope'),
    places: placesIn(form),
    months: textOf(form, 'months'),
  }
}

async function hookForm(c: C): Promise<HookForm> {
  const form = await c.req.formData()
  return {
    agency: textOf(form, 'agency'),
    url: textOf(form, 'url'),
    topics: manyOf(form, 'topic'),
    places: placesIn(form),
  }
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

function manyOf(form: FormData, name: string): readonly string[] {
  return form.getAll(name).filter((one) => typeof one === 'string')
}

function placesIn(form: FormData): readonly string[] {
  return textOf(form, 'places')
    .split(/[\s,;]+/)
    .filter((code) => code !== '')
}
