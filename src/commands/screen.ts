/** `npm run --silent screen`: households as JSON lines in, verdicts as JSON lines out (design §7.1). Exit status 2 if a line was refused. */
import process from 'node:process'
import { createInterface } from 'node:readline'
import { content } from '../generated/content.ts'
import { openLaw } from '../rules/law-book.ts'
import { openTexts } from '../texts/texts.ts'
import { screenLine } from './screen-line.ts'

const book = openLaw(content.law)
const texts = openTexts(content.texts)

let line = 0
let blanks: number[] = []
for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  line++
  // Empty lines at the end are no question; one in the middle is answered like any line, so that answers stay in step.
  if (text.trim() === '') blanks.push(line)
  else {
    for (const blank of blanks) await answer(blank, '')
    blanks = []
    await answer(line, text)
  }
}

async function answer(at: number, text: string): Promise<void> {
  const said = screenLine(book, texts, at, text)
  if ('error' in said) process.exitCode = 2
  if (!process.stdout.write(`${JSON.stringify(said)}\n`))
    await new Promise<void>((resolve) => process.stdout.once('drain', () => resolve()))
}
