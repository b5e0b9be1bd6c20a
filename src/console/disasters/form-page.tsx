/** `/console/disasters/new` and `…/edit`: name, hazard, communes, days, words. What was typed wrong stays in the form. */
import { HAZARDS } from '../../core/report.ts'
import type { CommuneChoice } from '../../service/desk-places.ts'
import type { EventForm } from '../../service/disasters.ts'
import { CommuneFields } from '../commune-fields.tsx'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'
import { w } from './disaster-words.ts'

export interface FormPageProps {
  readonly page: Page
  readonly token: string
  readonly title: string
  /** Where the form is sent, and where one goes back to. */
  readonly action: string
  readonly back: string
  readonly form: EventForm
  readonly typed: string
  /** Null: too many to choose from, so their names are typed. */
  readonly communes: readonly CommuneChoice[] | null
  readonly version: number
  readonly isOpen: boolean
  readonly trouble?: string | undefined
}

export function DisasterFormPage(props: FormPageProps) {
  const { page, token, title, action, back, form, version, isOpen, trouble } = props
  return (
    <>
      <p class="crumb">
        <a href={page.href('/console/disasters')}>{w(page, 'title')}</a> › {title}
      </p>
      <h1>{title}</h1>
      {trouble !== undefined && (
        <p class="notice error" role="alert" data-trouble>
          {trouble}
        </p>
      )}
      <form method="post" action={action} class="form" data-event-form>
        <input type="hidden" name={FORM_TOKEN} value={token} />
        <input type="hidden" name="version" value={String(version)} />
        <label>
          <span>{w(page, 'field.name')}</span>
          <input name="name" value={form.name} required minlength={3} maxlength={60} aria-describedby="name-hint" />
        </label>
        <p class="hint" id="name-hint">
          {w(page, 'field.name_hint')}
        </p>
        <label>
          <span>{w(page, 'field.hazard')}</span>
          <select name="hazard" required>
            {HAZARDS.map((hazard) => (
              <option value={hazard} selected={hazard === form.hazard}>
                {w(page, `hazard.${hazard}`)}
              </option>
            ))}
          </select>
        </label>
        <div class="pair">
          <label>
            <span>{w(page, 'field.starts_on')}</span>
            <input type="date" name="starts_on" value={form.startsOn} required />
          </label>
          <label>
            <span>{w(page, 'field.ends_on')}</span>
            <input type="date" name="ends_on" value={form.endsOn} />
          </label>
        </div>
        <CommuneFields page={page} communes={props.communes} chosen={form.communes} typed={props.typed} />
        <label>
          <span>{w(page, 'field.words')}</span>
          <textarea name="words" rows={3} maxlength={160} data-segments="1" aria-describedby="words-hint">
            {form.words}
          </textarea>
        </label>
        <p class="hint" id="words-hint">
          {w(page, 'field.words_hint')}
        </p>
        {!isOpen && (
          <label class="check">
            <input type="checkbox" name="exercise" value="yes" checked={form.exercise} />
            <span>{w(page, 'field.exercise')}</span>
          </label>
        )}
        <div class="acts">
          <button type="submit" name="go" value="save">
            {w(page, isOpen ? 'act.save_open' : 'act.save')}
          </button>
          <a class="button quiet" href={back}>
            {w(page, 'act.back')}
          </a>
        </div>
      </form>
    </>
  )
}
