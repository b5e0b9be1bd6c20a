/** Breaks one file of the real content as a person would, and gives the sentences that `npm run check` adds. */
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { checkFiles, printProblems } from '../../src/commands/compile-content.ts'
import { readContent, readFile } from '../../src/commands/read-content.ts'
import type { ContentFile, Problem } from '../../src/core/problem.ts'

export interface BrokenEdit {
  readonly name: string
  readonly in?: string
  readonly from?: string
  readonly to?: string
  readonly drop?: string
  readonly write?: string
  readonly text?: string
  readonly says: string
}

const { files, problems: unreadable } = readContent('.')
const whole = checkFiles(files, unreadable)
const before = new Set(sentences(whole.problems))

/** All edits of test/content/broken/. */
export function brokenEdits(): BrokenEdit[] {
  const folder = 'test/content/broken'
  return readdirSync(folder).flatMap((name) => parse(readFileSync(`${folder}/${name}`, 'utf8')) as BrokenEdit[])
}

/** What the check says now and did not say before the edit. @throws Error when the words to change are not in the file */
export function saidOf(edit: BrokenEdit): string[] {
  const changed = edit.in ?? edit.drop ?? edit.write ?? ''
  const others = files.filter(({ path }) => path !== changed)
  const read = edit.drop === undefined ? readFile(changed, textOf(edit)) : { problems: [] }
  const mine: ContentFile[] = 'path' in read ? [read] : []
  const now = [...others, ...mine]
  const broken = 'problems' in read ? read.problems : []
  const { problems } = changed.startsWith('language/')
    ? checkFiles(now, broken)
    : checkFiles(now, broken, whole.lexicon)
  return sentences(problems).filter((sentence) => !before.has(sentence))
}

function textOf({ in: file, from = '', to = '', text = '' }: BrokenEdit): string {
  if (file === undefined) return text
  const now = readFileSync(file, 'utf8')
  if (!now.includes(from)) throw new Error(`${file} no longer holds "${from}": choose other words to break`)
  return now.replace(from, () => to)
}

function sentences(problems: readonly Problem[]): string[] {
  return printProblems(problems).split('\n').slice(0, -1)
}
