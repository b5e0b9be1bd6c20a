/** A form that somebody adds takes its cells from the papers, leaves the rest to the pen, and is refused with a sentence when it cannot. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { checkForms, inForm } from '../../src/service/paper-forms.ts'
import type { Paper } from '../../src/service/papers.ts'

const path = 'policy/forms/example-rice-list.yaml'
const example = () => parse(readFileSync(path, 'utf8'))
const checked = (change: (form: ReturnType<typeof example>) => void, at = path) => {
  const data = example()
  change(data)
  return checkForms([{ path: at, data }])
}

test('the one that is there says that nobody prescribes it', () => {
  const { data, problems } = checked(() => {})
  expect(problems).toEqual([])
  expect(data.map(({ source, name }) => [source, name.vi])).toEqual([
    [null, expect.stringContaining('không phải mẫu của cơ quan nào')],
  ])
})

test.for([
  [
    'a column that the paper does not have',
    (form: { columns: object[] }) => form.columns.push({ heading: 'Bò', from: 'cattle' }),
    'is no column of the paper households',
  ],
  ['a paper that there is not', (form: { paper: string }) => Object.assign(form, { paper: 'roads' }), 'households'],
  ['no word of where it comes from', (form: { source?: unknown }) => delete form.source, 'expected'],
  ['a misspelt key', (form: object) => Object.assign(form, { colums: [] }), 'colums'],
] as const)('%s is told', ([, change, sentence]) => {
  const { problems } = checked(change)
  expect(problems.map((one) => one.sentence).join('; ')).toContain(sentence)
})

test('a file of another name is told', () => {
  expect(checked(() => {}, 'policy/forms/other.yaml').problems).toMatchObject([{ where: 'form' }])
})

test('cells stand where the form wants them; what is for the pen stays empty; sums follow', () => {
  const [form] = checkForms([{ path, data: example() }]).data
  const ids = ['number', 'head', 'village', 'people', 'phone', 'rice']
  const paper: Paper = {
    ...{ kind: 'households', unknown: 0, totals: [null, null, null, 4, null, 60] },
    columns: ids.map((id) => ({ id, type: id === 'head' || id === 'village' || id === 'phone' ? 'text' : 'number' })),
    rows: [[1, 'Sùng A Páo', 'Suối Thầu', 4, '0912000001', 60]],
  }
  const said = {
    ...{ title: 'Danh sách', head: ['Xã Tả Phìn'], totals: paper.totals, totalWord: 'Cộng', foot: ['Nguồn'] },
    headings: paper.columns.map(({ id, type }) => ({ text: id, type })),
    rows: [[1, 'Sùng A Páo', 'Suối Thầu', 4, '0912000001', 60]],
  }
  const made = form === undefined ? null : inForm(form, paper, said, 'Xã tự lập')
  expect(made).toMatchObject({
    title: 'DANH SÁCH HỘ NHẬN GẠO CỨU TRỢ',
    rows: [[1, 'Sùng A Páo', 'Suối Thầu', 4, 60, '', '']],
    totals: [null, null, null, 4, 60, null, null],
  })
  expect(made?.foot).toContain('Xã tự lập')
  expect(JSON.stringify(made)).not.toContain('0912000001')
})
