/** The texts of a pack beside their Vietnamese: all, those that are missing, those whose Vietnamese changed; found by words or key. */
import { PACK_SHOWN, type PackLine, type PackShown, packLines } from '../../service/pack-lines.ts'
import type { PackState } from '../../texts/pack-state.ts'
import type { Page } from '../page.ts'
import { LANGUAGES_HOME, l } from './packs-page.tsx'

const A_PAGE = 50

export interface TextsSectionProps {
  readonly page: Page
  readonly state: PackState
  readonly vi: ReadonlyMap<string, string>
  readonly shown: PackShown
  readonly search: string
  readonly number: number
}

export function TextsSection(props: TextsSectionProps) {
  const { page, state, shown, search } = props
  const lines = packLines(state, props.vi, props)
  const last = Math.max(1, Math.ceil(lines.length / A_PAGE))
  const number = Math.min(props.number, last)
  const rows = lines.slice((number - 1) * A_PAGE, number * A_PAGE)
  return (
    <section aria-labelledby="texts">
      <h2 id="texts">{l(page, 'texts.title')}</h2>
      <Filter page={page} state={state} shown={shown} search={search} />
      {rows.length === 0 ? (
        <div class="empty">
          <h3>{l(page, 'texts.none')}</h3>
          <p>{l(page, 'texts.none_hint')}</p>
        </div>
      ) : (
        <table class="rows stack even">
          <caption>{l(page, 'texts.count', { count: lines.length })}</caption>
          <thead>
            <tr>
              <th scope="col">{l(page, 'texts.vietnamese')}</th>
              <th scope="col">{state.name}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((line) => (
              <TextRow page={page} line={line} code={state.code} />
            ))}
          </tbody>
        </table>
      )}
      {last > 1 && <Pages {...{ page, state, shown, search, number, last }} />}
    </section>
  )
}

function TextRow({ page, line, code }: { readonly page: Page; readonly line: PackLine; readonly code: string }) {
  return (
    <tr data-key={line.key}>
      <th scope="row" lang="vi">
        <span class="words">{line.vi}</span>
        <br />
        <code class="soft">{line.key}</code>
      </th>
      <td>
        {line.text !== '' && (
          <p class="words" lang={code} dir="auto">
            {line.text}
          </p>
        )}
        {line.state !== 'done' && (
          <span class={`mark ${line.state === 'missing' ? 'kind' : 'warn'}`}>{l(page, `texts.${line.state}`)}</span>
        )}
      </td>
    </tr>
  )
}

function Filter({ page, state, shown, search }: Pick<TextsSectionProps, 'page' | 'state' | 'shown' | 'search'>) {
  return (
    <search>
      <form class="filter" method="get" action={`${LANGUAGES_HOME}/${state.code}#texts`} data-at-once>
        {page.language !== 'vi' && <input type="hidden" name="lang" value={page.language} />}
        <label>
          <span>{l(page, 'texts.show')}</span>
          <select name="show">
            {PACK_SHOWN.map((one) => (
              <option value={one} selected={one === shown}>
                {l(page, `texts.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label class="wide">
          <span>{l(page, 'texts.search')}</span>
          <input type="search" name="q" value={search} maxlength={100} />
        </label>
        <button type="submit">{l(page, 'texts.submit')}</button>
      </form>
    </search>
  )
}

function Pages(props: {
  readonly page: Page
  readonly state: PackState
  readonly shown: PackShown
  readonly search: string
  readonly number: number
  readonly last: number
}) {
  const { page, state, shown, search, number, last } = props
  const to = (one: number) =>
    page.href(`${LANGUAGES_HOME}/${state.code}#texts`, {
      show: shown === 'all' ? undefined : shown,
      q: search || undefined,
      page: one > 1 ? String(one) : undefined,
    })
  return (
    <nav aria-label={l(page, 'texts.pages')}>
      <ul class="pages">
        {number > 1 && (
          <li>
            <a href={to(number - 1)} rel="prev">
              {l(page, 'texts.previous')}
            </a>
          </li>
        )}
        <li>{l(page, 'texts.page_of', { page: number, last })}</li>
        {number < last && (
          <li>
            <a href={to(number + 1)} rel="next">
              {l(page, 'texts.next')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}
