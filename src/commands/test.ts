/** `npm test`: every check, in the order CI runs them; ends with one line, `N passed, N failed`. */
import { spawnSync } from 'node:child_process'
import process from 'node:process'

const CHECKS: readonly { readonly name: string; readonly command: string; readonly args: readonly string[] }[] = [
  { name: 'format and lint', command: 'biome', args: ['check', '.'] },
  {
    name: 'no forgotten promise',
    command: 'oxlint',
    args: ['--type-aware', '--deny-warnings', 'src', 'test', 'bench'],
  },
  { name: 'types', command: 'tsc', args: ['--noEmit'] },
  { name: 'content', command: process.execPath, args: ['src/commands/check.ts'] },
  { name: 'nothing unused', command: 'knip', args: ['--no-progress'] },
]

const only = process.argv.slice(2)
let passed = 0
const failed: string[] = []
if (only.length === 0) {
  for (const check of CHECKS) {
    process.stdout.write(`\n── ${check.name}: ${check.command} ${check.args.join(' ')}\n`)
    const done = spawnSync(check.command, check.args, { stdio: 'inherit' })
    if (done.status === 0) passed++
    else failed.push(check.name)
  }
}
process.stdout.write('\n── tests: vitest run\n')
const tests = spawnSync('vitest', ['run', ...only], {
  stdio: 'inherit',
  // The closing line counts these checks too, see test/closing-line.ts.
  env: { ...process.env, CHECKS_PASSED: String(passed), CHECKS_FAILED: failed.join(', ') },
})
process.exitCode = failed.length === 0 && tests.status === 0 ? 0 : 1
