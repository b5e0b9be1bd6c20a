/** What happened to a case, newest first: who did what, and whether the person was told. */
import { withPatch } from '../../core/report.ts'
import type { CaseEntry } from '../../service/case-desk.ts'
import type { Page } from '../page.ts'
import { actorName, caseCode, clock, d, instant, type Names, shown } from './case-words.ts'
import { reportLines } from './report-words.ts'

export function TimelineSection(props: {
  readonly page: Page
  readonly entries: readonly CaseEntry[]
  readonly names: Names
}) {
  const { page, entries, names } = props
  const newestFirst = entries.toReversed()
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{d(page, 'section.timeline')}</h2>
      <EntryList page={page} entries={newestFirst} names={names} />
    </section>
  )
}

export function EntryList(props: {
  readonly page: Page
  readonly entries: readonly CaseEntry[]
  readonly names: Names
}) {
  const { page, entries, names } = props
  return (
    <ol class="timeline">
      {entries.map((entry) => (
        <li data-entry={entry.kind}>
          <h3>{titleOf(page, entry, names)}</h3>
          <p class="soft">
            {actorName(page, names, entry.actor)} · <time datetime={instant(entry.at)}>{clock(entry.at)}</time>
            {toldText(page, entry)}
          </p>
          {detailsOf(page, entry) !== '' && <p>{detailsOf(page, entry)}</p>}
          {wordsOf(entry) !== '' && (
            <p class="words">
              <bdi>{shown(wordsOf(entry))}</bdi>
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function titleOf(page: Page, { kind, data }: CaseEntry, names: Names): string {
  const name = page.sayFirst([`desk:entry.${kind}`], kind)
  switch (kind) {
    case 'status':
    case 'reopened':
      return `${data.undone === true ? d(page, 'entry.undone') : name}: ${page.sayFirst([`desk:status.${text(data.to)}`], text(data.to))}${
        text(data.reason) === '' ? '' : ` (${page.sayFirst([`desk:reason.${text(data.reason)}`], text(data.reason))})`
      }`
    case 'photo':
      return data.refused === undefined
        ? name
        : `${d(page, 'entry.photo_refused')}: ${page.sayFirst([`desk:photo.why.${text(data.refused)}`], '')}`
    case 'assigned':
      return `${name}: ${typeof data.to === 'string' ? actorName(page, names, data.to) : d(page, 'nobody')}`
    case 'merged':
      return data.into === undefined
        ? d(page, 'entry.merged_from', { code: caseCode(text(data.from)) })
        : d(page, 'entry.merged_into', { code: caseCode(text(data.into)) })
    case 'linked':
      return d(
        page,
        data.same === true ? 'entry.linked_same' : data.same === false ? 'entry.linked_different' : 'entry.linked',
        {
          code: caseCode(text(data.other)),
        },
      )
    case 'due':
      return typeof data.to === 'number' ? `${name}: ${clock(data.to)}` : `${name}: ${d(page, 'nobody_waits')}`
    default:
      return name
  }
}

/** What was written by hand, by whomever. */
function wordsOf({ kind, data }: CaseEntry): string {
  const own = [data.text, data.note, kind === 'reopened' ? data.why : ''].map(text).find((one) => one !== '')
  if (own !== undefined) return own
  return Array.isArray(data.words) ? data.words.map(text).join('\n') : ''
}

/** What became known or was corrected, as short as a line. */
function detailsOf(page: Page, { kind, data }: CaseEntry): string {
  if (kind === 'handed_back' && data.why === 'silent') return d(page, 'entry.silent')
  if (kind === 'opened' && data.why === 'support_differs')
    return d(page, 'entry.differs', {
      code: caseCode(text(data.about)),
      help: page.sayFirst([`desk:help.${text(data.help)}`], text(data.help)),
    })
  if (kind === 'help_answer') return page.sayFirst([`desk:help.${text(data.help)}`], text(data.help))
  const change = kind === 'edited' ? data.after : kind === 'merged' ? data.added : data.patch
  if (typeof change !== 'object' || change === null) return ''
  const inDanger: unknown = Reflect.get(change, 'danger')
  if (typeof inDanger === 'boolean') return d(page, inDanger ? 'act.danger_on' : 'act.danger_off')
  // A part taken back stands as not known.
  return Object.keys(change)
    .filter((key) => !PLACES.has(key))
    .map((key) => {
      const label = page.sayFirst([`desk:report.${key}`], key)
      const [line] = reportLines(page, withPatch({}, { [key]: Reflect.get(change, key) }), null)
      return `${label}: ${line?.value ?? d(page, 'not_known')}`
    })
    .join(' · ')
}

/** Codes; the place stands in the head of the page. */
const PLACES: ReadonlySet<string> = new Set(['commune', 'province', 'location'])

function toldText(page: Page, { data, deliveryId }: CaseEntry): string {
  if (typeof data.notTold === 'string') return ` · ${page.sayFirst([`desk:not_told.${data.notTold}`], data.notTold)}`
  return deliveryId === null ? '' : ` · ${d(page, 'told')}`
}
