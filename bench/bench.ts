/**
 * `npm run bench`: what the product costs next to a bare durable insert, in one run on one machine. Ratios count; absolute figures do not
 * (machines differ and are noisy). (a) Hono + one grouped insert; (a2) two, one after the other; (b) the product; (d) engine; (e) law; (f) asking;
 * (g) a message to many.
 * `npm run bench -- asking` measures that part alone: serving, engine, law, asking, broadcast.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { build } from 'esbuild'
import { askingBench } from './asking.ts'
import { broadcastBench } from './broadcast.ts'
import { engineBench } from './engine.ts'
import { lawBench } from './law.ts'
import { load, percentile } from './load.ts'
import { telegramRequests } from './requests.ts'

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3)
const CONNECTIONS = 32
const PER_CONNECTION = Number(process.env.BENCH_REQUESTS ?? 400)
const SERVER = 'dist/bench-server.mjs'
const SHAPES = ['insert', 'insert-twice', 'product'] as const
type Shape = (typeof SHAPES)[number]

interface Measured {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly rssMb: number
  /** Processor time of the server per request. */
  readonly cpuUs: number
}

const PARTS: Readonly<Record<string, () => void | Promise<void>>> = {
  serving,
  engine: () => engineBench(print),
  law: () => lawBench(print),
  asking: () => askingBench(print),
  broadcast: () => broadcastBench(print),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((part) => !Object.hasOwn(PARTS, part))
if (unknown.length > 0) {
  process.stderr.write(
    `There is nothing to measure called ${unknown.join(', ')}; there is ${Object.keys(PARTS).join(', ')}.\n`,
  )
  process.exit(1)
}
for (const [part, run] of Object.entries(PARTS)) if (wanted.length === 0 || wanted.includes(part)) await run()

/** (a) to (c): a whole server under load, next to a bare durable insert. */
async function serving(): Promise<void> {
  mkdirSync('dist', { recursive: true })
  await build({
    entryPoints: ['bench/server.ts'],
    outfile: SERVER,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['better-sqlite3'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    logLevel: 'warning',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
  })

  print(
    `node ${process.versions.node}, ${CONNECTIONS} connections x ${PER_CONNECTION} requests, ${ROUNDS} rounds, synchronous=FULL`,
  )
  const runs: Record<Shape, Measured[]> = { insert: [], 'insert-twice': [], product: [] }
  for (let round = 0; round < ROUNDS; round++) {
    for (const shape of SHAPES) runs[shape].push(await measure(shape))
  }
  const a = median(runs.insert, 'perSecond')
  const a2 = median(runs['insert-twice'], 'perSecond')
  const b = median(runs.product, 'perSecond')
  line('(a)  Hono + one durable grouped insert', runs.insert)
  line('(a2) the same with two, drained', runs['insert-twice'])
  line('(b)  signed webhook to committed reply, drained', runs.product)
  print(`(c)  b/a = ${(b / a).toFixed(2)} (aim 0.35)   b/a2 = ${(b / a2).toFixed(2)} (aim 0.60)`)
}

async function measure(shape: Shape): Promise<Measured> {
  const folder = mkdtempSync(path.join(tmpdir(), 'la-lanh-bench-'))
  const server = startPinned(shape, path.join(folder, 'bench.db'))
  try {
    const port = await firstLine(server)
    // Warm up: compile the code paths before the clock starts.
    await load(
      port,
      telegramRequests(8, 80).map((mine) => mine.map(shiftIds)),
    )
    const before = await idleAt(port)
    const started = performance.now()
    const result = await load(port, telegramRequests(CONNECTIONS, PER_CONNECTION))
    const idle = await idleAt(port)
    const seconds = (performance.now() - started) / 1000
    if (result.not2xx > 0) throw new Error(`${result.not2xx} of ${result.answered} requests were not answered 2xx`)
    return {
      perSecond: result.answered / seconds,
      p50: percentile(result.times, 0.5),
      p99: percentile(result.times, 0.99),
      rssMb: idle.rss / 1024 / 1024,
      cpuUs: ((idle.cpuMs - before.cpuMs) * 1000) / result.answered,
    }
  } finally {
    server.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Waits until the last commit is done. */
async function idleAt(port: number): Promise<{ rss: number; cpuMs: number }> {
  const answer = await fetch(`http://127.0.0.1:${port}/bench/idle`)
  return (await answer.json()) as { rss: number; cpuMs: number }
}

/** Warm-up people and updates are others than the measured ones. */
function shiftIds(request: Buffer): Buffer {
  return Buffer.from(
    request
      .toString('latin1')
      .replace(/"update_id":1/, '"update_id":2')
      .replaceAll('"id":5', '"id":6'),
    'latin1',
  )
}

/** Server on core 0, load on the others, where the machine can do that. */
function startPinned(shape: Shape, file: string): ChildProcess {
  const pin = spawnSync('taskset', ['-c', '0', 'true']).status === 0 ? ['taskset', '-c', '0'] : []
  const whole = [...pin, process.execPath, SERVER, shape, file]
  return spawn(whole[0] ?? process.execPath, whole.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] })
}

function firstLine(server: ChildProcess): Promise<number> {
  return new Promise((done, fail) => {
    server.stdout?.once('data', (chunk: Buffer) => done(Number(chunk.toString().trim())))
    server.once('exit', (code) => fail(new Error(`The server under load ended with ${code}.`)))
  })
}

function median(runsOf: readonly Measured[], what: keyof Measured): number {
  const sorted = runsOf.map((one) => one[what]).sort((x, y) => x - y)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function line(name: string, runsOf: readonly Measured[]): void {
  const figures = [
    `${median(runsOf, 'perSecond').toFixed(0)}/s`,
    `p50 ${median(runsOf, 'p50').toFixed(1)} ms`,
    `p99 ${median(runsOf, 'p99').toFixed(1)} ms`,
    `${median(runsOf, 'rssMb').toFixed(0)} MB`,
    `${median(runsOf, 'cpuUs').toFixed(0)} µs of processor each`,
  ]
  print(`${name.padEnd(50)} ${figures.join('  ')}`)
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
