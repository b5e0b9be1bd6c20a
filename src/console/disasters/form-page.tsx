/** `/console/disasters/new` and `…/edit`: name, hazard, communes, days, words. What was typed wrong stays in the form. */
import { HAZARDS } from '../../core/report.ts'
import type { CommuneChoice } from '../../service/desk-places.ts'
import type { EventForm } from '../../service/disasters.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'
import { w } from './disaster-words.ts'

/** So many communes fit a screen; more lie behind a summary. */
const OPEN_LIST = 12

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

/** Communes to tick, all at once, or, where there are too many, to type by name. */
export function CommuneFields(props: {
  readonly page: Page
  readonly communes: FormPageProps['communes']
  readonly chosen: readonly string[]
  readonly typed: string
  readonly hint?: string
}) {
  const { page, communes, typed, hint } = props
  const chosen = new Set(props.chosen)
  const list = communes ?? []
  const boxes = (
    <ul class="checks">
      {list.map(({ code, name }) => (
        <li>
          <label class="check">
            <input type="checkbox" name="commune" value={code} checked={chosen.has(code) || list.length === 1} />
            <span>{name}</span>
          </label>
        </li>
      ))}
    </ul>
  )
  return (
    <fieldset>
      <legend>{w(page, 'field.communes')}</legend>
      {hint !== undefined && <p class="hint">{hint}</p>}
      {list.length > 1 && (
        <label class="check">
          <input type="checkbox" name="all_communes" value="yes" />
          <span>{w(page, 'field.all_communes')}</span>
        </label>
      )}
      {/* A long list is closed, and whoever knows the name types it: no script is needed to find one commune. */}
      {list.length > OPEN_LIST ? (
        <details open={chosen.size > 0}>
          <summary>{w(page, 'communes', { count: list.length })}</summary>
          {boxes}
        </details>
      ) : (
        list.length > 0 && boxes
      )}
      {(communes === null || list.length > OPEN_LIST) && (
        <label>
          <span>{w(page, 'field.communes_typed')}</span>
          <textarea name="communes_typed" rows={3} maxlength={4000}>
            {typed}
          </textarea>
        </label>
      )}
    </fieldset>
  )
}
