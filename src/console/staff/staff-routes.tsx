/** `/console/staff`: administrators invite and change officials; each act needs a password given within five minutes. */
import type { Context, Hono, MiddlewareHandler } from 'hono'
import { ROLES, type Role } from '../../core/official.ts'
import type { AccountsDesk, Post } from '../../service/accounts.ts'
import { placeName } from '../../service/desk-places.ts'
import type { Ports } from '../../service/ports.ts'
import { type ConsoleEnv, formGuard, formToken, isFresh, proveAgainAddress, signedInOnly } from '../guard.ts'
import { missing, show } from '../show.tsx'
import { fields } from '../sign-in/sign-in-routes.tsx'
import { OfficialPage, StaffPage, type StaffPageProps } from './staff-page.tsx'

type C = Context<ConsoleEnv>

export function staffPages(app: Hono<ConsoleEnv>, ports: Ports, desk: AccountsDesk, origin: () => string): void {
  const admin = signedInOnly('manage_officials')
  /** A session left open on a desk must not make an administrator. */
  const fresh: MiddlewareHandler<ConsoleEnv> = (c, next) =>
    isFresh(c, ports.now()) ? next() : Promise.resolve(c.redirect(proveAgainAddress(c), 303))

  app.get('/console/staff', signedInOnly('manage_organisation'), async (c, next) => {
    // Whoever manages only the office's own words goes there.
    if (c.var.signedIn.official.role !== 'administrator')
      return c.redirect(c.var.page.href('/console/organisation'), 303)
    return next()
  })
  app.get('/console/staff', admin, (c) => staff(c))

  app.post('/console/staff', admin, formGuard, fresh, async (c) => {
    const form = await fields(c)
    const post = postOf(form)
    if (typeof post === 'string') return staff(c, { trouble: post, typed: form })
    const secret = await desk.invite(c.var.signedIn.official, post)
    if (typeof secret !== 'string') return staff(c, { trouble: secret.refused, typed: form })
    return staff(c, { link: `${origin()}/console/welcome/${secret}` })
  })

  app.get('/console/staff/:id', admin, async (c) => one(c))

  app.post('/console/staff/:id/:what', admin, formGuard, fresh, async (c) => {
    const { official } = c.var.signedIn
    const { id, what } = c.req.param()
    if (what === 'reset') {
      const secret = await desk.reset(official, id)
      return secret === null ? missing(c) : staff(c, { link: `${origin()}/console/welcome/${secret}` })
    }
    const outcome =
      what === 'disable' || what === 'enable'
        ? await desk.disable(official, id, what === 'disable')
        : what === 'change'
          ? await change(c, id)
          : 'missing'
    if (outcome === 'missing') return missing(c)
    if (outcome !== 'done') return one(c, outcome)
    return c.redirect(c.var.page.href('/console/staff', { done: `staff:${what}` }), 303)
  })

  async function change(c: C, id: string) {
    const post = postOf({ ...(await fields(c)), email: 'kept@as.is' })
    return typeof post === 'string' ? post : desk.change(c.var.signedIn.official, id, post)
  }

  function postOf(form: Readonly<Record<string, string>>): Post | string {
    const { name = '', email = '', role = '', communes = '' } = form
    if (name.trim() === '' || !/^\S+@\S+\.\S+$/.test(email.trim())) return 'incomplete'
    if (!isRole(role)) return 'role'
    const codes = communes.split(/[\s,;]+/).filter((code) => code !== '')
    const places = ports.talk.places
    const wrong = codes.find((code) => code !== 'demo' && !places.communes.has(code) && !places.provinces.has(code))
    if (wrong !== undefined) return 'commune'
    const needsPlace = role !== 'administrator' && role !== 'policy_staff'
    if (needsPlace && codes.length === 0) return 'no_commune'
    return {
      ...{ name: name.trim(), email: email.trim(), role },
      communes: codes.filter((code) => code.length !== 2),
      provinces: codes.filter((code) => code.length === 2),
    }
  }

  async function staff(c: C, more: Partial<StaffPageProps> = {}): Promise<Response> {
    const { page, signedIn } = c.var
    const list = await desk.list(signedIn.official)
    const children = (
      <StaffPage page={page} token={formToken(c)} me={signedIn.official} list={list} placeOf={placesOf} {...more} />
    )
    const status = more.trouble === undefined ? 200 : 400
    return show(c, { title: page.say({ key: 'staff:title' }), section: 'staff', status, children })
  }

  async function one(c: C, trouble?: string): Promise<Response> {
    const { page, signedIn } = c.var
    const found = (await desk.list(signedIn.official)).find(({ id }) => id === c.req.param('id'))
    if (!found) return missing(c)
    const children = (
      <OfficialPage
        page={page}
        token={formToken(c)}
        one={found}
        isMe={found.id === signedIn.official.id}
        {...(trouble === undefined ? {} : { trouble })}
      />
    )
    return show(c, { title: found.name, section: 'staff', status: trouble === undefined ? 200 : 400, children })
  }

  function placesOf({ communes, provinces }: Pick<Post, 'communes' | 'provinces'>): string {
    const names = [
      ...communes.map((code) => placeName(ports, code) ?? code),
      ...provinces.map((code) => placeName(ports, null, code) ?? code),
    ]
    return names.length === 0 ? '—' : names.join('; ')
  }
}

function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text)
}
