/** One call to another agency's program where there is no Node, as on Workers: from there no private address is to be reached. */
import type { HookPorts } from '../service/ports.ts'

const DEADLINE_MS = 5_000

export const callHookWithFetch: HookPorts['post'] = async (url, headers, body) => {
  try {
    const signal = AbortSignal.timeout(DEADLINE_MS)
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal })
    await answer.body?.cancel() // what it says is not read
    return { kind: 'answer', status: answer.status }
  } catch (error) {
    return { kind: 'no_answer', code: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'network' }
  }
}
