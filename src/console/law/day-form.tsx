/** Which day and which province the law is looked at; a GET form, so that the address can be kept and sent on. */
import type { Child } from 'hono/jsx'
import type { Page } from '../page.ts'
import { day } from '../words.ts'

export interface DayFormProps {
  readonly page: Page
  readonly path: string
  /** Further fields before the button. */
  readonly children?: Child
}

export function DayForm({ page, path, children }: DayFormProps) {
  return (
    <form class="filter" method="get" action={path}>
      {page.language !== 'vi' && <input type="hidden" name="lang" value={page.language} />}
      {children}
      <DayField page={page} name="on" value={page.on} label={page.t('filter.on')} />
      <label>
        <span>{page.t('filter.province')}</span>
        <select name="province">
          <option value="">{page.t('filter.national')}</option>
          {page.provinces.map(({ code, name }) => (
            <option value={code} selected={code === page.province}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{page.t('filter.show')}</button>
    </form>
  )
}

export function DayField({ page, name, value, label }: { page: Page; name: string; value: string; label: string }) {
  return (
    <label>
      <span>{label}</span>
      <input
        type="date"
        name={name}
        value={value}
        min="2010-01-01"
        max="2050-12-31"
        title={page.t('filter.day_hint')}
      />
    </label>
  )
}

/** Says when the day looked at is not today, with the way back. */
export function DayNotice({ page, path }: { page: Page; path: string }) {
  if (page.on === page.today) return null
  return (
    <p class="notice">
      {page.t(page.on > page.today ? 'filter.coming' : 'filter.past', { day: { day: page.on } })}{' '}
      <a href={page.href(path, { on: undefined })}>{page.t('filter.back_to_today', { day: day(page.today) })}</a>
    </p>
  )
}
