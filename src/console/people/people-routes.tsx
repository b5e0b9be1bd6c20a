/** `/console/people`: found by code, exact phone number or name; one person's page is an opening that the audit log keeps. */
import type { Context, Hono } from 'hono'
import { may } from '../../core/official.ts'
import { codeIn } from '../../service/case-code.ts'
import { openMessageLog } from '../../service/message-log.ts'
import { findPeople, openPerson, phoneIn } from '../../service/people-desk.ts'
import type { Ports } from '../../service/ports.ts'
import { d } from '../cases/case-words.ts'
import { officialsFor } from '../cases/officials.ts'
import { type Form, formOf, one } from '../cases/read-report.ts'
import { type ConsoleEnv, formGuard, formToken, signedInOnly } from '../guard.ts'
import { missing, show } from '../show.tsx'
import { MessageLogPage } from './message-log-page.tsx'
import { PeoplePage } from './people-page.tsx'
import { PersonPage } from './person-page.tsx'

type C = Context<ConsoleEnv>

export function peoplePages(app: Hono<ConsoleEnv>, ports: Ports): void {
  app.get('/console/people', signedInOnly('see_people'), (c) => search(c, ports))
  app.get('/console/people/:contactId', signedInOnly('see_people'), (c) => person(c, ports, undefined))
  // Showing what is hidden is an act with a reason, so it is a form.
  app.post('/console/people/:contactId', signedInOnly('see_people'), formGuard, async (c) => {
    const reason = one(formOf(await c.req.formData()), 'reason')
    return person(c, ports, reason)
  })
  app.get('/console/people/:contactId/messages', signedInOnly('see_people'), (c) => messages(c, ports, null))
  app.post('/console/people/:contactId/messages', signedInOnly('see_people'), formGuard, async (c) =>
    messages(c, ports, formOf(await c.req.formData())),
  )
}

async function search(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const q = (c.req.query('q') ?? '').trim().slice(0, 100)
  const code = phoneIn(q) === null ? codeIn(q) : null
  if (code !== null && may(signedIn.official.role, 'read_cases')) {
    const file = await ports.store.cases.get(signedIn.official.scope, code)
    if (file?.contact) return c.redirect(page.href(`/console/people/${file.contact.id}`), 303)
    if (file !== null) return c.redirect(page.href(`/console/cases/${code}`), 303)
  }
  const found = await findPeople(ports, signedIn.official, q)
  const body = <PeoplePage page={page} q={q} found={found} now={ports.now()} />
  return show(c, { title: d(page, 'people.title'), section: 'people', children: body })
}

async function person(c: C, ports: Ports, reason: string | undefined): Promise<Response> {
  const { page, signedIn } = c.var
  const opened = await openPerson(ports, signedIn.official, c.req.param('contactId') ?? '', reason)
  if (opened === null) return missing(c)
  const { names } = await officialsFor(c)
  const asksReason = reason !== undefined && reason.trim() === ''
  const body = <PersonPage page={page} opened={opened} names={names} token={formToken(c)} asksReason={asksReason} />
  return show(c, {
    title: d(page, 'people.title'),
    section: 'people',
    children: body,
    ...(asksReason ? { status: 422 as const } : {}),
  })
}

/** Every page of the log is asked for by a form with the reason, as what is delicate is. */
async function messages(c: C, ports: Ports, form: Form | null): Promise<Response> {
  const { page, signedIn } = c.var
  const contactId = c.req.param('contactId') ?? ''
  const asked = {
    reason: form === null ? '' : one(form, 'reason'),
    page: form === null ? 1 : Number(one(form, 'page')),
  }
  const log = await openMessageLog(ports, signedIn.official, contactId, asked)
  if (log === null) return missing(c)
  const asksReason = form !== null && log === 'reason_needed'
  const children = (
    <MessageLogPage
      page={page}
      contactId={contactId}
      log={log === 'reason_needed' ? null : log}
      token={formToken(c)}
      asksReason={asksReason}
    />
  )
  const title = page.say({ key: 'figures:log.title' })
  return show(c, { title, section: 'people', children, ...(asksReason ? { status: 422 as const } : {}) })
}
