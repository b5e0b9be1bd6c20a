/** The steps that this official may take now: each a button, those that need words or a reason with their fields. */
import type { OpenedCase } from '../../service/case-desk.ts'
import { closeReasons } from '../../service/case-transitions.ts'
import { ActForm, Choose, type Desk, Field } from './case-forms.tsx'
import { d } from './case-words.ts'

export function StepsSection({ desk, opened }: { readonly desk: Desk; readonly opened: OpenedCase }) {
  const { page } = desk
  const { steps, file } = opened
  const { line } = file
  if (!desk.mayWork) return null
  const plain = (['seen', 'verify', 'support', 'confirm'] as const).filter((step) => steps.includes(step))
  return (
    <section aria-labelledby="steps" class="steps">
      <h2 id="steps">{d(page, 'section.steps')}</h2>
      <div class="acts">
        {plain.map((step, i) => (
          <ActForm desk={desk} act={step} quiet={i > 0} />
        ))}
        {opened.undo !== null && (
          <ActForm
            desk={desk}
            act="undo"
            button={d(page, 'act.undo', { status: d(page, `status.${opened.undo}`) })}
            quiet
          />
        )}
        {line.unread && !steps.includes('seen') && (
          <ActForm desk={desk} act="seen" button={d(page, 'act.read')} quiet />
        )}
        {steps.includes('close') && (
          <ActForm desk={desk} act="danger" button={d(page, line.danger ? 'act.danger_off' : 'act.danger_on')} quiet>
            <input type="hidden" name="on" value={line.danger ? 'no' : 'yes'} />
          </ActForm>
        )}
        {steps.includes('decide') && (
          <p>
            <a href="#support">{d(page, 'steps.decide_below')}</a>
          </p>
        )}
      </div>
      {line.status === 'verified' && !steps.includes('decide') && <p class="soft">{d(page, 'steps.leader_decides')}</p>}
      {steps.includes('close') && (
        <details>
          <summary>{d(page, 'steps.close')}</summary>
          <ActForm desk={desk} act="close" confirm={d(page, 'steps.sure')}>
            <Choose
              label={d(page, 'steps.reason')}
              name="reason"
              values={closeReasons(line.kind)}
              words={(value) => d(page, `reason.${value}`)}
              empty={d(page, 'steps.choose')}
            />
            <Field label={d(page, 'steps.close_note')} name="note" maxlength={2000} />
          </ActForm>
        </details>
      )}
      {steps.includes('reopen') && (
        <details>
          <summary>{d(page, 'steps.reopen')}</summary>
          <ActForm desk={desk} act="reopen">
            <Field label={d(page, 'steps.why')} name="why" maxlength={2000} required />
          </ActForm>
        </details>
      )}
      <p class="soft">{d(page, 'steps.told')}</p>
    </section>
  )
}
