/** `/console/papers`: choose a paper, look at its first rows, take it as a workbook, as CSV or on paper. */
import type { CommuneChoice } from '../../service/desk-places.ts'
import type { SaidPaper } from '../../service/paper-files.ts'
import type { PaperForm } from '../../service/paper-forms.ts'
import { PAPERS, type PaperAsked } from '../../service/papers.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'

/** So many rows are shown; all of them are in the file. */
const PREVIEW = 20

export interface PapersPageProps {
  readonly page: Page
  readonly token: string
  readonly asked: PaperAsked
  readonly communes: readonly CommuneChoice[] | null
  readonly events: readonly { readonly id: string; readonly name: string }[]
  readonly forms: readonly PaperForm[]
  readonly paper: SaidPaper
  readonly trouble?: string
}

export function PapersPage({ page, token, asked, communes, events, forms, paper, trouble }: PapersPageProps) {
  const p = (key: string, values = {}) => page.say({ key: `papers:${key}`, values })
  return (
    <>
      <h1>{p('title')}</h1>
      <p class="lead">{p('lead')}</p>
      {trouble !== undefined && (
        <p class="notice error" role="alert" data-trouble={trouble}>
          {p(`trouble.${trouble}`)}
        </p>
      )}
      <form method="get" action={page.href('/console/papers')} class="filter">
        <label class="wide">
          <span>{p('which')}</span>
          <select name="paper">
            {PAPERS.map((kind) => (
              <option value={kind} selected={kind === asked.kind && asked.form === undefined}>
                {p(`${kind}.title`)}
              </option>
            ))}
            {forms.map(({ form, name }) => (
              <option value={form} selected={form === asked.form}>
                {page.language === 'en' ? name.en : name.vi}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{p('of_event')}</span>
          <select name="event">
            <option value="">{p('any_event')}</option>
            {events.map(({ id, name }) => (
              <option value={id} selected={id === asked.disaster}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {communes !== null && communes.length > 1 && (
          <label>
            <span>{p('of_commune')}</span>
            <select name="commune">
              <option value="">{p('any_commune')}</option>
              {communes.map(({ code, name }) => (
                <option value={code} selected={code === asked.commune}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          <span>{p('from')}</span>
          <input type="date" name="from_day" value={asked.from ?? ''} />
        </label>
        <label>
          <span>{p('to')}</span>
          <input type="date" name="to_day" value={asked.to ?? ''} />
        </label>
        <label>
          <span>{p('rice_months')}</span>
          <select name="months">
            {[1, 2, 3].map((months) => (
              <option value={months} selected={months === asked.months}>
                {months}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{p('order')}</span>
          <select name="order">
            {(['place', 'score', 'newest'] as const).map((order) => (
              <option value={order} selected={order === asked.order}>
                {p(`orders.${order}`)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">{p('show')}</button>
      </form>
      <h2>{paper.title}</h2>
      <p class="soft">{paper.head.join(' · ')}</p>
      {paper.rows.length === 0 ? (
        <div class="empty">
          <h2>{p('empty')}</h2>
          <p>{p('empty_lead')}</p>
        </div>
      ) : (
        <>
          <form method="post" action={page.href('/console/papers/file')} class="acts" data-act="export">
            <input type="hidden" name={FORM_TOKEN} value={token} />
            <AskedFields asked={asked} />
            <button type="submit" name="as" value="xlsx">
              {p('as.xlsx')}
            </button>
            <button type="submit" name="as" value="csv" class="quiet">
              {p('as.csv')}
            </button>
            <button type="submit" name="as" value="print" class="quiet" formtarget="_blank">
              {p('as.print')}
            </button>
          </form>
          <p class="soft">{p('count', { count: paper.rows.length, shown: Math.min(PREVIEW, paper.rows.length) })}</p>
          <section class="scroll" tabindex={0} aria-label={paper.title}>
            <PaperTable paper={paper} most={PREVIEW} />
          </section>
        </>
      )}
      {paper.foot.map((line) => (
        <p class="soft">{line}</p>
      ))}
    </>
  )
}

function AskedFields({ asked }: { readonly asked: PaperAsked }) {
  const { kind, form, disaster = '', commune = '', from = '', to = '', months, order } = asked
  const fields = {
    paper: form ?? kind,
    event: disaster,
    commune,
    from_day: from,
    to_day: to,
    months: String(months),
    order,
  }
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

export function PaperTable({ paper, most }: { readonly paper: SaidPaper; readonly most?: number }) {
  const numeric = (i: number) => (['number', 'vnd'].includes(paper.headings[i]?.type ?? '') ? 'number' : undefined)
  const shown = (value: string | number | null) =>
    typeof value === 'number' ? value.toLocaleString('vi-VN', { maximumFractionDigits: 4 }) : (value ?? '')
  return (
    <table class="rows sheet">
      <thead>
        <tr>
          {paper.headings.map(({ text }) => (
            <th scope="col">{text}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {paper.rows.slice(0, most).map((row) => (
          <tr>
            {row.map((value, i) => (
              <td class={numeric(i)}>{shown(value)}</td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          {paper.totals.map((value, i) => (
            <td class={i === 0 ? undefined : numeric(i)}>{i === 0 ? paper.totalWord : shown(value)}</td>
          ))}
        </tr>
      </tfoot>
    </table>
  )
}
