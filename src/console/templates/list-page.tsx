/** Every template that an official may change, with what stands in its gaps, its price, and what Zalo said of it. */
import type { TextValues } from '../../core/reply.ts'
import type { TemplateStatus } from '../../core/zalo-template.ts'
import type { TemplateDesk } from '../../service/template-desk.ts'
import { money } from '../../texts/format.ts'
import { clock, instant, shown } from '../cases/case-words.ts'
import type { Page } from '../page.ts'

/** A text of `locales/<language>/templates.json`. */
export const z = (page: Page, key: string, values: TextValues = {}): string =>
  page.say({ key: `templates:${key}`, values })

const MARK: Readonly<Record<TemplateStatus, string>> = {
  approved: 'mark good',
  pending: 'mark warn',
  rejected: 'mark bad',
  disabled: 'mark bad',
}

export function TemplateListPage({ page, desk }: { readonly page: Page; readonly desk: TemplateDesk }) {
  const here = '/console/templates'
  const whose = (code: string | null) =>
    code === null ? z(page, 'for_all') : (desk.organisations.find((one) => one.code === code)?.name ?? code)
  return (
    <>
      <h1>{z(page, 'title')}</h1>
      <p class="lead">{z(page, 'lead')}</p>
      <p class="acts">
        <a class="button" href={page.href(`${here}/new`)} data-new>
          {z(page, 'new')}
        </a>
      </p>
      {desk.templates.length === 0 ? (
        <div class="empty">
          <h2>{z(page, 'none')}</h2>
          <p>{z(page, 'none_do')}</p>
        </div>
      ) : (
        <ol class="lines">
          {desk.templates.map(({ id, zaloId, name, organisation, text, params, tag, priceVnd, status, checkedAt }) => (
            <li data-row data-template={zaloId}>
              <h2>
                <a href={page.href(`${here}/${id}`)}>{shown(name)}</a>
              </h2>
              <p class="marks">
                <span class={MARK[status]} data-template-status={status}>
                  {z(page, `status.${status}`)}
                </span>
                <span class="mark kind">{z(page, `tag.${tag}`)}</span>
                <span class="mark kind">{whose(organisation)}</span>
              </p>
              <p class="words">{shown(text)}</p>
              <p class="soft">
                {params
                  .map(({ name: gap, holds, most }) => `<${gap}>: ${z(page, `holds.${holds}`)} (≤ ${most})`)
                  .join(' · ')}
              </p>
              <p class="soft">
                <code>{zaloId}</code> ·{' '}
                {priceVnd === null ? z(page, 'no_price') : z(page, 'price', { price: money(priceVnd, page.language) })}{' '}
                · {z(page, 'checked')} <time datetime={instant(checkedAt)}>{clock(checkedAt)}</time>
              </p>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
