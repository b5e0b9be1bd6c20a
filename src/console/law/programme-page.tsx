/** `/console/law/:programme`: each rule with its conditions, what it gives, where to apply, and what it all rests on. */
import type { ProgrammeView, ToldView } from '../../service/law-pages-programme.ts'
import type { Page } from '../page.ts'
import { factName, programmeName, toldText } from '../words.ts'
import { DayForm, DayNotice } from './day-form.tsx'
import { FigureSection } from './figure-section.tsx'
import { Sources } from './marks.tsx'
import { Apply, Notes, RuleSection } from './rule-section.tsx'

export interface ProgrammePageProps {
  readonly page: Page
  readonly view: ProgrammeView
}

export function ProgrammePage({ page, view }: ProgrammePageProps) {
  const path = `/console/law/${view.programme}`
  const told = view.told.filter(({ rule, values }) => toldText(page, rule, values) !== '')
  return (
    <>
      <p class="crumb">
        <a href={page.href('/console/law')}>{page.t('nav.programmes')}</a> › {page.t(`themes.${view.theme}`)}
      </p>
      <h1>{programmeName(page, view.programme)}</h1>
      <p class="lead">
        {page.say({ key: `programmes:${view.programme}.about` })}{' '}
        {page.say({ key: `programmes:${view.programme}.gives` })}
      </p>
      <DayForm page={page} path={path} />
      <DayNotice page={page} path={path} />
      <nav class="jump" aria-label={page.t('programme.on_this_page')}>
        <ul>
          {view.rules.map(({ rule }) => (
            <li>
              <a href={`#${rule}`}>{rule}</a>
            </li>
          ))}
          <li>
            <a href="#questions">{page.t('programme.questions')}</a>
          </li>
          {view.figures.length > 0 && (
            <li>
              <a href="#figures">{page.t('programme.figures')}</a>
            </li>
          )}
          {told.length > 0 && (
            <li>
              <a href="#told">{page.t('programme.told')}</a>
            </li>
          )}
        </ul>
      </nav>
      {view.rules.map((rule) => (
        <RuleSection page={page} view={view} rule={rule} />
      ))}
      <div class="columns">
        <div>
          {view.apply && (
            <section aria-labelledby="apply">
              <h2 id="apply">{page.t('programme.apply')}</h2>
              <Apply page={page} apply={view.apply} />
            </section>
          )}
          {view.notes.length > 0 && (
            <section aria-labelledby="notes">
              <h2 id="notes">{page.t('rule.notes')}</h2>
              <Notes page={page} notes={view.notes} />
            </section>
          )}
        </div>
        <QuestionSection page={page} view={view} />
      </div>
      {view.figures.length > 0 && <FigureSection page={page} figures={view.figures} />}
      {told.length > 0 && <ToldSection page={page} told={told} />}
      <section aria-labelledby="source">
        <h2 id="source">{page.t('programme.source')}</h2>
        <p>
          {page.t('programme.file')} <code>{view.file}</code>
        </p>
        <p>{page.t('programme.read_by')}</p>
        <p>{page.t('programme.worked_cases')}</p>
      </section>
    </>
  )
}

function QuestionSection({ page, view }: { page: Page; view: ProgrammeView }) {
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">{page.t('programme.questions')}</h2>
      <ul class="plain">
        {view.facts.map(({ fact, rules }) => (
          <li>
            <a href={page.href(`/console/law/questions#${fact}`)}>{factName(page, fact)}</a>:{' '}
            {page.preview(`facts:${fact}.ask`, {}) || page.t('rule.not_asked')}
            {rules.length < view.rules.length && <small> ({rules.join(', ')})</small>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function ToldSection({ page, told }: { page: Page; told: readonly ToldView[] }) {
  return (
    <section aria-labelledby="told">
      <h2 id="told">{page.t('programme.told')}</h2>
      <ul class="lines">
        {told.map(({ rule, values, sources }) => (
          <li id={rule}>
            <p>
              <span class="id">{rule}</span> {toldText(page, rule, values)}
            </p>
            <Sources page={page} sources={sources} />
          </li>
        ))}
      </ul>
    </section>
  )
}
