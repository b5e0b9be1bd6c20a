/** `/console/feedback/<id>`: one person's words, and the one SMS they may get for it. */
import type { OpenedFeedback } from '../../service/feedback-desk.ts'
import { shown } from '../cases/case-words.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'
import { FeedbackMarks } from './feedback-list-page.tsx'
import { FEEDBACK_HOME, programmeText, v } from './feedback-words.ts'

const GUIDE = ['thank', 'do', 'no_argument', 'unknown'] as const

export interface FeedbackPageProps {
  readonly page: Page
  readonly opened: OpenedFeedback
  readonly place: string
  readonly dayOf: (at: number) => string
  /** Null: only to be read. */
  readonly token: string | null
  /** What was typed, with how it will arrive or why it cannot. */
  readonly typed?: string
  readonly preview?: { readonly shown: string; readonly parts: number }
  readonly trouble?: string
}

export function FeedbackPage(props: FeedbackPageProps) {
  const { page, opened, place, dayOf, token } = props
  const { line } = opened
  return (
    <>
      <p class="crumb">
        <a href={page.href(FEEDBACK_HOME)}>{v(page, 'title')}</a>
      </p>
      <h1>{v(page, 'item', { day: dayOf(line.at) })}</h1>
      <FeedbackMarks page={page} line={line} />
      <blockquote class="card words" data-words>
        <bdi>{shown(line.text)}</bdi>
      </blockquote>
      <dl class="facts">
        <Fact name={v(page, 'place')} value={place} />
        <Fact name={v(page, 'programme')} value={programmeText(page, line.programme)} />
        <Fact name={v(page, 'code')} value={line.code === null ? '' : `GY ${line.code}`} />
      </dl>
      <section aria-labelledby="answer">
        <h2 id="answer">{v(page, 'answer.title')}</h2>
        <Answer {...props} />
      </section>
      {line.changeId !== null && <p class="notice info">{v(page, 'change.belongs')}</p>}
      {token !== null && line.changeId === null && line.status !== 'draft' && (
        <p class="acts">
          <a class="button quiet" href={page.href(`${FEEDBACK_HOME}/changes/new`, { id: String(line.id) })} data-change>
            {v(page, 'change.new')}
          </a>
        </p>
      )}
    </>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  if (value === '') return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function Answer({ page, opened, dayOf, token, typed = '', preview, trouble }: FeedbackPageProps) {
  const { line, reply } = opened
  if (line.answer !== null)
    return (
      <>
        {line.answeredAt !== null && <p class="soft">{v(page, 'answer.given', { day: dayOf(line.answeredAt) })}</p>}
        <blockquote class="card words" data-answer>
          <bdi>{shown(line.answer)}</bdi>
        </blockquote>
      </>
    )
  if (reply !== 'possible') {
    const why = reply === 'stopped' ? 'stopped' : line.wish === 'hidden' ? 'hidden' : 'not_wanted'
    return (
      <p class="notice info" data-no-answer={why}>
        {v(page, `answer.${why}`)}
      </p>
    )
  }
  if (token === null) return null
  return (
    <div class="split">
      <form method="post" action={page.href(`${FEEDBACK_HOME}/${line.id}`)} class="form" data-act="answer">
        <input type="hidden" name={FORM_TOKEN} value={token} />
        <input type="hidden" name="version" value={String(line.version)} />
        {trouble !== undefined && (
          <p class="notice error" role="alert" data-trouble>
            {trouble}
          </p>
        )}
        {preview && (
          <>
            <h3>{v(page, 'answer.shown')}</h3>
            <blockquote class="card words" data-preview>
              <bdi>{preview.shown}</bdi>
            </blockquote>
            <p class="soft">{v(page, 'answer.parts', { count: preview.parts })}</p>
          </>
        )}
        <label>
          <span>{v(page, 'answer.label')}</span>
          <textarea name="text" rows={4} maxlength={400} required data-segments="2">
            {typed}
          </textarea>
        </label>
        <div class="acts">
          {preview && (
            <button type="submit" name="go" value="send">
              {v(page, 'answer.send')}
            </button>
          )}
          <button type="submit" name="go" value="preview" class={preview ? 'quiet' : undefined}>
            {v(page, 'answer.preview')}
          </button>
        </div>
      </form>
      <aside class="card" aria-labelledby="guide">
        <h3 id="guide">{v(page, 'answer.guide')}</h3>
        <ul>
          {GUIDE.map((rule) => (
            <li>{v(page, `answer.guide_${rule}`)}</li>
          ))}
        </ul>
      </aside>
    </div>
  )
}
