/** `/console/disasters`: events and the forms upon them. Looking changes nothing; every form ends in a 303 back to a page. */
import type { Context, Hono } from 'hono'
import { may } from '../../core/official.ts'
import { questionSms } from '../../service/check-in-words.ts'
import { communesIn, placeName } from '../../service/desk-places.ts'
import {
  closeEvent,
  communesWithin,
  createEvent,
  type EventForm,
  type EventOutcome,
  editEvent,
  eventOf,
  listEvents,
  mayChange,
  openEvent,
} from '../../service/disasters.ts'
import { type CheckInList, type Disaster, eventPeople, openEventDesk } from '../../service/event-desk.ts'
import type { Ports } from '../../service/ports.ts'
import { speakerFor } from '../../service/speaker.ts'
import { type Form, formOf, one } from '../cases/read-report.ts'
import { communesSent } from '../commune-fields.tsx'
import { type ConsoleEnv, formGuard, formToken, signedInOnly } from '../guard.ts'
import { missing, show } from '../show.tsx'
import { capPages } from './cap-routes.tsx'
import { ConfirmPage } from './confirm-page.tsx'
import { w } from './disaster-words.ts'
import { EventPage } from './event-page.tsx'
import { DisasterFormPage } from './form-page.tsx'
import { DisasterListPage } from './list-page.tsx'
import { LISTS } from './people-list.tsx'

type C = Context<ConsoleEnv>

const HOME = '/console/disasters'
/** A browser without script loads the page anew this often, when asked to. */
const REFRESH_SECONDS = '60'

export function disasterPages(app: Hono<ConsoleEnv>, ports: Ports): void {
  const reads = signedInOnly('read_cases')
  const opens = signedInOnly('open_disasters')
  app.get(HOME, reads, (c) => list(c, ports))
  app.get(`${HOME}/new`, opens, (c) => form(c, ports, null, {}))
  app.post(`${HOME}/new`, opens, formGuard, (c) => post(c, ports, null))
  capPages(app, ports)
  app.get(`${HOME}/:id`, reads, (c) => eventPage(c, ports))
  app.post(`${HOME}/:id`, opens, formGuard, (c) => postAct(c, ports))
  app.get(`${HOME}/:id/edit`, opens, (c) => edit(c, ports))
  app.post(`${HOME}/:id/edit`, opens, formGuard, (c) => post(c, ports, c.req.param('id')))
  for (const what of ['open', 'close'] as const)
    app.get(`${HOME}/:id/${what}`, opens, (c) => confirm(c, ports, what, undefined))
}

async function list(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const events = await listEvents(ports, official)
  const children = <DisasterListPage page={page} events={events} mayOpen={may(official.role, 'open_disasters')} />
  return show(c, { title: w(page, 'title'), section: 'disasters', children })
}

async function eventPage(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const id = c.req.param('id') ?? ''
  const desk = await openEventDesk(ports, official, id)
  if (desk === null) return missing(c)
  const asked = c.req.query('list')
  const chosen: CheckInList =
    LISTS.find((one) => one === asked) ?? (desk.total.needHelp > 0 ? 'need_help' : 'no_answer')
  const people = desk.event.openedAt === null ? [] : await eventPeople(ports, official, id, chosen)
  const live = c.req.query('live') === '1' && desk.event.status === 'open'
  if (live) c.header('Refresh', REFRESH_SECONDS)
  const children = (
    <EventPage
      {...desk}
      {...{ page, list: chosen, people: people ?? [], live, now: ports.now() }}
      commune={(c.req.query('commune') ?? '').slice(0, 10)}
      places={placesOf(ports, c, desk.event)}
      placeOf={(commune) => placeName(ports, commune) ?? w(page, 'count.unknown_commune')}
      seesPeople={may(official.role, 'see_people')}
    />
  )
  return show(c, { title: desk.event.name, section: 'disasters', children })
}

/** Of the event's communes those that the official works in; how many others there are is no secret, their names are of no use. */
function placesOf(ports: Ports, c: C, { communes }: Disaster): readonly string[] {
  const own = communesWithin(ports, c.var.signedIn.official.scope)
  const mine = communes.filter((code) => own.everywhere || own.communes.includes(code))
  const names = mine.slice(0, 8).map((code) => placeName(ports, code) ?? code)
  const rest = communes.length - names.length
  return rest > 0 ? [...names, `+ ${w(c.var.page, 'communes', { count: rest })}`] : names
}

async function edit(c: C, ports: Ports): Promise<Response> {
  const event = await own(c, ports)
  if (event === null || event.status === 'closed') return missing(c)
  return form(c, ports, event, {})
}

/** The event of this address, if the official may change it. */
async function own(c: C, ports: Ports): Promise<Disaster | null> {
  const { official } = c.var.signedIn
  const event = await eventOf(ports, official, c.req.param('id') ?? '')
  return event !== null && mayChange(ports, official, event) ? event : null
}

