/** `/console/feedback`: what people said, one SMS to who asked for an answer, and changes that came of it. */
import type { Context, Hono } from 'hono'
import { vietnamDay } from '../../core/day.ts'
import { FEEDBACK_KINDS } from '../../core/feedback.ts'
import { may } from '../../core/official.ts'
import { type ChangeForm, MOST_TIED, makeChange, ownChanges, previewChange } from '../../service/changes-made.ts'
import { communesIn, placeName } from '../../service/desk-places.ts'
import {
  allFeedback,
  answerFeedback,
  FEEDBACK_PAGE,
  type FeedbackFilter,
  type FeedbackLine,
  feedbackFigures,
  listFeedback,
  openFeedback,
  previewFeedbackAnswer,
} from '../../service/feedback-desk.ts'
import { csvOf, workbookOf } from '../../service/paper-files.ts'
import type { Ports } from '../../service/ports.ts'
import { dayText } from '../../texts/format.ts'
import { type Form, formOf, one } from '../cases/read-report.ts'
import { type ConsoleEnv, formGuard, formToken, signedInOnly } from '../guard.ts'
import { missing, show } from '../show.tsx'
import { fields } from '../sign-in/sign-in-routes.tsx'
import { ChangeListPage, NewChangePage } from './change-pages.tsx'
import { FeedbackListPage, type FeedbackQuery, RATINGS, SPANS, STATUSES } from './feedback-list-page.tsx'
import { FeedbackPage } from './feedback-page.tsx'
import { FEEDBACK_HOME, programmeChoices, v } from './feedback-words.ts'
import { saidFeedback } from './said-feedback.ts'

type C = Context<ConsoleEnv>
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const DAY_MS = 86_400_000
const NOTHING: ChangeForm = { said: '', did: '', programme: '', ids: [] }

export function feedbackPages(app: Hono<ConsoleEnv>, ports: Ports): void {
  const reads = signedInOnly('read_cases')
  const works = signedInOnly('work_cases')
  app.get(FEEDBACK_HOME, reads, (c) => list(c, ports))
  app.post(`${FEEDBACK_HOME}/file`, signedInOnly('export'), formGuard, (c) => file(c, ports))
  app.get(`${FEEDBACK_HOME}/changes`, reads, (c) => changes(c, ports))
  app.get(`${FEEDBACK_HOME}/changes/new`, works, (c) =>
    newChange(c, ports, { ...NOTHING, ids: idsOf(c.req.queries('id') ?? []) }),
  )
  app.post(`${FEEDBACK_HOME}/changes`, works, formGuard, (c) => postChange(c, ports))
  app.get(`${FEEDBACK_HOME}/:id`, reads, (c) => item(c, ports))
  app.post(`${FEEDBACK_HOME}/:id`, works, formGuard, (c) => postAnswer(c, ports))
}

async function list(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const query = queryIn(c.req.query())
  const number = Math.max(1, Math.min(1_000, Math.floor(Number(c.req.query('page')) || 1)))
  const [{ rows, total }, figures] = await Promise.all([
    listFeedback(ports, official, filterOf(ports, query), number),
    feedbackFigures(ports, official),
  ])
  const children = (
    <FeedbackListPage
      {...{ page, query, rows, total, figures, dayOf }}
      number={Math.min(number, Math.max(1, Math.ceil(total / FEEDBACK_PAGE)))}
      programmes={programmeChoices(page, ports.talk.law.everyProgramme)}
      communes={communesIn(ports, official.scope) ?? []}
      placeOf={placeIn(ports)}
      mayWork={may(official.role, 'work_cases')}
      token={may(official.role, 'export') ? formToken(c) : null}
    />
  )
  return show(c, { title: v(page, 'title'), section: 'feedback', children })
}

async function file(c: C, ports: Ports): Promise<Response> {
  const form = await fields(c)
  const { page, signedIn } = c.var
  const { official } = signedIn
  const query = queryIn(form)
  const as = form.as === 'csv' ? 'csv' : 'xlsx'
  const rows = await allFeedback(ports, official, filterOf(ports, query))
  const said = saidFeedback(page, rows, { by: official.name, dayOf, placeOf: placeIn(ports) })
  await ports.store.audit.append(official.id, 'feedback_taken', { ...query, as, rows: rows.length }, ports.now())
  c.header('Cache-Control', 'no-store')
  c.header('Content-Disposition', `attachment; filename="${v(page, 'file.name')}_${page.today}.${as}"`)
  if (as === 'csv') return c.body(csvOf(said), 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  return c.body(await workbookOf(said), 200, { 'Content-Type': XLSX })
}

interface Tried {
  readonly typed?: string
  readonly preview?: { readonly shown: string; readonly parts: number }
  readonly trouble?: string
  readonly status?: 409 | 422
}

async function item(c: C, ports: Ports, tried: Tried = {}): Promise<Response> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const [id = 0] = idsOf([c.req.param('id') ?? ''])
  const opened = await openFeedback(ports, official, id)
  if (opened === null) return missing(c)
  const { status, ...more } = tried
  const children = (
    <FeedbackPage
      {...{ page, opened, dayOf, ...more }}
      place={placeIn(ports)(opened.line)}
      token={may(official.role, 'work_cases') ? formToken(c) : null}
    />
  )
  const title = v(page, 'item', { day: dayOf(opened.line.at) })
  return show(c, { title, section: 'feedback', children, ...(status === undefined ? {} : { status }) })
}

