/** What every list of the console ends or begins with: rows or why there are none, pages by number, and the same as a file. */
import type { Child } from 'hono/jsx'
import { FORM_TOKEN } from './guard.ts'
import type { Page } from './page.ts'

/** The rows as a list, or, where there are none, why and what to do. */
export function Lines(props: { readonly none: string; readonly noneDo: string; readonly rows: readonly Child[] }) {
  const { none, noneDo, rows } = props
  if (rows.length > 0) return <ol class="lines">{rows}</ol>
  return (
    <div class="empty">
      <h2>{none}</h2>
      <p>{noneDo}</p>
    </div>
  )
}

/** Nothing where all fits one page. `at`: from 1 on. */
export function NumberedPages(props: {
  readonly label: string
  readonly at: number
  readonly pages: number
  readonly to: (number: number) => string
}) {
  const { label, at, pages, to } = props
  if (pages <= 1) return null
  return (
    <nav aria-label={label}>
      <ul class="pages">
        {Array.from({ length: pages }, (_, i) => i + 1).map((number) => (
          <li>
            <a href={to(number)} aria-current={number === at ? 'page' : undefined}>
              {number}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** What is shown as Excel or CSV: a form, for a file of people's affairs is an act that the audit log keeps. */
export function TakeAsFile(props: {
  readonly page: Page
  readonly action: string
  readonly token: string
  /** What was asked for on the page. */
  readonly asked: Readonly<Record<string, string>>
  readonly act: string
  /** Beside other buttons that are the main thing. */
  readonly quiet?: boolean
}) {
  const { page, action, token, asked, act, quiet = false } = props
  return (
    <form method="post" action={page.href(action)} class="acts" data-act={act}>
      <input type="hidden" name={FORM_TOKEN} value={token} />
      {Object.entries(asked).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" name="as" value="xlsx" class={quiet ? 'quiet' : undefined}>
        {page.say({ key: 'papers:as.xlsx' })}
      </button>
      <button type="submit" name="as" value="csv" class="quiet">
        {page.say({ key: 'papers:as.csv' })}
      </button>
    </form>
  )
}
