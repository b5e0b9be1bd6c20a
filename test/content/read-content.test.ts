/** A broken content file is told in one sentence with its line, so that whoever edits it finds the place. */
import { describe, expect, test } from 'vitest'
import { readFile } from '../../src/commands/read-content.ts'
import { readCsv } from '../../src/commands/read-csv.ts'

describe('a file that cannot be read', () => {
  test.for([
    {
      why: 'YAML with a tab',
      file: 'flows/a.yaml',
      text: 'flow: a\n\tstart: b\n',
      where: 'line 2',
      says: 'cannot be read:',
    },
    {
      why: 'YAML with a key twice',
      file: 'flows/a.yaml',
      text: 'flow: a\nflow: b\n',
      where: 'line 2',
      says: 'the same name stands twice in one place',
    },
    {
      why: 'JSON with a key twice',
      file: 'locales/vi/a.json',
      text: '{\n"a": "x",\n"a": "y"\n}',
      where: 'line 3',
      says: 'the same name stands twice in one place',
    },
    {
      why: 'JSON with an open quote',
      file: 'locales/vi/a.json',
      text: '{\n"a": "x,\n"b": "y"\n}',
      where: 'line 2',
      says: 'cannot be read: look for a missing quote',
    },
    {
      why: 'YAML passed off as JSON',
      file: 'locales/vi/a.json',
      text: "{a: 'x'}",
      where: 'line 1',
      says: 'look for a missing quote',
    },
    {
      why: 'JSON with a comma too many',
      file: 'locales/vi/a.json',
      text: '{"a": "x",}',
      where: 'line 1',
      says: 'a comma too many',
    },
    {
      why: 'CSV with a cell too many',
      file: 'places/a.csv',
      text: 'code,name\n07,A\n08,B,C\n',
      where: 'line 3',
      says: 'has 3 cells, the first line has 2',
    },
    {
      why: 'CSV with an open quote',
      file: 'places/a.csv',
      text: 'code,name\n07,"A\n',
      where: 'line 2',
      says: 'a quote is not closed',
    },
    { why: 'an empty CSV', file: 'places/a.csv', text: '', where: 'file', says: 'the file is empty' },
    { why: 'a picture', file: 'places/a.png', text: '', where: 'name', says: 'content is .yaml, .json, .csv or .txt' },
    {
      why: 'a figure left empty, which would count as ended',
      file: 'policy/a.yaml',
      text: 'a: 1\nb:\n  - { from: "2026-01-01", value: }\nc: null\n',
      where: 'line 3',
      says: '"value" is left empty',
    },
  ])('$why', ({ file, text, where, says }) => {
    const read = readFile(file, text)
    expect(read).toMatchObject({ problems: [{ file, where }] })
    expect('problems' in read && read.problems[0]?.sentence).toContain(says)
  })
})

test('days and codes stay text, numbers are numbers', () => {
  expect(readFile('policy/a.yaml', 'from: 2026-01-01\ncode: "07"\nvalue: 1500000\n')).toEqual({
    path: 'policy/a.yaml',
    data: { from: '2026-01-01', code: '07', value: 1500000 },
  })
})

test('CSV reads quotes, line breaks in cells, both line ends and a byte order mark', () => {
  expect(readCsv('\ufeffcode,name,note\r\n07,"A ""B"", C",\r\n\r\n08,"x\ny",z')).toEqual([
    { code: '07', name: 'A "B", C', note: '' },
    { code: '08', name: 'x\ny', note: 'z' },
  ])
})
