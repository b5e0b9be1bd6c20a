/** docs/api.md says what is: its curl lines run as they stand, its scopes are all there are, its limit is the real one. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { API_SCOPES } from '../../src/core/api.ts'
import { MOST_A_MINUTE } from '../../src/service/api-tokens.ts'
import { type ApiHouse, openApi } from '../http/api-house.ts'

const text = readFileSync('docs/api.md', 'utf8')
const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map((one) => one[1] ?? '')

let house: ApiHouse
let env: Readonly<Record<string, string>>
beforeAll(async () => {
  house = await openApi()
  const code = await house.desk.addCase({ contactId: await house.desk.person() })
  await house.desk.sql(`update cases set version = 2 where code = '${code}'`)
  env = { SERVER: house.url, TOKEN: await house.token(), CODE: code }
})
afterAll(() => house.close())

test('it has lines to copy', () => {
  expect(blocks.length).toBeGreaterThanOrEqual(6)
})

test.for(blocks.map((block) => [block.trim().split('\n')[0] ?? '', block] as const))('%s', async ([, block]) => {
  const done = await run(block)
  expect({ ...done, said: done.said.slice(0, 1) }).toEqual({ status: 0, said: '{', trouble: '' })
})

test('names every scope and the limit', () => {
  const named = new Set([...text.matchAll(/`([a-z]+:[a-z]+)`/g)].map(([, scope]) => scope))
  expect(API_SCOPES.filter((scope) => !named.has(scope))).toEqual([])
  expect(text).toContain(`more than ${MOST_A_MINUTE} requests a minute`)
})

function run(script: string): Promise<{ status: number | null; said: string; trouble: string }> {
  return new Promise((done) => {
    const child = spawn('bash', ['--norc', '-euc', script], { env: { PATH: process.env.PATH ?? '', ...env } })
    let said = ''
    let trouble = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (trouble += chunk.toString()))
    child.on('close', (status) => done({ status, said, trouble }))
  })
}
