/** Area lists: what offices keep is read or refused row by row, and what is written passes the check and speaks in the command. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { importAreas } from '../../src/commands/import-areas.ts'
import { readContent } from '../../src/commands/read-content.ts'
import { readCsv } from '../../src/commands/read-csv.ts'
import { checkAreas } from '../../src/rules/check-areas.ts'

interface Case {
  name: string
  text: string
  all?: Record<string, string>
  reads?: string[]
  says?: string[]
  notes?: string[]
}

const { files } = readContent('.')
const cases = parse(readFileSync('test/content/areas/imports.yaml', 'utf8')) as Case[]
const TARGET = 'policy/areas/thu.csv'

describe('a list of communes', () => {
  test.for(cases)('$name', ({ text, all, reads, says, notes }) => {
    const read = importAreas(text, files, TARGET, all)
    const sentences = read.problems.map(({ where, sentence }) => `${where}: ${sentence}`)
    for (const sentence of says ?? []) expect(sentences.join('\n')).toContain(sentence)
    if (says === undefined) expect(sentences).toEqual([])
    for (const note of notes ?? []) expect(read.notes).toContain(note)
    if (reads === undefined) return
    const rows = readCsv(read.csv)
    expect(rows.map((row) => `${row.code} ${row.class} ${row.valid_from}`)).toEqual(reads)
    expect(checkAreas([...files, { path: TARGET, data: rows }])).toMatchObject({ problems: [] })
  })

  test('may not contradict a list that stands already', () => {
    const data = [row('03013', 'region_1')]
    const other = { path: 'policy/areas/cu.csv', data }
    const text = 'ma xa,class\n03013,III\n'
    const all = { basis: 'QĐ 1', valid_from: '2026-07-01', read_on: '2026-11-23' }
    const read = importAreas(text, [...files, other], TARGET, all)
    expect(read.problems.map(({ sentence }) => sentence).join()).toMatch(/region_[13].*region_[13].*on the same days/)
    // The list that is replaced does not stand in its own way.
    expect(importAreas(text, [...files, other], other.path, all).problems).toEqual([])
  })
})

describe('the check of an area list', () => {
  const sentences = (data: unknown) =>
    checkAreas([...files, { path: TARGET, data }]).problems.map(({ where, sentence }) => `${where}: ${sentence}`)

  test('wants the columns by name', () => {
    expect(sentences([{ ma: '03013' }])[0]).toMatch(
      /^row 1: the first line names the columns code,commune,class.*not known: ma/,
    )
  })

  test('knows a special zone, a province and a stranger apart', () => {
    expect(sentences([row('07192', 'island', 'Đặc khu Cô Tô')])).toEqual([])
    expect(sentences([row('15', 'island', '')])[0]).toContain(
      '15 is the province Tỉnh Lào Cai: a list names its communes',
    )
    expect(sentences([{ ...row('03013', 'region_4'), basis: 'theo tỉnh' }])).toHaveLength(2)
  })
})

describe('npm run areas', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'la-lanh-areas-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['src/main/bootstrap.mjs', 'areas', ...args], { encoding: 'utf8' })

  test('checks a list and writes nothing unless asked', () => {
    const file = path.join(folder, 'list.csv')
    writeFileSync(file, 'Mã xã;Khu vực\n03013;III\n')
    const done = run('import', file, '--basis=QĐ 1/QĐ-THU', '--from=2026-07-01', '--read-on=2026-11-23')
    expect(done.stdout).toBe('1 rows, all right. To take them in: add --write=policy/areas/<name>.csv\n')
    const refused = run('import', file)
    expect(refused.status).toBe(1)
    expect(refused.stdout).toContain(`${file}, row 2: basis is missing`)
    expect(refused.stdout).toMatch(/3 problems; nothing was written\.\n$/)
  })

  test('says what is known of one commune, and what is not', () => {
    const done = run('show', '03013', '--on=2026-11-23')
    expect(done.stdout).toContain(
      '03013 Xã Tả Phìn, Tỉnh Lào Cai, on 2026-11-23\n  area: rural, by its kind\n  region: not known',
    )
    expect(run('show', '00001').stderr).toMatch(/^00001 was Phường Phúc Xá before July 2025; today: 00097 /)
    expect(run('show', '03013', '--on=2026-02-30').stderr).toContain('is not a day that exists')
  })

  test('shows its columns, its lists and its own use', () => {
    expect(run('template').stdout).toMatch(/^code,commune,class,basis,article,valid_from,valid_to,confidence,read_on\n/)
    expect(run('list').stdout).toMatch(/^(There is no area list|policy\/areas\/)/)
    expect(run().stderr).toContain('import list.csv')
    expect(run('import', 'no-such.csv').stderr).toBe('There is no file no-such.csv.\n')
  })
})

function row(code: string, named: string, commune = 'Xã Tả Phìn') {
  return {
    code,
    commune,
    class: named,
    basis: 'QĐ 1/QĐ-THU',
    article: '',
    valid_from: '2026-07-01',
    valid_to: '',
    confidence: 'confirmed',
    read_on: '2026-11-23',
  }
}
