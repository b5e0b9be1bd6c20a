/** `/console/templates`: messages that Zalo approved beforehand, registered by leaders for their own office and by administrators for all. */
import type { Context, Hono } from 'hono'
import { gapsIn, type ZaloTemplate } from '../../core/zalo-template.ts'
import type { Ports } from '../../service/ports.ts'
import { saveTemplate, type TemplateForm, type TemplateTrouble, templateDesk } from '../../service/template-desk.ts'
import { type Form, formOf, one } from '../cases/read-report.ts'
import { type ConsoleEnv, formGuard, formToken, signedInOnly } from '../guard.ts'
import { missing, show } from '../show.tsx'
import { TemplateFormPage } from './form-page.tsx'
import { TemplateListPage, z } from './list-page.tsx'

type C = Context<ConsoleEnv>

const HOME = '/console/templates'
const EMPTY: TemplateForm = {
  ...{ zaloId: '', name: '', organisation: '', text: '', tag: '1', price: '', status: 'approved', gaps: {} },
}

export function templatePages(app: Hono<ConsoleEnv>, ports: Ports): void {
  const leaders = signedInOnly('manage_organisation')
  app.get(HOME, leaders, async (c) => {
    const { page, signedIn } = c.var
    const desk = await templateDesk(ports, signedIn.official)
    return show(c, { title: z(page, 'title'), section: 'staff', children: <TemplateListPage {...{ page, desk }} /> })
  })
  app.get(`${HOME}/new`, leaders, (c) => form(c, null, EMPTY))
  app.post(`${HOME}/new`, leaders, formGuard, (c) => save(c, null))
  app.get(`${HOME}/:id`, leaders, async (c) => {
    const found = await templateOf(c)
    return found === undefined ? missing(c) : form(c, found, typedOf(found))
  })
  app.post(`${HOME}/:id`, leaders, formGuard, async (c) => {
    const found = await templateOf(c)
    return found === undefined ? missing(c) : save(c, found)
  })

  async function templateOf(c: C): Promise<ZaloTemplate | undefined> {
    const { templates } = await templateDesk(ports, c.var.signedIn.official)
    return templates.find(({ id }) => id === c.req.param('id'))
  }

  async function form(
    c: C,
    template: ZaloTemplate | null,
    typed: TemplateForm,
    trouble?: TemplateTrouble,
  ): Promise<Response> {
    const { page, signedIn } = c.var
    const desk = await templateDesk(ports, signedIn.official)
    const title = z(page, template === null ? 'new' : 'edit')
    const action = page.href(template === null ? `${HOME}/new` : `${HOME}/${template.id}`)
    const children = (
      <TemplateFormPage
        {...{ page, title, action, typed, desk, token: formToken(c), version: template?.version ?? 0 }}
        {...(trouble === undefined ? {} : { trouble })}
      />
    )
    const status = trouble === undefined ? 200 : trouble === 'conflict' ? 409 : 422
    return show(c, { title, section: 'staff', status, children })
  }

  async function save(c: C, template: ZaloTemplate | null): Promise<Response> {
    const sent = formOf(await c.req.formData())
    const typed = typedIn(sent)
    const version = Number(one(sent, 'version')) || 0
    const outcome = await saveTemplate(ports, c.var.signedIn.official, template?.id ?? null, version, typed)
    if (outcome === 'missing') return missing(c)
    if (outcome === 'done') return c.redirect(c.var.page.href(HOME, { done: 'templates:saved' }), 303)
    return form(c, template, typed, outcome.trouble)
  }
}

function typedIn(sent: Form): TemplateForm {
  const text = one(sent, 'text')
  const gaps = gapsIn(text).map((name) => [
    name,
    { holds: one(sent, `holds_${name}`), most: one(sent, `most_${name}`) },
  ])
  return {
    ...{ zaloId: one(sent, 'zalo_id'), name: one(sent, 'name'), organisation: one(sent, 'organisation'), text },
    ...{ tag: one(sent, 'tag'), price: one(sent, 'price'), status: one(sent, 'status') },
    gaps: Object.fromEntries(gaps),
  }
}

function typedOf(template: ZaloTemplate): TemplateForm {
  const { zaloId, name, organisation, text, params, tag, priceVnd, status } = template
  const gaps = params.map(({ name: gap, holds, most }) => [gap, { holds, most: String(most) }])
  return {
    ...{ zaloId, name, organisation: organisation ?? '', text, tag: String(tag), status },
    ...{ price: priceVnd === null ? '' : String(priceVnd), gaps: Object.fromEntries(gaps) },
  }
}
