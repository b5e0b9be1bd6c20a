/** One language: how it stands, files in and out, the mark of its native reader, and every text beside its Vietnamese. */
import type { PackFault } from '../../service/pack-files.ts'
import type { PackState } from '../../texts/pack-state.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'
import { countsOf, LANGUAGES_HOME, l, percentOf, StatusMark } from './packs-page.tsx'
import { TextsSection, type TextsSectionProps } from './texts-section.tsx'

export interface PackTrouble {
  readonly why: string
  /** Which form: import, review, take-back. */
  readonly what: string
  readonly faults?: readonly PackFault[]
  readonly typed?: { readonly reader?: string; readonly readOn?: string }
}

export interface PackPageProps extends TextsSectionProps {
  readonly token: string
  readonly trouble?: PackTrouble
}

export function PackPage(props: PackPageProps) {
  const { page, state, trouble } = props
  const { done, missing, changed } = countsOf(state)
  const share = percentOf(done, state.total)
  return (
    <>
      <p class="crumb">
        <a href={page.href(LANGUAGES_HOME)}>{l(page, 'title')}</a> › {state.name}
      </p>
      <h1>{state.name}</h1>
      <p class="marks">
        <StatusMark page={page} state={state} />
      </p>
      {trouble !== undefined && <Trouble page={page} trouble={trouble} />}
      <p>
        {l(page, `means.${state.status}`)} {state.mark !== null && <MarkWords page={page} mark={state.mark} />}
      </p>
      <progress max={100} value={share} aria-label={l(page, 'share_title')}></progress>
      <p>{l(page, 'share_long', { done, total: state.total, percent: { percent: share }, missing, changed })}</p>
      <div class="columns">
        <Files {...props} />
        <Review {...props} />
      </div>
      <TextsSection {...props} />
    </>
  )
}

function MarkWords({ page, mark }: { readonly page: Page; readonly mark: NonNullable<PackState['mark']> }) {
  const { reader, readOn, byName, state } = mark
  const words =
    byName === undefined
      ? l(page, 'mark.by_build', { reader, day: { day: readOn } })
      : l(page, `mark.${state}`, { reader, day: { day: readOn }, official: byName })
  return <strong data-mark={state}>{words}</strong>
}

function Trouble({ page, trouble }: { readonly page: Page; readonly trouble: PackTrouble }) {
  const { why, faults = [] } = trouble
  return (
    <div class="notice error" role="alert" data-trouble={why}>
      <p>{l(page, `trouble.${why}`)}</p>
      {faults.length > 0 && (
        <ul>
          {faults.map((one) => (
            <li>
              {one.row > 0 && `${l(page, 'row', { row: one.row })} `}
              {one.key !== '' && (
                <>
                  <code>{one.key}</code>:{' '}
                </>
              )}
              {l(page, `fault.${one.fault}`, { names: one.names ?? '' })}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Files({ page, token, state }: PackPageProps) {
  const here = `${LANGUAGES_HOME}/${state.code}`
  const files = [
    ['csv', 'csv'],
    ['xliff', 'xlf'],
    ['xliff2', 'xlf'],
  ] as const
  return (
    <section aria-labelledby="files">
      <h2 id="files">{l(page, 'files.title')}</h2>
      <p>{l(page, 'files.lead')}</p>
      <p class="acts">
        {files.map(([as, ending]) => (
          <a class="button quiet" href={page.href(`${here}/${state.code}-${as}.${ending}`)} download>
            {l(page, `files.${as}`)}
          </a>
        ))}
      </p>
      <form
        method="post"
        action={page.href(`${here}/import`)}
        enctype="multipart/form-data"
        class="form"
        data-act="import"
        data-confirm={state.status === 'reviewed' ? l(page, 'files.confirm') : undefined}
      >
        <input type="hidden" name={FORM_TOKEN} value={token} />
        <label>
          <span>{l(page, 'files.file')}</span>
          <input type="file" name="file" accept=".csv,.xlf,.xliff,text/csv,application/xliff+xml" required />
        </label>
        <p class="hint">{l(page, 'files.hint')}</p>
        <button type="submit">{l(page, 'files.submit')}</button>
      </form>
    </section>
  )
}

function Review({ page, token, state, trouble }: PackPageProps) {
  if (state.status === 'none') return null
  const here = `${LANGUAGES_HOME}/${state.code}`
  const typed = trouble?.what === 'review' ? trouble.typed : undefined
  const hidden = (
    <>
      <input type="hidden" name={FORM_TOKEN} value={token} />
      <input type="hidden" name="texts" value={state.texts} />
    </>
  )
  return (
    <section aria-labelledby="review">
      <h2 id="review">{l(page, 'review.title')}</h2>
      {state.mark?.state === 'reviewed' ? (
        <form
          method="post"
          action={page.href(`${here}/take-back`)}
          class="form"
          data-act="take-back"
          data-confirm={l(page, 'review.take_back_confirm')}
        >
          {hidden}
          <p>{l(page, 'review.take_back_lead')}</p>
          <button type="submit" class="danger">
            {l(page, 'review.take_back')}
          </button>
        </form>
      ) : (
        <form method="post" action={page.href(`${here}/review`)} class="form" data-act="review">
          {hidden}
          <p>{l(page, 'review.lead')}</p>
          <label>
            <span>{l(page, 'review.reader')}</span>
            <input
              name="reader"
              value={typed?.reader ?? ''}
              required
              minlength={3}
              maxlength={100}
              autocomplete="off"
            />
          </label>
          <label>
            <span>{l(page, 'review.day')}</span>
            <input type="date" name="read_on" value={typed?.readOn ?? ''} max={page.today} required />
          </label>
          <label class="check">
            <input type="checkbox" name="sure" value="yes" required />
            <span>{l(page, 'review.sure', { name: state.name })}</span>
          </label>
          <button type="submit">{l(page, 'review.submit')}</button>
        </form>
      )}
    </section>
  )
}
