/** `/console/law`: every programme by theme, how sure each rule is and whether it is in force on the chosen day. */
import type { ProgrammeLine, RuleLine, ThemeGroup } from '../../service/law-pages-list.ts'
import type { Page } from '../page.ts'
import { programmeName, ruleName } from '../words.ts'
import { DayForm, DayNotice } from './day-form.tsx'
import { StateMark, TrustMarks } from './marks.tsx'

export interface ProgrammesPageProps {
  readonly page: Page
  readonly groups: readonly ThemeGroup[]
  readonly search: string
}

export function ProgrammesPage({ page, groups, search }: ProgrammesPageProps) {
  const programmes = groups.flatMap((group) => group.programmes)
  return (
    <>
      <h1>{page.t('programmes.title')}</h1>
      <p class="lead">{page.t('programmes.lead')}</p>
      <DayForm page={page} path="/console/law">
        <label class="wide">
          <span>{page.t('filter.search')}</span>
          <input type="search" name="q" value={search} placeholder={page.t('filter.search_hint')} />
        </label>
      </DayForm>
      <DayNotice page={page} path="/console/law" />
      <p role="status" class="count">
        {search === ''
          ? page.t('programmes.count', {
              count: programmes.length,
              rules: programmes.reduce((sum, { rules }) => sum + rules.length, 0),
            })
          : page.t('programmes.found', { count: programmes.length, text: search })}
      </p>
      {groups.map(({ theme, programmes: own }) => (
        <section aria-labelledby={`theme-${theme}`}>
          <h2 id={`theme-${theme}`}>{page.t(`themes.${theme}`)}</h2>
          <div class="cards">
            {own.map((one) => (
              <ProgrammeCard page={page} line={one} searching={search !== ''} />
            ))}
          </div>
        </section>
      ))}
    </>
  )
}

/** More rules than this are folded away, so that the list of programmes stays a list. */
const MOST_SHOWN = 4

function ProgrammeCard({ page, line, searching }: { page: Page; line: ProgrammeLine; searching: boolean }) {
  return (
    <article class="card">
      <h3>
        <a href={page.href(`/console/law/${line.programme}`)}>{programmeName(page, line.programme)}</a>
      </h3>
      <p>{page.say({ key: `programmes:${line.programme}.gives` })}</p>
      {!line.talk && <p class="soft">{page.t('programmes.not_in_talk')}</p>}
      {line.rules.length > MOST_SHOWN && !searching ? (
        <details>
          <summary>{page.t('programmes.rules', { count: line.rules.length })}</summary>
          <Rules page={page} line={line} />
        </details>
      ) : (
        <Rules page={page} line={line} />
      )}
    </article>
  )
}

function Rules({ page, line }: { page: Page; line: ProgrammeLine }) {
  return (
    <ul class="rules">
      {line.rules.map((rule) => (
        <RuleItem page={page} programme={line.programme} line={rule} />
      ))}
    </ul>
  )
}

function RuleItem({ page, programme, line }: { page: Page; programme: string; line: RuleLine }) {
  return (
    <li>
      <a class="id" href={page.href(`/console/law/${programme}#${line.rule}`)}>
        {line.rule}
      </a>{' '}
      {ruleName(page, line.rule)}{' '}
      <span class="marks">
        <span class="mark kind">{page.t(`kind.${line.kind}`)}</span>
        <TrustMarks page={page} trust={line.trust} />
        <StateMark page={page} state={line.state} />
      </span>
    </li>
  )
}
