/** `/console/cases`: inbox, case pages and the forms upon them. Looking changes nothing; every form ends in a 303 back to a page. */
import type { Context, Hono } from 'hono'
import { vietnamDay } from '../../core/day.ts'
import { may, type Official } from '../../core/official.ts'
import { agenciesAmong } from '../../service/api-tokens.ts'
import type { CaseAction } from '../../service/case-actions.ts'
import { previewAnswer } from '../../service/case-answer.ts'
import { codeIn } from '../../service/case-code.ts'
import { act, INBOX_PAGE, type OpenedCase, openCaseFile, openInbox } from '../../service/case-desk.ts'
import { inboxFilter, narrowCounts } from '../../service/case-filter.ts'
import { openAtDesk } from '../../service/case-open.ts'
import { communeNamed, communesIn, placeName } from '../../service/desk-places.ts'
import { eventOf, listEvents } from '../../service/disasters.ts'
import type { Ports } from '../../service/ports.ts'
import { type ConsoleEnv, formGuard, formToken, signedInOnly } from '../guard.ts'
import { missing, show } from '../show.tsx'
import { AnswerPage } from './answer-page.tsx'
import { CasePage, type CasePageProps } from './case-page.tsx'
import { caseCode, d } from './case-words.ts'
import { ConflictPage } from './conflict-page.tsx'
import { InboxPage, type InboxQuery } from './inbox-page.tsx'
import { NewCasePage } from './new-case-page.tsx'
import { officialsFor } from './officials.ts'
import { readAction } from './read-action.ts'
import { type Form, formOf, one, readReport } from './read-report.ts'

type C = Context<ConsoleEnv>

export function casePages(app: Hono<ConsoleEnv>, ports: Ports): void {
  app.get('/console/cases', signedInOnly('read_cases'), (c) => inbox(c, ports))
  app.get('/console/cases/new', signedInOnly('work_cases'), (c) => newCase(c, ports, {}, undefined))
  app.post('/console/cases/new', signedInOnly('work_cases'), formGuard, (c) => postNew(c, ports))
  app.get('/console/cases/:code', signedInOnly('read_cases'), (c) => casePage(c, ports, {}))
  app.get('/console/cases/:code/print', signedInOnly('read_cases'), (c) => casePage(c, ports, { plain: true }))
  app.post('/console/cases/:code', signedInOnly('work_cases'), formGuard, (c) => postAct(c, ports))
}

async function inbox(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const now = ports.now()
  const query = queryOf(c)
  const typed = query.commune === '' ? null : communeNamed(ports, query.commune)
  const filter = inboxFilter({ ...query, commune: typed?.commune ?? query.commune }, official.id, now)
  const window = { limit: INBOX_PAGE, offset: (query.page - 1) * INBOX_PAGE }
  const [found, counts, officials, disasters] = await Promise.all([
    openInbox(ports, official.scope, filter, window),
    narrowCounts(ports, official, now),
    officialsFor(c),
    listEvents(ports, official),
  ])
  const body = (
    <InboxPage
      page={page}
      inbox={found}
      query={query}
      counts={counts}
      communes={communesIn(ports, official.scope)}
      disasters={disasters}
      names={officials.names}
      placeOf={(commune, province) => placeName(ports, commune, province) ?? d(page, 'no_place')}
      now={now}
      size={INBOX_PAGE}
      mayWork={may(official.role, 'work_cases')}
    />
  )
  return show(c, { title: d(page, 'inbox.title'), section: 'cases', children: body })
}

/** The address's query, each part short and harmless. */
function queryOf(c: C): InboxQuery {
  const text = (name: string, usual = '') => (c.req.query(name) ?? usual).trim().slice(0, 100)
  const pageNumber = Number(text('page', '1'))
  const q = text('q')
  return {
    // A search looks at what is done too, unless one says otherwise.
    status: text('status', q === '' ? 'open' : 'all'),
    kind: text('kind'),
    commune: text('commune'),
    disaster: text('disaster'),
    assignee: text('assignee'),
    danger: text('danger') === '1',
    unread: text('unread') === '1',
    overdue: text('overdue') === '1',
    q,
    order: text('order', 'score'),
    page: Number.isInteger(pageNumber) && pageNumber > 0 && pageNumber < 10_000 ? pageNumber : 1,
  }
}

type Shown = Pick<CasePageProps, 'trouble' | 'draft' | 'plain'> & { readonly status?: 200 | 409 | 422 }

async function casePage(c: C, ports: Ports, given: Shown): Promise<Response> {
  const { signedIn } = c.var
  const code = codeIn(c.req.param('code') ?? '')
  const opened = code === null ? null : await openCaseFile(ports, signedIn.official, code)
  if (opened === null) return missing(c)
  const { line } = opened.file
  const { status = 200, ...more } = given
  const body = <CasePage {...(await propsOf(c, ports, opened))} {...more} />
  return show(c, { title: caseCode(line.code), section: 'cases', status, children: body })
}

async function propsOf(c: C, ports: Ports, opened: OpenedCase): Promise<CasePageProps> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const { line } = opened.file
  const [officials, agencies, disaster] = await Promise.all([
    officialsFor(c),
    agenciesAmong(ports, [
      ...opened.file.entries.map(({ actor }) => actor),
      ...opened.file.supports.map(({ by }) => by),
    ]),
    line.disasterId === null ? null : eventOf(ports, official, line.disasterId),
  ])
  return {
    ...{ page, opened, token: formToken(c), me: official.id, now: ports.now() },
    mayWork: may(official.role, 'work_cases'),
    names: new Map([...officials.names, ...agencies]),
    colleagues: officials.colleagues,
    place: placeName(ports, line.commune, line.province),
    communes: communesIn(ports, official.scope),
    disaster: disaster?.name ?? null,
  }
}

