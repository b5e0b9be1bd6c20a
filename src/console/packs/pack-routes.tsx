/** `/console/languages`: packs as they stand, a translator's file in and out, and the mark that a native reader has read one. */
import type { Context, Hono } from 'hono'
import { MOST_UPLOAD_BYTES } from '../../service/broadcast-upload.ts'
import { markPack, type PackOutcome, takeBackPack, takeInPack } from '../../service/pack-desk.ts'
import { PACK_FORMATS, packExport } from '../../service/pack-files.ts'
import { PACK_SHOWN } from '../../service/pack-lines.ts'
import type { Ports } from '../../service/ports.ts'
import { formOf, one } from '../cases/read-report.ts'
import { type ConsoleEnv, formGuard, formToken, signedInOnly } from '../guard.ts'
import { missing, show } from '../show.tsx'
import { PackPage, type PackTrouble } from './pack-page.tsx'
import { LANGUAGES_HOME, l, PacksPage } from './packs-page.tsx'

type C = Context<ConsoleEnv>
const LONGEST_SEARCH = 100
const FILES = { csv: 'csv', xliff: 'xlf', xliff2: 'xlf' } as const

export function packPages(app: Hono<ConsoleEnv>, ports: Ports): void {
  const staff = signedInOnly('manage_packs')

  app.get(LANGUAGES_HOME, staff, async (c) => {
    await ports.packs.refresh()
    const { page } = c.var
    const children = <PacksPage page={page} states={ports.packs.states()} />
    return show(c, { title: l(page, 'title'), section: 'languages', children })
  })

  app.get(`${LANGUAGES_HOME}/:language`, staff, (c) => onePack(c))

  app.get(`${LANGUAGES_HOME}/:language/:file`, staff, async (c) => {
    await ports.packs.refresh()
    const { language, file } = c.req.param()
    const state = ports.packs.state(language)
    const as = PACK_FORMATS.find((format) => file === `${language}-${format}.${FILES[format]}`)
    if (state === undefined || as === undefined) return missing(c)
    c.header('Cache-Control', 'no-store')
    c.header('Content-Disposition', `attachment; filename="${file}"`)
    const type = as === 'csv' ? 'text/csv' : 'application/xliff+xml'
    return c.body(packExport(state, ports.packs.vi, as), 200, { 'Content-Type': `${type}; charset=utf-8` })
  })

  app.post(`${LANGUAGES_HOME}/:language/:what`, staff, formGuard, async (c) => {
    const { language, what } = c.req.param()
    const sent = await c.req.formData()
    const { official } = c.var.signedIn
    if (what === 'import') {
      const text = await textOf(sent.get('file'))
      if (typeof text !== 'string') return onePack(c, text)
      return answer(c, await takeInPack(ports, official, language, text), 'import')
    }
    const form = formOf(sent)
    const texts = one(form, 'texts')
    if (what === 'review') {
      const mark = {
        reader: one(form, 'reader'),
        readOn: one(form, 'read_on'),
        texts,
        sure: one(form, 'sure') === 'yes',
      }
      return answer(c, await markPack(ports, official, language, mark), 'review', mark)
    }
    if (what === 'take-back') return answer(c, await takeBackPack(ports, official, language, texts), 'take-back')
    return missing(c)
  })

  function answer(
    c: C,
    outcome: PackOutcome<{ readonly done?: true; readonly changed?: boolean }>,
    what: string,
    typed: PackTrouble['typed'] = {},
  ): Response | Promise<Response> {
    if (outcome === 'missing') return missing(c)
    if (outcome === 'conflict') return onePack(c, { why: 'conflict', what, typed })
    if ('refused' in outcome) return onePack(c, { why: outcome.refused, what, typed, faults: outcome.faults ?? [] })
    const done = what === 'import' && outcome.changed === false ? 'unchanged' : what
    return c.redirect(c.var.page.href(`${LANGUAGES_HOME}/${c.req.param('language')}`, { done: `packs:${done}` }), 303)
  }

  async function onePack(c: C, trouble?: PackTrouble): Promise<Response> {
    await ports.packs.refresh()
    const { page } = c.var
    const state = ports.packs.state(c.req.param('language') ?? '')
    if (state === undefined) return missing(c)
    const shown = PACK_SHOWN.find((known) => known === c.req.query('show')) ?? 'all'
    const search = (c.req.query('q') ?? '').trim().slice(0, LONGEST_SEARCH)
    const number = Math.max(1, Math.trunc(Number(c.req.query('page') ?? 1)) || 1)
    const children = (
      <PackPage
        {...{ page, state, shown, search, number, vi: ports.packs.vi, token: formToken(c) }}
        {...(trouble === undefined ? {} : { trouble })}
      />
    )
    const status = trouble === undefined ? 200 : trouble.why === 'conflict' ? 409 : 422
    return show(c, { title: state.name, section: 'languages', children, status })
  }
}

/** The file's words; or why it is none that we read. */
async function textOf(file: FormDataEntryValue | null): Promise<string | PackTrouble> {
  const refused = (why: string): PackTrouble => ({ why, what: 'import' })
  if (!(file instanceof File) || file.size === 0) return refused('no_file')
  if (file.size > MOST_UPLOAD_BYTES) return refused('large')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    return text.includes('\0') ? refused('unreadable') : text
  } catch {
    return refused('unreadable')
  }
}
