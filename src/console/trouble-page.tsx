/** What a console address answers that leads nowhere, or asks for a day that does not exist. */
import type { Page } from './page.ts'

export function TroublePage({ page, title, sentence }: { page: Page; title: string; sentence: string }) {
  return (
    <>
      <h1>{title}</h1>
      <p class="lead">{sentence}</p>
      <p>
        <a href={page.href('/console/law')}>{page.t('trouble.to_programmes')}</a>
      </p>
    </>
  )
}
