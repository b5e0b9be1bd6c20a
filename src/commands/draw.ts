/** `npm run draw [flow]`: the flows as a Mermaid diagram on stdout, to look at a conversation before it is talked. */
import process from 'node:process'
import { z } from 'zod'
import { FlowSchema } from '../flows/flow-format.ts'
import { drawFlow } from './draw-flow.ts'
import { readContent } from './read-content.ts'

const only = process.argv[2]
const { files } = readContent(process.cwd())
const drawn = files
  .filter((file) => file.path.startsWith('flows/'))
  .filter((file) => only === undefined || file.path === `flows/${only}.yaml`)
  .map((file) => {
    const flow = FlowSchema.safeParse(file.data)
    return flow.success ? drawFlow(flow.data) : `%% ${file.path} cannot be drawn: ${z.prettifyError(flow.error)}\n`
  })
if (drawn.length > 0) process.stdout.write(drawn.join('\n'))
else {
  process.stderr.write(`There is no flow ${only ?? ''} in flows/.\n`)
  process.exitCode = 1
}
