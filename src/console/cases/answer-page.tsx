/** An answer before it is sent: exactly as the phone will show it, with its parts. */
import type { AnswerPreview } from '../../service/case-answer.ts'
import type { Page } from '../page.ts'
import { Hidden } from './case-forms.tsx'
import { caseCode, d, shown } from './case-words.ts'

export function AnswerPage(props: {
  readonly page: Page
  readonly code: string
  readonly version: number
  readonly token: string
  readonly text: string
  readonly preview: AnswerPreview
}) {
  const { page, code, version, token, text, preview } = props
  const action = page.href(`/console/cases/${code}`)
  const desk = { page, code, version, token, mayWork: true }
  const isSms = preview.encoding !== 'none'
  return (
    <>
      <p class="crumb">
        <a href={page.href(`/console/cases/${code}`)}>{caseCode(code)}</a> › {d(page, 'answer.title')}
      </p>
      <h1>{d(page, 'answer.title')}</h1>
      {preview.texts.map((one) => (
        <blockquote class="card words" data-preview>
          <bdi>{shown(one)}</bdi>
        </blockquote>
      ))}
      <p data-parts={String(preview.parts)}>
        {isSms
          ? d(page, 'answer.parts', { count: preview.parts, letters: preview.texts.join('').length })
          : d(page, 'answer.chat')}{' '}
        {d(page, preview.atOnce ? 'answer.at_once' : 'answer.not_at_night')}
      </p>
      <form method="post" action={action} class="act" data-act="send_answer">
        <Hidden desk={desk} act="answer" />
        <input type="hidden" name="sure" value="yes" />
        <label class="wide">
          <span>{d(page, 'answer.change')}</span>
          <textarea name="text" rows={4} maxlength={1000} required data-segments="3">
            {text}
          </textarea>
        </label>
        <button type="submit" name="go" value="send">
          {d(page, 'answer.send')}
        </button>{' '}
        <button type="submit" name="go" value="preview" class="quiet">
          {d(page, 'answer.again')}
        </button>
      </form>
    </>
  )
}
