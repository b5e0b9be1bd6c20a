/** What this official may do with a broadcast now; nothing else is shown. An approval is of the very text on this page. */
import { FORM_TOKEN } from '../guard.ts'
import { type BroadcastPageProps, OneButton } from './broadcast-page.tsx'
import { b } from './broadcast-words.ts'

export function ActsSection(props: BroadcastPageProps) {
  const { page, token, opened, again = false } = props
  const { broadcast, may } = opened
  const { id, version, hash, status } = broadcast
  const here = page.href(`/console/broadcasts/${id}`)
  const button = { page, token, id, version }
  const hidden = (
    <>
      <input type="hidden" name={FORM_TOKEN} value={token} />
      <input type="hidden" name="version" value={String(version)} />
    </>
  )
  const nothing = !Object.values({ ...may, people: false }).some(Boolean)
  return (
    <section aria-label={b(page, 'acts')} class="no-print">
      {nothing && status === 'submitted' && <p class="notice info">{b(page, 'waits_for_others')}</p>}
      {may.approve && (
        <div class="card" data-approve>
          <p>{b(page, broadcast.class === 'life_safety' ? 'approve_lead_two' : 'approve_lead')}</p>
          <form method="post" action={here} data-act="approve" class="acts">
            {hidden}
            <input type="hidden" name="hash" value={hash ?? ''} />
            <button type="submit" name="do" value="approve">
              {b(page, 'act.approve')}
            </button>
          </form>
        </div>
      )}
      {may.refuse && (
        <details>
          <summary>{b(page, 'act.refuse')}</summary>
          <form method="post" action={here} data-act="refuse" class="form">
            {hidden}
            <label>
              <span>{b(page, 'field.why')}</span>
              <textarea name="why" rows={2} maxlength={300} required />
            </label>
            <div class="acts">
              <button type="submit" name="do" value="refuse" class="danger">
                {b(page, 'act.refuse')}
              </button>
            </div>
          </form>
        </details>
      )}
      {may.submit && (
        <form method="post" action={here} data-act="submit" class="form">
          {hidden}
          {again && (
            <label class="check">
              <input type="checkbox" name="again" value="yes" required />
              <span>{b(page, 'field.again')}</span>
            </label>
          )}
          <div class="acts">
            <button type="submit" name="do" value="submit">
              {b(page, 'act.submit')}
            </button>
          </div>
        </form>
      )}
      <div class="acts">
        {may.pause && <OneButton {...button} act="pause" look="quiet" />}
        {may.resume && <OneButton {...button} act="resume" />}
        {may.edit && (
          <a class="button quiet" href={page.href(`/console/broadcasts/${id}/edit`)} data-edit>
            {b(page, 'act.edit')}
          </a>
        )}
        {may.cancel && <OneButton {...button} act="cancel" look="danger" sure={b(page, 'cancel_sure')} />}
      </div>
      {may.edit && (
        <details>
          <summary>{b(page, 'test.title')}</summary>
          <form method="post" action={here} data-act="test" class="form">
            {hidden}
            <label>
              <span>{b(page, 'test.phone')}</span>
              <input name="phone" inputmode="tel" autocomplete="tel" required maxlength={20} />
            </label>
            <p class="hint">{b(page, 'test.hint')}</p>
            <div class="acts">
              <button type="submit" name="do" value="test" class="quiet">
                {b(page, 'act.test')}
              </button>
            </div>
          </form>
        </details>
      )}
      {may.edit && <ListForm {...props} />}
    </section>
  )
}

function ListForm({ page, token, opened, listErrors = [] }: BroadcastPageProps) {
  const { id, version, audience } = opened.broadcast
  return (
    <details open={listErrors.length > 0}>
      <summary>{b(page, 'list.title')}</summary>
      <p>{b(page, audience.list ? 'list.kept' : 'list.lead', { count: audience.list?.rows ?? 0 })}</p>
      <form
        method="post"
        action={page.href(`/console/broadcasts/${id}/list`)}
        enctype="multipart/form-data"
        data-act="list"
        class="form"
      >
        <input type="hidden" name={FORM_TOKEN} value={token} />
        <input type="hidden" name="version" value={String(version)} />
        <label>
          <span>{b(page, 'list.file')}</span>
          <input type="file" name="file" accept=".csv,.xlsx,text/csv" required />
        </label>
        <p class="hint">
          {b(page, 'list.hint')} <a href="/console/broadcasts/template.csv">{b(page, 'list.template')}</a>
        </p>
        <div class="acts">
          <button type="submit" class="quiet">
            {b(page, 'act.list')}
          </button>
        </div>
      </form>
      {listErrors.length > 0 && (
        <table class="rows" data-list-errors={String(listErrors.length)}>
          <caption>{b(page, 'list.errors', { count: listErrors.length })}</caption>
          <thead>
            <tr>
              <th scope="col" class="number">
                {b(page, 'list.row')}
              </th>
              <th scope="col">{b(page, 'list.why')}</th>
            </tr>
          </thead>
          <tbody>
            {listErrors.slice(0, SHOWN).map(({ row, why }) => (
              <tr>
                <td class="number">{row}</td>
                <td>{b(page, `list.wrong.${why}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  )
}

/** More rows than this nobody reads on a page; the count above tells how many there are. */
const SHOWN = 200
