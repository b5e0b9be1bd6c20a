/** Names of officials for a page, and those to whom one may give a case. */
import type { Context } from 'hono'
import type { ConsoleEnv } from '../guard.ts'
import type { Names } from './case-words.ts'

export interface OfficialsHere {
  readonly names: Names
  readonly colleagues: readonly { readonly id: string; readonly name: string }[]
}

export async function officialsFor(c: Context<ConsoleEnv>): Promise<OfficialsHere> {
  const { official } = c.var.signedIn
  const me = { id: official.id, name: official.name }
  return { names: new Map([[me.id, me.name]]), colleagues: [me] }
}
