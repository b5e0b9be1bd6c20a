/** The frame of every console page: skip link, name, navigation, notice, main, foot. Works without client script. */
import type { Child } from 'hono/jsx'
import { type Ability, may } from '../core/official.ts'
import { SCRIPT_ADDRESS } from './client-script.ts'
import type { Frame } from './frame.ts'
import { LOOKS } from './look.ts'
import type { Page } from './page.ts'
import { STYLE_ADDRESS } from './style.ts'

/** Pages about the law: open to all, in a row of their own. */
const LAW = [
  { id: 'programmes', path: '/console/law' },
  { id: 'changes', path: '/console/law/changes' },
  { id: 'coverage', path: '/console/law/coverage' },
  { id: 'questions', path: '/console/law/questions' },
] as const

/** What a signed-in official sees in the navigation: everything they may do something in, nothing else. */
const DESK: readonly { readonly id: Section; readonly path: string; readonly needs: readonly Ability[] }[] = [
  { id: 'overview', path: '/console', needs: [] },
  { id: 'cases', path: '/console/cases', needs: ['read_cases'] },
  { id: 'disasters', path: '/console/disasters', needs: ['read_cases', 'open_disasters'] },
  { id: 'broadcasts', path: '/console/broadcasts', needs: ['write_broadcasts'] },
  { id: 'people', path: '/console/people', needs: ['see_people'] },
  { id: 'feedback', path: '/console/feedback', needs: ['read_cases'] },
  { id: 'papers', path: '/console/papers', needs: ['export'] },
  { id: 'pledges', path: '/console/pledges', needs: ['work_cases'] },
  { id: 'models', path: '/console/models', needs: ['work_cases'] },
  { id: 'figures', path: '/console/figures', needs: ['read_cases'] },
  { id: 'law', path: '/console/law', needs: [] },
  { id: 'words', path: '/console/words', needs: ['teach_words'] },
  { id: 'languages', path: '/console/languages', needs: ['manage_packs'] },
  { id: 'staff', path: '/console/staff', needs: ['manage_officials', 'manage_organisation'] },
]

export type Section =
  | (typeof LAW)[number]['id']
  | 'home'
  | 'overview'
  | 'cases'
  | 'disasters'
  | 'broadcasts'
  | 'people'
  | 'feedback'
  | 'papers'
  | 'figures'
  | 'pledges'
  | 'models'
  | 'law'
  | 'words'
  | 'languages'
  | 'staff'

export interface LayoutProps {
  readonly page: Page
  /** Of this page alone; the tab shows the console's name after it. */
  readonly title: string
  readonly section?: Section
  /** Hash of the content these pages are made of, printed in the foot. */
  readonly version: string
  /** Who looks, and what happened just now; left out: nobody is signed in. */
  readonly frame?: Frame
  readonly children: Child
}

/** The whole document as HTML. */
export function documentOf(props: LayoutProps): string {
  const html: { toString(): string } = <Layout {...props} />
  return `<!doctype html>${html.toString()}`
}

