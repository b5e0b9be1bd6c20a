/** On `/console/api`: which agencies' programs are called, how the calls went, and the form for another. */
import { HOOK_TOPICS } from '../../core/hook.ts'
import type { TextValues } from '../../core/reply.ts'
import type { HookAct, HookForm, HookLine } from '../../service/hook-desk.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'
import type { AgencyPageProps, ShownForm } from './agency-page.tsx'

const t = (page: Page, key: string, values: TextValues = {}) => page.say({ key: `api:hooks.${key}`, values })
const topicKey = (topic: string) => `topic.${topic.replace('.', '_')}`

interface HookSectionProps {
  readonly page: Page
  readonly token: string
  readonly hooks: readonly HookLine[]
  readonly placeOf: AgencyPageProps['placeOf']
  readonly form: ShownForm<HookForm>
}

export function HookSection({ page, token, hooks, placeOf, form }: HookSectionProps) {
  const { made, typed } = form
  return (
    <section>
      <h2>{t(page, 'title')}</h2>
      <p>{t(page, 'lead')}</p>
      {made !== undefined && (
        <div class="notice ok" role="status" data-made>
          <p>{t(page, 'made', { agency: made.agency })}</p>
          <p>
            <code>{made.secret}</code>
          </p>
        </div>
      )}
      {hooks.length === 0 ? (
        <p class="soft">{t(page, 'none')}</p>
      ) : (
        <ol class="lines">
          {hooks.map((line) => (
            <Line page={page} token={token} line={line} place={placeOf(line.hook)} />
          ))}
        </ol>
      )}
      <h3>{t(page, 'new')}</h3>
      <form method="post" action={page.href('/console/api/hooks')} class="form" data-act="hook">
        <input type="hidden" name={FORM_TOKEN} value={token} />
        <label>
          <span>{page.say({ key: 'api:agency' })}</span>
          <input name="agency" value={typed?.agency ?? ''} required maxlength={80} autocomplete="off" />
        </label>
        <label>
          <span>{t(page, 'url')}</span>
          <input type="url" name="url" value={typed?.url ?? ''} required maxlength={500} autocomplete="off" />
        </label>
        <fieldset>
          <legend>{t(page, 'topics')}</legend>
          <ul class="checks">
            {HOOK_TOPICS.map((topic) => (
              <li>
                <label class="check">
                  <input type="checkbox" name="topic" value={topic} checked={typed?.topics.includes(topic) ?? false} />
                  <span>{t(page, topicKey(topic))}</span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
        <label>
          <span>{page.say({ key: 'staff:communes.label' })}</span>
          <input name="places" value={typed?.places.join(', ') ?? ''} required maxlength={2000} autocomplete="off" />
        </label>
        <button type="submit">{t(page, 'submit')}</button>
      </form>
    </section>
  )
}

function Line(props: { readonly page: Page; readonly token: string; readonly line: HookLine; readonly place: string }) {
  const { page, token, line, place } = props
  const { hook, state } = line
  const acts: readonly HookAct[] = [
    'trial',
    hook.on ? 'off' : 'on',
    ...(state.failed > 0 ? (['again'] as const) : []),
    'remove',
  ]
  return (
    <li data-row data-hook={hook.id}>
      <h3>{hook.agency}</h3>
      <p class="marks">
        <span class={`mark ${hook.on ? 'good' : 'warn'}`}>{t(page, hook.on ? 'state.on' : 'state.off')}</span>
        {hook.topics.map((topic) => (
          <span class="mark">{t(page, topicKey(topic))}</span>
        ))}
        {state.failed > 0 && (
          <span class="mark bad" data-failed={state.failed}>
            {t(page, 'failed', { count: state.failed })}
          </span>
        )}
      </p>
      <p class="soft">
        {hook.url} · {place}
      </p>
      <p class="soft">
        {t(page, 'done', { count: state.done })} · {t(page, 'queued', { count: state.queued })}
        {state.code !== null && <> · {t(page, 'code', { code: state.code })}</>}
      </p>
      <div class="acts">
        {acts.map((act) => (
          <form
            method="post"
            action={page.href(`/console/api/hooks/${hook.id}/${act}`)}
            data-act={act}
            data-confirm={act === 'remove' ? t(page, 'remove_confirm') : undefined}
          >
            <input type="hidden" name={FORM_TOKEN} value={token} />
            <button type="submit" class={act === 'remove' ? 'danger' : 'quiet'}>
              {t(page, `act.${act}`)}
            </button>
          </form>
        ))}
      </div>
    </li>
  )
}
