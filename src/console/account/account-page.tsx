/** `/console/account`: an official's own password, codes and passkeys. */
import { renderSVG } from 'uqr'
import type { Official } from '../../core/official.ts'
import type { Passkey } from '../../service/accounts.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'
import { PhonesSection, type PhonesShown } from './phones-section.tsx'

const s = (page: Page, key: string, values = {}) => page.say({ key: `sign-in:${key}`, values })

export interface AccountPageProps {
  readonly page: Page
  readonly token: string
  readonly official: Official
  readonly passkeys: readonly Passkey[]
  /** Null where no telephone can be linked. */
  readonly phones: PhonesShown | null
  /** Text key of what went wrong. */
  readonly trouble?: string
}

export function AccountPage({ page, token, official, passkeys, phones, trouble }: AccountPageProps) {
  const act = (what: string) => page.href(`/console/account/${what}`)
  const password = (label: string, name: string, autocomplete: string) => (
    <label>
      <span>{s(page, label)}</span>
      <input type="password" name={name} autocomplete={autocomplete} required maxlength={512} />
    </label>
  )
  return (
    <>
      <h1>{s(page, 'account.title')}</h1>
      <dl class="facts">
        <dt>{s(page, 'name')}</dt>
        <dd>{official.name}</dd>
        <dt>{s(page, 'email')}</dt>
        <dd>{official.email}</dd>
        <dt>{s(page, 'role')}</dt>
        <dd>{page.say({ key: `staff:roles.${official.role}` })}</dd>
      </dl>
      {trouble !== undefined && (
        <p class="notice error" role="alert" data-trouble={trouble}>
          {s(page, trouble)}
        </p>
      )}
      <section>
        <h2>{s(page, 'account.codes')}</h2>
        <p>{s(page, official.secondFactor ? 'account.codes_on' : 'account.codes_off')}</p>
        <form method="post" action={act(official.secondFactor ? 'codes-off' : 'codes')} class="form" data-act="codes">
          <input type="hidden" name={FORM_TOKEN} value={token} />
          {password('password.label', 'password', 'current-password')}
          <button type="submit" class={official.secondFactor ? 'danger' : undefined}>
            {s(page, official.secondFactor ? 'account.codes_end' : 'account.codes_begin')}
          </button>
        </form>
      </section>
      <section>
        <h2>{s(page, 'account.passkeys')}</h2>
        <p>{s(page, 'account.passkeys_lead')}</p>
        {passkeys.length > 0 && (
          <ol class="lines">
            {passkeys.map(({ id, name }) => (
              <li>
                <form method="post" action={act('passkey-remove')} class="acts">
                  <input type="hidden" name={FORM_TOKEN} value={token} />
                  <input type="hidden" name="id" value={id} />
                  <b>{name === '' ? s(page, 'account.passkey_unnamed') : name}</b>
                  <button type="submit" class="danger">
                    {s(page, 'account.passkey_remove')}
                  </button>
                </form>
              </li>
            ))}
          </ol>
        )}
        <div class="form">
          <label>
            <span>{s(page, 'account.passkey_name')}</span>
            <input name="passkey_name" maxlength={60} />
          </label>
          <button type="button" class="quiet" data-passkey="add" data-name={s(page, 'account.passkey_unnamed')} hidden>
            {s(page, 'account.passkey_add')}
          </button>
          <p class="fault" data-passkey-fault hidden>
            {s(page, 'trouble.passkey')}
          </p>
        </div>
      </section>
      {phones !== null && <PhonesSection page={page} token={token} {...phones} />}
      <section>
        <h2>{s(page, 'account.password')}</h2>
        <form method="post" action={act('password')} class="form" data-act="password">
          <input type="hidden" name={FORM_TOKEN} value={token} />
          {password('password.now', 'before', 'current-password')}
          {password('password.new', 'next', 'new-password')}
          <p class="hint">{s(page, 'password.hint')}</p>
          <button type="submit">{s(page, 'account.password_change')}</button>
        </form>
      </section>
      <script src="/console/passkey.js" defer></script>
    </>
  )
}

/** The address of the app as a picture, and the paper codes: shown once. */
export function CodesPage(props: {
  readonly page: Page
  readonly token: string
  readonly uri: string
  readonly paper: readonly string[]
  readonly trouble?: boolean
}) {
  const { page, token, uri, paper, trouble = false } = props
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  return (
    <>
      <h1>{s(page, 'account.codes_begin')}</h1>
      <p class="lead">{s(page, 'codes.lead')}</p>
      {trouble && (
        <p class="notice error" role="alert" data-trouble="code">
          {s(page, 'trouble.code')}
        </p>
      )}
      <p>
        <img
          src={`data:image/svg+xml;base64,${btoa(renderSVG(uri, { pixelSize: 6 }))}`}
          alt={s(page, 'codes.picture')}
          width="240"
          height="240"
        />
      </p>
      <p>
        {s(page, 'codes.by_hand')} <code data-secret>{secret}</code>
      </p>
      <section>
        <h2>{s(page, 'codes.paper')}</h2>
        <p>{s(page, 'codes.paper_lead')}</p>
        <ul class="columns">
          {paper.map((code) => (
            <li>
              <code>{code}</code>
            </li>
          ))}
        </ul>
      </section>
      <form method="post" action={page.href('/console/account/codes-confirm')} class="form" data-act="codes-confirm">
        <input type="hidden" name={FORM_TOKEN} value={token} />
        <label>
          <span>{s(page, 'code.label')}</span>
          <input name="code" autocomplete="one-time-code" inputmode="numeric" required maxlength={10} />
        </label>
        <button type="submit">{s(page, 'codes.confirm')}</button>
      </form>
    </>
  )
}
