/** `/console`: what exists here today. */
import type { Page } from './page.ts'

const PAGES = [
  { id: 'programmes', path: '/console/law' },
  { id: 'changes', path: '/console/law/changes' },
  { id: 'coverage', path: '/console/law/coverage' },
  { id: 'questions', path: '/console/law/questions' },
] as const

export function HomePage({ page }: { page: Page }) {
  return (
    <>
      <h1>{page.t('home.title')}</h1>
      <p class="lead">{page.t('home.lead')}</p>
      <div class="cards">
        {PAGES.map(({ id, path }) => (
          <article class="card">
            <h2>
              <a href={page.href(path)}>{page.t(`nav.${id}`)}</a>
            </h2>
            <p>{page.t(`home.${id}`)}</p>
          </article>
        ))}
      </div>
    </>
  )
}
