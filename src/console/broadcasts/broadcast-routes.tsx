/** `/console/broadcasts`: messages to many. Looking changes nothing; every form ends in a 303 back to a page, or in the page that says why not. */
import type { Context, Hono } from 'hono'
import { BROADCAST_CLASSES, BROADCAST_STATUSES, RECIPIENT_STATUSES } from '../../core/broadcast.ts'
import { may } from '../../core/official.ts'
import {
  approveBroadcast,
  type BroadcastOutcome,
  cancelBroadcast,
  createBroadcast,
  editBroadcast,
  pauseBroadcast,
  plainBroadcast,
  refuseBroadcast,
  resumeBroadcast,
  submitBroadcast,
} from '../../service/broadcast-acts.ts'
import {
  BROADCAST_PAGE,
  type Broadcast,
  broadcastReplies,
  broadcastRows,
  listBroadcasts,
  openBroadcast,
} from '../../service/broadcast-desk.ts'
import { putBroadcastList } from '../../service/broadcast-list.ts'
import { broadcastCost, broadcastDuration, broadcastLooks } from '../../service/broadcast-look.ts'
import { previewKept } from '../../service/broadcast-preview.ts'
import { chosenTemplate, templatesToChoose } from '../../service/broadcast-template.ts'
import { tryBroadcast } from '../../service/broadcast-trial.ts'
import { readUpload } from '../../service/broadcast-upload.ts'
import { communesIn, placeName } from '../../service/desk-places.ts'
import { listEvents } from '../../service/disasters.ts'
import { openModel } from '../../service/model-desk.ts'
import { partPriceFor } from '../../service/part-price.ts'
import type { Ports } from '../../service/ports.ts'
import { fromFieldTime } from '../cases/case-words.ts'
import { officialsFor } from '../cases/officials.ts'
import { formOf, one } from '../cases/read-report.ts'
import { type ConsoleEnv, formGuard, formToken, signedInOnly } from '../guard.ts'
import { missing, show } from '../show.tsx'
import { broadcastFile } from './broadcast-file.ts'
import { BroadcastPage } from './broadcast-page.tsx'
import { b } from './broadcast-words.ts'
import { BroadcastFormPage } from './form-page.tsx'
import { BroadcastListPage } from './list-page.tsx'
import { LooksSection } from './looks-section.tsx'
import { BroadcastPeoplePage, BroadcastRepliesPage } from './people-page.tsx'
import { EMPTY, formOfTyped, type Typed, typedIn, typedOf } from './read-form.ts'

type C = Context<ConsoleEnv>

const HOME = '/console/broadcasts'
const ROWS = 100
/** A spreadsheet that opens in every office begins so; the second row shows the shape and is nobody's number. */
const TEMPLATE = '\ufeffSố điện thoại\r\n0912 000 000\r\n'

