/** The small marks beside rules and sources: how sure, how far a verdict may go, whether in force. Words, never colour alone. */
import type { Citation, Confidence } from '../../core/verdict.ts'
import type { RuleState, Trust } from '../../service/law-pages.ts'
import type { Page } from '../page.ts'
import { lawText } from '../words.ts'

export function ConfidenceMark({ page, confidence }: { page: Page; confidence: Confidence }) {
  return <span class={`mark ${confidence}`}>{page.t(`confidence.${confidence}`)}</span>
}

/** The surest source, and whether something beside it is still to be confirmed. */
export function TrustMarks({ page, trust }: { page: Page; trust: Trust }) {
  return (
    <>
      <ConfidenceMark page={page} confidence={trust.best} />
      {trust.best === 'confirmed' && trust.worst !== 'confirmed' && (
        <span class="mark likely">{page.t('confidence.partly')}</span>
      )}
      {trust.capped && <span class="mark capped">{page.t('confidence.capped')}</span>}
    </>
  )
}

/** Nothing for what is in force, which most rules are. */
export function StateMark({ page, state }: { page: Page; state: RuleState }) {
  return state === 'in_force' ? null : <span class={`mark ${state}`}>{page.t(`state.${state}`)}</span>
}

/** In the letters of the document, marked as Vietnamese where the page is not. */
export function LawName({ page, source }: { page: Page; source: Pick<Citation, 'law' | 'article'> }) {
  return page.language === 'vi' ? lawText(source) : <span lang="vi">{lawText(source)}</span>
}

export function Sources({ page, sources }: { page: Page; sources: readonly Citation[] }) {
  if (sources.length === 0) return <span class="mark unconfirmed">{page.t('source.none')}</span>
  return (
    <ul class="sources">
      {sources.map((source) => (
        <li>
          <LawName page={page} source={source} />
          {source.article === '' && <small> {page.t('source.no_article')}</small>}
          {source.confidence !== 'confirmed' && (
            <>
              {' '}
              <ConfidenceMark page={page} confidence={source.confidence} />
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
