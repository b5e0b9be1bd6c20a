/** `/console`: officials' pages. What holds citizens' data needs a sign-in; the law pages are open to all. */
import { type Context, Hono } from 'hono'
import { etag } from 'hono/etag'
import type { Child } from 'hono/jsx'
import { secureHeaders } from 'hono/secure-headers'
import { isDay, vietnamDay } from '../core/day.ts'
import type { Accounts } from '../service/accounts.ts'
import type { LawOn } from '../service/law-pages.ts'
import { differences, timeline } from '../service/law-pages-changes.ts'
import { listProgrammes } from '../service/law-pages-list.ts'
import { programmeView } from '../service/law-pages-programme.ts'
import { questionList } from '../service/law-pages-questions.ts'
import { register } from '../service/law-pages-register.ts'
import type { Ports } from '../service/ports.ts'
import { accountPages } from './account/account-routes.tsx'
import { agencyPages } from './api/agency-routes.tsx'
import { assetRoutes } from './assets.ts'
import { broadcastPages } from './broadcasts/broadcast-routes.tsx'
import { casePages } from './cases/case-routes.tsx'
import { disasterPages } from './disasters/disaster-routes.tsx'
import { feedbackPages } from './feedback/feedback-routes.tsx'
import { figurePages } from './figures/figure-routes.tsx'
import { frameOf } from './frame.ts'
import type { ConsoleEnv } from './guard.ts'
import { HomePage } from './home-page.tsx'
import { ChangesPage } from './law/changes-page.tsx'
import { CoveragePage } from './law/coverage-page.tsx'
import { ProgrammePage } from './law/programme-page.tsx'
import { ProgrammesPage } from './law/programmes-page.tsx'
import { QuestionsPage } from './law/questions-page.tsx'
import { documentOf, type Section } from './layout.tsx'
import { lookOf, lookRoutes } from './look.ts'
import { modelPages } from './models/model-routes.tsx'
import { overviewPages } from './overview/overview-routes.tsx'
import { packPages } from './packs/pack-routes.tsx'
import { openPage, type Page } from './page.ts'
import { paperPages } from './papers/paper-routes.tsx'
import { peoplePages } from './people/people-routes.tsx'
import { photoPages } from './photos.ts'
import { pledgePages } from './pledges/pledge-routes.tsx'
import { pollPages } from './polls/poll-routes.tsx'
import { missing as notFound } from './show.tsx'
import { signInPages } from './sign-in/sign-in-routes.tsx'
import { organisationPages } from './staff/organisation-routes.tsx'
import { staffPages } from './staff/staff-routes.tsx'
import { templatePages } from './templates/template-routes.tsx'
import { TroublePage } from './trouble-page.tsx'
import { VOICE, voicePages } from './voice/voice-routes.tsx'
import { whoLooks } from './who-looks.ts'
import { wordPages } from './words/word-routes.tsx'

export type ConsolePorts = Pick<Ports, 'talk' | 'texts' | 'contentVersion' | 'now'>

/** The organisation that stands where no SCOPE is set. */
const FICTIONAL = 'demo'
/** Longer than any name or number one may look for. */
const LONGEST_SEARCH = 100

/** A bad day or province in the address. */
interface Trouble {
  readonly page: Page
  readonly sentence: string
}

/** The pages with citizens' data: only where officials can sign in. */
export interface ConsoleDesk {
  readonly ports: Ports
  readonly accounts: Accounts
  /** The simulator is on: a newcomer is shown the way to it. */
  readonly simulator: boolean
  /** Where officials' browsers see this server, for links that are handed over. */
  readonly origin?: string
}

