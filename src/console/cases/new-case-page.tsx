/** `/console/cases/new`: a person came to the desk; the official writes the report down. */
import type { Report } from '../../core/report.ts'
import type { CommuneChoice } from '../../service/desk-places.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'
import { d } from './case-words.ts'
import { ReportFields } from './report-section.tsx'

export function NewCasePage(props: {
  readonly page: Page
  readonly token: string
  readonly communes: readonly CommuneChoice[] | null
  readonly report: Report
  readonly note: string
  readonly danger: boolean
  readonly trouble?: string
}) {
  const { page, token, communes, report, note, danger, trouble } = props
  return (
    <>
      <p class="crumb">
        <a href={page.href('/console/cases')}>{d(page, 'inbox.title')}</a> › {d(page, 'new.title')}
      </p>
      <h1>{d(page, 'new.title')}</h1>
      <p class="lead">{d(page, 'new.lead')}</p>
      {trouble !== undefined && (
        <p class="notice error" role="alert" data-trouble>
          {trouble}
        </p>
      )}
      <form method="post" action={page.href('/console/cases/new')} class="form act" data-act="new">
        <input type="hidden" name={FORM_TOKEN} value={token} />
        <label class="check">
          <input type="checkbox" name="danger" value="yes" checked={danger} />
          <span>{d(page, 'new.danger')}</span>
        </label>
        <ReportFields page={page} report={report} communes={communes} place={null} />
        <label class="wide">
          <span>{d(page, 'new.note')}</span>
          <textarea name="note" rows={3} maxlength={2000}>
            {note}
          </textarea>
        </label>
        <button type="submit" name="go" value="new">
          {d(page, 'act.new')}
        </button>
      </form>
    </>
  )
}
