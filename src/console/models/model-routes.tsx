/** `/console/models`: stories of households that got out of poverty. Every form carries the version that was looked at. */
import type { Context, Hono } from 'hono'
import { MODEL_STATUSES } from '../../core/model.ts'
import { may } from '../../core/official.ts'
import { communesIn, placeName } from '../../service/desk-places.ts'
import {
  beginModel,
  listModels,
  type ModelDone,
  type ModelForm,
  type ModelLine,
  openModel,
  publishModel,
  withdrawModel,
  writeModel,
} from '../../service/model-desk.ts'
import type { Ports } from '../../service/ports.ts'
import { type ConsoleEnv, formGuard, formToken, signedInOnly } from '../guard.ts'
import type { PlaceOf } from '../overview/overview-words.ts'
import { missing, show } from '../show.tsx'
import { fields } from '../sign-in/sign-in-routes.tsx'
import { ModelPage, NewModelPage } from './model-page.tsx'
import { ModelsPage, m } from './models-page.tsx'

type C = Context<ConsoleEnv>

export function modelPages(app: Hono<ConsoleEnv>, ports: Ports): void {
  const workers = signedInOnly('work_cases')
  const placeOf: PlaceOf = (commune, province) => placeName(ports, commune, province) ?? ''

  app.get('/console/models', workers, async (c) => {
    const { page, signedIn } = c.var
    const status = MODEL_STATUSES.find((one) => one === c.req.query('status')) ?? null
    const asked = Number(c.req.query('page'))
    const at = Number.isInteger(asked) && asked > 0 ? asked : 1
    const { rows, total } = await listModels(ports, signedIn.official, status, at)
    const children = <ModelsPage page={page} rows={rows} total={total} status={status} at={at} placeOf={placeOf} />
    return show(c, { title: m(page, 'title'), section: 'models', children })
  })

  app.get('/console/models/new', workers, (c) => beginning(c, { title: '', text: '', commune: '' }))
  app.post('/console/models/new', workers, formGuard, async (c) => {
    const { title = '', text = '', commune = '' } = await fields(c)
    const form = { title, text, commune }
    const made = await beginModel(ports, c.var.signedIn.official, form)
    if ('refused' in made) return beginning(c, form, made.refused)
    return c.redirect(c.var.page.href(`/console/models/${made.id}`, { done: 'model-desk:write' }), 303)
  })

  app.get('/console/models/:model', workers, async (c) => {
    const { page, signedIn } = c.var
    const opened = await openModel(ports, signedIn.official, c.req.param('model'))
    if (opened === null) return missing(c)
    const mayAnnounce = may(signedIn.official.role, 'write_broadcasts')
    const children = <ModelPage {...{ page, opened, placeOf, mayAnnounce }} token={formToken(c)} />
    return show(c, { title: m(page, 'title'), section: 'models', children })
  })

  app.post('/console/models/:model', workers, formGuard, async (c) => {
    const { page, signedIn } = c.var
    const id = c.req.param('model')
    const form = await fields(c)
    const found = await ports.store.models.get(signedIn.official.scope, id)
    if (found === null) return missing(c)
    const stale = Number(form.version) !== found.line.version
    const outcome = stale ? 'conflict' : await act(c, found.line, form)
    if (outcome === 'missing') return missing(c)
    const said =
      outcome === 'done'
        ? { done: `model-desk:${form.do}` }
        : { failed: outcome === 'conflict' ? 'conflict' : `model-desk:${outcome.refused}` }
    return c.redirect(page.href(`/console/models/${id}`, said), 303)
  })

  async function act(c: C, line: ModelLine, form: Readonly<Record<string, string>>): Promise<ModelDone> {
    const { official } = c.var.signedIn
    const { title = '', text = '', how = '' } = form
    switch (form.do) {
      case 'write':
        return writeModel(ports, official, line, { title, text })
      case 'publish':
        return publishModel(ports, official, line, how)
      case 'withdraw':
        return withdrawModel(ports, official, line)
      default:
        return { refused: 'incomplete' }
    }
  }

  function beginning(c: C, form: ModelForm, refused?: string): Response {
    const { page, signedIn } = c.var
    const children = (
      <NewModelPage
        page={page}
        token={formToken(c)}
        communes={communesIn(ports, signedIn.official.scope)}
        form={form}
        {...(refused === undefined ? {} : { refused })}
      />
    )
    const status = refused === undefined ? 200 : 422
    return show(c, { title: m(page, 'new.title'), section: 'models', status, children })
  }
}
