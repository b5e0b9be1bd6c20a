/** `…/open` and `…/close`: what will happen, with the message as people receive it, before it happens. */
import type { Disaster } from '../../service/event-desk.ts'
import type { Rendered } from '../../texts/render.ts'
import { shown } from '../cases/case-words.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'
import { daysOf, w } from './disaster-words.ts'
import { Marks } from './list-page.tsx'

export interface ConfirmProps {
  readonly page: Page
  readonly token: string
  readonly event: Disaster
  readonly what: 'open' | 'close'
  readonly places: readonly string[]
  /** The question by SMS. */
  readonly sms: readonly Rendered[]
  /** Who has not answered yet. */
  readonly silent: number
}

export function ConfirmPage({ page, token, event, what, places, sms, silent }: ConfirmProps) {
  const here = `/console/disasters/${event.id}`
  const quiet = event.openedAt === null
  return (
    <>
      <p class="crumb">
        <a href={page.href('/console/disasters')}>{w(page, 'title')}</a> ›{' '}
        <a href={page.href(here)}>{shown(event.name)}</a>
      </p>
      <h1>{w(page, `${what}.title`)}</h1>
      <h2>{shown(event.name)}</h2>
      <Marks page={page} event={event} />
      <p>{[daysOf(page, event), places.join(', ')].join(' · ')}</p>
      <p class="lead">{w(page, what === 'close' && quiet ? 'close.lead_quiet' : `${what}.lead`)}</p>
      {what === 'open' && (
        <>
          <p>{w(page, 'open.at_night')}</p>
          <h2>{w(page, 'open.sms')}</h2>
          {sms.map(({ text, segments }) => (
            <div class="card" data-sms>
              <p class="words">{text}</p>
              <p class="hint">{w(page, 'open.sms_size', { letters: text.length, parts: segments })}</p>
            </div>
          ))}
        </>
      )}
      {what === 'close' && silent > 0 && <p class="notice">{w(page, 'close.still', { count: silent })}</p>}
      <form method="post" action={page.href(here)} class="form" data-act={what}>
        <input type="hidden" name={FORM_TOKEN} value={token} />
        <input type="hidden" name="version" value={String(event.version)} />
        <div class="acts">
          <button type="submit" name="do" value={what} class={what === 'close' ? 'danger' : undefined}>
            {w(page, `act.${what}_sure`)}
          </button>
          <a class="button quiet" href={page.href(here)}>
            {w(page, 'act.back')}
          </a>
        </div>
      </form>
    </>
  )
}
