/** The pages for policy staff say what is: their commands run, their sentences are the check's own, both languages say the same. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { ParameterFile } from '../../src/rules/law-format.ts'
import { brokenEdits } from '../content/broken-edits.ts'

const read = (file: string) => readFileSync(file, 'utf8')
const PAGES = ['docs/for-policy-staff.md', 'docs/for-policy-staff.vi.md'] as const
const blocks = (text: string, kind: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((one) => one[1] ?? '')
const meanings = (text: string) => [...text.matchAll(/^\| `([^`]+)` \|/gm)].map((one) => one[1] ?? '')

describe.for(PAGES)('%s', (page) => {
  const text = read(page)

  test('explains sentences that the check really says', () => {
    const said = brokenEdits().map(({ says }) => says)
    expect(meanings(text).length).toBeGreaterThan(15)
    expect(meanings(text).filter((part) => !said.some((sentence) => sentence.includes(part)))).toEqual([])
  })

  test('ends in a command', () => {
    expect(text.trimEnd()).toMatch(/```sh\nnpm run \S+\n```$/)
  })

  test('shows rows that the check would take', () => {
    const [row = '', provinces = ''] = blocks(text, 'yaml')
    const file = `parameter: thu\nunit: vnd_month\nvalues:\n${row}${provinces}`
    expect(ParameterFile.safeParse(parse(file)).error).toBeUndefined()
  })
})

test('the commands that change nothing run as they stand', () => {
  const lines = [...new Set(blocks(read(PAGES[0]), 'sh').flatMap((block) => block.trim().split('\n')))]
  // `content` writes; that it does is tried in test/content.
  const harmless = lines.filter((line) => line !== 'npm run content')
  expect(harmless.length).toBeGreaterThanOrEqual(5)
  for (const line of harmless) {
    const { NODE_ENV: _, VITEST: __, ...env } = process.env
    const [command = '', ...args] = line.split(' ')
    const done = spawnSync(command, args, { encoding: 'utf8', input: '\n', env })
    expect(`${line}: ${done.status}`).toBe(`${line}: 0`)
  }
})

test('both languages have the same shape, files and sentences', () => {
  const [en, vi] = PAGES.map(read)
  const shape = (text = '') => text.match(/^(#+ |\||```\w*)/gm)
  const files = (text = '') => new Set([...text.matchAll(/`([a-z]+\/[^`]*)`/g)].map((one) => one[1]))
  expect(shape(vi)).toEqual(shape(en))
  expect(files(vi)).toEqual(files(en))
  expect(meanings(vi ?? '')).toEqual(meanings(en ?? ''))
})
