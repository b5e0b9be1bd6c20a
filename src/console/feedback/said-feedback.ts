/** Feedback as a file in the reader's language: words and what they are about, and nobody who said them. */
import type { FeedbackLine } from '../../service/feedback-desk.ts'
import type { SaidPaper } from '../../service/paper-files.ts'
import type { Page } from '../page.ts'
import { kindText, programmeText, v } from './feedback-words.ts'

export function saidFeedback(
  page: Page,
  rows: readonly FeedbackLine[],
  say: {
    readonly by: string
    readonly dayOf: (at: number) => string
    readonly placeOf: (line: FeedbackLine) => string
  },
): SaidPaper {
  const { by, dayOf, placeOf } = say
  const text = (key: string) => ({ text: v(page, key), type: 'text' as const })
  return {
    title: v(page, 'file.title'),
    head: [v(page, 'file.head', { day: page.today.split('-').reverse().join('/'), by })],
    headings: [
      { text: v(page, 'told_on'), type: 'day' },
      ...['code', 'filter.kind', 'filter.status'].map(text),
      { text: v(page, 'filter.rating'), type: 'number' },
      ...['programme', 'place', 'words', 'answer.title'].map(text),
    ],
    rows: rows.map((line) => [
      dayOf(line.at),
      line.code === null ? null : `GY ${line.code}`,
      kindText(page, line.kind),
      v(page, `status.${line.status}`),
      line.rating,
      programmeText(page, line.programme),
      placeOf(line),
      line.text,
      line.answer,
    ]),
    totals: [],
    totalWord: '',
    foot: [v(page, 'file.foot')],
  }
}
