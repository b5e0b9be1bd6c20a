/** The officials' pages over a commune's desk: the real guard, the real pages, the real database; only who signs in is handed in. */
import { consoleRoutes } from '../../../src/console/console-routes.tsx'
import type { Official } from '../../../src/core/official.ts'
import type { Accounts } from '../../../src/service/accounts.ts'
import type { Desk } from '../../service/desk-house.ts'

export interface Visit {
  readonly status: number
  readonly html: string
  readonly headers: Headers
}

export interface DeskApp {
  get(path: string, who?: Official | null): Promise<Visit>
  /** A form as a browser of ours sends it; `token: null` leaves the hidden field out. */
  post(
    path: string,
    fields: Readonly<Record<string, string | readonly string[]>>,
    who?: Official | null,
    how?: { readonly token?: string | null; readonly origin?: string | null },
  ): Promise<Visit>
  /** A form with a file. */
  upload(path: string, fields: Readonly<Record<string, string>>, file: File, who?: Official): Promise<Visit>
}

/** Who else works here; the last one may not touch cases. */
const COLLEAGUES = [
  { id: 'off_two', name: 'Cán bộ Hai', role: 'commune_officer' },
  { id: 'off_policy', name: 'Cán bộ Ba', role: 'policy_staff' },
] as const

const HOST = 'http://console.example'
const tokenOf = (who: Official) => `token-of-${who.id}-0123456789`

export function deskApp(desk: Desk, usual: Official): DeskApp {
  const { ports } = desk
  let looking: Official | null = null
  const accounts: Pick<Accounts, 'whoIs' | 'isEmpty' | 'colleagues'> = {
    whoIs: async () =>
      looking === null ? null : { official: looking, provedAt: ports.now(), formToken: tokenOf(looking) },
    isEmpty: async () => false,
    colleagues: async () => COLLEAGUES,
  }
  const app = consoleRoutes(ports, { ports, accounts: accounts as Accounts, simulator: false })
  const visit = async (path: string, who: Official | null, init: RequestInit): Promise<Visit> => {
    looking = who
    const answer = await app.request(`${HOST}${path}`, init)
    return { status: answer.status, html: await answer.text(), headers: answer.headers }
  }
  return {
    get: (path, who = usual) => visit(path, who, {}),
    post(path, fields, who = usual, { token, origin = HOST } = {}) {
      const body = new URLSearchParams()
      const given = token === undefined ? (who === null ? null : tokenOf(who)) : token
      if (given !== null) body.append('form_token', given)
      for (const [name, value] of Object.entries(fields))
        for (const one of typeof value === 'string' ? [value] : value) body.append(name, one)
      const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded', host: 'console.example' })
      if (origin !== null) headers.set('origin', origin)
      return visit(path, who, { method: 'POST', body: body.toString(), headers })
    },
    upload(path, fields, file, who = usual) {
      const body = new FormData()
      for (const [name, value] of Object.entries({ form_token: tokenOf(who), ...fields })) body.append(name, value)
      body.append('file', file)
      return visit(path, who, { method: 'POST', body, headers: { host: 'console.example', origin: HOST } })
    },
  }
}
