/** `/console/feedback/changes`: what was changed because people said so, and the form that writes one down. */
import { type ChangeForm, type ChangeLine, LONGEST_DID, LONGEST_SAID } from '../../service/changes-made.ts'
import type { FeedbackLine } from '../../service/feedback-desk.ts'
import { shown } from '../cases/case-words.ts'
import { FORM_TOKEN } from '../guard.ts'
import { Lines } from '../list-parts.tsx'
import type { Page } from '../page.ts'
import { VOICE } from '../voice/voice-routes.tsx'
import { FEEDBACK_HOME, programmeText, v } from './feedback-words.ts'

export function ChangeListPage(props: {
  readonly page: Page
  readonly changes: readonly ChangeLine[]
  readonly dayOf: (at: number) => string
}) {
  const { page, changes, dayOf } = props
  return (
    <>
      <p class="crumb">
        <a href={page.href(FEEDBACK_HOME)}>{v(page, 'title')}</a>
      </p>
      <h1>{v(page, 'change.title')}</h1>
      <p class="lead">{v(page, 'change.lead')}</p>
      <p class="acts">
        <a class="button quiet" href={page.href(VOICE)}>
          {v(page, 'change.public')}
        </a>
      </p>
      <Lines
        none={v(page, 'change.none')}
        noneDo={v(page, 'change.none_do')}
        rows={changes.map(({ id, said, did, programme, at, raised, told, waiting }) => (
          <li data-row data-change={id}>
            <h2>{shown(said)}</h2>
            <p>
              <b>{v(page, 'voice.we_did')}:</b> {shown(did)}
            </p>
            <p class="soft">
              {[
                dayOf(at),
                programmeText(page, programme),
                v(page, 'change.raised', { count: raised }),
                v(page, 'change.told', { count: told }),
                waiting > 0 ? v(page, 'change.waiting', { count: waiting }) : '',
              ]
                .filter((part) => part !== '')
                .join(' · ')}
            </p>
          </li>
        ))}
      />
    </>
  )
}

export function NewChangePage(props: {
  readonly page: Page
  readonly token: string
  readonly lines: readonly FeedbackLine[]
  readonly form: ChangeForm
  readonly programmes: readonly { readonly id: string; readonly name: string }[]
  readonly preview?: string
  readonly trouble?: string
}) {
  const { page, token, lines, form, programmes, preview, trouble } = props
  return (
    <>
      <p class="crumb">
        <a href={page.href(FEEDBACK_HOME)}>{v(page, 'title')}</a>
      </p>
      <h1>{v(page, 'change.new')}</h1>
      <p class="lead">{v(page, 'change.lead')}</p>
      <h2>{v(page, 'change.tied')}</h2>
      {lines.length === 0 ? (
        <div class="empty">
          <p>{v(page, 'refused.nothing_tied')}</p>
          <p>
            <a href={page.href(FEEDBACK_HOME)}>{v(page, 'change.back')}</a>
          </p>
        </div>
      ) : (
        <form method="post" action={page.href(`${FEEDBACK_HOME}/changes`)} class="form" data-act="make_change">
          <input type="hidden" name={FORM_TOKEN} value={token} />
          <ul>
            {lines.map((line) => (
              <li>
                <input type="hidden" name="id" value={String(line.id)} />
                <bdi>{shown(line.text).slice(0, 160)}</bdi>
              </li>
            ))}
          </ul>
          {trouble !== undefined && (
            <p class="notice error" role="alert" data-trouble>
              {trouble}
            </p>
          )}
          {preview !== undefined && (
            <>
              <h3>{v(page, 'change.shown')}</h3>
              <blockquote class="card words" data-preview>
                <bdi>{preview}</bdi>
              </blockquote>
            </>
          )}
          <label>
            <span>{v(page, 'change.said')}</span>
            <input name="said" value={form.said} maxlength={LONGEST_SAID} required />
          </label>
          <label>
            <span>{v(page, 'change.did')}</span>
            <textarea name="did" rows={3} maxlength={LONGEST_DID} required>
              {form.did}
            </textarea>
          </label>
          <label>
            <span>{v(page, 'change.of')}</span>
            <select name="programme">
              <option value="">{v(page, 'change.no_programme')}</option>
              {programmes.map(({ id, name }) => (
                <option value={id} selected={id === form.programme}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <div class="acts">
            {preview !== undefined && (
              <button type="submit" name="go" value="make">
                {v(page, 'change.make')}
              </button>
            )}
            <button type="submit" name="go" value="preview" class={preview === undefined ? undefined : 'quiet'}>
              {v(page, 'change.preview')}
            </button>
          </div>
        </form>
      )}
    </>
  )
}
