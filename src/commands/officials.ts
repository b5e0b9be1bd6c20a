/**
 * `npm run officials -- link | list | disable EMAIL | enable EMAIL`: for whoever holds the machine, when nobody can sign in. Works
 * beside a running server; every act is in the audit log.
 */
import { userInfo } from 'node:os'
import process from 'node:process'
import { openAccounts } from '../accounts/accounts.ts'
import { grantScope, type Official } from '../core/official.ts'
import { ConfigError, databaseFile, readConfig } from '../main/config.ts'
import { keyedHash } from '../main/keyed-hash.ts'
import { secretKey } from '../main/secret-key.ts'
import { openSqliteStore } from '../store/sqlite.ts'

const USAGE = 'npm run officials -- link | list | disable EMAIL | enable EMAIL | reset EMAIL\n'
const [what = '', email = ''] = process.argv.slice(2)
const out = (text: string) => process.stdout.write(`${text}\n`)

try {
  process.exitCode = await run()
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

async function run(): Promise<number> {
  const config = readConfig(process.env)
  const file = databaseFile(config.databaseUrl)
  const key = secretKey(config, file)
  const store = openSqliteStore({ file, migrations: 'drizzle' })
  const origin = config.publicUrl ?? `http://${config.host}:${config.port}`
  const hash = (text: string) => Promise.resolve(keyedHash(key, text))
  const { desk } = openAccounts({ store, secret: key, origin, keyedHash: hash, now: Date.now })
  /** The machine's own account: who may read the file may do what an administrator may. */
  const id = `command:${userInfo().username}`
  const me: Official = {
    ...{ id, name: id, email: '', role: 'administrator', secondFactor: false },
    scope: grantScope({ by: id }),
  }
  try {
    if (what === 'link') {
      const secret = await desk.firstLink()
      if (secret === null)
        return refuse('Somebody is here already: an administrator invites at /console/staff, or reset one.')
      out(`${origin}/console/welcome/${secret}`)
      return 0
    }
    const list = await desk.list(me)
    if (what === 'list') {
      for (const one of list)
        out(
          [one.email, one.role, [...one.communes, ...one.provinces].join(' '), one.disabledAt ? 'disabled' : ''].join(
            '\t',
          ),
        )
      return 0
    }
    const one = list.find((official) => official.email === email.trim().toLowerCase())
    if (!['disable', 'enable', 'reset'].includes(what) || email === '') return refuse(USAGE)
    if (!one) return refuse('There is no official with this e-mail.')
    if (what === 'reset') {
      out(`${origin}/console/welcome/${await desk.reset(me, one.id)}`)
      return 0
    }
    const outcome = await desk.disable(me, one.id, what === 'disable')
    return outcome === 'done' ? 0 : refuse(`Not done: ${outcome.replace('_', ' ')}.`)
  } finally {
    await store.close()
  }
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence.trimEnd()}\n`)
  return 1
}
