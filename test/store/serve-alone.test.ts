/** Two servers on one file would send twice: the second is told so, and a killed one is not in the way. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { serveAlone } from '../../src/store/serve-alone.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'la-lanh-alone-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a second server is refused with a sentence, and served once the first has stopped', () => {
  const file = path.join(folder, 'la-lanh.db')
  const first = serveAlone(file)
  expect(() => serveAlone(file)).toThrow(/Another Lá Lành is serving/)
  first.release()
  serveAlone(file).release()
})

test('a server killed with -9 leaves no lock behind', async () => {
  const file = path.join(folder, 'la-lanh.db')
  const holder = `import { serveAlone } from ${JSON.stringify(path.resolve('src/store/serve-alone.ts'))}
serveAlone(${JSON.stringify(file)}); process.stdout.write('held'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', holder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  // Not even waited for: the new server has the patience.
  serveAlone(file).release()
  await gone
})
