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
for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  line++
  if (text.trim() === '') continue
  const answer = screenLine(book, texts, line, text)
  if ('error' in answer) process.exitCode = 2
  if (!process.stdout.write(`${JSON.stringify(answer)}\n`))
    await new Promise<void>((resolve) => process.stdout.once('drain', () => resolve()))
}
