/** Words by how many people sent them, each with a form that makes an example or a short form of it; below, what was decided. */
import type { TextValues } from '../../core/reply.ts'
import { EXAMPLE_OF, type WordDesk, type WordForm } from '../../service/unknown-words.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'

/** A text of `locales/<language>/words.json`. */
export const w = (page: Page, key: string, values: TextValues = {}): string => page.say({ key: `words:${key}`, values })

const KINDS = ['example', 'abbreviation', 'ignored'] as const

export interface WordsPageProps {
  readonly page: Page
  readonly desk: WordDesk
  readonly token: string
  /** Why the form was refused, and what was typed into it. */
  readonly trouble?: string
  readonly typed?: WordForm
}

export function WordsPage({ page, desk, token, trouble, typed }: WordsPageProps) {
  return (
    <>
      <h1>{w(page, 'title')}</h1>
      <p class="lead">{w(page, 'lead')}</p>
      {trouble !== undefined && (
        <p class="notice error" role="alert" data-trouble={trouble}>
          {w(page, `trouble.${trouble}`)}
        </p>
      )}
      {desk.open.length === 0 ? (
        <div class="empty">
          <h2>{w(page, 'none')}</h2>
          <p>{w(page, 'none_hint')}</p>
        </div>
      ) : (
        <ol class="lines">
          {desk.open.map((one) => (
            <OpenWord page={page} token={token} one={one} {...(typed?.word === one.word ? { typed } : {})} />
          ))}
        </ol>
      )}
      {desk.decided.length > 0 && (
        <section>
          <h2>{w(page, 'decided_title')}</h2>
          <p>{w(page, 'decided_lead')}</p>
          <ul class="lines">
            {desk.decided.map((one) => (
              <DecidedWord page={page} token={token} one={one} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function OpenWord(props: {
  readonly page: Page
  readonly token: string
  readonly one: WordDesk['open'][number]
  readonly typed?: WordForm
}) {
  const { page, token, one, typed } = props
  return (
    <li data-word={one.word}>
      <h2>{one.word}</h2>
      <p class="soft">{w(page, 'seen', { count: one.people, times: one.times })}</p>
      <details open={typed !== undefined}>
        <summary>{w(page, 'decide')}</summary>
        <form method="post" action={page.href('/console/words')} class="form">
          <input type="hidden" name={FORM_TOKEN} value={token} />
          <input type="hidden" name="word" value={one.word} />
          <label>
            <span>{w(page, 'kind')}</span>
            <select name="kind">
              {KINDS.map((kind) => (
                <option value={kind} selected={kind === typed?.kind}>
                  {w(page, `kinds.${kind}`)}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>{w(page, 'intent')}</span>
            <select name="intent">
              <option value="">{w(page, 'no_intent')}</option>
              {EXAMPLE_OF.map((intent) => (
                <option value={intent} selected={intent === typed?.intent}>
                  {w(page, `intents.${intent}`)}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>{w(page, 'text')}</span>
            <input name="text" value={typed?.text ?? ''} maxlength={200} autocomplete="off" />
          </label>
          <button type="submit">{w(page, 'keep')}</button>
        </form>
      </details>
    </li>
  )
}

function DecidedWord({
  page,
  token,
  one,
}: {
  readonly page: Page
  readonly token: string
  readonly one: WordDesk['decided'][number]
}) {
  return (
    <li data-decided={one.word}>
      <p>
        <strong>{one.word}</strong> · {w(page, `kinds.${one.kind}`)}
        {one.intent !== null && ` · ${w(page, `intents.${one.intent}`)}`}
        {one.text !== null && ` · “${one.text}”`}
      </p>
      <form method="post" action={page.href('/console/words/reopen')}>
        <input type="hidden" name={FORM_TOKEN} value={token} />
        <input type="hidden" name="word" value={one.word} />
        <button type="submit" class="quiet" aria-label={w(page, 'reopen_word', { word: one.word })}>
          {w(page, 'reopen')}
        </button>
      </form>
    </li>
  )
}
