/** Warnings in and out: `/console/disasters/cap` reads one, `/console/disasters/:id/cap.xml` gives an event to other systems. */
import type { Context, Hono } from 'hono'
import { importCap } from '../../service/cap-import.ts'
import { capOf } from '../../service/cap-out.ts'
import { eventOf } from '../../service/disasters.ts'
import type { Ports } from '../../service/ports.ts'
import { type ConsoleEnv, formGuard, formToken, signedInOnly } from '../guard.ts'
import { missing, show } from '../show.tsx'
import { CapPage } from './cap-page.tsx'
import { w } from './disaster-words.ts'

type C = Context<ConsoleEnv>

const HOME = '/console/disasters'

/** Before the pages of single events: `cap` is no event's id. */
export function capPages(app: Hono<ConsoleEnv>, ports: Ports): void {
  const opens = signedInOnly('open_disasters')
  app.get(`${HOME}/cap`, opens, (c) => cap(c, '', undefined))
  app.post(`${HOME}/cap`, opens, formGuard, (c) => postCap(c, ports))
  app.get(`${HOME}/:id/cap.xml`, signedInOnly('read_cases'), (c) => capFile(c, ports))
}

async function capFile(c: C, ports: Ports): Promise<Response> {
  const event = await eventOf(ports, c.var.signedIn.official, c.req.param('id') ?? '')
  const xml = event === null ? null : await capOf(ports, event)
  if (event === null || xml === null) return missing(c)
  return c.body(xml, 200, {
    'Content-Type': 'application/cap+xml; charset=utf-8',
    'Content-Disposition': `attachment; filename="${event.id}.cap.xml"`,
  })
}

function cap(c: C, text: string, trouble: string | undefined): Response {
  const { page } = c.var
  const children = <CapPage {...{ page, text, trouble, token: formToken(c) }} />
  const status = trouble === undefined ? {} : { status: 422 as const }
  return show(c, { title: w(page, 'cap.title'), section: 'disasters', children, ...status })
}

async function postCap(c: C, ports: Ports): Promise<Response> {
  const { page, signedIn } = c.var
  const data = await c.req.formData()
  const file = data.get('file')
  const pasted = data.get('text')
  const typed = typeof pasted === 'string' ? pasted : ''
  const text = file instanceof File && file.size > 0 ? await file.text() : typed
  const outcome = await importCap(ports, signedIn.official, text)
  if ('id' in outcome) return c.redirect(page.href(`${HOME}/${outcome.id}`, { done: `disasters:${outcome.done}` }), 303)
  const { refused, name } = outcome
  return cap(c, typed.slice(0, 20_000), w(page, `refused.${refused}`, name === undefined ? undefined : { name }))
}
