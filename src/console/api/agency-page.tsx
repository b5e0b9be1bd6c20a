/** `/console/api`: tokens of agencies, what each may do and where, and the form for a new one. The token itself is shown once. */
import { API_SCOPES, type ApiToken } from '../../core/api.ts'
import { vietnamDay } from '../../core/day.ts'
import type { TextValues } from '../../core/reply.ts'
import { TOKEN_MONTHS, type TokenForm } from '../../service/api-tokens.ts'
import type { HookForm, HookLine } from '../../service/hook-desk.ts'
import { clock, instant } from '../cases/case-words.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'
import { HookSection } from './hook-section.tsx'

const t = (page: Page, key: string, values: TextValues = {}) => page.say({ key: `api:${key}`, values })

export interface AgencyPageProps {
  readonly page: Page
  readonly token: string
  readonly now: number
  readonly tokens: readonly ApiToken[]
  readonly placeOf: (where: Pick<ApiToken, 'communes' | 'provinces'>) => string
  readonly hooks: readonly HookLine[]
  readonly tokenForm: ShownForm<TokenForm>
  readonly hookForm: ShownForm<HookForm>
}

/** What came of a form: a secret that is shown this once, or what was typed and why it was refused. */
export interface ShownForm<F> {
  readonly made?: { readonly secret: string; readonly agency: string }
  readonly trouble?: string
  readonly typed?: F
}

export function AgencyPage(props: AgencyPageProps) {
  const { page, token, now, tokens, hooks, placeOf, hookForm } = props
  const { made, trouble = hookForm.trouble, typed } = props.tokenForm
  return (
    <>
      <p class="crumb">
        <a href={page.href('/console/staff')}>{page.say({ key: 'staff:title' })}</a> › {t(page, 'title')}
      </p>
      <h1>{t(page, 'title')}</h1>
      <p>{t(page, 'lead')}</p>
      {trouble !== undefined && (
        <p class="notice error" role="alert" data-trouble={trouble}>
          {t(page, `trouble.${trouble}`)}
        </p>
      )}
      {made !== undefined && (
        <div class="notice ok" role="status" data-made>
          <p>{t(page, 'made', { agency: made.agency })}</p>
          <p>
            <code>{made.secret}</code>
          </p>
        </div>
      )}
      <p>
        <a href={page.href('/console/api/reference')}>{t(page, 'reference.open')}</a>
      </p>
      {tokens.length === 0 ? (
        <div class="empty">
          <h2>{t(page, 'none')}</h2>
          <p>{t(page, 'none_hint')}</p>
        </div>
      ) : (
        <ol class="lines">
          {tokens.map((one) => (
            <TokenLine page={page} token={token} now={now} one={one} place={placeOf(one)} />
          ))}
        </ol>
      )}
      <section>
        <h2>{t(page, 'new')}</h2>
        <TokenFields page={page} token={token} {...(typed === undefined ? {} : { typed })} />
      </section>
      <HookSection page={page} token={token} hooks={hooks} placeOf={placeOf} form={hookForm} />
    </>
  )
}

function TokenLine(props: {
  readonly page: Page
  readonly token: string
  readonly now: number
  readonly one: ApiToken
  readonly place: string
}) {
  const { page, token, now, one, place } = props
  const state = one.revokedAt !== null ? 'revoked' : one.expiresAt <= now ? 'expired' : 'active'
  return (
    <li data-row data-token={one.id}>
      <h2>{one.agency}</h2>
      <p class="marks">
        <span class={`mark ${state === 'active' ? 'good' : 'bad'}`}>{t(page, `state.${state}`)}</span>
        {one.scopes.map((scope) => (
          <span class="mark">{scope}</span>
        ))}
      </p>
      <p class="soft">
        {place} · {t(page, 'until', { day: { day: vietnamDay(one.expiresAt) } })} ·{' '}
        {one.lastUsedAt === null ? (
          t(page, 'never_used')
        ) : (
          <time datetime={instant(one.lastUsedAt)}>{t(page, 'last_used', { time: clock(one.lastUsedAt) })}</time>
        )}
      </p>
      {state === 'active' && (
        <form
          method="post"
          action={page.href(`/console/api/${one.id}/revoke`)}
          data-confirm={t(page, 'revoke_confirm')}
          data-act="revoke"
        >
          <input type="hidden" name={FORM_TOKEN} value={token} />
          <button type="submit" class="danger">
            {t(page, 'revoke')}
          </button>
        </form>
      )}
    </li>
  )
}

function TokenFields({
  page,
  token,
  typed,
}: {
  readonly page: Page
  readonly token: string
  readonly typed?: TokenForm
}) {
  const months = typed?.months ?? String(TOKEN_MONTHS[2])
  return (
    <form method="post" action={page.href('/console/api')} class="form" data-act="make">
      <input type="hidden" name={FORM_TOKEN} value={token} />
      <label>
        <span>{t(page, 'agency')}</span>
        <input name="agency" value={typed?.agency ?? ''} required maxlength={80} autocomplete="off" />
      </label>
      <fieldset>
        <legend>{t(page, 'scopes')}</legend>
        <ul class="checks">
          {API_SCOPES.map((scope) => (
            <li>
              <label class="check">
                <input type="checkbox" name="scope" value={scope} checked={typed?.scopes.includes(scope) ?? false} />
                <span>{t(page, `scope.${scope.replace(':', '_')}`)}</span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <label>
        <span>{page.say({ key: 'staff:communes.label' })}</span>
        <input name="places" value={typed?.places.join(', ') ?? ''} maxlength={2000} autocomplete="off" />
      </label>
      <label>
        <span>{t(page, 'months')}</span>
        <select name="months">
          {TOKEN_MONTHS.map((count) => (
            <option value={String(count)} selected={String(count) === months}>
              {t(page, 'month_count', { count })}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{t(page, 'submit')}</button>
    </form>
  )
}