export function broadcastPages(app: Hono<ConsoleEnv>, ports: Ports): void {
  const writes = signedInOnly('write_broadcasts')
  app.get(HOME, writes, (c) => list(c, ports))
  app.get(`${HOME}/template.csv`, writes, (c) => {
    c.header('Content-Disposition', 'attachment; filename="danh-sach.csv"')
    return c.body(TEMPLATE, 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  })
  app.get(`${HOME}/new`, writes, (c) => form(c, ports, null, {}))
  app.post(`${HOME}/new`, writes, formGuard, (c) => post(c, ports, null))
  app.post(`${HOME}/preview`, writes, formGuard, (c) => preview(c, ports))
  app.get(`${HOME}/:id`, writes, (c) => onePage(c, ports, {}))
  app.post(`${HOME}/:id`, writes, formGuard, (c) => act(c, ports))
  app.get(`${HOME}/:id/edit`, writes, async (c) => {
    const opened = await openBroadcast(ports, c.var.signedIn.official, idOf(c))
    return opened?.may.edit ? form(c, ports, opened.broadcast, {}) : missing(c)
  })
  app.post(`${HOME}/:id/edit`, writes, formGuard, async (c) => {
    const opened = await openBroadcast(ports, c.var.signedIn.official, idOf(c))
    return opened?.may.edit ? post(c, ports, opened.broadcast) : missing(c)
  })
  app.post(`${HOME}/:id/list`, writes, formGuard, (c) => upload(c, ports))
  app.get(`${HOME}/:id/people`, writes, (c) => people(c, ports))
  app.post(`${HOME}/:id/file`, signedInOnly('export'), formGuard, (c) => broadcastFile(c, ports))
  app.get(`${HOME}/:id/replies`, writes, (c) => replies(c, ports))
}

const idOf = (c: C): string => c.req.param('id') ?? ''

async function list(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const status = BROADCAST_STATUSES.find((known) => known === c.req.query('status'))
  const offset = Math.max(0, Math.trunc(Number(c.req.query('from') ?? 0)) || 0)
  const filter = status === undefined ? {} : { status }
  const found = await listBroadcasts(ports, official, filter, { limit: BROADCAST_PAGE, offset })
  const mayWrite = may(official.role, 'write_broadcasts')
  const mayTemplates = may(official.role, 'manage_organisation')
  const children = <BroadcastListPage {...{ page, status, offset, mayWrite, mayTemplates, ...found }} />
  return show(c, { title: b(page, 'title'), section: 'broadcasts', children })
}

interface Said {
  readonly trouble?: string
  readonly again?: boolean
  readonly listErrors?: readonly { readonly row: number; readonly why: string }[]
  readonly status?: 200 | 409 | 413 | 422
}

async function onePage(c: C, ports: Ports, said: Said): Promise<Response> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const opened = await openBroadcast(ports, official, idOf(c))
  if (opened === null) return missing(c)
  const { broadcast } = opened
  const looks = await broadcastLooks(ports, broadcast)
  const price = await partPriceFor(ports, broadcast.organisation)
  const isFrozen = broadcast.approvedAt !== null
  const preview = isFrozen || !opened.may.people ? null : await previewKept(ports, official, broadcast.id)
  const audience = preview === 'missing' ? null : preview
  const { names } = await officialsFor(c)
  const children = (
    <BroadcastPage
      {...{ page, opened, looks, audience, names, price, ...said }}
      token={formToken(c)}
      languages={ports.packs.languages}
      cost={audience === null ? null : broadcastCost(looks, audience, price)}
      duration={audience === null ? 0 : broadcastDuration(ports, looks, audience)}
      placeOf={(commune) => placeName(ports, commune) ?? b(page, 'unknown_commune')}
      now={ports.now()}
    />
  )
  return show(c, { title: broadcast.title, section: 'broadcasts', status: said.status ?? 200, children })
}

/** The words of an unfinished form as phones will show them, for the script; nothing of it is kept. */
async function preview(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const typed = typedIn(formOf(await c.req.formData()))
  c.header('Cache-Control', 'no-store')
  if (typed.vi.trim() === '') return c.html('')
  const en = typed.en.trim() === '' ? {} : { en: typed.en }
  const [only, ...more] = signedIn.official.scope.communes
  const organisation = more.length === 0 && only !== undefined ? only : ports.homeOrganisation
  const words = { vi: typed.vi.slice(0, LONGEST_PREVIEW), ...en, packs: typed.packs }
  const looks = await broadcastLooks(ports, {
    words,
    class: BROADCAST_CLASSES.find((known) => known === typed.class) ?? 'service_notice',
    ...{ template: await chosenTemplate(ports, typed.template), sendAt: fromFieldTime(typed.sendAt), startedAt: null },
    ...{ code: '000000', organisation },
  })
  const price = await partPriceFor(ports, organisation)
  return c.html(
    <LooksSection page={page} looks={looks} price={price} words={words} languages={ports.packs.languages} />,
  )
}
const LONGEST_PREVIEW = 1_000

