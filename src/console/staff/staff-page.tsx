/** `/console/staff`: who works here, inviting, changing, disabling. The link of an invitation is shown once. */
import type { Child } from 'hono/jsx'
import { type Official, ROLES } from '../../core/official.ts'
import type { OfficialLine, Post } from '../../service/accounts.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'

const t = (page: Page, key: string, values = {}) => page.say({ key: `staff:${key}`, values })

export interface StaffPageProps {
  readonly page: Page
  readonly token: string
  readonly me: Official
  readonly list: readonly OfficialLine[]
  readonly placeOf: (line: Pick<Post, 'communes' | 'provinces'>) => string
  /** A one-time link to hand over. */
  readonly link?: string
  readonly trouble?: string
  readonly typed?: Partial<Record<'name' | 'email' | 'role' | 'communes', string>>
}

export function StaffPage({ page, token, me, list, placeOf, link, trouble, typed = {} }: StaffPageProps) {
  return (
    <>
      <h1>{t(page, 'title')}</h1>
      <p class="acts">
        <a class="button quiet" href={page.href('/console/organisation')}>
          {t(page, 'organisation.title')}
        </a>
        <a class="button quiet" href={page.href('/console/templates')}>
          {page.say({ key: 'templates:title' })}
        </a>
        <a class="button quiet" href={page.href('/console/api')}>
          {page.say({ key: 'api:title' })}
        </a>
      </p>
      {trouble !== undefined && (
        <p class="notice error" role="alert" data-trouble={trouble}>
          {t(page, `trouble.${trouble}`)}
        </p>
      )}
      {link !== undefined && (
        <div class="notice ok" role="status" data-link>
          <p>{t(page, 'link.lead')}</p>
          <p>
            <code>{link}</code>
          </p>
        </div>
      )}
      <ol class="lines">
        {list.map((one) => (
          <li data-row data-official={one.id}>
            <h2>
              <a href={page.href(`/console/staff/${one.id}`)}>{one.name}</a>
            </h2>
            <p class="marks">
              <span class="mark">{t(page, `roles.${one.role}`)}</span>
              {one.disabledAt !== null && <span class="mark bad">{t(page, 'disabled')}</span>}
              {one.id === me.id && <span class="mark kind">{t(page, 'you')}</span>}
              <span class={`mark ${one.secondFactor || one.passkeys > 0 ? 'good' : 'warn'}`}>
                {t(page, one.secondFactor || one.passkeys > 0 ? 'second_factor' : 'no_second_factor')}
              </span>
            </p>
            <p class="soft">
              {one.email} · {placeOf(one)}
            </p>
          </li>
        ))}
      </ol>
      <section>
        <h2>{t(page, 'invite.title')}</h2>
        <p>{t(page, 'invite.lead')}</p>
        <form method="post" action={page.href('/console/staff')} class="form" data-act="invite">
          <input type="hidden" name={FORM_TOKEN} value={token} />
          <PostFields page={page} typed={typed}>
            <label>
              <span>{page.say({ key: 'sign-in:email' })}</span>
              <input type="email" name="email" value={typed.email ?? ''} required maxlength={200} autocomplete="off" />
            </label>
          </PostFields>
          <button type="submit">{t(page, 'invite.submit')}</button>
        </form>
      </section>
    </>
  )
}

export function OfficialPage(props: {
  readonly page: Page
  readonly token: string
  readonly one: OfficialLine
  readonly isMe: boolean
  readonly trouble?: string
}) {
  const { page, token, one, isMe, trouble } = props
  const path = `/console/staff/${one.id}`
  const typed = { name: one.name, role: one.role, communes: [...one.communes, ...one.provinces].join(', ') }
  return (
    <>
      <p class="crumb">
        <a href={page.href('/console/staff')}>{t(page, 'title')}</a> › {one.name}
      </p>
      <h1>{one.name}</h1>
      {trouble !== undefined && (
        <p class="notice error" role="alert" data-trouble={trouble}>
          {t(page, `trouble.${trouble}`)}
        </p>
      )}
      <form method="post" action={page.href(`${path}/change`)} class="form" data-act="change">
        <input type="hidden" name={FORM_TOKEN} value={token} />
        <PostFields page={page} typed={typed} />
        <button type="submit">{t(page, 'change')}</button>
      </form>
      {!isMe && (
        <div class="acts">
          <form method="post" action={page.href(`${path}/${one.disabledAt === null ? 'disable' : 'enable'}`)}>
            <input type="hidden" name={FORM_TOKEN} value={token} />
            <button type="submit" class={one.disabledAt === null ? 'danger' : undefined}>
              {t(page, one.disabledAt === null ? 'disable' : 'enable')}
            </button>
          </form>
          <form method="post" action={page.href(`${path}/reset`)} data-confirm={t(page, 'reset_confirm')}>
            <input type="hidden" name={FORM_TOKEN} value={token} />
            <button type="submit" class="danger">
              {t(page, 'reset')}
            </button>
          </form>
        </div>
      )}
    </>
  )
}

function PostFields(props: { page: Page; typed: NonNullable<StaffPageProps['typed']>; children?: Child }) {
  const { page, typed, children } = props
  return (
    <>
      <label>
        <span>{page.say({ key: 'sign-in:name' })}</span>
        <input name="name" value={typed.name ?? ''} required maxlength={100} autocomplete="off" />
      </label>
      {children}
      <label>
        <span>{page.say({ key: 'sign-in:role' })}</span>
        <select name="role">
          {ROLES.map((role) => (
            <option value={role} selected={role === typed.role}>
              {t(page, `roles.${role}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t(page, 'communes.label')}</span>
        <input name="communes" value={typed.communes ?? ''} maxlength={2000} autocomplete="off" />
      </label>
      <p class="hint">{t(page, 'communes.hint')}</p>
    </>
  )
}
