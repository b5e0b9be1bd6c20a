/** What the law lets the commune consider, with its articles, and the form in which an official proposes and the leader decides. */

import type { OpenedCase } from '../../service/case-desk.ts'
import type { Proposal } from '../../service/case-law.ts'
import { money } from '../../texts/format.ts'
import { printLaw } from '../../texts/law.ts'
import { factName, ruleName } from '../words.ts'
import { type Desk, Field, Hidden } from './case-forms.tsx'
import { actorName, clock, d, type Names, shown } from './case-words.ts'

export interface SupportProps {
  readonly desk: Desk
  readonly opened: OpenedCase
  readonly names: Names
}

export function SupportSection({ desk, opened, names }: SupportProps) {
  const { page } = desk
  const { file, proposals, steps } = opened
  const { line, supports } = file
  const mayPropose = desk.mayWork && ['new', 'seen', 'verified'].includes(line.status)
  const mayDecide = desk.mayWork && steps.includes('decide')
  // Most of them concern crops that nobody lost: they stand ready behind one line, not before what can be decided.
  const unsettled = proposals.filter(({ verdict }) => verdict === 'unknown')
  return (
    <section aria-labelledby="support">
      <h2 id="support">{d(page, 'section.support')}</h2>
      {supports.length > 0 && (
        <table class="rows" data-supports>
          <caption>{d(page, 'support.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{d(page, 'support.rule')}</th>
              <th scope="col">{d(page, 'support.amount')}</th>
              <th scope="col">{d(page, 'support.state')}</th>
            </tr>
          </thead>
          <tbody>
            {supports.map((one) => (
              <tr>
                <th scope="row">
                  {one.rule === 'other' ? d(page, 'support.other') : ruleName(page, one.rule)}
                  {one.note !== null && <small> {shown(one.note)}</small>}
                </th>
                <td>{amountText(desk, one)}</td>
                <td>
                  {d(page, `support.${one.status}`)}
                  <small>
                    {' '}
                    {actorName(page, names, one.by)}, {clock(one.at)}
                  </small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {proposals.length === 0 ? (
        <p class="soft">{d(page, 'support.nothing_by_law')}</p>
      ) : (
        <>
          <p class="soft">{d(page, 'support.lead')}</p>
          <Proposals desk={desk} proposals={proposals.filter(({ verdict }) => verdict !== 'unknown')} />
          {unsettled.length > 0 && (
            <details open={unsettled.length === proposals.length && unsettled.length <= FEW}>
              <summary>{d(page, 'support.unsettled', { count: unsettled.length })}</summary>
              <Proposals desk={desk} proposals={unsettled} />
            </details>
          )}
        </>
      )}
      {(mayPropose || mayDecide) && (
        <details open={mayDecide}>
          <summary>{d(page, mayDecide ? 'support.decide' : 'support.propose')}</summary>
          <SupportForm
            desk={desk}
            opened={opened}
            act={mayDecide ? 'decide' : 'propose'}
            alsoPropose={mayDecide && mayPropose}
          />
        </details>
      )}
    </section>
  )
}

/** So many are read at a glance. */
const FEW = 3

function Proposals({ desk, proposals }: { readonly desk: Desk; readonly proposals: readonly Proposal[] }) {
  if (proposals.length === 0) return null
  return (
    <ul class="rules">
      {proposals.map((proposal) => (
        <ProposalLine desk={desk} proposal={proposal} />
      ))}
    </ul>
  )
}

function amountText({ page }: Desk, one: { amountVnd: number | null; riceKg: number | null }): string {
  const parts = [
    one.amountVnd === null ? '' : money(one.amountVnd, page.language),
    one.riceKg === null ? '' : d(page, 'support.kg', { kg: one.riceKg }),
  ].filter((part) => part !== '')
  return parts.length === 0 ? '–' : parts.join(', ')
}

function ProposalLine({ desk, proposal }: { readonly desk: Desk; readonly proposal: Proposal }) {
  const { page } = desk
  const least = amountText(desk, proposal)
  return (
    <li data-rule={proposal.rule}>
      <strong>{ruleName(page, proposal.rule)}</strong> <span class="id">{proposal.rule}</span>{' '}
      <span class={`mark ${MARK[proposal.verdict] ?? ''}`}>{d(page, `verdict.${proposal.verdict}`)}</span>
      {least !== '–' && (
        <p class="amount">
          {d(page, proposal.riceKg === null ? 'support.least' : 'support.least_month', { amount: least })}
        </p>
      )}
      <p class="soft">{proposal.law.map(printLaw).join('; ')}</p>
      {proposal.notes.length > 0 && (
        <p class="soft">{proposal.notes.map((key) => page.sayFirst([key], '')).join(' ')}</p>
      )}
      {proposal.open.length > 0 && (
        <p class="soft">
          {d(page, 'support.open', { facts: { list: proposal.open.map((fact) => factName(page, fact)) } })}
        </p>
      )}
    </li>
  )
}

const MARK: Readonly<Record<string, string>> = { eligible: 'confirmed', possible: 'likely' }
/** Beside the rules of the law, what the commune gives from its own means. */
const OWN = 'other'

function SupportForm(props: {
  readonly desk: Desk
  readonly opened: OpenedCase
  readonly act: 'propose' | 'decide'
  readonly alsoPropose: boolean
}) {
  const { desk, opened, act } = props
  const { page } = desk
  const { proposals, file } = opened
  // What is not known yet cannot be given yet.
  const byLawNow = proposals.filter(({ verdict }) => verdict !== 'unknown').map(({ rule }) => rule)
  const rules = [...new Set([...byLawNow, ...file.supports.map(({ rule }) => rule), OWN])]
  return (
    <form method="post" action={page.href(`/console/cases/${desk.code}`)} class="act" data-act={act}>
      <Hidden desk={desk} act={act} />
      {rules.map((rule) => {
        const kept = file.supports.find((one) => one.rule === rule)
        const byLaw = proposals.find((one) => one.rule === rule)
        const isOn = kept ? kept.status !== 'refused' : byLaw?.verdict === 'eligible'
        return (
          <fieldset class="filter">
            <legend>
              <label class="check">
                <input type="checkbox" name="rule" value={rule} checked={isOn} />{' '}
                {rule === OWN ? d(page, 'support.other') : ruleName(page, rule)}
              </label>
            </legend>
            <Field
              label={d(page, 'support.vnd')}
              name={`vnd_${rule}`}
              type="number"
              min={0}
              max={1_000_000_000}
              step="1000"
              value={kept?.amountVnd ?? byLaw?.amountVnd ?? undefined}
            />
            <Field
              label={d(page, 'support.rice')}
              name={`rice_${rule}`}
              type="number"
              min={0}
              max={10_000}
              value={kept?.riceKg ?? byLaw?.riceKg ?? undefined}
            />
            <Field
              label={d(page, 'support.note')}
              name={`note_${rule}`}
              maxlength={200}
              value={kept?.note ?? undefined}
            />
          </fieldset>
        )
      })}
      <button type="submit" name="go" value={act}>
        {d(page, `act.${act}`)}
      </button>
    </form>
  )
}
