/** `/console/polls`: polls of one's own communes, the form for a new one, and results that say how sure they are. */
import { SUBJECTS } from '../../core/feedback.ts'
import type { CommuneChoice } from '../../service/desk-places.ts'
import { LONGEST_QUESTION, type OpenedPoll, type Poll, type PollForm } from '../../service/polls.ts'
import { clock, fieldTime, instant, shown } from '../cases/case-words.ts'
import { CommuneFields } from '../commune-fields.tsx'
import { countText, v } from '../feedback/feedback-words.ts'
import { FORM_TOKEN } from '../guard.ts'
import { Lines } from '../list-parts.tsx'
import type { Page } from '../page.ts'

export const POLLS = '/console/polls'

export function PollListPage(props: {
  readonly page: Page
  readonly polls: readonly Poll[]
  readonly mayAsk: boolean
  readonly now: number
}) {
  const { page, polls, mayAsk, now } = props
  return (
    <>
      <h1>{v(page, 'poll.title')}</h1>
      <p class="lead">{v(page, 'poll.lead')}</p>
      {mayAsk && (
        <p class="acts">
          <a class="button" href={page.href(`${POLLS}/new`)}>
            {v(page, 'poll.new')}
          </a>
        </p>
      )}
      <Lines
        none={v(page, 'poll.none')}
        noneDo={v(page, 'poll.none_do')}
        rows={polls.map((poll) => (
          <li data-row data-poll={poll.id}>
            <h2>
              <a href={page.href(`${POLLS}/${poll.id}`)}>{shown(poll.question)}</a>
            </h2>
            <p class="soft">
              {[stateText(page, poll, now), v(page, 'poll.asked', { asked: poll.asked, answered: poll.answered })].join(
                ' · ',
              )}
            </p>
          </li>
        ))}
      />
    </>
  )
}

function stateText(page: Page, { closesAt }: Poll, now: number): string {
  return v(page, closesAt > now ? 'poll.open_until' : 'poll.closed_at', { time: clock(closesAt) })
}

export function PollPage(props: {
  readonly page: Page
  readonly opened: OpenedPoll
  readonly token: string | null
  readonly now: number
}) {
  const { page, opened, token, now } = props
  const { poll, lines } = opened
  const percent = (part: number | null) => (part === null ? v(page, 'figures.none') : `${Math.round(part * 100)} %`)
  return (
    <>
      <p class="crumb">
        <a href={page.href(POLLS)}>{v(page, 'poll.title')}</a>
      </p>
      <h1>{shown(poll.question)}</h1>
      <p>
        <time datetime={instant(poll.closesAt)}>{stateText(page, poll, now)}</time>
      </p>
      <p data-answered={String(poll.answered)}>
        {v(page, 'poll.asked', { asked: poll.asked, answered: poll.answered })}
        {poll.asked > 0 && ` (${percent(poll.answered / poll.asked)})`}
      </p>
      <table class="rows">
        <caption>{v(page, 'poll.results')}</caption>
        <thead>
          <tr>
            <th scope="col">{v(page, 'poll.answer')}</th>
            <th scope="col" class="number">
              {v(page, 'poll.count')}
            </th>
            <th scope="col" class="number">
              {v(page, 'poll.share')}
            </th>
            <th scope="col" class="number">
              {v(page, 'poll.interval')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ answer, count, share, from, to }) => (
            <tr data-line={String(answer)}>
              <th scope="row">
                {answer}. {optionText(page, poll, answer)}
              </th>
              <td class="number">{countText(page, count)}</td>
              <td class="number">{percent(share)}</td>
              <td class="number">{from === null ? v(page, 'figures.none') : `${percent(from)} – ${percent(to)}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="soft">{v(page, 'poll.margin')}</p>
      <p class="soft">{v(page, 'poll.silent', { count: poll.asked - poll.answered })}</p>
      {poll.passedBy > 0 && (
        <p class="notice info" data-passed-by={String(poll.passedBy)}>
          {v(page, poll.closesAt > now ? 'poll.passed_by' : 'poll.never_asked', { count: poll.passedBy })}
        </p>
      )}
      {token !== null && poll.closesAt > now && (
        <form method="post" action={page.href(`${POLLS}/${poll.id}`)} class="acts" data-act="close_poll">
          <input type="hidden" name={FORM_TOKEN} value={token} />
          <button type="submit" class="quiet" name="do" value="close">
            {v(page, 'poll.close')}
          </button>
        </form>
      )}
    </>
  )
}

function optionText(page: Page, { options }: Poll, answer: number): string {
  return options === null
    ? page.say({ key: `feedback:options.ask_rating.r${answer}` })
    : shown(options[answer - 1] ?? '')
}

export function NewPollPage(props: {
  readonly page: Page
  readonly token: string
  readonly form: PollForm
  /** Null: too many to choose from, so their names are typed. */
  readonly communes: readonly CommuneChoice[] | null
  readonly typed: string
  readonly preview?: string
  readonly trouble?: string
}) {
  const { page, token, form, communes, typed, preview, trouble } = props
  return (
    <>
      <p class="crumb">
        <a href={page.href(POLLS)}>{v(page, 'poll.title')}</a>
      </p>
      <h1>{v(page, 'poll.new')}</h1>
      <p class="lead">{v(page, 'poll.rules')}</p>
      <form method="post" action={page.href(POLLS)} class="form" data-act="ask_poll">
        <input type="hidden" name={FORM_TOKEN} value={token} />
        {trouble !== undefined && (
          <p class="notice error" role="alert" data-trouble>
            {trouble}
          </p>
        )}
        {preview !== undefined && (
          <>
            <h2>{v(page, 'change.shown')}</h2>
            <blockquote class="card words" data-preview>
              <bdi>{preview}</bdi>
            </blockquote>
          </>
        )}
        <label>
          <span>{v(page, 'poll.question')}</span>
          <input name="question" value={form.question} maxlength={LONGEST_QUESTION} required />
        </label>
        <label>
          <span>{v(page, 'poll.options')}</span>
          <textarea name="options" rows={5} maxlength={200}>
            {form.options.join('\n')}
          </textarea>
        </label>
        <label>
          <span>{v(page, 'poll.topic')}</span>
          <select name="topic">
            <option value="">{v(page, 'poll.everybody')}</option>
            {SUBJECTS.map((topic) => (
              <option value={topic} selected={topic === form.topic}>
                {page.say({ key: `subscribe:topics.${topic}` })}
              </option>
            ))}
          </select>
        </label>
        <CommuneFields page={page} communes={communes} chosen={form.communes} typed={typed} />
        <label>
          <span>{v(page, 'poll.closes')}</span>
          <input
            type="datetime-local"
            name="closes"
            value={form.closesAt === null ? '' : fieldTime(form.closesAt)}
            required
          />
        </label>
        <div class="acts">
          {preview !== undefined && (
            <button type="submit" name="go" value="ask">
              {v(page, 'poll.ask')}
            </button>
          )}
          <button type="submit" name="go" value="preview" class={preview === undefined ? undefined : 'quiet'}>
            {v(page, 'change.preview')}
          </button>
        </div>
      </form>
    </>
  )
}
