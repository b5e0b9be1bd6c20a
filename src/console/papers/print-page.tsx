/** A paper for the printer: A4 across, headings on every page, places to sign. */
import type { SaidPaper } from '../../service/paper-files.ts'
import type { Page } from '../page.ts'
import { STYLE_ADDRESS } from '../style.ts'
import { PaperTable } from './papers-page.tsx'

export function printDocument(page: Page, paper: SaidPaper): string {
  const p = (key: string) => page.say({ key: `papers:${key}` })
  const html: { toString(): string } = (
    <html lang={page.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{paper.title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={STYLE_ADDRESS} />
      </head>
      <body class="print-sheet">
        <main>
          <h1>{paper.title}</h1>
          {paper.head.map((line) => (
            <p>{line}</p>
          ))}
          <PaperTable paper={paper} />
          {paper.foot.map((line) => (
            <p class="soft">{line}</p>
          ))}
          <div class="signatures">
            {['sign.maker', 'sign.chair'].map((who) => (
              <div>
                <p>{p('sign.day')}</p>
                <p>
                  <b>{p(who)}</b>
                </p>
                <p class="soft">{p('sign.how')}</p>
              </div>
            ))}
          </div>
        </main>
      </body>
    </html>
  )
  return `<!doctype html>${html.toString()}`
}