async function postAct(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const code = codeIn(c.req.param('code') ?? '')
  const opened = code === null ? null : await openCaseFile(ports, official, code)
  if (code === null || opened === null) return missing(c)
  const form = formOf(await c.req.formData())
  const now = ports.now()
  const action = readAction(form, {
    ...{ now, today: vietnamDay(now), report: opened.file.line.report, codeIn },
    place: (typed) => communeNamed(ports, typed),
  })
  if ('refused' in action) return casePage(c, ports, refusal(c, action.refused, form))
  if (action.do === 'answer' && !isSure(form)) return preview(c, ports, opened, action.text, form)
  const officials = await officialsFor(c)
  const version = Number(one(form, 'version'))
  const outcome = await act(ports, official, code, action, {
    version: Number.isInteger(version) ? version : -1,
    colleagues: officials.colleagues.map(({ id }) => id),
  })
  if (outcome === 'missing') return missing(c)
  if (outcome === 'conflict') return conflict(c, ports, code, form, action)
  if (outcome !== 'done') return casePage(c, ports, refusal(c, outcome.refused, form))
  return c.redirect(page.href(`/console/cases/${code}`, { done: `desk:${action.do}` }), 303)
}

/** What is sent was seen first as it will arrive, with its parts. */
function isSure(form: Form): boolean {
  return one(form, 'sure') === 'yes' && one(form, 'go') !== 'preview'
}

async function preview(c: C, ports: Ports, opened: OpenedCase, text: string, form: Form): Promise<Response> {
  const { page } = c.var
  const { line } = opened.file
  const ready = await previewAnswer(ports, opened.file, text)
  if ('refused' in ready) return casePage(c, ports, refusal(c, ready.refused, form))
  // The version that was looked at goes on: who wrote meanwhile is then shown.
  const version = Number(one(form, 'version'))
  const body = (
    <AnswerPage page={page} code={line.code} version={version} token={formToken(c)} text={text} preview={ready} />
  )
  return show(c, { title: d(page, 'answer.title'), section: 'cases', children: body })
}

function refusal(c: C, why: string, form: Form): Shown {
  const { page } = c.var
  const [kind, field] = why.split('.')
  const text =
    kind === 'field' && field !== undefined
      ? d(page, 'refused.field', { field: page.sayFirst([`desk:report.${field}`], field) })
      : page.sayFirst([`desk:refused.${why}`], why)
  const draft = one(form, 'do') === 'answer' ? { draft: one(form, 'text') } : {}
  return { trouble: text, status: 422, ...draft }
}

async function conflict(c: C, ports: Ports, code: string, form: Form, action: CaseAction): Promise<Response> {
  const { page, signedIn } = c.var
  const opened = await openCaseFile(ports, signedIn.official, code)
  if (opened === null) return missing(c)
  const { line, entries } = opened.file
  const looked = Number(one(form, 'version'))
  // Each change is one version and has at least one entry, most have one.
  const since = entries.slice(-Math.max(1, Math.min(20, line.version - looked))).toReversed()
  const { names } = await officialsFor(c)
  const body = (
    <ConflictPage {...{ page, code, form, since, names, version: line.version, token: formToken(c), act: action.do }} />
  )
  return show(c, { title: d(page, 'conflict.title'), section: 'cases', status: 409, children: body })
}

function newCase(c: C, ports: Ports, form: Form, trouble: string | undefined): Response {
  const { page, signedIn } = c.var
  const { scope } = signedIn.official
  const today = vietnamDay(ports.now())
  const read = readReport(form, {}, (typed) => communeNamed(ports, typed), today)
  const report = 'patch' in read ? withoutNulls(read.patch) : {}
  const body = (
    <NewCasePage
      page={page}
      token={formToken(c)}
      communes={communesIn(ports, scope)}
      report={report}
      note={one(form, 'note')}
      danger={one(form, 'danger') === 'yes'}
      {...(trouble === undefined ? {} : { trouble })}
    />
  )
  const status = trouble === undefined ? 200 : 422
  return show(c, { title: d(page, 'new.title'), section: 'cases', status, children: body })
}

function withoutNulls<T extends object>(patch: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const kept: { [K in keyof T]?: NonNullable<T[K]> } = {}
  for (const key in patch) {
    const value = patch[key]
    if (value !== null && value !== undefined) kept[key] = value
  }
  return kept
}

async function postNew(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const official: Official = signedIn.official
  const form = formOf(await c.req.formData())
  const read = readReport(form, {}, (typed) => communeNamed(ports, typed), vietnamDay(ports.now()))
  if ('bad' in read) {
    const field = page.sayFirst([`desk:report.${read.bad}`], read.bad)
    return newCase(c, ports, form, d(page, 'refused.field', { field }))
  }
  const made = await openAtDesk(ports, official, {
    report: withoutNulls(read.patch),
    danger: one(form, 'danger') === 'yes',
    note: one(form, 'note'),
  })
  if ('refused' in made) return newCase(c, ports, form, page.sayFirst([`desk:refused.${made.refused}`], made.refused))
  return c.redirect(page.href(`/console/cases/${made.code}`, { done: 'desk:new' }), 303)
}
