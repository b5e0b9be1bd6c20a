/** The talk with the person, newest last, and the box in which an official answers. */
import type { OpenedCase } from '../../service/case-desk.ts'
import { ActForm, type Desk } from './case-forms.tsx'
import { actorName, addressText, clock, d, instant, type Names, shown } from './case-words.ts'

export interface ThreadProps {
  readonly desk: Desk
  readonly opened: OpenedCase
  readonly names: Names
  /** Words that could not be sent, so that nothing is typed twice. */
  readonly draft?: string
}

const NEWEST = 30

export function ThreadSection({ desk, opened, names, draft }: ThreadProps) {
  const { page } = desk
  const { contact, messages } = opened.file
  const newest = messages.slice(-NEWEST)
  return (
    <section aria-labelledby="thread">
      <h2 id="thread">{d(page, 'section.thread')}</h2>
      {contact === null ? (
        <p class="notice">{d(page, 'thread.no_contact')}</p>
      ) : (
        <>
          <p>
            <a href={page.href(`/console/people/${contact.id}`)}>
              {contact.name === null ? d(page, 'thread.person') : shown(contact.name)}
            </a>{' '}
            · {d(page, `address.${contact.address.kind}`)} {addressText(contact.address)} ·{' '}
            {d(page, `language.${contact.language}`)}
          </p>
          {contact.stopped && <p class="notice">{d(page, 'thread.stopped')}</p>}
          {contact.pausedBy !== null && (
            <p class="notice" data-paused>
              {d(page, 'thread.paused', { who: actorName(page, names, contact.pausedBy) })}
            </p>
          )}
          {newest.length < messages.length && <p class="soft">{d(page, 'thread.older')}</p>}
          <ol class="thread">
            {newest.map((message) => (
              <li class={message.direction === 'in' ? 'theirs' : 'ours'}>
                <p class="soft">
                  {d(page, `thread.${message.direction}`)}{' '}
                  <time datetime={instant(message.at)}>{clock(message.at)}</time>
                  {message.direction === 'out' &&
                    ` · ${page.sayFirst([`desk:delivery.${message.status}`], message.status)}`}
                </p>
                <p class="words">
                  <bdi>{shown(message.text)}</bdi>
                </p>
              </li>
            ))}
          </ol>
          {desk.mayWork && <AnswerBox desk={desk} opened={opened} draft={draft ?? ''} />}
          <div class="acts">
            {contact.pausedBy === null ? (
              <ActForm desk={desk} act="take_over" quiet />
            ) : (
              <ActForm desk={desk} act="hand_back" quiet />
            )}
          </div>
        </>
      )}
    </section>
  )
}

function AnswerBox({
  desk,
  opened,
  draft,
}: {
  readonly desk: Desk
  readonly opened: OpenedCase
  readonly draft: string
}) {
  const { page } = desk
  return (
    <ActForm desk={desk} act="answer" button={d(page, 'act.preview_answer')} id="answer">
      <label class="wide">
        <span>{d(page, 'thread.answer')}</span>
        <textarea
          name="text"
          rows={4}
          maxlength={1000}
          required
          data-segments="3"
          data-accents={opened.file.contact?.accents ? '' : undefined}
          aria-describedby="answer-help"
        >
          {draft}
        </textarea>
      </label>
      <p class="soft" id="answer-help">
        {d(page, opened.isWaitedFor ? 'thread.help_now' : 'thread.help_morning')}
      </p>
    </ActForm>
  )
}