interface Tried {
  readonly typed?: Typed
  readonly trouble?: string
  readonly version?: number
  readonly status?: 409 | 422
}

async function form(c: C, ports: Ports, broadcast: Broadcast | null, tried: Tried): Promise<Response> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const events = (await listEvents(ports, official)).filter(({ status }) => status === 'open' || status === 'closed')
  const title = b(page, broadcast === null ? 'new' : 'act.edit')
  const before = broadcast === null ? await begun(c, ports) : typedOf(broadcast)
  const at = broadcast === null ? HOME : `${HOME}/${broadcast.id}`
  const children = (
    <BroadcastFormPage
      {...{ page, title, trouble: tried.trouble, token: formToken(c), events }}
      templates={await templatesToChoose(ports, official)}
      typed={tried.typed ?? before}
      communes={communesIn(ports, official.scope)}
      packs={ports.packs.languages.filter(
        ({ code }) => ports.texts.speaks(code) || broadcast?.words.packs?.[code] !== undefined,
      )}
      programmes={ports.talk.law.everyProgramme}
      version={tried.version ?? broadcast?.version ?? 0}
      action={page.href(broadcast === null ? `${HOME}/new` : `${at}/edit`)}
      back={page.href(at)}
    />
  )
  return show(c, { title, section: 'broadcasts', children, ...(tried.status ? { status: tried.status } : {}) })
}

/** A new form: empty, for an event, or with the words of a published story. */
async function begun(c: C, ports: Ports): Promise<Typed> {
  const empty = { ...EMPTY, disaster: c.req.query('event') ?? '' }
  const asked = c.req.query('story')
  const opened = asked === undefined ? null : await openModel(ports, c.var.signedIn.official, asked)
  if (opened === null || opened.line.status !== 'published') return empty
  const { id, title, text } = opened.line
  return { ...empty, story: id, title, vi: `${title}. ${text}` }
}

async function post(c: C, ports: Ports, broadcast: Broadcast | null): Promise<Response> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const sent = formOf(await c.req.formData())
  const typed = typedIn(sent)
  const read = formOfTyped(ports, official, typed)
  if ('badTime' in read) return form(c, ports, broadcast, { typed, trouble: b(page, 'refused.send_at'), status: 422 })
  if ('unknownCommune' in read) {
    const trouble = b(page, 'refused.typed_commune', { name: read.unknownCommune })
    return form(c, ports, broadcast, { typed, trouble, status: 422 })
  }
  const version = Number(one(sent, 'version'))
  const outcome =
    broadcast === null
      ? await createBroadcast(ports, official, read.form)
      : await editBroadcast(ports, official, broadcast.id, version, read.form)
  if (outcome === 'missing') return missing(c)
  if (typeof outcome === 'object' && 'done' in outcome)
    return c.redirect(page.href(`${HOME}/${outcome.done}`, { done: 'broadcasts:saved' }), 303)
  const status = outcome === 'conflict' ? 409 : 422
  return form(c, ports, broadcast, { typed, version, trouble: sentence(c, outcome), status })
}

