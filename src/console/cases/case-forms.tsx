/** The small forms of a case page: one button or a few fields, each a POST that carries the session's token and the version looked at. */
import type { Child } from 'hono/jsx'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'
import { d } from './case-words.ts'

/** What every form of one case page needs. */
export interface Desk {
  readonly page: Page
  readonly code: string
  readonly version: number
  readonly token: string
  /** False: the page is only to be read or printed. */
  readonly mayWork: boolean
}

export function ActForm(props: {
  readonly desk: Desk
  readonly act: string
  readonly children?: Child
  /** Words of the button; the act's own when left out. */
  readonly button?: string
  readonly quiet?: boolean
  /** One field under another, instead of beside it. */
  readonly look?: 'form'
  /** Asked before it is sent, where scripts run. */
  readonly confirm?: string
  readonly id?: string
}) {
  const { desk, act, children, button, quiet, id, look = 'filter', confirm } = props
  if (!desk.mayWork) return null
  return (
    <form
      method="post"
      action={desk.page.href(`/console/cases/${desk.code}`)}
      class={children === undefined ? 'act' : `${look} act`}
      data-confirm={confirm}
      {...(id === undefined ? {} : { id })}
      data-act={act}
    >
      <Hidden desk={desk} act={act} />
      {children}
      <button type="submit" name="go" value={act} class={quiet ? 'quiet' : undefined}>
        {button ?? d(desk.page, `act.${act}`)}
      </button>
    </form>
  )
}

export function Hidden({ desk, act }: { readonly desk: Desk; readonly act: string }) {
  return (
    <>
      <input type="hidden" name={FORM_TOKEN} value={desk.token} />
      <input type="hidden" name="version" value={String(desk.version)} />
      <input type="hidden" name="do" value={act} />
    </>
  )
}

export function Choose(props: {
  readonly label: string
  readonly name: string
  readonly values: readonly string[]
  readonly words: (value: string) => string
  readonly chosen?: string | undefined
  /** Words of the empty choice; left out: one must be chosen. */
  readonly empty?: string
}) {
  const { label, name, values, words, chosen, empty } = props
  return (
    <label>
      <span>{label}</span>
      <select name={name} required={empty === undefined}>
        {empty !== undefined && <option value="">{empty}</option>}
        {values.map((value) => (
          <option value={value} selected={value === chosen}>
            {words(value)}
          </option>
        ))}
      </select>
    </label>
  )
}

export function Field(props: {
  readonly label: string
  readonly name: string
  readonly value?: string | number | undefined
  readonly type?: string
  readonly min?: number
  readonly max?: number
  readonly step?: string
  readonly maxlength?: number
  readonly required?: boolean
}) {
  const { label, value, ...rest } = props
  return (
    <label>
      <span>{label}</span>
      <input
        {...rest}
        value={value === undefined ? '' : String(value)}
        inputmode={rest.type === 'number' ? 'numeric' : undefined}
      />
    </label>
  )
}
