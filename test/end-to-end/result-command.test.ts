/** `npm run result`: an official's code is opened beside the running server, by another process, and the server keeps serving. */
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { databaseFolder, type RunningServer, startServer } from './running-server.ts'

const PHONE = '+84900000007'
let folder: ReturnType<typeof databaseFolder>
let server: RunningServer
let code: string

beforeAll(async () => {
  folder = databaseFolder()
  server = await startServer({ DATABASE_URL: `file:${folder.file}` })
  await say('toi 72 tuoi khong luong huu')
  await say('ho can ngheo')
  code = /KQ ([A-Z\d]{5})/.exec(await say('LUU'))?.[1] ?? ''
})
afterAll(async () => {
  await server.kill()
  folder.remove()
})

async function say(text: string): Promise<string> {
  const answer = await fetch(`${server.url}/simulator/api/messages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ channel: 'sms', address: PHONE, text, today: '2026-11-23' }),
  })
  const { replies } = (await answer.json()) as { replies: { text: string }[] }
  return replies.map((one) => one.text).join('\n')
}

function result(...words: string[]) {
  return spawnSync(process.execPath, ['src/commands/result.ts', ...words], {
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: `file:${folder.file}` },
    encoding: 'utf8',
  })
}

it('prints facts, verdict, amount and law in Vietnamese, and no phone number', () => {
  const { status, stdout, stderr } = result(`KQ-${code}`)
  expect(stderr).toBe('')
  expect(status).toBe(0)
  for (const words of ['72', 'cận nghèo', 'SP-70', '540.000 đ/tháng', 'Luật 41/2024/QH15', 'UBND xã quyết định'])
    expect(stdout).toContain(words)
  expect(stdout).not.toContain(PHONE.slice(3))
})

it('takes no lock: the server goes on answering', async () => {
  result(code)
  expect(await say(`KQ ${code}`)).toContain('540.000 d/thang')
})

it('writes each opening into the audit log, with the code and nothing else', () => {
  const before = rows("select count(*) from audit where action = 'result_opened'")
  result(code.toLowerCase())
  expect(rows("select count(*) from audit where action = 'result_opened'")).toEqual([[Number(before[0]?.[0]) + 1]])
  expect(rows("select distinct actor, data from audit where action = 'result_opened'")).toEqual([
    ['operator', JSON.stringify({ code })],
  ])
})

it.for([
  ['an unknown code', ['KQ-00000'], /Không có kết quả nào mang mã KQ-00000/],
  ['words that are no code', ['xin', 'chào'], /Không có kết quả nào/],
  ['nothing', [], /npm run result -- KQ-7Q2FM/],
] as const)('%s: a sentence and exit status 1', ([, words, sentence]) => {
  const { status, stdout, stderr } = result(...words)
  expect(status).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).toMatch(sentence)
  expect(stderr).not.toMatch(/\n\s+at /)
})

it('a database that is not there is not made', () => {
  const { status, stderr } = spawnSync(process.execPath, ['src/commands/result.ts', code], {
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: `file:${folder.file}-elsewhere` },
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stderr).toMatch(/DATABASE_URL/)
})

function rows(sql: string): unknown[][] {
  const db = new Database(folder.file, { readonly: true })
  try {
    return db.prepare(sql).raw().all() as unknown[][]
  } finally {
    db.close()
  }
}
