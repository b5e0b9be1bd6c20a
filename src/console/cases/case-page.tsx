/** `/console/cases/:code`: one case with all that belongs to it, and every act upon it as a form of its own. */
import type { OpenedCase } from '../../service/case-desk.ts'
import type { CommuneChoice } from '../../service/desk-places.ts'
import type { Page } from '../page.ts'
import { p, pledgeCode } from '../pledges/pledge-words.ts'
import { ActForm, type Desk } from './case-forms.tsx'
import { actorName, caseCode, clock, d, instant, levelOf, type Names, reasonText, shown, span } from './case-words.ts'
import { OrganiseSection } from './organise-section.tsx'
import { ReportSection } from './report-section.tsx'
import { StepsSection } from './steps-section.tsx'
import { SupportSection } from './support-section.tsx'
import { ThreadSection } from './thread-section.tsx'
import { TimelineSection } from './timeline-section.tsx'

export interface CasePageProps {
  readonly page: Page
  readonly opened: OpenedCase
  readonly token: string
  /** May do anything but read. */
  readonly mayWork: boolean
  readonly names: Names
  /** Officials to whom a case of this place may be given. */
  readonly colleagues: readonly { readonly id: string; readonly name: string }[]
  readonly me: string
  readonly place: string | null
  readonly communes: readonly CommuneChoice[] | null
  readonly disaster: string | null
  readonly now: number
  /** Why the last form did nothing. */
  readonly trouble?: string
  /** Words that were not sent. */
  readonly draft?: string
  /** To be read or printed: no forms. */
  readonly plain?: boolean
}

export function CasePage(props: CasePageProps) {
  const { page, opened, token, names, trouble, plain } = props
  const { file } = opened
  const { line } = file
  const desk: Desk = {
    ...{ page, token, code: line.code, version: line.version },
    mayWork: props.mayWork && plain !== true,
  }
  const draft = props.draft === undefined ? {} : { draft: props.draft }
  return (
    <>
      <p class="crumb">
        <a href={page.href('/console/cases')}>{d(page, 'inbox.title')}</a> › {caseCode(line.code)}
      </p>
      <Head {...props} />
      {trouble !== undefined && (
        <p class="notice error" role="alert" data-trouble>
          {trouble}
        </p>
      )}
      {line.mergedInto !== null && (
        <p class="notice">
          {d(page, 'merged_into')}{' '}
          <a href={page.href(`/console/cases/${line.mergedInto}`)}>{caseCode(line.mergedInto)}</a>
        </p>
      )}
      <StepsSection desk={desk} opened={opened} />
      <div class="columns">
        <div>
          <ReportSection desk={desk} report={line.report} place={props.place} communes={props.communes} />
          <PhotoSection {...props} />
        </div>
        <div>
          <ThreadSection desk={desk} opened={opened} names={names} {...draft} />
        </div>
      </div>
      {line.kind === 'hardship' && <SupportSection desk={desk} opened={opened} names={names} />}
      <div class="columns">
        <div>
          <OrganiseSection desk={desk} opened={opened} colleagues={props.colleagues} me={props.me} />
        </div>
        <div>
          {desk.mayWork && (
            <section aria-labelledby="note">
              <h2 id="note">{d(page, 'section.note')}</h2>
              <ActForm desk={desk} act="note" quiet>
                <label class="wide">
                  <span>{d(page, 'note_label')}</span>
                  <textarea name="text" rows={2} maxlength={2000} required />
                </label>
              </ActForm>
            </section>
          )}
        </div>
      </div>
      <TimelineSection page={page} entries={file.entries} names={names} />
      {plain !== true && (
        <p class="links no-print">
          <a href={page.href(`/console/cases/${line.code}/print`)}>{d(page, 'print')}</a>
        </p>
      )}
    </>
  )
}

function Head({ page, opened, names, place, disaster, now }: CasePageProps) {
  const { line, contact } = opened.file
  const name = line.report.name ?? contact?.name
  const late = line.dueAt !== null && line.dueAt < now
  return (
    <header class="case-head">
      <h1>
        {caseCode(line.code)}
        {name ? ` · ${shown(name)}` : ''}
      </h1>
      <p class="marks">
        {line.danger && <span class="mark bad">{d(page, 'mark.danger')}</span>}
        {line.unread && <span class="mark warn">{d(page, 'mark.unread')}</span>}
        <span class="mark" data-status={line.status}>
          {d(page, `status.${line.status}`)}
          {line.closedReason !== null && `: ${d(page, `reason.${line.closedReason}`)}`}
        </span>
        <span class="mark kind">{d(page, `kind.${line.kind}`)}</span>
        {opened.pledges.length > 0 && <span class="mark good">{d(page, 'mark.pledge')}</span>}
        <span class="mark score" data-level={levelOf(line.score)}>
          {d(page, 'mark.score', { score: line.score })}
        </span>
      </p>
      {line.reasons.length > 0 && (
        <p data-reasons>
          {d(page, 'why_score')} {line.reasons.map((reason) => reasonText(page, reason)).join(' · ')}
        </p>
      )}
      <dl>
        <dt>{d(page, 'head.place')}</dt>
        <dd>{place ?? d(page, 'not_known')}</dd>
        <dt>{d(page, 'head.opened')}</dt>
        <dd>
          <time datetime={instant(line.openedAt)}>{clock(line.openedAt)}</time> ({span(page, now - line.openedAt)})
        </dd>
        <dt>{d(page, 'head.due')}</dt>
        <dd class={late ? 'late' : undefined}>
          {line.dueAt === null
            ? d(page, 'nobody_waits')
            : `${clock(line.dueAt)}${late ? ` · ${d(page, 'mark.overdue', { time: span(page, now - line.dueAt) })}` : ''}`}
        </dd>
        <dt>{d(page, 'head.assignee')}</dt>
        <dd>{line.assignee === null ? d(page, 'nobody') : actorName(page, names, line.assignee)}</dd>
        {disaster !== null && (
          <>
            <dt>{d(page, 'head.disaster')}</dt>
            <dd>{shown(disaster)}</dd>
          </>
        )}
        {opened.pledges.length > 0 && (
          <>
            <dt>{d(page, 'head.pledges')}</dt>
            {opened.pledges.map(({ code, kind, status }) => (
              <dd data-pledge={code}>
                <a href={page.href(`/console/pledges/${code}`)}>{pledgeCode(code)}</a> ·{' '}
                {page.say({ key: `pledge:kinds.${kind}` })} · {p(page, `match.${status}`)}
              </dd>
            ))}
          </>
        )}
      </dl>
    </header>
  )
}

function PhotoSection({ page, opened }: CasePageProps) {
  const { photos } = opened.file
  if (photos.length === 0) return null
  return (
    <section aria-labelledby="photos">
      <h2 id="photos">{d(page, 'section.photos')}</h2>
      <ul class="photos">
        {photos.map((photo, i) => (
          <li>
            {photo.status === 'kept' ? (
              <a href={`/console/photos/${photo.id}`}>
                <img
                  src={`/console/photos/${photo.id}`}
                  alt={d(page, 'photo.alt', { number: i + 1, time: clock(photo.at) })}
                  loading="lazy"
                  width={160}
                  height={120}
                />
              </a>
            ) : (
              <span class="soft">
                {d(page, `photo.${photo.status}`)}
                {photo.why === null ? '' : ` ${page.sayFirst([`desk:photo.why.${photo.why}`], '')}`}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
