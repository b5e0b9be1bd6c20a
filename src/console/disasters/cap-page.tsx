/** `/console/disasters/cap`: a warning as a file or pasted; it becomes a draft, never more. */
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'
import { w } from './disaster-words.ts'

export function CapPage(props: {
  readonly page: Page
  readonly token: string
  readonly text: string
  readonly trouble?: string | undefined
}) {
  const { page, token, text, trouble } = props
  return (
    <>
      <p class="crumb">
        <a href={page.href('/console/disasters')}>{w(page, 'title')}</a> › {w(page, 'cap.title')}
      </p>
      <h1>{w(page, 'cap.title')}</h1>
      <p class="lead">{w(page, 'cap.lead')}</p>
      {trouble !== undefined && (
        <p class="notice error" role="alert" data-trouble>
          {trouble}
        </p>
      )}
      <form
        method="post"
        action={page.href('/console/disasters/cap')}
        enctype="multipart/form-data"
        class="form"
        data-act="cap"
      >
        <input type="hidden" name={FORM_TOKEN} value={token} />
        <label>
          <span>{w(page, 'cap.file')}</span>
          <input type="file" name="file" accept=".xml,.cap,application/xml,text/xml,application/cap+xml" />
        </label>
        <label>
          <span>{w(page, 'cap.text')}</span>
          <textarea name="text" rows={8} spellcheck={false}>
            {text}
          </textarea>
        </label>
        <div class="acts">
          <button type="submit" name="go" value="read">
            {w(page, 'act.read')}
          </button>
          <a class="button quiet" href={page.href('/console/disasters')}>
            {w(page, 'act.back')}
          </a>
        </div>
      </form>
    </>
  )
}
