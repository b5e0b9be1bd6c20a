/** The READMEs say what is: every command, every variable, every link, and the very words of the first exchange. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { describe, expect, test } from 'vitest'

const READMES = ['README.md', 'README.vi.md'] as const
const read = (file: string) => readFileSync(file, 'utf8')
const sorted = (words: Iterable<string>) => [...new Set(words)].sort()
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((one) => one[1] ?? '')

/** `npm start` and `npm test` need no `run`. */
const commandsIn = (text: string) =>
  sorted([...found(text, /npm run (?:--silent )?([a-z][a-z:]*)/g), ...found(text, /npm (start|test)\b/g)])
const variablesIn = (text: string) => sorted(found(text, /`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)`/g))

/** Names between quotes, keys of the zod object, `env.NAME`; `DB` is the Worker's binding, and error codes are Node's. */
function variablesOfMain(): string[] {
  const source = readdirSync('src/main')
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(`src/main/${file}`).replace(/\/\/.*|\/\*[\s\S]*?\*\//g, ''))
    .join('\n')
  const names = [
    ...found(source, /'([A-Z]{3,}(?:_[A-Z]+)+)'/g),
    ...found(source, /^ {2}([A-Z_]{4,}): z$/gm),
    ...found(source, /^ {2}([A-Z_]{4,}): z\./gm),
    ...found(source, /\benv\.([A-Z_]{4,})\b/g),
  ]
  return sorted(names)
}

function npm(args: readonly string[], input = '') {
  // Inside vitest NODE_ENV is "test"; a person's shell has none.
  const { NODE_ENV: _, VITEST: __, ...env } = process.env
  return spawnSync('npm', args, { input, encoding: 'utf8', env })
}

describe.for(READMES)('%s', (file) => {
  const text = read(file)

  test('names every command of package.json and no other', () => {
    expect(commandsIn(text)).toEqual(sorted(Object.keys(JSON.parse(read('package.json')).scripts)))
  })

  test('names every variable that the product reads and no other', () => {
    expect(variablesOfMain().length).toBeGreaterThan(30)
    expect(variablesIn(text)).toEqual(variablesOfMain())
  })

  test('names every address that providers and watchers call', () => {
    const routes = found(read('src/http/webhooks.ts'), /path: '([^':]+?)(?:\/:\w+)?'/g)
    const health = found(read('src/http/health.ts'), /app\.get\('([^']+)'/g)
    expect(routes.length + health.length).toBeGreaterThan(9)
    expect([...routes, ...health].filter((route) => !text.includes(route))).toEqual([])
  })

  test('opens with what the talk command really says', () => {
    const block = /^```text\n\$ (printf '([^']*)' \| npm (.*))\n([\s\S]*?)\n```$/m.exec(text)
    expect(block?.index).toBeLessThan(20)
    const typed = (block?.[2] ?? '').replaceAll('\\n', '\n')
    const said = npm((block?.[3] ?? '').split(' '), typed)
    expect(said.stdout.trimEnd()).toBe(block?.[4])
  })

  test('shows a line for screen that gives the old person the pension', () => {
    const line = /^echo '(\{.*\})' \| npm run --silent screen$/m.exec(text)?.[1]
    const done = npm(['run', '--silent', 'screen'], `${line}\n`)
    expect(done.status).toBe(0)
    const pension = JSON.parse(done.stdout).verdicts.find((one: { rule: string }) => one.rule === 'SP-75')
    expect(pension).toMatchObject({ verdict: 'eligible', amount_vnd: 540_000, per: 'month' })
  })
})

test('both READMEs have the same structure, tables and addresses', () => {
  const shape = (file: string) => read(file).match(/^(#+ |\||```|- |!\[)/gm)
  expect(shape('README.vi.md')).toEqual(shape('README.md'))
  expect(found(read('README.vi.md'), /`((?:POST |GET )?\/[^`]+)`/g)).toEqual(
    found(read('README.md'), /`((?:POST |GET )?\/[^`]+)`/g),
  )
})

const pages = [
  ...READMES,
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join('docs', file)),
]
test.for(pages)('every link in %s leads to a file of this repository', (page) => {
  const links = found(read(page), /\]\(([^)\s]+)\)/g).filter((link) => !/^https?:|^#/.test(link))
  const dead = links.filter((link) => !existsSync(path.join(path.dirname(page), link.replace(/#.*/, ''))))
  expect(dead).toEqual([])
})

test('npm run check finds nothing wrong in what is checked in', () => {
  const done = npm(['run', '--silent', 'check'])
  expect(done.stdout).toMatch(/^content [0-9a-f]+: no problem\n$/)
  expect(done.status).toBe(0)
})

test('npm run draw draws every flow', () => {
  const drawn = npm(['run', '--silent', 'draw']).stdout
  const flows = readdirSync('flows').filter((file) => file.endsWith('.yaml'))
  expect(drawn.match(/^flowchart /gm)?.length).toBe(flows.length)
})
