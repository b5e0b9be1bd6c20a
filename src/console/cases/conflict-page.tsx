/** Somebody changed the case meanwhile: what they did, what one was about to do, and the form to do it all the same. */
import type { CaseEntry } from '../../service/case-desk.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'
import { caseCode, d, type Names, shown } from './case-words.ts'
import type { Form } from './read-report.ts'
import { EntryList } from './timeline-section.tsx'

/** What the new form brings itself. */
const OWN: ReadonlySet<string> = new Set([FORM_TOKEN, 'version', 'go'])

export function ConflictPage(props: {
  readonly page: Page
  readonly code: string
  readonly version: number
  readonly token: string
  readonly form: Form
  readonly act: string
  /** Since the page was opened, newest first. */
  readonly since: readonly CaseEntry[]
  readonly names: Names
}) {
  const { page, code, version, token, form, act, since, names } = props
  const fields = Object.entries(form).flatMap(([name, value]) =>
    OWN.has(name) ? [] : (typeof value === 'string' ? [value] : value).map((one) => [name, one] as const),
  )
  const words = fields.find(([name, value]) => ['text', 'why', 'note'].includes(name) && value !== '')?.[1]
  return (
    <>
      <p class="crumb">
        <a href={page.href(`/console/cases/${code}`)}>{caseCode(code)}</a> › {d(page, 'conflict.title')}
      </p>
      <h1>{d(page, 'conflict.title')}</h1>
      <p class="notice" role="alert">
        {d(page, 'conflict.lead')}
      </p>
      <h2>{d(page, 'conflict.theirs')}</h2>
      {since.length === 0 ? (
        <p class="soft">{d(page, 'conflict.unseen')}</p>
      ) : (
        <EntryList page={page} entries={since} names={names} />
      )}
      <h2>{d(page, 'conflict.yours')}</h2>
      <p>{page.sayFirst([`desk:act.${act}`], act)}</p>
      {words !== undefined && (
        <blockquote class="card words">
          <bdi>{shown(words)}</bdi>
        </blockquote>
      )}
      <form method="post" action={page.href(`/console/cases/${code}`)} class="act" data-act="again">
        <input type="hidden" name={FORM_TOKEN} value={token} />
        <input type="hidden" name="version" value={String(version)} />
        {fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit" name="go" value="again">
          {d(page, 'conflict.again')}
        </button>
      </form>
      <p>
        <a href={page.href(`/console/cases/${code}`)}>{d(page, 'conflict.back')}</a>
      </p>
    </>
  )
}
