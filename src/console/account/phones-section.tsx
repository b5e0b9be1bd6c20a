/** On the account page: the official's telephones from which a notice may be drafted, and the code that links one. */
import { vietnamDay } from '../../core/day.ts'
import type { OfficialPhone } from '../../service/official-phones.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'

export interface PhonesShown {
  readonly phones: readonly OfficialPhone[]
  /** Just made, shown once. */
  readonly code?: string
}

export function PhonesSection(props: PhonesShown & { readonly page: Page; readonly token: string }) {
  const { page, token, phones, code } = props
  const p = (key: string, values = {}) => page.say({ key: `official:page.${key}`, values })
  return (
    <section>
      <h2>{p('title')}</h2>
      <p>{p('lead')}</p>
      {code !== undefined && (
        <p class="notice info" role="status">
          {p('code')} <code data-link-code>CAN BO {code}</code>
        </p>
      )}
      {phones.length > 0 && (
        <ol class="lines">
          {phones.map(({ id, kind, end, linkedAt }) => (
            <li>
              <form
                method="post"
                action={page.href('/console/account/phone-remove')}
                class="acts"
                data-act="phone-remove"
              >
                <input type="hidden" name={FORM_TOKEN} value={token} />
                <input type="hidden" name="id" value={id} />
                <b>
                  {page.say({ key: `desk:address.${kind}` })} · {p('ends', { end })}
                </b>
                <span class="soft">{p('linked_on', { day: { day: vietnamDay(linkedAt) } })}</span>
                <button type="submit" class="danger">
                  {p('remove')}
                </button>
              </form>
            </li>
          ))}
        </ol>
      )}
      <form method="post" action={page.href('/console/account/phone')} class="form" data-act="phone">
        <input type="hidden" name={FORM_TOKEN} value={token} />
        <button type="submit" class="quiet">
          {p('get')}
        </button>
      </form>
    </section>
  )
}
