/** Official forms of the papers, as files in `policy/forms/`: which of our columns stand where and under which heading. None is invented. */
import { z } from 'zod'
import type { ContentFile, Problem } from '../core/problem.ts'
import { CROP_COLUMNS } from './paper-crops.ts'
import { DAMAGE_COLUMNS } from './paper-damage.ts'
import type { SaidPaper } from './paper-files.ts'
import { HOUSEHOLD_COLUMNS } from './paper-households.ts'
import type { Column, Paper, PaperKind } from './papers.ts'

const COLUMNS: Readonly<Record<PaperKind, readonly Column[]>> = {
  households: HOUSEHOLD_COLUMNS,
  crops: CROP_COLUMNS,
  damage: DAMAGE_COLUMNS,
}

const line = z.string().trim().min(1).max(300)
export const FormFile = z
  .strictObject({
    form: z
      .string()
      .regex(/^[a-z0-9-]{3,40}$/)
      .describe('Name of the form, the same as of its file.'),
    name: z.strictObject({ vi: line, en: line }).describe('What the list of papers shows.'),
    paper: z.enum(['households', 'crops', 'damage']).describe('The paper whose rows it takes (docs/papers.md).'),
    source: line
      .nullable()
      .describe('Document that prescribes it, with form number; null: none does, and the paper says so.'),
    head: z.array(line).max(10).describe('Lines above the table.'),
    columns: z
      .array(z.strictObject({ heading: line, from: z.string().optional() }))
      .min(1)
      .max(40)
      .describe('In printed order. `from`: our column; without it the cells stay empty, to be written by hand.'),
    foot: z.array(z.string().max(300)).max(10).describe('Lines below the table.'),
  })
  .describe('A form of one of the papers that officials take out.')

export type PaperForm = z.infer<typeof FormFile>

/** Every form of `policy/forms/`, and a sentence for each thing that is wrong with one. */
export function checkForms(files: readonly ContentFile[]): {
  data: readonly PaperForm[]
  problems: readonly Problem[]
} {
  const data: PaperForm[] = []
  const problems: Problem[] = []
  for (const file of files.filter(({ path }) => path.startsWith('policy/forms/'))) {
    const read = FormFile.safeParse(file.data)
    if (!read.success) {
      for (const issue of read.error.issues) {
        problems.push({ file: file.path, where: issue.path.join('.'), sentence: issue.message })
      }
      continue
    }
    problems.push(...faults(file.path, read.data))
    data.push(read.data)
  }
  return { data, problems }
}

function faults(file: string, { form, paper, columns }: PaperForm): Problem[] {
  const known = COLUMNS[paper].map(({ id }) => id)
  const unknown = columns.flatMap(({ from }) => (from === undefined || known.includes(from) ? [] : [from]))
  return [
    ...(file === `policy/forms/${form}.yaml`
      ? []
      : [{ file, where: 'form', sentence: `is ${form}, so the file is to be named ${form}.yaml` }]),
    ...unknown.map((from) => ({
      file,
      where: `column ${from}`,
      sentence: `is no column of the paper ${paper}, which has ${known.join(', ')}`,
    })),
  ]
}

/** The paper in the order and with the headings of a form. `note`: what is said of a form that nobody prescribes. */
export function inForm(form: PaperForm, paper: Paper, said: SaidPaper, note: string): SaidPaper {
  const places = form.columns.map(({ from }) => paper.columns.findIndex(({ id }) => id === from))
  return {
    ...said,
    title: form.head[0] ?? said.title,
    head: [...form.head.slice(1), ...said.head],
    headings: form.columns.map(({ heading }, i) => ({
      text: heading,
      type: said.headings[places[i] ?? -1]?.type ?? 'text',
    })),
    rows: said.rows.map((row) => places.map((place) => (place === -1 ? '' : (row[place] ?? null)))),
    totals: places.map((place) => (place === -1 ? null : (said.totals[place] ?? null))),
    foot: [...form.foot, form.source === null ? note : form.source, ...said.foot],
  }
}
