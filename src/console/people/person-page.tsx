/** One person: what is known in words, what they agreed to, and the history; what is sensitive stays hidden until it is needed. */
import type { KnownFact, OpenedPerson } from '../../service/people-desk.ts'
import { actorName, addressText, caseCode, clock, d, instant, type Names, shown } from '../cases/case-words.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'
import { ruleName } from '../words.ts'

export interface PersonProps {
  readonly page: Page
  readonly opened: OpenedPerson
  readonly names: Names
  readonly token: string
  readonly asksReason: boolean
}

export function PersonPage(props: PersonProps) {
  const { page, opened, names } = props
  const { file } = opened
  return (
    <>
      <p class="crumb">
        <a href={page.href('/console/people')}>{d(page, 'people.title')}</a>
      </p>
      <h1>{file.name === null ? d(page, 'people.no_name') : shown(file.name)}</h1>
      <dl>
        {file.addresses.map(({ address, stoppedAt }) => (
          <>
            <dt>{d(page, `address.${address.kind}`)}</dt>
            <dd>
              {addressText(address)}
              {stoppedAt !== null && (
                <span class="mark warn"> {d(page, 'people.stopped_at', { time: clock(stoppedAt) })}</span>
              )}
            </dd>
          </>
        ))}
        <dt>{d(page, 'people.language')}</dt>
        <dd>{d(page, `language.${file.language}`)}</dd>
        <dt>{d(page, 'people.first_wrote')}</dt>
        <dd>
          <time datetime={instant(file.createdAt)}>{clock(file.createdAt)}</time>
        </dd>
        {file.pausedBy !== null && (
          <>
            <dt>{d(page, 'people.speaks')}</dt>
            <dd>{actorName(page, names, file.pausedBy)}</dd>
          </>
        )}
      </dl>
      <div class="columns">
        <div>
          <FactSection {...props} />
          <ConsentSection page={page} opened={opened} />
        </div>
        <div>
          <CaseSection page={page} opened={opened} />
          <TalkSection page={page} opened={opened} />
        </div>
      </div>
    </>
  )
}

function FactSection({ page, opened, token, asksReason }: PersonProps) {
  const { facts, hidden, mayShowSensitive, file } = opened
  const persons = [...new Set(facts.map(({ question }) => question.person))]
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{d(page, 'people.facts')}</h2>
      {facts.length === 0 && <p class="soft">{d(page, 'people.no_facts')}</p>}
      {persons.map((person) => (
        <>
          {person !== undefined && <h3>{d(page, 'people.person', { number: person + 1 })}</h3>}
          <dl>
            {facts
              .filter(({ question }) => question.person === person)
              .map((fact) => (
                <FactLine page={page} fact={fact} />
              ))}
          </dl>
        </>
      ))}
      {hidden > 0 && mayShowSensitive && (
        <details open={asksReason}>
          <summary>{d(page, 'people.show_hidden', { count: hidden })}</summary>
          <form
            method="post"
            action={page.href(`/console/people/${file.id}`)}
            class="filter act"
            data-act="show_sensitive"
          >
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
        </details>
      )}
    </section>
  )
}

function FactLine({ page, fact }: { readonly page: Page; readonly fact: KnownFact }) {
  const { question, value } = fact
  return (
    <>
      <dt>{page.sayFirst([`facts:${question.fact}.short`], question.fact)}</dt>
      <dd data-fact={question.fact}>
        {value === null ? d(page, 'people.hidden') : page.say({ key: 'desk:value', values: { value } })}
      </dd>
    </>
  )
}

function ConsentSection({ page, opened }: { readonly page: Page; readonly opened: OpenedPerson }) {
  const { leads, addresses } = opened.file
  const isStopped = addresses.every(({ stoppedAt }) => stoppedAt !== null)
  return (
    <section aria-labelledby="consent">
      <h2 id="consent">{d(page, 'people.consent')}</h2>
      <p>{d(page, isStopped ? 'people.consent_stopped' : 'people.consent_messages')}</p>
      {leads.length > 0 && (
        <ul class="lines">
          {leads.map((lead) => (
            <li>
              <strong>{d(page, `lead.${lead.kind}`)}</strong>
              {lead.about === '' ? '' : ` · ${ruleName(page, lead.about)}`} ·{' '}
              <time datetime={instant(lead.at)}>{clock(lead.at)}</time> · {d(page, `lead_status.${lead.status}`)}
              <p class="soft">
                {d(page, 'people.agreed_to')} “{page.preview(lead.consent, {})}”
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function CaseSection({ page, opened }: { readonly page: Page; readonly opened: OpenedPerson }) {
  const { cases } = opened.file
  return (
    <section aria-labelledby="cases">
      <h2 id="cases">{d(page, 'people.cases')}</h2>
      {cases.length === 0 ? (
        <p class="soft">{d(page, 'people.no_cases')}</p>
      ) : (
        <ul class="lines">
          {cases.map((one) => (
            <li>
              <a href={page.href(`/console/cases/${one.code}`)}>{caseCode(one.code)}</a>{' '}
              <span class="mark">{d(page, `status.${one.status}`)}</span>{' '}
              <span class="mark kind">{d(page, `kind.${one.kind}`)}</span>{' '}
              <time datetime={instant(one.openedAt)}>{clock(one.openedAt)}</time>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function TalkSection({ page, opened }: { readonly page: Page; readonly opened: OpenedPerson }) {
  const { messages } = opened.file
  return (
    <section aria-labelledby="messages">
      <h2 id="messages">{d(page, 'people.messages')}</h2>
      {messages.length === 0 && <p class="soft">{d(page, 'people.no_messages')}</p>}
      <ol class="thread">
        {messages.map((message) => (
          <li class={message.direction === 'in' ? 'theirs' : 'ours'}>
            <p class="soft">
              {d(page, `thread.${message.direction}`)} <time datetime={instant(message.at)}>{clock(message.at)}</time>
            </p>
            <p class="words">
              <bdi>{shown(message.text)}</bdi>
            </p>
          </li>
        ))}
      </ol>
      <p>
        <a class="button quiet" href={page.href(`/console/people/${opened.file.id}/messages`)} data-log>
          {page.say({ key: 'figures:log.open' })}
        </a>
      </p>
    </section>
  )
}