/** The buttons of the page, each once; what was done is said on the page that follows. */
async function act(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const sent = formOf(await c.req.formData())
  const what = one(sent, 'do')
  const id = idOf(c)
  const version = Number(one(sent, 'version'))
  const acts: Readonly<Record<string, () => Promise<BroadcastOutcome>>> = {
    submit: () => submitBroadcast(ports, official, id, version, { again: one(sent, 'again') === 'yes' }),
    approve: () => approveBroadcast(ports, official, id, one(sent, 'hash')),
    refuse: () => refuseBroadcast(ports, official, id, version, one(sent, 'why')),
    pause: () => pauseBroadcast(ports, official, id),
    resume: () => resumeBroadcast(ports, official, id),
    cancel: () => cancelBroadcast(ports, official, id),
    plain: () => plainBroadcast(ports, official, id, version),
    test: () => tryBroadcast(ports, official, id, one(sent, 'phone')),
  }
  const chosen = Object.hasOwn(acts, what) ? acts[what] : undefined
  const outcome = chosen === undefined ? 'missing' : await chosen()
  if (outcome === 'missing') return missing(c)
  if (typeof outcome === 'object' && 'done' in outcome)
    return c.redirect(page.href(`${HOME}/${id}`, { done: `broadcasts:${what}` }), 303)
  const again = typeof outcome === 'object' && outcome.refused === 'same_again'
  return onePage(c, ports, { trouble: sentence(c, outcome), again, status: outcome === 'conflict' ? 409 : 422 })
}

async function upload(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const sent = await c.req.formData()
  const file = sent.get('file')
  const id = idOf(c)
  if (!(file instanceof File)) return onePage(c, ports, { trouble: b(page, 'list.fault.empty'), status: 422 })
  const rows = await readUpload(new Uint8Array(await file.arrayBuffer()))
  if (typeof rows === 'string') {
    const status = rows === 'large' || rows === 'rows' ? 413 : 422
    return onePage(c, ports, { trouble: b(page, `list.fault.${rows}`), status })
  }
  const version = Number(sent.get('version'))
  const outcome = await putBroadcastList(ports, signedIn.official, id, version, rows)
  if (outcome === 'missing') return missing(c)
  if (outcome === 'conflict' || 'refused' in outcome)
    return onePage(c, ports, { trouble: sentence(c, outcome), status: outcome === 'conflict' ? 409 : 422 })
  // Rows that were left out are shown with their reasons; without any, the page is simply opened anew.
  if (outcome.errors.length > 0) return onePage(c, ports, { listErrors: outcome.errors })
  return c.redirect(page.href(`${HOME}/${id}`, { done: 'broadcasts:list' }), 303)
}

async function people(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const id = idOf(c)
  const status = RECIPIENT_STATUSES.find((known) => known === c.req.query('status'))
  const after = Math.max(0, Math.trunc(Number(c.req.query('after') ?? 0)) || 0)
  const [opened, rows] = await Promise.all([
    openBroadcast(ports, official, id),
    broadcastRows(ports, official, id, { statuses: status === undefined ? [] : [status], after, limit: ROWS + 1 }),
  ])
  if (opened === null || rows === null) return missing(c)
  const shownRows = rows.slice(0, ROWS)
  const next = rows.length > ROWS ? (shownRows.at(-1)?.number ?? null) : null
  const children = (
    <BroadcastPeoplePage
      {...{ page, status, next, broadcast: opened.broadcast, rows: shownRows, token: formToken(c) }}
      mayExport={may(official.role, 'export')}
    />
  )
  return show(c, { title: b(page, 'progress.rows'), section: 'broadcasts', children })
}

async function replies(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const id = idOf(c)
  const offset = Math.max(0, Math.trunc(Number(c.req.query('from') ?? 0)) || 0)
  const [opened, found] = await Promise.all([
    openBroadcast(ports, official, id),
    broadcastReplies(ports, official, id, { limit: BROADCAST_PAGE, offset }),
  ])
  if (opened === null || found === null) return missing(c)
  const next = offset + BROADCAST_PAGE < found.total ? offset + BROADCAST_PAGE : null
  const children = <BroadcastRepliesPage {...{ page, next, broadcast: opened.broadcast, ...found }} />
  return show(c, { title: b(page, 'progress.replies'), section: 'broadcasts', children })
}

function sentence(c: C, outcome: Exclude<BroadcastOutcome, 'missing' | { done: string }>): string {
  if (outcome === 'conflict') return b(c.var.page, 'refused.conflict')
  const { refused, count = 0 } = outcome
  return b(c.var.page, `refused.${refused}`, { count })
}
