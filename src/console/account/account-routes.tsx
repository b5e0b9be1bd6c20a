/** `/console/account`: the signed-in official's own sign-in. */
import type { Context, Hono } from 'hono'
import type { AccountsDesk } from '../../service/accounts.ts'
import type { OfficialPhones } from '../../service/official-phones.ts'
import { type ConsoleEnv, formGuard, formToken, signedInOnly } from '../guard.ts'
import { PASSKEY_ADDRESS, PASSKEY_SCRIPT } from '../passkey-script.ts'
import { show } from '../show.tsx'
import { fields, onward } from '../sign-in/sign-in-routes.tsx'
import { AccountPage, CodesPage } from './account-page.tsx'

type C = Context<ConsoleEnv>

/** `phones`: undefined where no telephone can be linked. */
export function accountPages(app: Hono<ConsoleEnv>, desk: AccountsDesk, phones: OfficialPhones | undefined): void {
  app.get(PASSKEY_ADDRESS, (c) => {
    c.header('Cache-Control', 'public, max-age=3600')
    return c.body(PASSKEY_SCRIPT, 200, { 'Content-Type': 'text/javascript; charset=utf-8' })
  })

  app.get('/console/account', signedInOnly(), (c) => account(c))
  app.post('/console/account/:what', signedInOnly(), formGuard, async (c) => {
    const form = await fields(c)
    const request = c.req.raw
    switch (c.req.param('what')) {
      case 'password': {
        const outcome = await desk.changePassword(request, form.before ?? '', form.next ?? '')
        return typeof outcome === 'string' ? account(c, `password.${outcome}`) : done(c, outcome.cookies, 'password')
      }
      case 'codes': {
        const begun = await desk.beginCodes(request, form.password ?? '')
        if (begun === null) return account(c, 'password.wrong')
        const children = <CodesPage page={c.var.page} token={formToken(c)} {...begun} />
        return show(c, { title: say(c, 'account.codes_begin'), children })
      }
      case 'codes-confirm': {
        const outcome = await desk.confirmCodes(request, form.code ?? '')
        // The app's secret is not shown a second time: whoever mistyped begins anew.
        return outcome === null ? account(c, 'trouble.code_again') : done(c, outcome.cookies, 'codes_on')
      }
      case 'codes-off': {
        const outcome = await desk.endCodes(request, form.password ?? '')
        return outcome === null ? account(c, 'password.wrong') : done(c, outcome.cookies, 'codes_off')
      }
      case 'passkey-remove':
        await desk.removePasskey(request, form.id ?? '')
        return done(c, [], 'passkey_removed')
      case 'phone':
        return account(c, undefined, await phones?.linkCode(c.var.signedIn.official))
      case 'phone-remove':
        await phones?.unlink(c.var.signedIn.official, form.id ?? '')
        return onward(c, [], c.var.page.href('/console/account', { done: 'official:unlinked' }))
      default:
        return account(c)
    }
  })

  async function account(c: C, trouble?: string, code?: string): Promise<Response> {
    const { page, signedIn } = c.var
    const passkeys = await desk.passkeys(c.req.raw)
    const linked = phones === undefined ? null : await phones.list(signedIn.official)
    const children = (
      <AccountPage
        page={page}
        token={formToken(c)}
        official={signedIn.official}
        passkeys={passkeys}
        phones={linked === null ? null : { phones: linked, ...(code === undefined ? {} : { code }) }}
        {...(trouble === undefined ? {} : { trouble })}
      />
    )
    return show(c, { title: say(c, 'account.title'), status: trouble === undefined ? 200 : 400, children })
  }
}

const say = (c: C, key: string) => c.var.page.say({ key: `sign-in:${key}` })

function done(c: C, cookies: readonly string[], what: string): Response {
  return onward(c, cookies, c.var.page.href('/console/account', { done: `sign-in:${what}` }))
}