async function postAnswer(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const form = await fields(c)
  const [id = 0] = idsOf([c.req.param('id') ?? ''])
  const typed = (form.text ?? '').slice(0, 1_000)
  const refused = (fault: string, status: 409 | 422) =>
    item(c, ports, { typed, trouble: v(page, `refused.${fault}`), status })
  if (form.go !== 'send') {
    const preview = await previewFeedbackAnswer(ports, signedIn.official, id, typed)
    if (preview === null) return missing(c)
    return 'refused' in preview ? refused(preview.refused, 422) : item(c, ports, { typed, preview })
  }
  const version = Number(form.version)
  const outcome = await answerFeedback(ports, signedIn.official, id, { words: typed, version })
  if (outcome === 'missing') return missing(c)
  if (outcome === 'conflict') return refused('conflict', 409)
  if (outcome !== 'done') return refused(outcome.refused, 422)
  return c.redirect(page.href(`${FEEDBACK_HOME}/${id}`, { done: 'feedback-desk:answered' }), 303)
}

async function changes(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const made = await ownChanges(ports, signedIn.official)
  const children = <ChangeListPage page={page} changes={made} dayOf={dayOf} />
  return show(c, { title: v(page, 'change.title'), section: 'feedback', children })
}

async function newChange(
  c: C,
  ports: Ports,
  form: ChangeForm,
  tried: { readonly preview?: string; readonly trouble?: string } = {},
): Promise<Response> {
  const { page, signedIn } = c.var
  const { scope } = signedIn.official
  const found = await Promise.all(form.ids.map((id) => ports.store.feedback.get(scope, id)))
  const lines = found.flatMap((one) => (one === null || one.line.changeId !== null ? [] : [one.line]))
  const children = (
    <NewChangePage
      {...{ page, lines, form, ...tried }}
      token={formToken(c)}
      programmes={programmeChoices(page, ports.talk.law.everyProgramme)}
    />
  )
  const status = tried.trouble === undefined ? {} : { status: 422 as const }
  return show(c, { title: v(page, 'change.new'), section: 'feedback', children, ...status })
}

async function postChange(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const sent = formOf(await c.req.formData())
  const form: ChangeForm = {
    said: one(sent, 'said'),
    did: one(sent, 'did'),
    programme: one(sent, 'programme'),
    ids: idsOf(listOf(sent, 'id')),
  }
  const outcome =
    one(sent, 'go') === 'make'
      ? await makeChange(ports, signedIn.official, form)
      : await previewChange(ports, signedIn.official, form)
  if ('refused' in outcome) return newChange(c, ports, form, { trouble: v(page, `refused.${outcome.refused}`) })
  if ('shown' in outcome) return newChange(c, ports, form, { preview: outcome.shown })
  return c.redirect(page.href(`${FEEDBACK_HOME}/changes`, { done: 'feedback-desk:changed' }), 303)
}

/** Unknown words fall back to any. */
function queryIn(given: Readonly<Record<string, string>>): FeedbackQuery {
  const known = (name: string, values: readonly string[]) => values.find((value) => value === given[name]) ?? ''
  return {
    kind: known('kind', FEEDBACK_KINDS),
    status: known('status', STATUSES),
    rating: known('rating', RATINGS),
    days: known('days', SPANS),
    programme: (given.programme ?? '').slice(0, 60),
    commune: (given.commune ?? '').slice(0, 10),
  }
}

function filterOf({ now }: Ports, { kind, status, rating, days, programme, commune }: FeedbackQuery): FeedbackFilter {
  const knownKind = FEEDBACK_KINDS.find((one) => one === kind)
  const knownStatus = STATUSES.find((one) => one === status)
  return {
    ...(knownKind ? { kind: knownKind } : {}),
    ...(knownStatus ? { status: knownStatus } : {}),
    ...(rating === '' ? {} : { rating: Number(rating) }),
    ...(days === '' ? {} : { since: now() - Number(days) * DAY_MS }),
    ...(programme === '' ? {} : { programme }),
    ...(commune === '' ? {} : { commune }),
  }
}

const dayOf = (at: number): string => dayText(vietnamDay(at))

function placeIn(ports: Ports): (line: FeedbackLine) => string {
  return ({ commune, province }) => placeName(ports, commune, province) ?? ''
}

/** Whole numbers alone; anything else is no item. */
function idsOf(given: readonly string[]): readonly number[] {
  const ids = given.filter((id) => /^[1-9]\d{0,15}$/.test(id)).map(Number)
  return [...new Set(ids)].slice(0, MOST_TIED)
}

function listOf(form: Form, name: string): readonly string[] {
  const value = form[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}
