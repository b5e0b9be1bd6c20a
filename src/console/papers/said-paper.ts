/** A paper in the reader's language: headings, words for what is known by key, what is not known said as such. */
import type { SaidPaper } from '../../service/paper-files.ts'
import type { Cell, Paper, PaperAsked } from '../../service/papers.ts'
import type { Page } from '../page.ts'

export interface PaperHead {
  readonly place: string
  readonly event?: string | undefined
  readonly by: string
}

export function saidPaper(page: Page, paper: Paper, asked: PaperAsked, head: PaperHead): SaidPaper {
  const p = (key: string, values: Readonly<Record<string, string | number>> = {}) =>
    page.say({ key: `papers:${key}`, values })
  const day = (text: string) => text.split('-').reverse().join('/')
  const range =
    asked.from === undefined && asked.to === undefined
      ? []
      : [p('range', { from: asked.from ? day(asked.from) : '…', to: asked.to ? day(asked.to) : '…' })]
  const unknown = p('unknown')
  const said = (cell: Cell, type: string): string | number | null => {
    if (cell === null) return unknown
    if (typeof cell === 'object') return page.say({ key: cell.key, ...(cell.values ? { values: cell.values } : {}) })
    return type === 'day' && typeof cell === 'string' && cell !== '' ? day(cell) : cell
  }
  return {
    title: p(`${paper.kind}.title`),
    head: [
      head.place,
      ...(head.event === undefined ? [] : [p('event', { event: head.event })]),
      ...range,
      ...(paper.kind === 'households' ? [p('months', { count: asked.months })] : []),
      p('as_of', { day: day(page.today), by: head.by }),
    ],
    headings: paper.columns.map(({ id, type, sendai }) => ({
      text:
        sendai === undefined
          ? p(`${paper.kind}.${id}`)
          : `${p(`${paper.kind}.${id}`)} (${p('sendai', { letter: sendai })})`,
      type,
    })),
    rows: paper.rows.map((row) => row.map((cell, i) => said(cell, paper.columns[i]?.type ?? 'text'))),
    totals: paper.totals,
    totalWord: p('total'),
    foot: [
      p(`${paper.kind}.sources`),
      ...(paper.unknown > 0 ? [p('unknown_note', { count: paper.unknown, word: unknown })] : []),
    ],
  }
}
