/** One offer of help: what it is, the households it is brought to with each side's consent, what happened, and what may be done next. */
import { PLEDGE_CLOSE_REASONS } from '../../core/pledge.ts'
import {
  isUnderWay,
  type OpenedPledge,
  type PledgeFile,
  type PledgeMatch,
  type PledgeShare,
} from '../../service/pledge-desk.ts'
import { actorName, addressText, caseCode, clock, d, instant, type Names, shown } from '../cases/case-words.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { PlaceOf } from '../overview/overview-words.ts'
import type { Page } from '../page.ts'
import { p, pledgeCode, statusMark } from './pledge-words.ts'

export interface PledgePageProps {
  readonly page: Page
  readonly opened: OpenedPledge
  readonly names: Names
  readonly token: string
  readonly placeOf: PlaceOf
}

export function PledgePage(props: PledgePageProps) {
  const { page, opened, placeOf } = props
  const { line, contact, matches } = opened.file
  return (
    <>
      <p class="crumb">
        <a href={page.href('/console/pledges')}>{p(page, 'title')}</a>
      </p>
      <h1>{pledgeCode(line.code)}</h1>
      <p class="marks">
        <span class={statusMark(line)}>{p(page, `status.${line.status}`)}</span>
        <span class="mark kind">{page.say({ key: `pledge:kinds.${line.kind}` })}</span>
        {line.closedReason !== null && <span class="mark">{p(page, `reason.${line.closedReason}`)}</span>}
      </p>
      <dl class="facts">
        <dt>{p(page, 'what')}</dt>
        <dd>{shown(line.text)}</dd>
        <dt>{p(page, 'giver')}</dt>
        <dd>{line.giver === null ? d(page, 'people.no_name') : shown(line.giver)}</dd>
        <dt>{p(page, 'reach')}</dt>
        <dd>{contact === null ? (line.phone ?? p(page, 'no_phone')) : addressText(contact.address)}</dd>
        <dt>{p(page, 'place')}</dt>
        <dd>{placeOf(line.commune, line.province)}</dd>
        <dt>{p(page, 'agreed')}</dt>
        <dd>{line.how === null ? p(page, 'agreed_by_text') : shown(line.how)}</dd>
      </dl>
      <Status {...props} />
      <section aria-labelledby="matches">
        <h2 id="matches">{p(page, 'matches')}</h2>
        {matches.length === 0 && <p class="soft">{p(page, 'no_matches')}</p>}
        {matches.map((match) => (
          <Match {...props} match={match} />
        ))}
      </section>
      <Needs {...props} />
      <History {...props} file={opened.file} />
    </>
  )
}

function Act(props: PledgePageProps & { readonly act: string; readonly children: unknown; readonly look?: string }) {
  const { page, opened, token, act, children, look = 'acts' } = props
  const { line } = opened.file
  return (
    <form method="post" action={page.href(`/console/pledges/${line.code}`)} class={look} data-act={act}>
      <input type="hidden" name={FORM_TOKEN} value={token} />
      <input type="hidden" name="version" value={String(line.version)} />
      {children}
    </form>
  )
}

function Status(props: PledgePageProps) {
  const { page } = props
  const { line } = props.opened.file
  if (line.status === 'closed') return null
  return (
    <>
      {line.status === 'new' && (
        <Act {...props} act="verify">
          <button type="submit" name="do" value="verify">
            {p(page, 'act.verify')}
          </button>
        </Act>
      )}
      <details>
        <summary>{p(page, 'act.close')}</summary>
        <Act {...props} act="close" look="filter">
          <label>
            <span>{p(page, 'act.why')}</span>
            <select name="reason">
              {PLEDGE_CLOSE_REASONS.map((reason) => (
                <option value={reason}>{p(page, `reason.${reason}`)}</option>
              ))}
            </select>
          </label>
          <button type="submit" class="danger" name="do" value="close">
            {p(page, 'act.close')}
          </button>
        </Act>
      </details>
    </>
  )
}

