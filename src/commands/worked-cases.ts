/** The worked cases of `test/law/` counted by rule: what docs/coverage.md says of each id. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const Cases = z.array(z.looseObject({ rule: z.string(), verdict: z.string() }))

/** Rule → the verdicts of its cases, one entry a case. @throws Error naming the file that holds no cases */
export function workedCases(root: string): ReadonlyMap<string, readonly string[]> {
  const folder = path.join(root, 'test/law')
  const worked = new Map<string, string[]>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!name.endsWith('.yaml')) continue
    const read = Cases.safeParse(parse(readFileSync(path.join(folder, name), 'utf8')))
    if (!read.success) throw new Error(`test/law/${name} is no list of worked cases, each with its rule and verdict`)
    for (const { rule, verdict } of read.data) worked.set(rule, [...(worked.get(rule) ?? []), verdict])
  }
  return worked
}
