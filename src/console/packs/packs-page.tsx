/** Every language people ask for: whether there is a translation, how whole it is, and whether citizens get it. */
import type { TextValues } from '../../core/reply.ts'
import type { PackState } from '../../texts/pack-state.ts'
import type { Page } from '../page.ts'

export const LANGUAGES_HOME = '/console/languages'

/** A text of `locales/<language>/packs.json`. */
export const l = (page: Page, key: string, values: TextValues = {}): string => page.say({ key: `packs:${key}`, values })

export function PacksPage({ page, states }: { readonly page: Page; readonly states: readonly PackState[] }) {
  return (
    <>
      <h1>{l(page, 'title')}</h1>
      <p class="lead">{l(page, 'lead')}</p>
      {states.every(({ status }) => status === 'none') && (
        <div class="empty">
          <h2>{l(page, 'none')}</h2>
          <p>{l(page, 'none_hint')}</p>
        </div>
      )}
      <table class="rows stack">
        <caption>{l(page, 'caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{l(page, 'language')}</th>
            <th scope="col">{l(page, 'status_title')}</th>
            <th scope="col" class="number">
              {l(page, 'share_title')}
            </th>
            <th scope="col" class="number">
              {l(page, 'missing')}
            </th>
            <th scope="col" class="number">
              {l(page, 'changed')}
            </th>
          </tr>
        </thead>
        <tbody>
          {states.map((state) => (
            <Row page={page} state={state} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function Row({ page, state }: { readonly page: Page; readonly state: PackState }) {
  const { missing, changed, done } = countsOf(state)
  return (
    <tr data-pack={state.code}>
      <th scope="row">
        <a href={page.href(`${LANGUAGES_HOME}/${state.code}`)}>{state.name}</a>
      </th>
      <td data-label={l(page, 'status_title')}>
        <StatusMark page={page} state={state} />
      </td>
      <td class="number" data-label={l(page, 'share_title')}>
        {l(page, 'share', { done, total: state.total, percent: { percent: percentOf(done, state.total) } })}
      </td>
      <td class="number" data-label={l(page, 'missing')}>
        {missing}
      </td>
      <td class="number" data-label={l(page, 'changed')}>
        {changed}
      </td>
    </tr>
  )
}

const LOOKS = { none: 'kind', draft: 'warn', reviewed: 'good' } as const

export function StatusMark({ page, state }: { readonly page: Page; readonly state: PackState }) {
  return (
    <span class={`mark ${LOOKS[state.status]}`} data-pack-status={state.status}>
      {l(page, `status.${state.status}`)}
    </span>
  )
}

export function countsOf({ gaps, total }: PackState): {
  readonly missing: number
  readonly changed: number
  readonly done: number
} {
  const changed = [...gaps.values()].filter((gap) => gap === 'source_changed').length
  return { changed, missing: gaps.size - changed, done: total - gaps.size }
}

/** Never 100 while something is missing, never 0 once something is there. */
export function percentOf(done: number, total: number): number {
  if (done === 0 || total === 0) return 0
  return done === total ? 100 : Math.min(99, Math.max(1, Math.round((done * 100) / total)))
}
