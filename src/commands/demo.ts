/** `npm run demo`: fills a fictional commune with invented people by the real path, then serves it; for this machine alone. */
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { ConfigError, databaseFile, readConfig } from '../main/config.ts'
import { secretKey } from '../main/secret-key.ts'
import { BUILT, buildServer } from './build.ts'
import { fillDemo } from './demo-fill.ts'
import { DEMO_OFFICIALS, DEMO_PASSWORD } from './demo-officials.ts'
import { DEMO_DATABASE, whyNoDemo } from './demo-rules.ts'

const refusals = reasons()
if (refusals.length > 0) {
  process.stderr.write(`The demo does not run here.\n${refusals.join('\n')}\n`)
  process.exit(1)
}
process.env.DATABASE_URL ||= `file:${DEMO_DATABASE}`
const file = databaseFile(process.env.DATABASE_URL)
mkdirSync(path.dirname(file), { recursive: true })
// Stories are told relative to today: yesterday's demo is an old one.
for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })

const done = await fillDemo(file, secretKey(readConfig(process.env), file), Date.now())
for (const what of done.trouble) process.stderr.write(`not as written: ${what}\n`)
process.stdout.write(`${file} holds ${done.cases} invented cases.\n`)
if (process.argv.includes('--fill-only')) process.exit(0)
await buildServer()
await import(pathToFileURL(path.resolve(BUILT)).href)
process.stdout.write(`\nSign in at /console/sign-in; every password is ${DEMO_PASSWORD}\n`)
for (const { email, name, role } of DEMO_OFFICIALS)
  process.stdout.write(`  ${email.padEnd(28)} ${role.padEnd(17)} ${name}\n`)

function reasons(): readonly string[] {
  try {
    return whyNoDemo(process.env)
  } catch (error) {
    if (error instanceof ConfigError) return [error.message]
    throw error
  }
}
