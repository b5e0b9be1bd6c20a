/** Language packs on disk: made, handed to translators and taken back whole in every format, refused with key and row, offered once read. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { locales } from '../../src/commands/locales.ts'
import { readContent } from '../../src/commands/read-content.ts'
import { checkTexts } from '../../src/texts/check-texts.ts'
import { translationFaults } from '../../src/texts/pack-faults.ts'
import { openTexts } from '../../src/texts/texts.ts'

let root: string
const run = (...args: string[]) => locales(root, args)
const file = (name: string, text: string) => {
  writeFileSync(path.join(root, name), text)
  return path.join(root, name)
}
const pack = (name: string) => readFileSync(path.join(root, 'locales/km', name), 'utf8')
const rowOf = (key: string) =>
  run('export', 'km')
    .out.split('\r\n')
    .join('\n')
    .split('\n')
    .find((line) => line.startsWith(`${key},`)) ?? ''
const hashOf = (key: string) => rowOf(key).split(',')[1] ?? ''
const csv = (...rows: (readonly [string, string])[]) =>
  `key,of,text\n${rows.map(([key, text]) => `${key},${hashOf(key)},"${text.replaceAll('"', '""')}"`).join('\n')}\n`

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'packs-'))
  cpSync('locales', path.join(root, 'locales'), { recursive: true })
  expect(run('new', 'km').code).toBe(0)
})

/** No Khmer: marks that show which texts came from the pack. */
const ROWS = [
  ['common:language_set', '[km] ready'],
  ['common:yes', '=[km] "yes", & <so>'],
  ['common:introduction', '[km] {{speaker}}.\nSTOP'],
  ['broadcast:check', '[km] {{code}} ខ្មែរ'],
] as const

describe('an export comes back as it went', () => {
  test.for(['csv', 'xliff', 'xliff2'])('%s', (as) => {
    expect(run('import', 'km', file('first.csv', csv(...ROWS))).out).toMatch(/^4 texts of km taken in\./)
    const before = pack('texts.csv')
    const { out, code } = run('export', 'km', `--as=${as}`)
    expect(code).toBe(0)
    // Into a pack that has none of them.
    writeFileSync(path.join(root, 'locales/km/texts.csv'), 'key,of,text\n')
    expect(run('import', 'km', file('back', out))).toEqual({
      out: '4 texts of km taken in. The pack is a draft until it is read again.\n',
      code: 0,
    })
    expect(pack('texts.csv')).toBe(before)
    expect(before).toContain('ខ្មែរ')
  })
})

describe('an import is refused, nothing is taken in, and every fault names row and key', () => {
  test.for([
    [
      'a placeholder is lost',
      'common:introduction',
      '[km]',
      'row 1, common:introduction: does not say {{speaker}}, which the Vietnamese says',
    ],
    [
      'a placeholder is invented',
      'common:yes',
      '{{name}}',
      'row 1, common:yes: says {{name}}, which the Vietnamese does not',
    ],
    [
      'a placeholder is broken',
      'common:introduction',
      '{{speaker}} {{',
      'row 1, common:introduction: a {{name}} is broken',
    ],
    ['a text for officials only', 'official:drafted_one', 'x', 'row 1, official:drafted_one: is no text of ours'],
    [
      'no key of ours',
      'common:nothing_like_it',
      'x',
      'row 1, common:nothing_like_it: is no text of ours: copy the key from the export',
    ],
    ['too long for its SMS', 'common:yes', 'ខ'.repeat(300), 'row 1, common:yes: takes 5 SMS parts; 4 are the most'],
    ['a link', 'common:yes', 'www.abc.vn', 'row 1, common:yes: holds a link'],
  ] as const)('%s', ([, key, text, says]) => {
    const { out, code } = run('import', 'km', file('bad.csv', csv([key, text])))
    expect(code).toBe(1)
    expect(out).toContain(says)
    expect(out).toContain('nothing was taken in')
    expect(pack('texts.csv')).toBe('key,of,text\n')
  })

  test('a plural form that the language has not, and one that it has', () => {
    const vi = new Map([['t:people_other', '{{count}} người']])
    const faults = (key: string, text: string) => translationFaults('km', { key, text }, vi)
    expect(faults('t:people_one', '{{count}} x')).toEqual([{ fault: 'no_plural', names: 'one: other' }])
    expect(faults('t:people_other', '{{count}} x')).toEqual([])
    expect(faults('t:people_other', 'x')).toEqual([{ fault: 'lost', names: '{{count}}' }])
  })

  test('a text exported before the Vietnamese changed', () => {
    const old = csv(['common:yes', '[km] yes'])
    const at = path.join(root, 'locales/vi/common.json')
    writeFileSync(at, readFileSync(at, 'utf8').replace('"yes": "Có"', '"yes": "Có ạ"'))
    expect(run('import', 'km', file('old.csv', old)).out).toContain(
      'row 1, common:yes: the Vietnamese has changed since this was exported',
    )
  })

  test('a file for another language, a file twice the same key, and no table at all', () => {
    const xliff = run('export', 'km', '--as=xliff').out.replace('target-language="km"', 'target-language="hmn"')
    expect(run('import', 'km', file('hmn.xlf', xliff)).out).toMatch(/is for hmn, not for km/)
    expect(run('import', 'km', file('twice.csv', csv(['common:yes', 'a'], ['common:yes', 'b']))).out).toMatch(
      /row 2, common:yes: stands here twice/,
    )
    expect(run('import', 'km', file('none.csv', 'a,b\n1,2\n')).out).toMatch(/needs the columns key, of and text/)
    expect(run('import', 'km', file('evil.xlf', '<!DOCTYPE x [<!ENTITY a "b">]><xliff/>')).out).toMatch(
      /cannot be read/,
    )
  })
})

