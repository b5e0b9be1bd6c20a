/** `npm run screen` as a program: how lines end, who stops reading, what it leaves as its exit status. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const ASKED = '{"on":"2026-11-23","class":"poor"}'

function start() {
  const child = spawn(process.execPath, ['src/commands/screen.ts'], { cwd: ROOT })
  let out = ''
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    out += part
  })
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    said += part
  })
  child.stdin.on('error', () => {}) // the program may end before all is written
  return { child, read: () => ({ out, said }) }
}

async function run(input: string): Promise<{ status: number; lines: { line: number; error?: string }[] }> {
  const { child, read } = start()
  child.stdin.end(input)
  const [status] = await once(child, 'close')
  const lines = read().out.split('\n').filter(Boolean)
  return { status, lines: lines.map((line) => JSON.parse(line)) }
}

test('Windows line ends, a mark at the beginning and a last line without an end are read; the status is 0', async () => {
  const { status, lines } = await run(`\ufeff${ASKED}\r\n${ASKED}\r\n${ASKED}`)
  expect(status).toBe(0)
  expect(lines.map(({ line, error }) => [line, error])).toEqual([1, 2, 3].map((line) => [line, undefined]))
})

test('a line is refused alone: the others are answered in order, the status is 2', async () => {
  const { status, lines } = await run(`${ASKED}\n{"on":"2026-11-23","class":"a\u2028b"}\n\n${ASKED}\n`)
  expect(status).toBe(2)
  expect(lines.map(({ line, error }) => [line, error?.split(' ')[0]])).toEqual([
    [1, undefined],
    [2, 'class'],
    [3, 'the'],
    [4, undefined],
  ])
})

test('who reads only the first answer ends it without a complaint', async () => {
  const { child, read } = start()
  child.stdin.end(`${ASKED}\n`.repeat(3000))
  await once(child.stdout, 'data')
  child.stdout.destroy()
  await once(child, 'close')
  expect(read().said).toBe('')
})
