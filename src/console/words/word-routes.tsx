/** `/console/words`: words people send that are not understood, for policy staff. No message and no person is shown. */
import type { Context, Hono } from 'hono'
import type { Ports } from '../../service/ports.ts'
import { decideWord, openWordDesk, type WordForm } from '../../service/unknown-words.ts'
import { type ConsoleEnv, formGuard, formToken, signedInOnly } from '../guard.ts'
import { show } from '../show.tsx'
import { fields } from '../sign-in/sign-in-routes.tsx'
import { WordsPage, w } from './words-page.tsx'

type C = Context<ConsoleEnv>

export function wordPages(app: Hono<ConsoleEnv>, ports: Ports): void {
  const staff = signedInOnly('teach_words')

  app.get('/console/words', staff, (c) => page(c))

  app.post('/console/words', staff, formGuard, async (c) => {
    const { word = '', kind = '', intent = '', text = '' } = await fields(c)
    const form: WordForm = { word, kind, intent, text }
    const { id } = c.var.signedIn.official
    const trouble = await decideWord(ports, id, form)
    if (trouble !== null) return page(c, trouble, form)
    await ports.store.audit.append(id, 'word_decided', { word, kind }, ports.now())
    return c.redirect(c.var.page.href('/console/words', { done: 'words:decided' }), 303)
  })

  app.post('/console/words/reopen', staff, formGuard, async (c) => {
    const { word = '' } = await fields(c)
    const { id } = c.var.signedIn.official
    await ports.store.words.reopen(word)
    await ports.store.audit.append(id, 'word_reopened', { word }, ports.now())
    return c.redirect(c.var.page.href('/console/words', { done: 'words:reopened' }), 303)
  })

  async function page(c: C, trouble?: string, typed?: WordForm): Promise<Response> {
    const { page: at } = c.var
    const desk = await openWordDesk(ports)
    const children = (
      <WordsPage
        page={at}
        desk={desk}
        token={formToken(c)}
        {...(trouble === undefined ? {} : { trouble })}
        {...(typed === undefined ? {} : { typed })}
      />
    )
    const status = trouble === undefined ? 200 : 422
    return show(c, { title: w(at, 'title'), section: 'words', children, status })
  }
}
