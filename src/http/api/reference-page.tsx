/** `/console/api/reference`: what programs of other agencies may ask, read from the OpenAPI document itself; open to all, as the document is. */
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Hono } from 'hono'
import { frameOf } from '../../console/frame.ts'
import type { ConsoleEnv } from '../../console/guard.ts'
import { documentOf } from '../../console/layout.tsx'
import type { Page } from '../../console/page.ts'
import { ABOUT, API } from './api-routes.ts'
import type { ApiEnv } from './guarded.ts'
import { type Described, describe, type Field } from './reference.ts'

const t = (page: Page, key: string) => page.say({ key: `api:reference.${key}` })

export function referencePage(app: Hono<ConsoleEnv>, api: OpenAPIHono<ApiEnv>): void {
  let described: readonly Described[] | undefined
  app.get('/console/api/reference', (c) => {
    const { page, version } = c.var
    described ??= describe(JSON.parse(JSON.stringify(api.getOpenAPI31Document(ABOUT))))
    const children = <ReferencePage page={page} operations={described} />
    c.header('Cache-Control', 'private, no-cache')
    return c.html(documentOf({ page, title: t(page, 'title'), version, frame: frameOf(c), children }))
  })
}

function ReferencePage({ page, operations }: { readonly page: Page; readonly operations: readonly Described[] }) {
  const tags = [...new Set(operations.map(({ tag }) => tag))]
  return (
    <>
      <h1>{t(page, 'title')}</h1>
      <p class="lead">{t(page, 'lead')}</p>
      <p>
        <a href={`${API}/openapi.json`}>{`${API}/openapi.json`}</a>
      </p>
      {tags.map((tag) => (
        <section aria-labelledby={tag}>
          <h2 id={tag} lang="en">
            {tag}
          </h2>
          {operations
            .filter((one) => one.tag === tag)
            .map((one) => (
              <OperationPart page={page} operation={one} />
            ))}
        </section>
      ))}
    </>
  )
}

function OperationPart({ page, operation }: { readonly page: Page; readonly operation: Described }) {
  const { id, method, path, summary, scope, parameters, body, answer, troubles, example } = operation
  return (
    <article class="card" id={id} data-operation={id}>
      <h3>
        <code>
          {method} {path}
        </code>
      </h3>
      <p lang="en">{summary}</p>
      <p class="marks">
        <span class="mark kind">{scope}</span>
      </p>
      <Fields
        page={page}
        title={t(page, 'parameters')}
        fields={parameters.map((one) => ({ ...one, about: inPlace(one) }))}
      />
      <Fields page={page} title={t(page, 'body')} fields={body} />
      <Fields page={page} title={t(page, 'answer')} fields={answer} />
      <details>
        <summary>{t(page, 'example')}</summary>
        <section class="scroll" tabindex={0} aria-label={`${t(page, 'example')} ${id}`}>
          <code>{example}</code>
        </section>
        <p class="soft">
          {t(page, 'troubles')}: {troubles.join(', ')}
        </p>
      </details>
    </article>
  )
}

function Fields(props: { readonly page: Page; readonly title: string; readonly fields: readonly Field[] }) {
  const { page, title, fields } = props
  if (fields.length === 0) return null
  return (
    <details>
      <summary>
        {title} ({fields.length})
      </summary>
      <dl class="facts">
        {fields.map(({ name, type, isNeeded, about }) => (
          <>
            <dt>
              <code>{name}</code>
            </dt>
            <dd lang="en">
              {type}
              {isNeeded && (
                <>
                  {' '}
                  <span class="mark" lang={page.language}>
                    {t(page, 'needed')}
                  </span>
                </>
              )}
              {about !== '' && <div class="soft">{about}</div>}
            </dd>
          </>
        ))}
      </dl>
    </details>
  )
}

function inPlace({ place, about }: Described['parameters'][number]): string {
  return place === 'query' ? about : `In the ${place}. ${about}`
}
