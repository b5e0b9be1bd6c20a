/** The house: which room may import which (design §2). Reads the import lines; an arrow that is not in the table is red. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

/** `type:` before a room: only its types may be imported. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  language: ['core'],
  rules: ['core'],
  flows: ['core', 'language', 'rules'],
  texts: ['core'],
  channels: ['core'],
  store: ['core'],
  service: ['core', 'language', 'rules', 'flows', 'texts', 'type:channels', 'type:store'],
  // Officials' accounts, over a maintained library; the console knows only `service/accounts.ts`.
  accounts: ['core', 'store', 'type:service'],
  console: ['core', 'texts', 'service'],
  http: ['core', 'texts', 'service', 'console', 'type:channels'],
  commands: [
    'core',
    'language',
    'rules',
    'flows',
    'texts',
    'channels',
    'store',
    'service',
    'accounts',
    'http',
    'main',
    'generated',
  ],
  // Only the types of the data it holds.
  generated: ['type:language', 'type:rules', 'type:flows', 'type:texts', 'type:service'],
  main: [
    'core',
    'language',
    'rules',
    'flows',
    'texts',
    'channels',
    'store',
    'service',
    'accounts',
    'console',
    'http',
    'generated',
  ],
}
const PURE = ['core', 'language', 'rules', 'flows', 'texts']
const REFUSED_NAMES = ['utils', 'helpers', 'common', 'lib', 'misc']
const LONGEST_FILE = 400

interface Import {
  readonly file: string
  readonly from: string
  readonly typeOnly: boolean
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => path.join('src', file))
  .filter((file) => /\.(ts|tsx|mjs)$/.test(file))

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8')
  const found: Import[] = []
  for (const [, keyword, typeOnly, from] of text.matchAll(
    /^(import|export)\s+(type\s)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm,
  )) {
    if (from && keyword) found.push({ file, from, typeOnly: typeOnly !== undefined })
  }
  for (const [, from] of text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g))
    if (from) found.push({ file, from, typeOnly: false })
  return found
}

function roomOf(file: string): string {
  return file.split(path.sep)[1] ?? ''
}

describe('the house', () => {
  test('has only the rooms of the design', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in MAY_IMPORT))).toEqual([])
  })

  test('keeps to the import arrows', () => {
    const wrong: string[] = []
    for (const one of files.flatMap(importsOf)) {
      if (!one.from.startsWith('.')) continue
      const from = roomOf(one.file)
      const to = roomOf(path.join(path.dirname(one.file), one.from))
      const allowed = MAY_IMPORT[from] ?? []
      const fine = from === to || allowed.includes(to) || (one.typeOnly && allowed.includes(`type:${to}`))
      if (!fine) wrong.push(`${one.file} imports ${one.typeOnly ? 'types of ' : ''}${to} (${one.from})`)
    }
    expect(wrong).toEqual([])
  })

  test('keeps the pure rooms pure: no platform, no clock, no chance, no environment', () => {
    const wrong: string[] = []
    for (const file of files.filter((one) => PURE.includes(roomOf(one)))) {
      const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      // One exception: new ids need chance, and core/id.ts is where it is.
      const chance = file.endsWith(path.join('core', 'id.ts')) ? [] : [/Math\.random/, /getRandomValues/]
      for (const pattern of [
        /from 'node:/,
        /\bprocess\./,
        /Date\.now\(/,
        /new Date\(\)/,
        /\bfetch\(/,
        /new Function/,
        /\beval\(/,
        ...chance,
      ]) {
        if (pattern.test(text)) wrong.push(`${file}: ${pattern}`)
      }
    }
    expect(wrong).toEqual([])
  })

  test('reads the environment in main (and the commands that start it) only', () => {
    const wrong = files.filter(
      (file) => !['main', 'commands'].includes(roomOf(file)) && /process\.env/.test(readFileSync(file, 'utf8')),
    )
    expect(wrong).toEqual([])
  })

  test('has no drawers, no barrels but the list of channels, and no file too long to read', () => {
    const wrong: string[] = []
    for (const file of files) {
      const name = path.basename(file).replace(/\.\w+$/, '')
      if (REFUSED_NAMES.includes(name) || file.split(path.sep).some((part) => REFUSED_NAMES.includes(part)))
        wrong.push(`${file}: a drawer`)
      if (name === 'index' && file !== path.join('src', 'channels', 'index.ts')) wrong.push(`${file}: a barrel`)
      const lines = readFileSync(file, 'utf8').split('\n').length
      if (roomOf(file) !== 'generated' && lines > LONGEST_FILE) wrong.push(`${file}: ${lines} lines`)
    }
    expect(wrong).toEqual([])
  })

  test('keeps the full Twilio client out of everything but the Node side', () => {
    const users = files.flatMap(importsOf).filter((one) => one.from === 'twilio' && !one.typeOnly)
    expect(users.map((one) => one.file).filter((file) => !/with-client/.test(file))).toEqual([])
  })
})