function Layout({ page, title, section, version, frame = {}, children }: LayoutProps) {
  const { signedIn, notice, isDemo = false } = frame
  const inLaw = LAW.some(({ id }) => id === section)
  return (
    <html lang={page.language} data-look={page.look}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={page.look ?? 'light dark'} />
        <title>{`${title} · ${page.t('name')}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={STYLE_ADDRESS} />
        {signedIn && <script src={SCRIPT_ADDRESS} defer></script>}
      </head>
      <body data-tally={signedIn ? page.t('tally', { letters: '{letters}', parts: '{parts}' }) : undefined}>
        <a class="skip" href="#main">
          {page.t('skip')}
        </a>
        <header class="top">
          <Bar page={page} section={section} frame={frame} />
          {signedIn && <Navigation page={page} section={inLaw ? 'law' : section} frame={frame} />}
          {(!signedIn || inLaw || section === 'law') && (
            <nav aria-label={page.t('nav.law_label')}>
              <ul class={signedIn ? 'sub' : undefined}>
                {LAW.map(({ id, path }) => (
                  <NavItem page={page} id={id} path={path} section={section} stays />
                ))}
              </ul>
            </nav>
          )}
          {signedIn && isDemo && <p class="demo">{page.t('demo')}</p>}
        </header>
        <main id="main" tabindex={-1}>
          {notice && (
            <p class={`notice ${notice.kind}`} role="status" data-notice={notice.key}>
              {notice.text}
            </p>
          )}
          {children}
        </main>
        <Foot page={page} version={version} isDesk={signedIn !== undefined && !inLaw} />
        {signedIn && <Keys page={page} />}
      </body>
    </html>
  )
}

interface Part {
  readonly page: Page
  readonly section?: Section | undefined
  readonly frame: Frame
}

function Bar({ page, section, frame: { signedIn, canSignIn } }: Part) {
  const other = page.language === 'vi' ? 'en' : 'vi'
  return (
    <div class="bar">
      <a class="name" href={page.href('/console')} aria-current={section === 'home' ? 'page' : undefined}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path class="torn" d="M20 4c-7 0-11 3-12 8l3 1-2 3 3 0c5 0 8-4 8-12z" />
          <path class="whole" d="M3 7c1 8 4 12 9 14-1-7-3-12-9-14z" />
        </svg>
        {page.t('name')}
      </a>
      <div class="aside">
        {signedIn && (
          <div class="who">
            <a class="plain-link" href={page.href('/console/account', NO_DAY)} data-who>
              {signedIn.official.name}
            </a>
            <form method="post" action={page.href('/console/sign-out')}>
              <input type="hidden" name="form_token" value={signedIn.formToken} />
              <button type="submit" class="link" name="sign_out" value="1">
                {page.t('sign_out')}
              </button>
            </form>
          </div>
        )}
        {!signedIn && canSignIn && (
          <a class="plain-link" href={page.href('/console/sign-in')} data-sign-in>
            {page.t('sign_in')}
          </a>
        )}
        <a class="language plain-link" href={page.inLanguage(other)} hreflang={other} lang={other}>
          {page.t('other_language')}
        </a>
      </div>
    </div>
  )
}

function Navigation({ page, section, frame: { signedIn, unread = 0 } }: Part) {
  const role = signedIn?.official.role
  const shown = DESK.filter(
    ({ needs }) => needs.length === 0 || (role !== undefined && needs.some((need) => may(role, need))),
  )
  return (
    <nav aria-label={page.t('nav.label')}>
      <ul>
        {shown.map(({ id, path }) => (
          <NavItem page={page} id={id} path={path} section={section}>
            {id === 'cases' && unread > 0 && (
              <span class="count-dot" data-unread={unread}>
                {unread > 99 ? '99+' : unread}
                <span class="hidden"> {page.t('nav.unread')}</span>
              </span>
            )}
          </NavItem>
        ))}
      </ul>
    </nav>
  )
}

const NO_DAY = { on: undefined, province: undefined }

function NavItem(props: {
  readonly page: Page
  readonly id: Section
  readonly path: string
  readonly section?: Section | undefined
  /** Day and province go on with the reader: from one page about the law to the next. */
  readonly stays?: boolean
  readonly children?: Child
}) {
  const { page, id, path, section, stays = false, children } = props
  return (
    <li>
      <a href={page.href(path, stays ? {} : NO_DAY)} aria-current={id === section ? 'page' : undefined}>
        {page.t(`nav.${id}`)}
        {children}
      </a>
    </li>
  )
}

function Foot({ page, version, isDesk }: { readonly page: Page; readonly version: string; readonly isDesk: boolean }) {
  return (
    <footer class="foot">
      <form method="post" action="/console/look" aria-label={page.t('look.label')}>
        <input type="hidden" name="back" value={page.here()} />
        <span>{page.t('look.label')}</span>
        {LOOKS.map((look) => (
          <button
            type="submit"
            name="look"
            value={look}
            aria-pressed={(page.look ?? 'system') === look ? 'true' : 'false'}
          >
            {page.t(`look.${look}`)}
          </button>
        ))}
      </form>
      <p>{page.t(isDesk ? 'foot.desk' : 'foot.read_only')}</p>
      <p>{page.t('foot.version', { version })}</p>
    </footer>
  )
}

const KEYS = [
  { keys: ['j', 'k'], does: 'move' },
  { keys: ['Enter'], does: 'open' },
  { keys: ['/'], does: 'search' },
  { keys: ['?'], does: 'help' },
] as const

/** Shown by the script alone. */
function Keys({ page }: { readonly page: Page }) {
  return (
    <dialog id="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">{page.t('keys.title')}</h2>
      <dl>
        {KEYS.map(({ keys, does }) => (
          <>
            <dt>
              {keys.map((key) => (
                <>
                  <kbd>{key}</kbd>{' '}
                </>
              ))}
            </dt>
            <dd>{page.t(`keys.${does}`)}</dd>
          </>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit" class="quiet">
          {page.t('keys.close')}
        </button>
      </form>
    </dialog>
  )
}
