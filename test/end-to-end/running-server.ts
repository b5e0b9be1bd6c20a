/** The real server as its own process, on a database of its own: started, killed and started again as a machine would do it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { build } from 'esbuild'

const BUNDLE = path.resolve(`dist/test-server-${process.pid}.mjs`)
let built: Promise<unknown> | undefined

export interface RunningServer {
  readonly url: string
  /** `kill -9`: nothing is finished, nothing is flushed. */
  kill(): Promise<void>
  /** SIGTERM: the exit status of a clean stop. */
  stop(): Promise<number | null>
  /** Everything it printed so far. */
  output(): string
}

/** A folder for one test's database; removed by `remove()`. */
export function databaseFolder(): { readonly file: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'la-lanh-e2e-'))
  return { file: path.join(folder, 'la-lanh.db'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Resolves when it listens. @throws when it ends before that, with what it printed */
export async function startServer(env: Readonly<Record<string, string>>): Promise<RunningServer> {
  built ??= bundle()
  await built
  const child = spawn(process.execPath, [BUNDLE], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const url = await listening(child, () => output)
  return {
    url,
    kill: () => ended(child, 'SIGKILL').then(() => undefined),
    stop: () => ended(child, 'SIGTERM'),
    output: () => output,
  }
}

function listening(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((done, fail) => {
    const look = () => {
      const at = /serving at (http:\/\/\S+)/.exec(output())
      if (at?.[1]) done(at[1])
    }
    child.stdout?.on('data', look)
    child.once('exit', (code) => fail(new Error(`The server ended with ${code}:\n${output()}`)))
  })
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((done) => {
    child.once('exit', (code) => done(code))
    child.kill(signal)
  })
}

function bundle(): Promise<unknown> {
  return build({
    entryPoints: ['src/main/node.ts'],
    outfile: BUNDLE,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['better-sqlite3'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    logLevel: 'error',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
  })
}
process.on('exit', () => rmSync(BUNDLE, { force: true }))
