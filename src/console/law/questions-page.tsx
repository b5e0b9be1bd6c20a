/** `/console/law/questions`: what can be asked of a household, in which words, and which programmes need the answer. */
import type { GroupData, QuestionList, QuestionView } from '../../service/law-pages-questions.ts'
import type { Page } from '../page.ts'
import { factName, optionName, programmeName } from '../words.ts'

export function QuestionsPage({ page, list }: { page: Page; list: QuestionList }) {
  const sensitive = list.asked.filter(({ data }) => data.sensitive)
  const open = list.asked.filter(({ data }) => !data.sensitive)
  return (
    <>
      <h1>{page.t('questions.title')}</h1>
      <p class="lead">{page.t('questions.lead')}</p>
      <Groups page={page} groups={list.grouped} />
      <Questions page={page} id="open" views={open} />
      <Questions page={page} id="sensitive" views={sensitive} />
      <Questions page={page} id="never" views={list.neverAsked} />
    </>
  )
}

function Groups({ page, groups }: { page: Page; groups: readonly GroupData[] }) {
  if (groups.length === 0) return null
  return (
    <section aria-labelledby="questions-grouped">
      <h2 id="questions-grouped">
        {page.t('questions.grouped')} <small>({groups.length})</small>
      </h2>
      <p class="soft">{page.t('questions.grouped_lead')}</p>
      <ul class="lines">
        {groups.map(({ question, items, sensitive }) => (
          <li id={`group-${question}`}>
            <h3>
              <code>{question}</code>
              {sensitive && <span class="mark capped">{page.t('questions.is_sensitive')}</span>}
            </h3>
            <p class="said">{page.preview(`questions:${question}.ask`, { last: items.length + 1 }) || question}</p>
            {items.length > 0 && (
              <ol>
                {items.map(({ item }) => (
                  <li>{page.preview(`questions:items.${item}`, {}) || item}</li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Questions({ page, id, views }: { page: Page; id: string; views: readonly QuestionView[] }) {
  if (views.length === 0) return null
  return (
    <section aria-labelledby={`questions-${id}`}>
      <h2 id={`questions-${id}`}>
        {page.t(`questions.${id}`)} <small>({views.length})</small>
      </h2>
      <p class="soft">{page.t(`questions.${id}_lead`)}</p>
      <ul class="lines">
        {views.map((view) => (
          <Question page={page} view={view} />
        ))}
      </ul>
    </section>
  )
}

function Question({ page, view: { data, gives, programmes } }: { page: Page; view: QuestionView }) {
  const ask = page.preview(`facts:${data.fact}.ask`, {})
  const why = page.preview(`facts:${data.fact}.why`, {})
  return (
    <li id={data.fact}>
      <h3>
        {factName(page, data.fact)} <code>{data.fact}</code>
        {data.sensitive && <span class="mark capped">{page.t('questions.is_sensitive')}</span>}
      </h3>
      {ask !== '' && <p class="said">“{ask}”</p>}
      {why !== '' && <p class="soft">{why}</p>}
      <p class="soft">
        {page.t('questions.answer', { type: page.sayFirst([`console:questions.types.${data.type}`], data.type) })}
        {data.options && `: ${data.options.map((option) => optionName(page, data.fact, option)).join(' · ')}`}
        {gives.length > 0 &&
          `. ${page.t('questions.gives', { facts: gives.map((fact) => factName(page, fact)).join(', ') })}`}
      </p>
      {programmes.length > 0 && (
        <p class="links">
          {page.t('questions.needed_by')}{' '}
          {programmes.map((programme, i) => (
            <>
              {i > 0 && ' · '}
              <a href={page.href(`/console/law/${programme}`)} title={programmeName(page, programme)}>
                {page.say({ key: `programmes:${programme}.short` })}
              </a>
            </>
          ))}
        </p>
      )}
    </li>
  )
}
