import { spawnSync } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../..')

function run(as: string, lines: readonly string[]): { status: number | null; answers: unknown[] } {
  const done = spawnSync(process.execPath, ['src/commands/understand.ts', '--as', as], {
    cwd: root,
    input: lines.join('\n'),
    encoding: 'utf8',
  })
  const answers = done.stdout.split('\n').filter((line) => line !== '')
  return { status: done.status, answers: answers.map((line): unknown => JSON.parse(line)) }
}

test('numbers, with their period and what softens them', () => {
  const lines = [
    '{"id":"a","text":"120k/ngày","kind":"money_vnd"}',
    '{"id":"b","text":"3 sào","kind":"area_ha","region":"bac"}',
    '{"id":"c","text":"tối qua","kind":"date","today":"2026-11-23"}',
    '{"id":"d","text":"đông lắm","kind":"people"}',
  ]
  expect(run('number', lines)).toEqual({
    status: 0,
    answers: [
      { id: 'a', value: 120000, per: 'day' },
      { id: 'b', value: 0.108 },
      { id: 'c', value: '2026-11-22' },
      { id: 'd', value: null },
    ],
  })
})

test('a refused line is answered with its number and why, the others go on, and the exit status is 2', () => {
  const { status, answers } = run('yesno', [
    '{"id":1,"text":"dạ có"}',
    'not json',
    '{"id":3}',
    '{"id":4,"text":"chưa","kind":"x"}',
    '{"id":5,"text":"hên xui"}',
  ])
  expect(status).toBe(2)
  expect(answers).toEqual([
    { id: 1, value: 'yes' },
    { line: 2, error: 'This line is not JSON.' },
    { line: 3, error: '"text" must be a text.' },
    { line: 4, error: expect.stringContaining('"kind" must be one of') },
    { id: 5, value: 'unsure' },
  ])
})

test('an intent comes with its confidence, and danger is said', () => {
  const { answers } = run('intent', [
    '{"id":1,"text":"cuu toi voi"}',
    '{"id":2,"text":"toi 76 tuoi khong luong huu co duoc gi k"}',
  ])
  expect(answers).toMatchObject([
    { id: 1, intent: 'emergency', danger: true },
    { id: 2, intent: 'eligibility' },
  ])
  expect(answers[1]).not.toHaveProperty('danger')
})

test('a place is answered with the province in force today', () => {
  expect(run('place', ['{"id":1,"text":"ha giang cu"}', '{"id":2,"text":"xã Tân Tiến"}']).answers).toMatchObject([
    { id: 1, province: 'Tuyên Quang', former_province: 'Hà Giang' },
    { id: 2, province: null, candidates: [{}, {}, {}, {}, {}] },
  ])
})

test('an unknown way of reading is refused', () => {
  expect(run('poem', []).status).toBe(2)
})
