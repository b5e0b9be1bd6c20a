/** `/console/pledges`: offers of help, for whoever works on cases. Every form carries the version that was looked at. */
import type { Context, Hono } from 'hono'
import { isPledgeKind, PLEDGE_CLOSE_REASONS, PLEDGE_STATUSES } from '../../core/pledge.ts'
import { communesIn, placeName } from '../../service/desk-places.ts'
import {
  closePledge,
  enterPledge,
  listPledges,
  openPledge,
  type PledgeDone,
  type PledgeFile,
  type PledgeFilter,
  type PledgeForm,
  verifyPledge,
} from '../../service/pledge-desk.ts'
import { finishMatch, introduce, matchPledge, noteShare } from '../../service/pledge-match.ts'
import type { Ports } from '../../service/ports.ts'
import { officialsFor } from '../cases/officials.ts'
import { type ConsoleEnv, formGuard, formToken, signedInOnly } from '../guard.ts'
import type { PlaceOf } from '../overview/overview-words.ts'
import { missing, show } from '../show.tsx'
import { fields } from '../sign-in/sign-in-routes.tsx'
import { NewPledgePage } from './new-pledge-page.tsx'
import { PledgePage } from './pledge-page.tsx'
import { p } from './pledge-words.ts'
import { PledgesPage } from './pledges-page.tsx'

type C = Context<ConsoleEnv>
const EMPTY: PledgeForm = { kind: 'goods', text: '', giver: '', phone: '', commune: '', how: '' }

export function pledgePages(app: Hono<ConsoleEnv>, ports: Ports): void {
  const workers = signedInOnly('work_cases')
  const placeOf: PlaceOf = (commune, province) => placeName(ports, commune, province) ?? ''

  app.get('/console/pledges', workers, async (c) => {
    const { page, signedIn } = c.var
    const { filter, at } = askedIn(c.req.query())
    const { rows, total } = await listPledges(ports, signedIn.official, filter, at)
    const children = <PledgesPage page={page} rows={rows} total={total} filter={filter} at={at} placeOf={placeOf} />
    return show(c, { title: p(page, 'title'), section: 'pledges', children })
  })

  app.get('/console/pledges/new', workers, (c) => entering(c, EMPTY))
  app.post('/console/pledges/new', workers, formGuard, async (c) => {
    const { kind = '', text = '', giver = '', phone = '', commune = '', how = '' } = await fields(c)
    const form = { kind, text, giver, phone, commune, how }
    const made = await enterPledge(ports, c.var.signedIn.official, form)
    if ('refused' in made) return entering(c, form, made.refused)
    return c.redirect(c.var.page.href(`/console/pledges/${made.code}`, { done: 'pledge-desk:entered' }), 303)
  })

  app.get('/console/pledges/:pledge', workers, async (c) => {
    const { page, signedIn } = c.var
    const opened = await openPledge(ports, signedIn.official, c.req.param('pledge'))
    if (opened === null) return missing(c)
    const { names } = await officialsFor(c)
    const children = <PledgePage page={page} opened={opened} names={names} token={formToken(c)} placeOf={placeOf} />
    return show(c, { title: p(page, 'title'), section: 'pledges', children })
  })

  app.post('/console/pledges/:pledge', workers, formGuard, async (c) => {
    const { page, signedIn } = c.var
    const code = c.req.param('pledge')
    const form = await fields(c)
    const file = await ports.store.pledges.get(signedIn.official.scope, code)
    if (file === null) return missing(c)
    const what = form.do ?? ''
    const stale = Number(form.version) !== file.line.version
    const outcome = stale ? 'conflict' : await act(c, file, what, form)
    if (outcome === 'missing') return missing(c)
    const said =
      outcome === 'done'
        ? { done: `pledge-desk:${what}` }
        : { failed: outcome === 'conflict' ? 'conflict' : `pledge-desk:${outcome.refused}` }
    return c.redirect(page.href(`/console/pledges/${code}`, said), 303)
  })

  async function act(
    c: C,
    file: PledgeFile,
    what: string,
    form: Readonly<Record<string, string>>,
  ): Promise<PledgeDone> {
    const { official } = c.var.signedIn
    const { match = '', share: shareId = '', how = '' } = form
    switch (what) {
      case 'verify':
        return verifyPledge(ports, official, file)
      case 'close': {
        const reason = PLEDGE_CLOSE_REASONS.find((one) => one === form.reason)
        return reason === undefined ? { refused: 'incomplete' } : closePledge(ports, official, file, reason)
      }
      case 'match':
        return matchPledge(ports, official, file, form.case ?? '')
      case 'note_yes':
      case 'note_no':
        return noteShare(ports, official, file, { shareId, how, answer: what === 'note_yes' ? 'yes' : 'no' })
      case 'introduce':
        return introduce(ports, official, file, match)
      case 'done':
      case 'ended':
        return finishMatch(ports, official, file, match, what)
      default:
        return { refused: 'incomplete' }
    }
  }

  function entering(c: C, form: PledgeForm, refused?: string): Response {
    const { page, signedIn } = c.var
    const children = (
      <NewPledgePage
        page={page}
        token={formToken(c)}
        communes={communesIn(ports, signedIn.official.scope)}
        form={form}
        {...(refused === undefined ? {} : { refused })}
      />
    )
    const status = refused === undefined ? 200 : 422
    return show(c, { title: p(page, 'new.title'), section: 'pledges', status, children })
  }
}

function askedIn(query: Readonly<Record<string, string>>): { filter: PledgeFilter; at: number } {
  const status = PLEDGE_STATUSES.find((one) => one === query.status)
  const { kind } = query
  const at = Number(query.page)
  return {
    filter: { ...(status === undefined ? {} : { status }), ...(isPledgeKind(kind) ? { kind } : {}) },
    at: Number.isInteger(at) && at > 0 ? at : 1,
  }
}
