/** `/console/photos/:id`: a photo of a case within the official's communes; to everybody else there is nothing. */
import type { Hono } from 'hono'
import type { Ports } from '../service/ports.ts'
import { type ConsoleEnv, signedInOnly } from './guard.ts'
import { missing } from './show.tsx'

export function photoPages(app: Hono<ConsoleEnv>, ports: Ports): void {
  app.get('/console/photos/:id', signedInOnly('read_cases'), async (c) => {
    const photo = await ports.store.media.read(c.var.signedIn.official.scope, c.req.param('id'))
    if (photo === null) return missing(c)
    c.header('Cache-Control', 'private, no-store')
    c.header('Content-Disposition', 'inline')
    c.header('X-Content-Type-Options', 'nosniff')
    return c.body(photo.bytes.slice().buffer, 200, { 'Content-Type': photo.mime })
  })
}
