/** `/console/people/<id>/messages`: every message in and out with what became of it; asked for with a reason, page by page. */
import type { LogLine, MessageLog } from '../../service/message-log.ts'
import { LOG_PAGE } from '../../service/message-log.ts'
import { clock, d, instant, shown } from '../cases/case-words.ts'
import { f } from '../figures/figure-words.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'

export interface MessageLogProps {
  readonly page: Page
  readonly contactId: string
  /** Null: nothing was asked yet. */
  readonly log: MessageLog | null
  readonly token: string
  readonly asksReason: boolean
}

export function MessageLogPage(props: MessageLogProps) {
  const { page, contactId, log } = props
  return (
    <>
      <p class="crumb">
        <a href={page.href(`/console/people/${contactId}`)}>{f(page, 'log.back')}</a>
      </p>
      <h1>{f(page, 'log.title')}</h1>
      {log === null ? <AskReason {...props} /> : <Lines {...props} log={log} />}
    </>
  )
}

function AskReason({ page, contactId, token, asksReason }: MessageLogProps) {
  return (
    <form method="post" action={page.href(`/console/people/${contactId}/messages`)} class="filter" data-act="show_log">
      <input type="hidden" name={FORM_TOKEN} value={token} />
      {asksReason && (
        <p class="notice" role="alert">
          {d(page, 'people.reason_needed')}
        </p>
      )}
      <label class="wide">
        <span>{d(page, 'people.reason')}</span>
        <input name="reason" maxlength={200} required />
      </label>
      <button type="submit">{d(page, 'people.show')}</button>
    </form>
  )
}

function Lines({ page, contactId, log, token }: MessageLogProps & { readonly log: MessageLog }) {
  const pages = Math.max(1, Math.ceil(log.total / LOG_PAGE))
  return (
    <>
      <p class="count" role="status" data-total={String(log.total)}>
        {f(page, 'log.count', { count: log.total })} · {f(page, 'log.page', { page: log.page, pages })}
      </p>
      {log.lines.length === 0 && <p class="soft">{d(page, 'people.no_messages')}</p>}
      <ol class="thread">
        {log.lines.map((line) => (
          <li class={line.direction === 'in' ? 'theirs' : 'ours'}>
            <p class="soft">
              {d(page, `thread.${line.direction}`)} <time datetime={instant(line.at)}>{clock(line.at)}</time> ·{' '}
              {f(page, `door.${line.door}`)}
              {line.lane !== null && ` · ${f(page, `lane.${line.lane}`)}`}
            </p>
            <p class="words">
              <bdi>{shown(wordsOf(page, line))}</bdi>
            </p>
            <p class="soft" data-status={line.status}>
              {f(page, line.direction === 'in' ? `heard.${line.status}` : `status.${line.status}`)}
              {line.failure !== null && `: ${f(page, `failure.${line.failure}`)}`}
              {line.settledAt !== null && (
                <>
                  {' '}
                  · <time datetime={instant(line.settledAt)}>{clock(line.settledAt)}</time>
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
      {pages > 1 && (
        <nav aria-label={f(page, 'log.pages')}>
          <form method="post" action={page.href(`/console/people/${contactId}/messages`)} class="acts">
            <input type="hidden" name={FORM_TOKEN} value={token} />
            <input type="hidden" name="reason" value={log.reason} />
            {log.page > 1 && (
              <button type="submit" class="quiet" name="page" value={String(log.page - 1)}>
                {f(page, 'log.newer')}
              </button>
            )}
            {log.page < pages && (
              <button type="submit" class="quiet" name="page" value={String(log.page + 1)}>
                {f(page, 'log.older')}
              </button>
            )}
          </form>
        </nav>
      )}
    </>
  )
}

/** What holds no words says what it was. */
function wordsOf(page: Page, { content }: LogLine): string {
  switch (content.kind) {
    case 'text':
      return content.text
    case 'button':
      return content.value
    case 'photo':
      return `${f(page, 'log.photo')} ${content.text ?? ''}`.trimEnd()
    case 'unreadable':
      return f(page, content.what === 'withheld' ? 'log.withheld' : 'log.unreadable')
    case 'tie':
      return f(page, `log.tie.${content.tie}`)
    case 'location':
    case 'contact':
      return f(page, `log.${content.kind}`)
  }
}
