/** `npm start`: builds the server from the sources as they are now, then serves. Migrations run as the database opens. */
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { BUILT, buildServer } from './build.ts'

await buildServer()
await import(pathToFileURL(path.resolve(BUILT)).href)
