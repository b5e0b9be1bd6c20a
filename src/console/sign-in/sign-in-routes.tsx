/** `/console/sign-in`, its code, signing out, proving again, and the one-time links. Forms of strangers are believed only from our own pages. */
import type { Context, Hono } from 'hono'
import type { AccountsDesk, Cookies } from '../../service/accounts.ts'
import { type ConsoleEnv, formGuard, formToken, samePageOnly, signedInOnly } from '../guard.ts'
import { missing, show } from '../show.tsx'
import { TroublePage } from '../trouble-page.tsx'
import { nextPage } from './next-page.ts'
import { CodePage, ProvePage, SignInPage, WelcomePage } from './sign-in-pages.tsx'

type C = Context<ConsoleEnv>
const MINUTE_MS = 60_000

export function signInPages(app: Hono<ConsoleEnv>, desk: AccountsDesk): void {
  const say = (c: C, key: string) => c.var.page.say({ key: `sign-in:${key}` })

  app.get('/console/sign-in', (c) => {
    const children = <SignInPage page={c.var.page} next={nextPage(c.req.query('next'))} email="" />
    return show(c, { title: say(c, 'title'), children })
  })

  app.post('/console/sign-in', samePageOnly, async (c) => {
    const form = await fields(c)
    const next = nextPage(form.next)
    const outcome = await desk.signIn(c.req.raw, form.email ?? '', form.password ?? '')
    if (outcome.kind === 'in') return onward(c, outcome.cookies, next)
    if (outcome.kind === 'code')
      return onward(
        c,
        outcome.cookies,
        c.var.page.href('/console/sign-in/code', { next: next === '/console' ? undefined : next }),
      )
    const minutes = outcome.kind === 'wait' ? Math.max(1, Math.ceil(outcome.ms / MINUTE_MS)) : 1
    const children = (
      <SignInPage page={c.var.page} next={next} email={form.email ?? ''} trouble={outcome.kind} minutes={minutes} />
    )
    return show(c, { title: say(c, 'title'), status: outcome.kind === 'wait' ? 429 : 401, children })
  })

  app.get('/console/sign-in/code', (c) =>
    show(c, {
      title: say(c, 'code.title'),
      children: <CodePage page={c.var.page} next={nextPage(c.req.query('next'))} />,
    }),
  )

  app.post('/console/sign-in/code', samePageOnly, async (c) => {
    const form = await fields(c)
    const next = nextPage(form.next)
    const outcome = await desk.giveCode(c.req.raw, form.code ?? '')
    if (outcome.kind === 'in') return onward(c, outcome.cookies, next)
    const wait = outcome.kind === 'wait'
    const minutes = wait ? Math.max(1, Math.ceil(outcome.ms / MINUTE_MS)) : 1
    const children = <CodePage page={c.var.page} next={next} trouble={wait ? 'wait' : 'code'} minutes={minutes} />
    return show(c, { title: say(c, 'code.title'), status: wait ? 429 : 401, children })
  })

  app.post('/console/sign-out', signedInOnly(), formGuard, async (c) =>
    onward(c, await desk.signOut(c.req.raw), '/console/sign-in'),
  )

  app.get('/console/prove', signedInOnly(), (c) =>
    show(c, {
      title: say(c, 'prove.title'),
      children: <ProvePage page={c.var.page} next={nextPage(c.req.query('next'))} token={formToken(c)} />,
    }),
  )

  app.post('/console/prove', signedInOnly(), formGuard, async (c) => {
    const form = await fields(c)
    const next = nextPage(form.next)
    if (await desk.prove(c.req.raw, form.password ?? '')) return c.redirect(next, 303)
    const children = <ProvePage page={c.var.page} next={next} token={formToken(c)} trouble="wrong" />
    return show(c, { title: say(c, 'prove.title'), status: 401, children })
  })

  app.get('/console/welcome/:secret', async (c) => {
    const invitation = await desk.invitation(c.req.param('secret'))
    if (invitation === null) return gone(c)
    const children = (
      <WelcomePage page={c.var.page} secret={c.req.param('secret')} invitation={invitation} name="" email="" />
    )
    return show(c, { title: say(c, 'welcome.title'), children })
  })

  app.post('/console/welcome/:secret', samePageOnly, async (c) => {
    const secret = c.req.param('secret')
    const { name = '', email = '', password = '' } = await fields(c)
    const invitation = await desk.invitation(secret)
    if (invitation === null) return gone(c)
    const complete = name.trim() !== '' && (invitation.post !== null || /^\S+@\S+\.\S+$/.test(email.trim()))
    const outcome = complete
      ? await desk.accept(secret, { name: name.trim(), email: email.trim(), password })
      : 'missing'
    if (outcome === 'done') return c.redirect(c.var.page.href('/console/sign-in', { done: 'sign-in:welcome' }), 303)
    if (outcome === 'gone') return gone(c)
    const children = (
      <WelcomePage
        page={c.var.page}
        secret={secret}
        invitation={invitation}
        name={name}
        email={email}
        fault={outcome}
      />
    )
    return show(c, { title: say(c, 'welcome.title'), status: 400, children })
  })

  app.all('/console/auth/*', async (c) => (await desk.handle(c.req.raw)) ?? missing(c))

  function gone(c: C) {
    const title = say(c, 'welcome.gone')
    const children = <TroublePage page={c.var.page} title={title} sentence={say(c, 'welcome.gone_lead')} />
    return show(c, { title, status: 404, children })
  }
}

/** One text a name; a form that sends two of one name means the first. */
export async function fields(c: C): Promise<Readonly<Record<string, string>>> {
  const form = await c.req.formData()
  return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
}

export function onward(c: C, cookies: Cookies, to: string): Response {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
  return c.redirect(to, 303)
}
