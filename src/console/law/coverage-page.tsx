/** `/console/law/coverage`: every rule id, where it is held and how sure it is; what still needs a reader comes first. */
import { DOUBTS, type Doubt, type RegisterRow } from '../../service/law-pages-register.ts'
import type { Page } from '../page.ts'
import { figureName, noteText, ruleName, toldText } from '../words.ts'
import { Sources, TrustMarks } from './marks.tsx'

export interface CoveragePageProps {
  readonly page: Page
  readonly rows: readonly RegisterRow[]
  readonly kinds: readonly string[]
  readonly kind: string
  readonly confidence: string
}

const PATH = '/console/law/coverage'
const CONFIDENCES = ['confirmed', 'likely', 'unconfirmed', 'capped'] as const

export function CoveragePage({ page, rows, kinds, kind, confidence }: CoveragePageProps) {
  const settled = rows.filter(({ doubt }) => doubt === null)
  return (
    <>
      <h1>{page.t('coverage.title')}</h1>
      <p class="lead">{page.t('coverage.lead')}</p>
      <form class="filter" method="get" action={PATH}>
        {page.language !== 'vi' && <input type="hidden" name="lang" value={page.language} />}
        <label>
          <span>{page.t('coverage.kind')}</span>
          <select name="kind">
            <option value="">{page.t('coverage.all')}</option>
            {kinds.map((one) => (
              <option value={one} selected={one === kind}>
                {kindText(page, one)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{page.t('coverage.confidence')}</span>
          <select name="confidence">
            <option value="">{page.t('coverage.all')}</option>
            {CONFIDENCES.map((one) => (
              <option value={one} selected={one === confidence}>
                {page.t(`confidence.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">{page.t('filter.show')}</button>
      </form>
      <p role="status" class="count">
        {page.t('coverage.count', { count: rows.length, todo: rows.length - settled.length })}
      </p>
      {DOUBTS.map((doubt) => (
        <Rows page={page} id={doubt} rows={rows.filter((row) => row.doubt === doubt)} />
      ))}
      <Rows page={page} id="settled" rows={settled} />
    </>
  )
}

function Rows({ page, id, rows }: { page: Page; id: Doubt | 'settled'; rows: readonly RegisterRow[] }) {
  if (rows.length === 0) return null
  return (
    <section aria-labelledby={`rows-${id}`}>
      <h2 id={`rows-${id}`}>
        {page.t(`coverage.${id}`)} <small>({rows.length})</small>
      </h2>
      <ul class="lines register">
        {rows.map((row) => (
          <Row page={page} row={row} />
        ))}
      </ul>
    </section>
  )
}

function Row({ page, row }: { page: Page; row: RegisterRow }) {
  const name = row.told ? toldText(page, row.rule, row.told) : ruleName(page, row.rule)
  return (
    <li id={row.rule}>
      <p>
        {row.programme === null ? (
          <span class="id">{row.rule}</span>
        ) : (
          <a class="id" href={page.href(`/console/law/${row.programme}#${row.rule}`)}>
            {row.rule}
          </a>
        )}{' '}
        {name}
        {row.doubt === null && row.kind !== 'verdict' && <small> {kindText(page, row.kind)}</small>}
      </p>
      {row.doubt !== null && (
        <p class="marks">
          <span class="mark kind">{kindText(page, row.kind)}</span>
          <TrustMarks page={page} trust={row.trust} />
        </p>
      )}
      {row.note && <p class="soft">{noteText(page, row.note)}</p>}
      {row.programme === null && row.parameters.length > 0 && (
        <p class="soft">
          {page.t('coverage.figures')} {row.parameters.map((parameter) => figureName(page, parameter)).join(', ')}
        </p>
      )}
      {(row.programme === null || row.doubt !== null) && <Sources page={page} sources={distinct(row)} />}
    </li>
  )
}

function distinct({ sources }: RegisterRow) {
  return [
    ...new Map(sources.map((source) => [`${source.law}|${source.article}|${source.confidence}`, source])).values(),
  ]
}

function kindText(page: Page, kind: string): string {
  return page.sayFirst([`console:coverage.kinds.${kind}`], kind)
}