interface Tried {
  readonly form?: EventForm
  readonly typed?: string
  readonly trouble?: string | undefined
  readonly version?: number
  readonly status?: 409 | 422
}

function form(c: C, ports: Ports, event: Disaster | null, tried: Tried): Response {
  const { page, signedIn } = c.var
  const title = w(page, event === null ? 'new' : 'act.edit')
  const before: EventForm =
    event === null
      ? { name: '', hazard: 'storm', communes: [], startsOn: page.today, endsOn: '', words: '', exercise: false }
      : { ...event, endsOn: event.endsOn ?? '', words: event.words ?? '', exercise: event.status === 'exercise' }
  const known = communesIn(ports, signedIn.official.scope)
  const shown = tried.form ?? before
  const typed = known === null ? shown.communes.map((code) => placeName(ports, code) ?? code).join('\n') : ''
  const children = (
    <DisasterFormPage
      {...{ page, title, form: shown, communes: known, trouble: tried.trouble, token: formToken(c) }}
      typed={tried.typed ?? typed}
      version={tried.version ?? event?.version ?? 0}
      isOpen={event?.status === 'open'}
      action={page.href(event === null ? `${HOME}/new` : `${HOME}/${event.id}/edit`)}
      back={page.href(event === null ? HOME : `${HOME}/${event.id}`)}
    />
  )
  return show(c, { title, section: 'disasters', children, ...(tried.status ? { status: tried.status } : {}) })
}

async function post(c: C, ports: Ports, id: string | null): Promise<Response> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const event = id === null ? null : await own(c, ports)
  if (id !== null && event === null) return missing(c)
  const sent = formOf(await c.req.formData())
  const { communes, typed, unknown } = communesSent(ports, official.scope, sent)
  const asked = formOfSent(sent, communes)
  if (unknown !== undefined) {
    const trouble = w(page, 'refused.typed_commune', { name: unknown })
    return form(c, ports, event, { form: asked, typed, trouble, status: 422 })
  }
  const version = Number(one(sent, 'version'))
  const outcome =
    event === null
      ? await createEvent(ports, official, asked)
      : await editEvent(ports, official, event.id, version, asked)
  if (outcome === 'missing') return missing(c)
  if (typeof outcome === 'object' && 'done' in outcome)
    return c.redirect(page.href(`${HOME}/${outcome.done}`, { done: 'disasters:saved' }), 303)
  const now = outcome === 'conflict' ? await own(c, ports) : event
  const status = outcome === 'conflict' ? 409 : 422
  return form(c, ports, now, { form: asked, typed, trouble: sentence(c, outcome), status })
}

function formOfSent(sent: Form, communes: readonly string[]): EventForm {
  return {
    name: one(sent, 'name'),
    hazard: one(sent, 'hazard'),
    communes,
    startsOn: one(sent, 'starts_on'),
    endsOn: one(sent, 'ends_on'),
    words: one(sent, 'words'),
    exercise: one(sent, 'exercise') === 'yes',
  }
}

async function confirm(c: C, ports: Ports, what: 'open' | 'close', trouble: string | undefined): Promise<Response> {
  const { page, signedIn } = c.var
  const event = await own(c, ports)
  if (event === null || event.status === 'closed' || (what === 'open' && event.status !== 'draft')) return missing(c)
  const [speaker, desk] = await Promise.all([
    speakerFor(ports, event.communes[0] ?? null),
    openEventDesk(ports, signedIn.official, event.id),
  ])
  const children = (
    <>
      {trouble !== undefined && (
        <p class="notice error" role="alert" data-trouble>
          {trouble}
        </p>
      )}
      <ConfirmPage
        {...{ page, event, what, token: formToken(c), silent: desk?.total.noAnswer ?? 0 }}
        places={placesOf(ports, c, event)}
        sms={questionSms(ports.texts, speaker, event)}
      />
    </>
  )
  const status = trouble === undefined ? {} : { status: 422 as const }
  return show(c, { title: w(page, `${what}.title`), section: 'disasters', children, ...status })
}

async function postAct(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const event = await own(c, ports)
  if (event === null) return missing(c)
  const sent = formOf(await c.req.formData())
  const what = one(sent, 'do')
  if (what !== 'open' && what !== 'close') return missing(c)
  const act = what === 'open' ? openEvent : closeEvent
  const outcome = await act(ports, signedIn.official, event.id, Number(one(sent, 'version')))
  if (outcome === 'missing') return missing(c)
  if (typeof outcome === 'object' && 'done' in outcome)
    return c.redirect(
      page.href(`${HOME}/${event.id}`, { done: `disasters:${what === 'open' ? 'opened' : 'closed'}` }),
      303,
    )
  return confirm(c, ports, what, sentence(c, outcome))
}

function sentence(c: C, outcome: Exclude<EventOutcome, 'missing' | { done: string }>): string {
  if (outcome === 'conflict') return w(c.var.page, 'refused.conflict')
  const { refused, count } = outcome
  return w(c.var.page, `refused.${refused}`, count === undefined ? undefined : { count })
}
