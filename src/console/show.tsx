/** One console page as an answer: inside the frame, never kept by a proxy, with the same words for everything that is not there. */
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { frameOf } from './frame.ts'
import type { ConsoleEnv } from './guard.ts'
import { documentOf, type Section } from './layout.tsx'
import { TroublePage } from './trouble-page.tsx'

interface Shown {
  /** Of this page alone. */
  readonly title: string
  readonly section?: Section
  readonly status?: ContentfulStatusCode
  readonly children: Child
}

/** A page that holds somebody's data: it is not stored anywhere. */
export function show(c: Context<ConsoleEnv>, { title, section, status = 200, children }: Shown): Response {
  const { page, version } = c.var
  c.header('Cache-Control', 'no-store')
  return c.html(
    documentOf({ page, title, version, frame: frameOf(c), children, ...(section === undefined ? {} : { section }) }),
    status,
  )
}

/** Unknown, foreign and forbidden are one and the same answer, so that nobody learns what exists. */
export function missing(c: Context<ConsoleEnv>): Response {
  const { page } = c.var
  const title = page.t('trouble.not_found')
  const children = <TroublePage page={page} title={title} sentence={page.t('trouble.not_found_lead')} />
  return show(c, { title, status: 404, children })
}

/** A form that is not believed: nothing was changed. */
export function refused(c: Context<ConsoleEnv>): Response {
  const { page } = c.var
  const title = page.say({ key: 'sign-in:refused.title' })
  const children = <TroublePage page={page} title={title} sentence={page.say({ key: 'sign-in:refused.lead' })} />
  return show(c, { title, status: 403, children })
}
