/** Signing in: name and password, the code of an app, a first password by a one-time link. Plain forms that work without script. */
import type { Invitation, PasswordFault } from '../../service/accounts.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'

const s = (page: Page, key: string, values = {}) => page.say({ key: `sign-in:${key}`, values })

function Trouble({
  page,
  name,
  values = {},
}: {
  readonly page: Page
  readonly name: string | undefined
  values?: object
}) {
  return name === undefined ? null : (
    <p class="notice error" role="alert" data-trouble={name}>
      {s(page, `trouble.${name}`, values)}
    </p>
  )
}

export function SignInPage(props: {
  readonly page: Page
  readonly next: string
  readonly email: string
  readonly trouble?: string
  readonly minutes?: number
}) {
  const { page, next, email, trouble, minutes = 1 } = props
  return (
    <>
      <h1>{s(page, 'title')}</h1>
      <p class="lead">{s(page, 'lead')}</p>
      <Trouble page={page} name={trouble} values={{ count: minutes }} />
      <form method="post" action={page.href('/console/sign-in')} class="form" data-act="sign-in">
        <input type="hidden" name="next" value={next} />
        <label>
          <span>{s(page, 'email')}</span>
          <input type="email" name="email" value={email} autocomplete="username webauthn" required autofocus />
        </label>
        <label>
          <span>{s(page, 'password.label')}</span>
          <input type="password" name="password" autocomplete="current-password" required maxlength={512} />
        </label>
        <div class="acts">
          <button type="submit">{s(page, 'submit')}</button>
          <button type="button" class="quiet" data-passkey="sign-in" hidden>
            {s(page, 'with_passkey')}
          </button>
        </div>
        <p class="fault" data-passkey-fault hidden>
          {s(page, 'trouble.passkey')}
        </p>
      </form>
      <p class="soft">{s(page, 'lost')}</p>
      <script src="/console/passkey.js" defer></script>
    </>
  )
}

export function CodePage({
  page,
  next,
  trouble,
  minutes = 1,
}: {
  page: Page
  next: string
  trouble?: string
  minutes?: number
}) {
  return (
    <>
      <h1>{s(page, 'code.title')}</h1>
      <p class="lead">{s(page, 'code.lead')}</p>
      <Trouble page={page} name={trouble} values={{ count: minutes }} />
      <form method="post" action={page.href('/console/sign-in/code')} class="form" data-act="code">
        <input type="hidden" name="next" value={next} />
        <label>
          <span>{s(page, 'code.label')}</span>
          <input name="code" autocomplete="one-time-code" inputmode="text" required maxlength={20} autofocus />
        </label>
        <p class="hint">{s(page, 'code.hint')}</p>
        <button type="submit">{s(page, 'submit')}</button>
      </form>
    </>
  )
}

export function ProvePage(props: { page: Page; next: string; token: string; trouble?: string }) {
  const { page, next, token, trouble } = props
  return (
    <>
      <h1>{s(page, 'prove.title')}</h1>
      <p class="lead">{s(page, 'prove.lead')}</p>
      <Trouble page={page} name={trouble} />
      <form method="post" action={page.href('/console/prove')} class="form" data-act="prove">
        <input type="hidden" name={FORM_TOKEN} value={token} />
        <input type="hidden" name="next" value={next} />
        <label>
          <span>{s(page, 'password.label')}</span>
          <input type="password" name="password" autocomplete="current-password" required maxlength={512} autofocus />
        </label>
        <button type="submit">{s(page, 'prove.submit')}</button>
      </form>
    </>
  )
}

export function WelcomePage(props: {
  readonly page: Page
  readonly secret: string
  readonly invitation: Invitation
  readonly name: string
  readonly email: string
  readonly fault?: PasswordFault | 'taken' | 'missing'
}) {
  const { page, secret, invitation, name, email, fault } = props
  const { first, post } = invitation
  return (
    <>
      <h1>{s(page, first ? 'welcome.first' : 'welcome.title')}</h1>
      <p class="lead">{s(page, first ? 'welcome.first_lead' : 'welcome.lead')}</p>
      {fault !== undefined && (
        <p class="notice error" role="alert" data-trouble={fault}>
          {s(page, fault === 'taken' || fault === 'missing' ? `trouble.${fault}` : `password.${fault}`)}
        </p>
      )}
      <form method="post" action={page.href(`/console/welcome/${secret}`)} class="form" data-act="welcome">
        <label>
          <span>{s(page, 'name')}</span>
          <input name="name" value={post?.name ?? name} autocomplete="name" required maxlength={100} />
        </label>
        <label>
          <span>{s(page, 'email')}</span>
          <input
            type="email"
            name="email"
            value={post?.email ?? email}
            autocomplete="username"
            required
            readonly={post !== null}
            maxlength={200}
          />
        </label>
        <label>
          <span>{s(page, 'password.new')}</span>
          <input type="password" name="password" autocomplete="new-password" required maxlength={512} />
        </label>
        <p class="hint">{s(page, 'password.hint')}</p>
        <button type="submit">{s(page, 'welcome.submit')}</button>
      </form>
    </>
  )
}
