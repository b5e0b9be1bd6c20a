/** `/console/pledges/new`: somebody offers help at the desk; the official notes it, and how they agreed. */
import { PLEDGE_KINDS, PLEDGE_TEXT } from '../../core/pledge.ts'
import type { CommuneChoice } from '../../service/desk-places.ts'
import type { PledgeForm } from '../../service/pledge-desk.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'
import { p } from './pledge-words.ts'

export function NewPledgePage(props: {
  readonly page: Page
  readonly token: string
  readonly communes: readonly CommuneChoice[] | null
  readonly form: PledgeForm
  readonly refused?: string
}) {
  const { page, token, communes, form, refused } = props
  return (
    <>
      <p class="crumb">
        <a href={page.href('/console/pledges')}>{p(page, 'title')}</a>
      </p>
      <h1>{p(page, 'new.title')}</h1>
      <p class="notice info">{p(page, 'money')}</p>
      {refused !== undefined && (
        <p class="notice error" role="alert" data-refused={refused}>
          {p(page, `failed.${refused}`)}
        </p>
      )}
      <form method="post" action={page.href('/console/pledges/new')} class="form" data-act="new">
        <input type="hidden" name={FORM_TOKEN} value={token} />
        <label>
          <span>{p(page, 'kind')}</span>
          <select name="kind" required>
            {PLEDGE_KINDS.map((kind) => (
              <option value={kind} selected={kind === form.kind}>
                {page.say({ key: `pledge:kinds.${kind}` })}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{p(page, 'new.what')}</span>
          <textarea name="text" rows={3} maxlength={PLEDGE_TEXT} required>
            {form.text}
          </textarea>
        </label>
        <label>
          <span>{p(page, 'new.giver')}</span>
          <input name="giver" maxlength={60} value={form.giver} required />
        </label>
        <label>
          <span>{p(page, 'new.phone')}</span>
          <input name="phone" type="tel" maxlength={20} value={form.phone} />
        </label>
        {communes === null ? (
          <label>
            <span>{p(page, 'new.commune')}</span>
            <input name="commune" maxlength={100} value={form.commune} required />
          </label>
        ) : (
          <label>
            <span>{p(page, 'new.commune')}</span>
            <select name="commune" required>
              {communes.map(({ code, name }) => (
                <option value={code} selected={code === form.commune}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          <span>{p(page, 'new.how')}</span>
          <input name="how" maxlength={200} value={form.how} required />
        </label>
        <p class="hint">{p(page, 'new.how_hint')}</p>
        <button type="submit">{p(page, 'new.keep')}</button>
      </form>
    </>
  )
}
