/** `npm run check`: says what is wrong in policy/, flows/, locales/, places/ and language/, a sentence each; writes nothing. */
import process from 'node:process'
import { compileContent, printProblems, staleFiles } from './compile-content.ts'

const root = process.cwd()
const { problems, generated, version, partial } = compileContent(root)
// A stale module is news only once the content itself is right.
const all = problems.length > 0 ? problems : staleFiles(root, generated)
if (all.length > 0) {
  process.stdout.write(`${printProblems(all, partial)}\n`)
  process.exitCode = 1
} else {
  process.stdout.write(`content ${version}: no problem\n`)
}