function Match(props: PledgePageProps & { readonly match: PledgeMatch }) {
  const { page, match } = props
  const { caseCode: code, status, shares } = match
  const mayAct = isUnderWay(match) && code !== null
  const bothAgree = shares.length === 2 && shares.every(({ answer }) => answer === 'yes')
  return (
    <article class="card" data-match={match.id} data-status={status}>
      <h3>
        {code === null ? p(page, 'other_place') : <a href={page.href(`/console/cases/${code}`)}>{caseCode(code)}</a>}{' '}
        <span class="mark">{p(page, `match.${status}`)}</span>
      </h3>
      <dl class="facts">
        {shares.map((share) => (
          <>
            <dt>{p(page, `side.${share.side}`)}</dt>
            <dd data-share={share.side}>
              {p(page, `answer.${share.answer}`)}
              {share.answeredAt !== null && (
                <>
                  {' '}
                  <time datetime={instant(share.answeredAt)}>{clock(share.answeredAt)}</time>
                </>
              )}
              {share.how !== null && ` · ${shown(share.how)}`}
            </dd>
          </>
        ))}
      </dl>
      {mayAct && status === 'open' && shares.map((share) => <Note {...props} share={share} />)}
      {mayAct && (
        <Act {...props} act="match">
          <input type="hidden" name="match" value={match.id} />
          {status === 'open' && bothAgree && (
            <button type="submit" name="do" value="introduce">
              {p(page, 'act.introduce')}
            </button>
          )}
          {status === 'introduced' && (
            <button type="submit" name="do" value="done">
              {p(page, 'act.done')}
            </button>
          )}
          <button type="submit" class="quiet" name="do" value="ended">
            {p(page, 'act.ended')}
          </button>
        </Act>
      )}
      {mayAct && status === 'open' && !bothAgree && <p class="hint">{p(page, 'waits_for_consent')}</p>}
    </article>
  )
}

/** Consent said to an official: with how it was asked, else it is none. */
function Note(props: PledgePageProps & { readonly share: PledgeShare }) {
  const { page, share } = props
  return (
    <details open={share.answer === 'unasked'}>
      <summary>{p(page, `note.${share.side}`)}</summary>
      <Act {...props} act="note" look="filter">
        <input type="hidden" name="share" value={share.id} />
        <label class="wide">
          <span>{p(page, 'new.how')}</span>
          <input name="how" maxlength={200} required />
        </label>
        <button type="submit" name="do" value="note_yes">
          {p(page, 'note.yes')}
        </button>
        <button type="submit" class="quiet" name="do" value="note_no">
          {p(page, 'note.no')}
        </button>
      </Act>
    </details>
  )
}

function Needs(props: PledgePageProps) {
  const { page, opened, placeOf } = props
  if (opened.file.line.status !== 'verified') return null
  return (
    <section aria-labelledby="needs">
      <h2 id="needs">{p(page, 'needs')}</h2>
      <p class="soft">{p(page, 'needs_lead')}</p>
      {opened.needs.length === 0 ? (
        <p class="soft" data-no-needs>
          {p(page, 'no_needs')}
        </p>
      ) : (
        <Act {...props} act="choose" look="form">
          <fieldset>
            <legend>{p(page, 'needs_choose')}</legend>
            <ul class="checks">
              {opened.needs.map(({ code, report, commune, province, score }) => (
                <li>
                  <label class="check">
                    <input type="radio" name="case" value={code} required />
                    <span>
                      {caseCode(code)} · {placeOf(commune, province)}
                      {report.village === undefined ? '' : `, ${shown(report.village)}`}
                      {report.hazard === undefined ? '' : ` · ${d(page, `hazard.${report.hazard}`)}`}
                      {report.people === undefined ? '' : ` · ${d(page, 'people_in', { count: report.people })}`} ·{' '}
                      {score}
                    </span>
                  </label>
                </li>
              ))}
            </ul>
          </fieldset>
          <button type="submit" name="do" value="match">
            {p(page, 'act.match')}
          </button>
        </Act>
      )}
    </section>
  )
}

function History({ page, file, names }: PledgePageProps & { readonly file: PledgeFile }) {
  return (
    <section aria-labelledby="history">
      <h2 id="history">{p(page, 'history')}</h2>
      <ol class="timeline">
        {file.entries.map(({ what, actor, at, data }) => (
          <li data-entry={what}>
            <h3>
              {p(page, `entry.${what}`)}
              {data.side !== undefined && ` · ${p(page, `side.${data.side}`)}`}
              {data.case !== undefined && ` · ${caseCode(data.case)}`}
              {data.reason !== undefined && ` · ${p(page, `reason.${data.reason}`)}`}
            </h3>
            <p class="soft">
              {actorName(page, names, actor)} · <time datetime={instant(at)}>{clock(at)}</time>
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
