/** `npm run --silent screen`: households as JSON lines in, verdicts as JSON lines out (design §7.1). Exit status 2 if a line was refused. */
import process from 'node:process'
import { content } from '../generated/content.ts'
import { openLaw } from '../rules/law-book.ts'
import { screenLine } from '../service/screen-line.ts'
import { openTexts } from '../texts/texts.ts'

const book = openLaw(content.law)
const texts = openTexts(content.texts)

// Who reads only the first answers closes the pipe: there is nobody left to answer, and nothing went wrong.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

let line = 0
let blanks: number[] = []
for await (const text of lines(process.stdin)) {
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

/** A line ends where a text file's does, LF or CR LF; other breaks that Unicode knows (U+2028) may stand inside a JSON text. */
async function* lines(input: NodeJS.ReadableStream): AsyncGenerator<string> {
  input.setEncoding('utf8')
  let open: string[] = []
  for await (const chunk of input) {
    const [first = '', ...rest] = String(chunk).split('\n')
    open.push(first)
    for (const next of rest) {
      yield open.join('')
      open = [next]
    }
  }
  const last = open.join('')
  if (last !== '') yield last
}