/** The console as an app of its own, to be mounted at `/`. Without a desk the law pages alone. `more`: pages of other rooms, in its frame. */
export function consoleRoutes(
  ports: ConsolePorts,
  desk?: ConsoleDesk,
  more: (app: Hono<ConsoleEnv>) => void = () => undefined,
): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  for (const path of ['/console', '/console/*', VOICE]) {
    app.use(path, secureHeaders(HEADERS))
    // The address, the day and the content make a page; whoever holds it asks again and is told that it still stands.
    app.use(path, etag())
    app.use(path, (c, next) => {
      c.set('page', read(c, ports).page)
      c.set('version', ports.contentVersion)
      c.set('accounts', desk?.accounts ?? null)
      c.set('isDemo', desk?.ports.homeOrganisation === FICTIONAL)
      return next()
    })
  }
  assetRoutes(app)
  if (desk) app.use('/console/*', whoLooks(desk.ports))
  lookRoutes(app)
  if (desk) deskPages(app, desk)
  const { law } = ports.talk

  app.get('/console', (c) => {
    const { page } = read(c, ports)
    return answer(c, ports, page, 'home', page.t('home.title'), <HomePage page={page} />)
  })

  lawPage('/console/law', 'programmes', 'programmes.title', (c, { page, at }) => {
    const search = (c.req.query('q') ?? '').trim().slice(0, LONGEST_SEARCH)
    const { language } = page
    const groups = listProgrammes(at, { text: search, language, texts: ports.texts })
    return <ProgrammesPage page={page} groups={groups} search={search} />
  })

  lawPage('/console/law/changes', 'changes', 'changes.title', (c, { page, at }) => {
    const from = c.req.query('from') || page.today
    const to = c.req.query('to') || `${Number(page.today.slice(0, 4)) + 1}-01-01`
    const wrong = [from, to].find((one) => !isDay(one))
    if (wrong !== undefined) return badDay(page, wrong)
    const asked = c.req.query('from') !== undefined || c.req.query('to') !== undefined
    const compared = asked ? differences(from, { ...at, on: to }) : null
    const year = /^\d{4}$/.exec(c.req.query('year') ?? '')?.[0]
    const days = timeline(law, page.today, year)
    return <ChangesPage page={page} timeline={days} year={year} from={from} to={to} differences={compared} />
  })

  lawPage('/console/law/coverage', 'coverage', 'coverage.title', (c, { page, at }) => {
    const all = register(at)
    const kind = c.req.query('kind') ?? ''
    const confidence = c.req.query('confidence') ?? ''
    const rows = all.filter(
      ({ kind: own, trust }) =>
        (kind === '' || own === kind) &&
        (confidence === '' || (confidence === 'capped' ? trust.capped : trust.best === confidence)),
    )
    const kinds = [...new Set(all.map((row) => row.kind))]
    return <CoveragePage page={page} rows={rows} kinds={kinds} kind={kind} confidence={confidence} />
  })

  lawPage('/console/law/questions', 'questions', 'questions.title', (_, { page, at }) => (
    <QuestionsPage page={page} list={questionList(at)} />
  ))

  app.get('/console/law/:programme', (c) => {
    const opened = read(c, ports)
    if (opened.trouble) return refuse(c, ports, opened.trouble)
    const { page, at } = opened
    const view = programmeView(c.req.param('programme'), at)
    if (!view) return missing(c, ports)
    const title = page.say({ key: `programmes:${view.programme}.name` })
    return answer(c, ports, page, 'programmes', title, <ProgrammePage page={page} view={view} />)
  })

  more(app)

  // Where officials sign in, an address that never was answers like one that is not theirs.
  app.get('/console/*', (c) => (desk && !c.req.path.startsWith('/console/law') ? notFound(c) : missing(c, ports)))
  return app

  function lawPage(
    path: string,
    section: Section,
    title: string,
    show: (c: Context<ConsoleEnv>, opened: { page: Page; at: LawOn }) => Child | Trouble,
  ): void {
    app.get(path, (c) => {
      const opened = read(c, ports)
      if (opened.trouble) return refuse(c, ports, opened.trouble)
      const shown = show(c, opened)
      if (isTrouble(shown)) return refuse(c, ports, shown)
      return answer(c, ports, opened.page, section, opened.page.t(title), shown)
    })
  }
}

