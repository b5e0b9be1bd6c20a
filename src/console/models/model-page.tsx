/** One story: what was told, the words to be read, the household's yes to them, and the text to copy into a notice. */
import { MODEL_TEXT, MODEL_TITLE } from '../../core/model.ts'
import type { CommuneChoice } from '../../service/desk-places.ts'
import type { ModelForm, OpenedModel } from '../../service/model-desk.ts'
import { clock, instant, shown } from '../cases/case-words.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { PlaceOf } from '../overview/overview-words.ts'
import type { Page } from '../page.ts'
import { m, markOf } from './models-page.tsx'

export interface ModelPageProps {
  readonly page: Page
  readonly opened: OpenedModel
  readonly token: string
  readonly placeOf: PlaceOf
  /** Their role writes announcements. */
  readonly mayAnnounce: boolean
}

export function ModelPage(props: ModelPageProps) {
  const { page, opened, token, placeOf, mayAnnounce } = props
  const { line, pages } = opened
  const address = page.href(`/console/models/${line.id}`)
  const hidden = (
    <>
      <input type="hidden" name={FORM_TOKEN} value={token} />
      <input type="hidden" name="version" value={String(line.version)} />
    </>
  )
  return (
    <>
      <p class="crumb">
        <a href={page.href('/console/models')}>{m(page, 'title')}</a>
      </p>
      <h1>{line.title === '' ? m(page, 'untitled') : shown(line.title)}</h1>
      <p class="marks">
        <span class={markOf(line.status)}>{m(page, `status.${line.status}`)}</span>
        {line.whose !== null && <span class="mark kind">{m(page, `whose.${line.whose}`)}</span>}
      </p>
      <p class="soft">
        {placeOf(line.commune, line.province)} · <time datetime={instant(line.at)}>{clock(line.at)}</time>
      </p>
      {line.told !== '' && (
        <section aria-labelledby="told">
          <h2 id="told">{m(page, 'told')}</h2>
          <p class="words">
            <bdi>{shown(line.told)}</bdi>
          </p>
        </section>
      )}
      {line.how !== null && line.consentAt !== null && (
        <p class="notice ok" data-consent>
          {m(page, 'agreed', { how: shown(line.how), time: clock(line.consentAt) })}
        </p>
      )}
      {line.status !== 'withdrawn' && (
        <section aria-labelledby="write">
          <h2 id="write">{m(page, 'write.title')}</h2>
          {line.status === 'published' && <p class="notice">{m(page, 'write.again')}</p>}
          <form method="post" action={address} class="form" data-act="write">
            {hidden}
            <Words page={page} form={line} />
            <button type="submit" name="do" value="write">
              {m(page, 'write.keep')}
            </button>
          </form>
        </section>
      )}
      {pages.length > 0 && (
        <section aria-labelledby="reads">
          <h2 id="reads">{m(page, 'reads')}</h2>
          <ol class="thread">
            {pages.map((text) => (
              <li class="ours">
                <p class="words">{shown(text)}</p>
              </li>
            ))}
          </ol>
        </section>
      )}
      {line.status === 'draft' && (
        <section aria-labelledby="publish">
          <h2 id="publish">{m(page, 'publish.title')}</h2>
          <p>{m(page, 'publish.lead')}</p>
          <form method="post" action={address} class="form" data-act="publish">
            {hidden}
            <label>
              <span>{m(page, 'publish.how')}</span>
              <input name="how" maxlength={200} required />
            </label>
            <p class="hint">{m(page, 'publish.hint')}</p>
            <button type="submit" name="do" value="publish">
              {m(page, 'publish.go')}
            </button>
          </form>
        </section>
      )}
      {line.status === 'published' && (
        <section aria-labelledby="announce">
          <h2 id="announce">{m(page, 'announce.title')}</h2>
          <p>{m(page, 'announce.lead')}</p>
          {mayAnnounce && (
            <p class="acts">
              <a class="button" href={page.href('/console/broadcasts/new', { story: line.id })} data-announce>
                {m(page, 'announce.go')}
              </a>
            </p>
          )}
        </section>
      )}
      {line.status !== 'withdrawn' && (
        <details>
          <summary>{m(page, 'withdraw.title')}</summary>
          <form method="post" action={address} class="acts" data-act="withdraw">
            {hidden}
            <p>{m(page, 'withdraw.lead')}</p>
            <button type="submit" class="danger" name="do" value="withdraw">
              {m(page, 'withdraw.title')}
            </button>
          </form>
        </details>
      )}
    </>
  )
}

export function NewModelPage(props: {
  readonly page: Page
  readonly token: string
  readonly communes: readonly CommuneChoice[] | null
  readonly form: ModelForm
  readonly refused?: string
}) {
  const { page, token, communes, form, refused } = props
  return (
    <>
      <p class="crumb">
        <a href={page.href('/console/models')}>{m(page, 'title')}</a>
      </p>
      <h1>{m(page, 'new.title')}</h1>
      {refused !== undefined && (
        <p class="notice error" role="alert" data-refused={refused}>
          {m(page, `failed.${refused}`)}
        </p>
      )}
      <form method="post" action={page.href('/console/models/new')} class="form" data-act="new">
        <input type="hidden" name={FORM_TOKEN} value={token} />
        <Words page={page} form={form} />
        {communes === null ? (
          <label>
            <span>{m(page, 'new.commune')}</span>
            <input name="commune" maxlength={100} value={form.commune} required />
          </label>
        ) : (
          <label>
            <span>{m(page, 'new.commune')}</span>
            <select name="commune" required>
              {communes.map(({ code, name }) => (
                <option value={code} selected={code === form.commune}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="submit">{m(page, 'write.keep')}</button>
      </form>
    </>
  )
}

function Words({ page, form }: { readonly page: Page; readonly form: Pick<ModelForm, 'title' | 'text'> }) {
  return (
    <>
      <label>
        <span>{m(page, 'write.headline')}</span>
        <input name="title" maxlength={MODEL_TITLE} value={form.title} required />
      </label>
      <label>
        <span>{m(page, 'write.text')}</span>
        <textarea name="text" rows={8} maxlength={MODEL_TEXT} required>
          {form.text}
        </textarea>
      </label>
      <p class="hint">{m(page, 'write.hint')}</p>
    </>
  )
}
