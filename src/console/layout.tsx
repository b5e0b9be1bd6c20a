/** The frame of every console page: skip link, name, navigation, language switch, main, foot. Works without client script. */
import type { Child } from 'hono/jsx'
import type { Page } from './page.ts'
import { STYLE_ADDRESS } from './style.ts'

/** Sections in the navigation, in order; later rooms of the console add theirs. */
const SECTIONS = [
  { id: 'programmes', path: '/console/law' },
  { id: 'changes', path: '/console/law/changes' },
  { id: 'coverage', path: '/console/law/coverage' },
  { id: 'questions', path: '/console/law/questions' },
] as const
export type Section = (typeof SECTIONS)[number]['id'] | 'home'

export interface LayoutProps {
  readonly page: Page
  /** Of this page alone; the tab shows the console's name after it. */
  readonly title: string
  readonly section?: Section
  /** Hash of the content these pages are made of, printed in the foot. */
  readonly version: string
  readonly children: Child
}

/** The whole document as HTML. */
export function documentOf(props: LayoutProps): string {
  const html: { toString(): string } = <Layout {...props} />
  return `<!doctype html>${html.toString()}`
}

function Layout({ page, title, section, version, children }: LayoutProps) {
  const other = page.language === 'vi' ? 'en' : 'vi'
  return (
    <html lang={page.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · ${page.t('name')}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={STYLE_ADDRESS} />
      </head>
      <body>
        <a class="skip" href="#main">
          {page.t('skip')}
        </a>
        <header class="top">
          <div class="bar">
            <a class="name" href={page.href('/console')} aria-current={section === 'home' ? 'page' : undefined}>
              {page.t('name')}
            </a>
            <a class="language" href={page.inLanguage(other)} hreflang={other} lang={other}>
              {page.t('other_language')}
            </a>
          </div>
          <nav aria-label={page.t('nav.label')}>
            <ul>
              {SECTIONS.map(({ id, path }) => (
                <li>
                  <a href={page.href(path)} aria-current={id === section ? 'page' : undefined}>
                    {page.t(`nav.${id}`)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <main id="main" tabindex={-1}>
          {children}
        </main>
        <footer class="foot">
          <p>{page.t('foot.read_only')}</p>
          <p>{page.t('foot.version', { version })}</p>
        </footer>
      </body>
    </html>
  )
}
