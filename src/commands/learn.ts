/**
 * `npm run learn`: how well messages are read before and after what staff made of unknown words (`/console/words`); with `--write` the
 * examples and short forms are written into `language/vi/`, to be read over and committed. Never changes the database.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { databaseFile, readConfig } from '../main/config.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { filesTaught, fileTaught, newOnes } from './learn-files.ts'
import { readContent } from './read-content.ts'
import { heldFigures } from './understand-score.ts'

process.exitCode = await run(process.argv.includes('--write'))

async function run(write: boolean): Promise<number> {
  const file = databaseFile(readConfig(process.env).databaseUrl)
  if (!existsSync(file)) return refuse('There is no database at DATABASE_URL: run this where the program runs.')
  const { files } = readContent(process.cwd())
  const store = openSqliteStore({ file, migrations: 'drizzle' })
  const proposals = await store.words.proposals()
  await store.close()
  const taught = newOnes(files, proposals)
  if (taught.length === 0) {
    process.stdout.write('Nothing new to learn.\n')
    return 0
  }
  const before = heldFigures(process.cwd(), files)
  const after = heldFigures(process.cwd(), filesTaught(files, taught))
  for (const { word, kind, intent, text } of taught)
    process.stdout.write(kind === 'example' ? `+ ${intent}: ${text}\n` : `+ ${word} = ${text}\n`)
  process.stdout.write("\nread by another hand's messages, before → after\n")
  for (const [name, was] of Object.entries(before))
    process.stdout.write(`${name.padEnd(32)}${percent(was)} → ${percent(after[name])}\n`)
  if (!write) {
    process.stdout.write('\nNothing was written. With --write the language files are changed.\n')
    return 0
  }
  for (const [path, text] of fileTaught((name) => readFileSync(name, 'utf8'), taught)) writeFileSync(path, text)
  process.stdout.write('\nWritten to language/vi. Now: npm run content, and read the changes over.\n')
  return 0
}

function percent([count, of]: readonly [number, number] = [0, 0]): string {
  return of === 0 ? '–' : `${((100 * count) / of).toFixed(1)} %`.padStart(8)
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`)
  return 1
}
