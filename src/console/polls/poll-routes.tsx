/** `/console/polls`: whoever reads cases reads results; only who may approve a message to many asks a question of many. */
import type { Context, Hono } from 'hono'
import { may } from '../../core/official.ts'
import { communesIn } from '../../service/desk-places.ts'
import { closePoll, listPolls, makePoll, openPoll, type PollForm, previewPoll } from '../../service/polls.ts'
import type { Ports } from '../../service/ports.ts'
import { fromFieldTime } from '../cases/case-words.ts'
import { formOf, one } from '../cases/read-report.ts'
import { communesSent } from '../commune-fields.tsx'
import { w } from '../disasters/disaster-words.ts'
import { v } from '../feedback/feedback-words.ts'
import { type ConsoleEnv, formGuard, formToken, signedInOnly } from '../guard.ts'
import { missing, show } from '../show.tsx'
import { NewPollPage, POLLS, PollListPage, PollPage } from './poll-pages.tsx'

type C = Context<ConsoleEnv>
const WEEK_MS = 7 * 86_400_000
const ASKS = 'approve_broadcasts'

export function pollPages(app: Hono<ConsoleEnv>, ports: Ports): void {
  const reads = signedInOnly('read_cases')
  const asks = signedInOnly(ASKS)
  app.get(POLLS, reads, (c) => list(c, ports))
  app.get(`${POLLS}/new`, asks, (c) => newPoll(c, ports, usual(c, ports)))
  app.post(POLLS, asks, formGuard, (c) => post(c, ports))
  app.get(`${POLLS}/:id`, reads, (c) => poll(c, ports))
  app.post(`${POLLS}/:id`, asks, formGuard, (c) => close(c, ports))
}

async function list(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const polls = await listPolls(ports, official)
  const mayAsk = may(official.role, ASKS)
  const children = <PollListPage page={page} polls={polls} mayAsk={mayAsk} now={ports.now()} />
  return show(c, { title: v(page, 'poll.title'), section: 'feedback', children })
}

async function poll(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const { official } = signedIn
  const opened = await openPoll(ports, official, c.req.param('id') ?? '')
  if (opened === null) return missing(c)
  const token = may(official.role, ASKS) ? formToken(c) : null
  const children = <PollPage page={page} opened={opened} token={token} now={ports.now()} />
  return show(c, { title: opened.poll.question, section: 'feedback', children })
}

async function close(c: C, ports: Ports): Promise<Response> {
  const id = c.req.param('id') ?? ''
  if ((await closePoll(ports, c.var.signedIn.official, id)) === 'missing') return missing(c)
  return c.redirect(c.var.page.href(`${POLLS}/${id}`, { done: 'feedback-desk:poll_closed' }), 303)
}

async function post(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const sent = formOf(await c.req.formData())
  const { communes, typed, unknown } = communesSent(ports, signedIn.official.scope, sent)
  const form: PollForm = {
    question: one(sent, 'question'),
    options: one(sent, 'options').slice(0, 400).split(/\r?\n/),
    communes,
    topic: one(sent, 'topic'),
    closesAt: fromFieldTime(one(sent, 'closes')),
  }
  if (unknown !== undefined)
    return newPoll(c, ports, form, { typed, trouble: w(page, 'refused.typed_commune', { name: unknown }) })
  const act = one(sent, 'go') === 'ask' ? makePoll : previewPoll
  const outcome = await act(ports, signedIn.official, form)
  if ('refused' in outcome)
    return newPoll(c, ports, form, { typed, trouble: v(page, `poll.refused.${outcome.refused}`) })
  if ('shown' in outcome) return newPoll(c, ports, form, { typed, preview: outcome.shown })
  return c.redirect(page.href(`${POLLS}/${outcome.done}`, { done: 'feedback-desk:poll_asked' }), 303)
}

function newPoll(
  c: C,
  ports: Ports,
  form: PollForm,
  tried: { readonly typed?: string; readonly preview?: string; readonly trouble?: string } = {},
): Response {
  const { page, signedIn } = c.var
  const communes = communesIn(ports, signedIn.official.scope)
  const children = <NewPollPage {...{ page, form, communes, typed: '', ...tried }} token={formToken(c)} />
  const status = tried.trouble === undefined ? {} : { status: 422 as const }
  return show(c, { title: v(page, 'poll.new'), section: 'feedback', children, ...status })
}

function usual(c: C, ports: Ports): PollForm {
  const own = communesIn(ports, c.var.signedIn.official.scope) ?? []
  const communes = own.length === 1 ? own.map(({ code }) => code) : []
  return { question: '', options: [], communes, topic: '', closesAt: ports.now() + WEEK_MS }
}
