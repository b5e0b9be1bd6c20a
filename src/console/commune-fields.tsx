/** Communes of a form: ticked, all at once, or, where there are too many, typed by name; and the same form read back. */
import type { Scope } from '../core/official.ts'
import { type CommuneChoice, communesNamed } from '../service/desk-places.ts'
import { communesWithin } from '../service/disasters.ts'
import type { Ports } from '../service/ports.ts'
import { all, type Form, one } from './cases/read-report.ts'
import { w } from './disasters/disaster-words.ts'
import type { Page } from './page.ts'

/** So many communes fit a screen; more lie behind a summary. */
const OPEN_LIST = 12
/** Of all communes of two provinces the names. */
export const MOST_TYPED = 8_000

export interface CommunesSent {
  readonly communes: readonly string[]
  readonly typed: string
  /** The first typed name that no commune bears, to be said in the form. */
  readonly unknown?: string
}

/** What was ticked, all of one's own, and what was typed; whether they lie within the scope is for the service. */
export function communesSent(ports: Pick<Ports, 'talk'>, scope: Scope, sent: Form): CommunesSent {
  const typed = one(sent, 'communes_typed').slice(0, MOST_TYPED)
  const own = one(sent, 'all_communes') === 'yes' ? communesWithin(ports, scope).communes : []
  const { codes, unknown } = communesNamed(ports, typed)
  const communes = [...new Set([...all(sent, 'commune'), ...own, ...codes])]
  return { communes, typed, ...(unknown === undefined ? {} : { unknown }) }
}

export function CommuneFields(props: {
  readonly page: Page
  /** Null: too many to choose from. */
  readonly communes: readonly CommuneChoice[] | null
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
      {(communes === null || list.length > 1) && (
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
          <textarea name="communes_typed" rows={3} maxlength={MOST_TYPED}>
            {typed}
          </textarea>
        </label>
      )}
    </fieldset>
  )
}
