/** `/console/law/:programme`: each rule with its conditions, what it gives, where to apply, and what it all rests on. */
import type { HowToApply } from '../../core/verdict.ts'
import type { ProgrammeView, RuleView, ToldView } from '../../service/law-pages-programme.ts'
import type { Page } from '../page.ts'
import { factName, figureName, figureText, noteText, programmeName, ruleName, toldText } from '../words.ts'
import { ConditionTree } from './condition-tree.tsx'
import { DayForm, DayNotice } from './day-form.tsx'
import { FigureSection } from './figure-section.tsx'
import { Sources, StateMark, TrustMarks } from './marks.tsx'

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
        {view.apply && (
          <section aria-labelledby="apply">
            <h2 id="apply">{page.t('programme.apply')}</h2>
            <Apply page={page} apply={view.apply} />
          </section>
        )}
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

function RuleSection({ page, view, rule }: { page: Page; view: ProgrammeView; rule: RuleView }) {
  return (
    <section class="rule card" aria-labelledby={rule.rule}>
      <h2 id={rule.rule}>
        <span class="id">{rule.rule}</span> {ruleName(page, rule.rule)}
      </h2>
      <p class="marks">
        <span class="mark kind">{page.t(`kind.${rule.kind}`)}</span>
        <TrustMarks page={page} trust={rule.trust} />
        <StateMark page={page} state={rule.state} />
        <span class="soft">{period(page, rule)}</span>
      </p>
      {rule.cap && <p class="warning">{page.t('rule.capped', { why: noteText(page, rule.cap) })}</p>}
      <div class="columns">
        <div>
          <h3>{page.t(`rule.who_${rule.scope}`)}</h3>
          <ConditionTree page={page} conditions={rule.conditions} />
          {rule.doubts.length > 0 && (
            <details>
              <summary>{page.t('rule.doubts')}</summary>
              {rule.doubts.map(({ when, note }) => (
                <>
                  <ConditionTree page={page} conditions={[when]} />
                  <p>→ {noteText(page, note)}</p>
                </>
              ))}
            </details>
          )}
        </div>
        <div>
          <Gives page={page} view={view} rule={rule} />
          {view.apply === null && <Apply page={page} apply={rule.apply} titled />}
          {rule.notes.length > 0 && (
            <>
              <h3>{page.t('rule.notes')}</h3>
              <ul>
                {rule.notes.map((note) => (
                  <li>{noteText(page, note)}</li>
                ))}
              </ul>
            </>
          )}
          {rule.highestOnly.length > 0 && <p>{page.t('rule.highest_only', { rules: rule.highestOnly.join(', ') })}</p>}
          <h3>{page.t('rule.law')}</h3>
          <Sources page={page} sources={rule.law} />
        </div>
      </div>
    </section>
  )
}

function period(page: Page, { from, to }: RuleView): string {
  if (from !== null && to !== null) return page.t('rule.from_to', { from: { day: from }, to: { day: to } })
  if (from !== null) return page.t('rule.from', { from: { day: from } })
  return to === null ? page.t('rule.no_dates') : page.t('rule.to', { to: { day: to } })
}

function Gives({ page, view, rule }: { page: Page; view: ProgrammeView; rule: RuleView }) {
  const { gives } = rule
  const figure = (parameter: string) => view.figures.find((one) => one.parameter === parameter)
  return (
    <>
      <h3>{page.t('rule.gives')}</h3>
      {gives.exampleVnd !== undefined && (
        <p class="amount">
          {page.t(`amounts.for.${gives.amount}`, { amount: { vnd: gives.exampleVnd } })}
          {gives.per && ` ${page.t(`per.${gives.per}`)}`}
        </p>
      )}
      {gives.said && <p>{page.say(gives.said)}</p>}
      {gives.amount === undefined ? (
        !gives.said && <p>{page.t('amounts.none')}</p>
      ) : (
        <p class="soft">{page.sayFirst([`console:amounts.how.${gives.amount}`], gives.amount)}</p>
      )}
      {gives.amount !== undefined && gives.exampleVnd === undefined && gives.per && (
        <p class="soft">{page.t('amounts.paid', { per: page.t(`per.${gives.per}`) })}</p>
      )}
      <ul>
        {[...gives.figures, ...(gives.rice === undefined ? [] : [gives.rice])].map((parameter) => {
          const found = figure(parameter)
          return (
            <li>
              <a href={`#figure-${parameter}`}>{figureName(page, parameter)}</a>:{' '}
              {found ? figureText(page, found.shareOf === undefined ? found.unit : 'percent', found.now) : parameter}
            </li>
          )
        })}
      </ul>
      {gives.withheld && (
        <details>
          <summary>{page.t('rule.withheld')}</summary>
          <ConditionTree page={page} conditions={[gives.withheld.when]} />
          <p>→ {noteText(page, gives.withheld.note)}</p>
        </details>
      )}
    </>
  )
}

function Apply({ page, apply, titled = false }: { page: Page; apply: HowToApply; titled?: boolean }) {
  return (
    <>
      {titled && <h3>{page.t('rule.apply')}</h3>}
      <dl>
        <dt>{page.t('rule.desk')}</dt>
        <dd>{page.sayFirst([`programmes:desks.${apply.desk}`], apply.desk)}</dd>
        {apply.form && (
          <>
            <dt>{page.t('rule.form')}</dt>
            <dd lang="vi">{apply.form}</dd>
          </>
        )}
        {apply.papers.length > 0 && (
          <>
            <dt>{page.t('rule.papers')}</dt>
            <dd>{apply.papers.map((paper) => page.say({ key: `programmes:papers.${paper}` })).join('; ')}</dd>
          </>
        )}
        <dt>{page.t('rule.deadline')}</dt>
        <dd>
          {apply.workingDays === undefined
            ? page.t('rule.no_deadline')
            : page.t('rule.working_days', { count: apply.workingDays })}
        </dd>
      </dl>
      {apply.citations.length > 0 && <Sources page={page} sources={apply.citations} />}
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
