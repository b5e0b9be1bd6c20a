/** What browsers load once and keep: style, script and letters, each under an address that changes with it. */
import type { Context, Hono } from 'hono'
import { SCRIPT, SCRIPT_ADDRESS } from './client-script.ts'
import { fontFile } from './fonts.ts'
import type { ConsoleEnv } from './guard.ts'
import { STYLE, STYLE_ADDRESS } from './style.ts'

export function assetRoutes(app: Hono<ConsoleEnv>): void {
  app.get(pathOf(STYLE_ADDRESS), (c) => kept(c, STYLE, 'text/css; charset=utf-8'))
  app.get(pathOf(SCRIPT_ADDRESS), (c) => kept(c, SCRIPT, 'text/javascript; charset=utf-8'))
  app.get('/console/font/:name', (c, next) => {
    const file = fontFile(c.req.param('name'))
    return file === null ? next() : Promise.resolve(kept(c, file, 'font/woff2'))
  })
}

function kept(c: Context, body: string | Uint8Array<ArrayBuffer>, type: string): Response {
  c.header('Cache-Control', 'public, max-age=31536000, immutable')
  return c.body(body, 200, { 'Content-Type': type })
}

function pathOf(address: string): string {
  return address.split('?')[0] ?? ''
}
