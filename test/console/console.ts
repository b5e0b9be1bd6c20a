/** The console as the app serves it, over the real content, on a day that stays. */
import { consoleRoutes } from '../../src/console/console-routes.tsx'
import { openContent } from '../../src/main/open-content.ts'

export const TODAY = '2026-11-23'
export const { talk, texts, version } = openContent()
export const law = talk.law

const app = consoleRoutes({
  talk: { ...talk, scope: [] },
  texts,
  contentVersion: version,
  now: () => Date.parse(`${TODAY}T03:00:00Z`),
})

export interface Visit {
  readonly status: number
  readonly html: string
  readonly headers: Headers
}

export async function visit(path: string, headers: Record<string, string> = {}): Promise<Visit> {
  const answer = await app.request(path, { headers })
  return { status: answer.status, html: await answer.text(), headers: answer.headers }
}

/** What a reader sees: tags gone, entities back, one space between words. */
export function textOf(html: string): string {
  return html
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
}

/** The part of a page between an element with this id and the next section. */
export function sectionOf(html: string, id: string): string {
  const start = html.indexOf(`id="${id}"`)
  if (start < 0) throw new Error(`nothing has the id ${id}`)
  const end = html.indexOf('</section>', start)
  return html.slice(start, end)
}

/** Every address of the law pages. */
export const ADDRESSES: readonly string[] = [
  '/console',
  '/console/law',
  ...law.everyProgramme.map((programme) => `/console/law/${programme}`),
  '/console/law/changes',
  '/console/law/changes?from=2026-11-23&to=2027-01-01',
  '/console/law/changes?year=2025',
  '/console/law/changes?year=2021',
  '/console/law/coverage',
  '/console/law/questions',
]
