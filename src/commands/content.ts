/** `npm run content`: checks everything policy staff edit, then writes `src/generated/` and the schemas for editors. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { compileContent, printProblems, staleFiles } from './compile-content.ts'

const root = process.cwd()
const { problems, generated, version, partial } = compileContent(root)
if (problems.length > 0) {
  process.stdout.write(`${printProblems(problems, partial)}; nothing was written.\n`)
  process.exitCode = 1
} else {
  const stale = new Set(staleFiles(root, generated).map((problem) => problem.file))
  for (const file of generated) {
    if (!stale.has(file.path)) continue
    mkdirSync(path.dirname(path.join(root, file.path)), { recursive: true })
    writeFileSync(path.join(root, file.path), file.text)
  }
  process.stdout.write(`content ${version}: ${stale.size} of ${generated.length} files written\n`)
}
