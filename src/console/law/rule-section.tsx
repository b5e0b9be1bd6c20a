/** One rule of a programme: who, what it gives, where to apply, what it rests on. */
import type { HowToApply } from '../../core/verdict.ts'
import type { ProgrammeView, RuleView } from '../../service/law-pages-programme.ts'
import type { Page } from '../page.ts'
import { figureName, figureText, noteText, ruleName } from '../words.ts'
import { ConditionTree } from './condition-tree.tsx'
import { Sources, StateMark, TrustMarks } from './marks.tsx'

export function RuleSection({ page, view, rule }: { page: Page; view: ProgrammeView; rule: RuleView }) {
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
          {rule.notes.length > 0 && <h3>{page.t('rule.notes')}</h3>}
          <Notes page={page} notes={rule.notes} />
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

export function Apply({ page, apply, titled = false }: { page: Page; apply: HowToApply; titled?: boolean }) {
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

export function Notes({ page, notes }: { page: Page; notes: readonly string[] }) {
  if (notes.length === 0) return null
  return (
    <ul>
      {notes.map((note) => (
        <li>{noteText(page, note)}</li>
      ))}
    </ul>
  )
}