describe('a pack is offered only once a native reader has read it', () => {
  const spoken = () => {
    const { data, problems } = checkTexts(readContent(root).files)
    return { packs: data.packs, problems, texts: openTexts(data).inPack('km') }
  }

  test('draft, read, said key by key, and a draft again when a text changes', () => {
    run('import', 'km', file('a.csv', csv(...ROWS)))
    expect(spoken().packs).toBeUndefined()
    expect(spoken().texts.say('vi', 'common:yes')).toBe('Có')
    expect(run('review', 'km').code).toBe(1)
    expect(run('review', 'km', '--by=Thạch Thị Một', '--on=2026-12-01').code).toBe(0)
    expect(pack('pack.yaml')).toContain('reviewed_by: Thạch Thị Một')
    const { texts, problems } = spoken()
    expect(problems).toEqual([])
    expect(texts.say('vi', 'common:language_set')).toBe('[km] ready')
    // Not translated: Vietnamese. Another language: its own.
    expect(texts.say('vi', 'common:no')).toBe('Không')
    expect(texts.say('en', 'common:yes')).toBe('Yes')
    run('import', 'km', file('b.csv', csv(['common:yes', '[km] yes!'])))
    expect(spoken().packs).toBeUndefined()
  })

  test('texts edited by hand after they were read are not offered, and the check says so', () => {
    run('import', 'km', file('a.csv', csv(...ROWS)))
    run('review', 'km', '--by=Thạch Thị Một', '--on=2026-12-01')
    writeFileSync(path.join(root, 'locales/km/texts.csv'), pack('texts.csv').replace('ready', 'steady'))
    const { packs, problems } = spoken()
    expect(packs).toBeUndefined()
    expect(problems.map(({ file: at, where }) => `${at} ${where}`)).toEqual(['locales/km/pack.yaml reviewed_texts'])
  })

  test('a text whose Vietnamese changed is said in Vietnamese, and the report says why', () => {
    run('import', 'km', file('a.csv', csv(...ROWS)))
    run('review', 'km', '--by=Thạch Thị Một', '--on=2026-12-01')
    const at = path.join(root, 'locales/vi/common.json')
    writeFileSync(at, readFileSync(at, 'utf8').replace('"yes": "Có"', '"yes": "Có ạ"'))
    expect(spoken().texts.say('vi', 'common:yes')).toBe('Có ạ')
    const { out } = run('report')
    expect(out).toMatch(
      /^km \(Khmer\): reviewed, offered to citizens; 3 of \d+ texts, \d+ missing, 1 changed in Vietnamese$/m,
    )
    expect(out).toContain('common:yes: said in Vietnamese, the Vietnamese has changed since')
    expect(out).toContain('no pack yet: Mông (hmn)')
  })

  test('without the sentence that the language is spoken it is not marked', () => {
    run('import', 'km', file('a.csv', csv(['common:yes', '[km] yes'])))
    expect(run('review', 'km', '--by=Thạch Thị Một', '--on=2026-12-01').out).toContain(
      'common:language_set is not translated',
    )
  })
})

test('a language that nobody listed and a call that makes no sense are told how to go on', () => {
  expect(run('new', 'xx').out).toMatch(/xx is no language of locales\/languages\.csv: km, hmn/)
  expect(run('new', 'km').out).toMatch(/is there already/)
  expect(run('export', 'hmn').out).toMatch(/npm run locales -- new hmn/)
  expect(run('dance').out).toMatch(/^npm run locales -- report/)
})