/** Every room of the console that needs a sign-in; before the law pages, so that `/console` is the official's own. */
function deskPages(app: Hono<ConsoleEnv>, { ports, accounts, simulator, origin = '' }: ConsoleDesk): void {
  if (accounts.desk) {
    signInPages(app, accounts.desk)
    accountPages(app, accounts.desk, ports.officialPhones)
    staffPages(app, ports, accounts.desk, () => origin)
  }
  organisationPages(app, ports)
  wordPages(app, ports)
  packPages(app, ports)
  agencyPages(app, ports)
  overviewPages(app, ports, { simulator })
  casePages(app, ports)
  peoplePages(app, ports)
  disasterPages(app, ports)
  broadcastPages(app, ports)
  templatePages(app, ports)
  paperPages(app, ports)
  pledgePages(app, ports)
  modelPages(app, ports)
  figurePages(app, ports)
  feedbackPages(app, ports)
  voicePages(app, ports)
  pollPages(app, ports)
  photoPages(app, ports)
}

/** Nothing from elsewhere, and nothing written into a page runs. */
const HEADERS = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    fontSrc: ["'self'"],
    scriptSrc: ["'self'"],
    connectSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'same-origin',
  // The operator's proxy speaks TLS and decides that.
  strictTransportSecurity: false,
} satisfies Parameters<typeof secureHeaders>[0]

/** Said once and not again when the language is changed, or said by the page itself. */
const PASSING = new Set(['lang', 'done', 'failed'])
const LONGEST_VALUE = 200

function read(
  c: Context<ConsoleEnv>,
  { talk, texts, now }: ConsolePorts,
): { page: Page; at: LawOn; trouble?: Trouble } {
  const today = vietnamDay(now())
  const asked = c.req.query('on') || today
  const province = c.req.query('province') || undefined
  const goodDay = isDay(asked)
  const goodProvince = province === undefined || talk.law.provinces.has(province)
  const on = goodDay ? asked : today
  const where = province !== undefined && goodProvince ? { province } : {}
  const look = lookOf(c)
  const page = openPage({
    texts,
    language: c.req.query('lang') === 'en' ? 'en' : 'vi',
    today,
    on,
    ...where,
    provinces: [...talk.places.provinces.values()].filter(({ code }) => talk.law.provinces.has(code)),
    path: c.req.path,
    query: Object.fromEntries(
      Object.entries(c.req.query()).filter(
        ([name, value]) => !PASSING.has(name) && value !== '' && value.length <= LONGEST_VALUE,
      ),
    ),
    ...(look === undefined ? {} : { look }),
  })
  const at = { law: talk.law, on, ...where }
  if (!goodDay) return { page, at, trouble: badDay(page, asked) }
  if (!goodProvince)
    return { page, at, trouble: { page, sentence: page.t('trouble.province', { code: short(province) }) } }
  return { page, at }
}

function badDay(page: Page, day: string): Trouble {
  return { page, sentence: page.t('trouble.day', { day: short(day) }) }
}

function short(text: string): string {
  return text.slice(0, 20)
}

function isTrouble(shown: Child | Trouble): shown is Trouble {
  return typeof shown === 'object' && shown !== null && 'sentence' in shown
}

function answer(
  c: Context<ConsoleEnv>,
  { contentVersion }: ConsolePorts,
  page: Page,
  section: Section,
  title: string,
  body: Child,
) {
  // With somebody's name on it a page is kept nowhere.
  c.header('Cache-Control', c.var.signedIn === undefined ? 'private, no-cache' : 'no-store')
  return c.html(documentOf({ page, section, title, version: contentVersion, frame: frameOf(c), children: body }))
}

function refuse(c: Context<ConsoleEnv>, { contentVersion }: ConsolePorts, { page, sentence }: Trouble) {
  const title = page.t('trouble.bad_request')
  const body = <TroublePage page={page} title={title} sentence={sentence} />
  return c.html(documentOf({ page, title, version: contentVersion, frame: frameOf(c), children: body }), 400)
}

function missing(c: Context<ConsoleEnv>, ports: ConsolePorts) {
  const { page } = read(c, ports)
  const title = page.t('trouble.missing')
  const body = <TroublePage page={page} title={title} sentence={page.t('trouble.missing_lead')} />
  return c.html(documentOf({ page, title, version: ports.contentVersion, frame: frameOf(c), children: body }), 404)
}
