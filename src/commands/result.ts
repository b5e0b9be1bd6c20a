/**
 * `npm run result -- KQ-7Q2FM`: opens a saved result at the machine where the database lies, for an official who was shown the code.
 * It may run beside the server and never takes its lock (serve-alone.ts): it sends nothing and takes up nothing. It opens the database
 * for writing all the same, because every opening is kept in the audit log; where that cannot be written, nothing is shown.
 */
import { existsSync } from 'node:fs'
import process from 'node:process'
import { databaseFile, readConfig } from '../main/config.ts'
import { openContent } from '../main/open-content.ts'
import { openResult } from '../service/look-up-result.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { resultLines } from './result-lines.ts'

/** In the audit log, until officials have accounts: whoever may sit at this machine. */
const OPERATOR = 'operator'

const { talk, texts } = openContent()
const say = (key: string, code = '') => texts.say('vi', `verdict:official.${key}`, { code })

try {
  process.exitCode = await run(process.argv.slice(2).join(' '))
} catch (error) {
  // A StoreError or a ConfigError says in a sentence what to do; its message never holds a person's words.
  process.stderr.write(`${error instanceof Error ? error.message : say('failed')}\n`)
  process.exitCode = 1
}

async function run(typed: string): Promise<number> {
  if (typed.trim() === '') return refuse(say('usage'))
  const file = databaseFile(readConfig(process.env).databaseUrl)
  if (!existsSync(file)) return refuse(say('no_database'))
  const store = openSqliteStore({ file, migrations: 'drizzle' })
  try {
    const opened = await openResult({ store, talk: { ...talk, scope: [] }, now: Date.now }, typed, OPERATOR)
    if (opened === null) return refuse(say('no_such_code', typed.trim()))
    process.stdout.write(`${resultLines(texts, opened).join('\n')}\n`)
    return 0
  } finally {
    await store.close()
  }
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`)
  return 1
}
