/** Who works on a case, until when, and which other cases may be the same. */
import type { OpenedCase } from '../../service/case-desk.ts'
import { ActForm, Choose, type Desk, Field } from './case-forms.tsx'
import { caseCode, d, fieldTime, reasonText } from './case-words.ts'

export function OrganiseSection(props: {
  readonly desk: Desk
  readonly opened: OpenedCase
  readonly colleagues: readonly { readonly id: string; readonly name: string }[]
  readonly me: string
}) {
  const { desk, opened, colleagues, me } = props
  const { page } = desk
  const { line, links } = opened.file
  return (
    <section aria-labelledby="organise">
      <h2 id="organise">{d(page, 'section.organise')}</h2>
      {links.length > 0 && (
        <ul class="plain" data-links>
          {links.map((link) => (
            <li>
              <a href={page.href(`/console/cases/${link.otherCode}`)}>{caseCode(link.otherCode)}</a>{' '}
              <span class="mark">{d(page, `link.${link.status}`)}</span>{' '}
              <span class="soft">{link.why.map((why) => reasonText(page, why)).join(' · ')}</span>
              {link.status === 'open' && (
                <div class="acts">
                  <ActForm desk={desk} act="link" button={d(page, 'link.is_same')} quiet>
                    <input type="hidden" name="other" value={link.otherCode} />
                    <input type="hidden" name="same" value="yes" />
                  </ActForm>
                  <ActForm desk={desk} act="link" button={d(page, 'link.is_different')} quiet>
                    <input type="hidden" name="other" value={link.otherCode} />
                    <input type="hidden" name="same" value="no" />
                  </ActForm>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {desk.mayWork && (
        <>
          {line.assignee !== me && (
            <ActForm desk={desk} act="assign" button={d(page, 'act.assign_me')} quiet>
              <input type="hidden" name="to" value={me} />
            </ActForm>
          )}
          <details>
            <summary>{d(page, 'organise.more')}</summary>
            <ActForm desk={desk} act="assign" quiet>
              <Choose
                label={d(page, 'head.assignee')}
                name="to"
                values={colleagues.map(({ id }) => id)}
                words={(id) => colleagues.find((one) => one.id === id)?.name ?? id}
                chosen={line.assignee ?? undefined}
                empty={d(page, 'nobody')}
              />
            </ActForm>
            <ActForm desk={desk} act="due" quiet>
              <Field
                label={d(page, 'organise.due')}
                name="at"
                type="datetime-local"
                value={line.dueAt === null ? undefined : fieldTime(line.dueAt)}
              />
            </ActForm>
            <ActForm desk={desk} act="merge" quiet>
              <Field label={d(page, 'organise.merge')} name="into" maxlength={20} required />
            </ActForm>
          </details>
        </>
      )}
    </section>
  )
}
