/** Names of officials for a page, and those to whom one may give a case. */
import type { Context } from 'hono'
import { may } from '../../core/official.ts'
import type { ConsoleEnv } from '../guard.ts'
import type { Names } from './case-words.ts'

export interface OfficialsHere {
  readonly names: Names
  readonly colleagues: readonly { readonly id: string; readonly name: string }[]
}

export async function officialsFor(c: Context<ConsoleEnv>): Promise<OfficialsHere> {
  const { accounts, signedIn } = c.var
  const { official } = signedIn
  const found = (await accounts?.colleagues?.(official)) ?? []
  const names = new Map(found.map(({ id, name }) => [id, name]))
  names.set(official.id, official.name)
  // Who may not work on cases is given none.
  const others = found.filter(({ id, role }) => id !== official.id && may(role, 'work_cases'))
  return {
    names,
    colleagues: [{ id: official.id, name: official.name }, ...others.map(({ id, name }) => ({ id, name }))],
  }
}
