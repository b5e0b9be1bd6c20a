/** `npm run test:update`: rewrites the goldens (what the dialogues say, word for word); read the diff before you commit it. */
import { spawnSync } from 'node:child_process'
import process from 'node:process'

process.exitCode = spawnSync('vitest', ['run', 'test/flows', '--update'], { stdio: 'inherit' }).status ?? 1
