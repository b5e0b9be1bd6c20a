/** The OpenAPI document: every route is in it, every reference leads somewhere, every example is what its schema takes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { API_SCOPES } from '../../src/core/api.ts'
import { type ApiHouse, openApi } from './api-house.ts'

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[]
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: object }>>
  readonly requestBody?: { readonly required?: boolean }
}
interface Document {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Readonly<Record<string, unknown>>>> }
}

let house: ApiHouse
let document: Document
beforeAll(async () => {
  house = await openApi()
  const answer = await house.call(null, 'GET', '/openapi.json')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  document = answer.body
})
afterAll(() => house.close())

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
  )

test('is OpenAPI 3.1 and open to all', () => {
  expect(document.openapi).toBe('3.1.0')
  expect(operations().length).toBeGreaterThanOrEqual(10)
})

test('holds every route of the router and no other', () => {
  const routed = new Set(
    house.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/v1/'))
      .map(({ method, path }) => `${method} ${path.slice('/api/v1'.length).replace(/:(\w+)/g, '{$1}')}`)
      .filter((route) => route !== 'GET /openapi.json'),
  )
  expect(new Set(operations().map(({ method, path }) => `${method} ${path}`))).toEqual(routed)
})

test('names each operation once, with a summary, its one scope and what may go wrong', () => {
  const ids = operations().map(({ operationId }) => operationId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { operationId, summary, security, responses, requestBody } of operations()) {
    const scopes = security?.flatMap((one) => one.token ?? []) ?? []
    expect([operationId, API_SCOPES.some((scope) => scope === scopes[0]), scopes.length]).toEqual([
      operationId,
      true,
      1,
    ])
    expect(summary.length).toBeGreaterThan(5)
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '401', '403', '404', '429']))
    expect(Object.values(responses).every(({ description, content }) => description && content)).toBe(true)
    if (requestBody !== undefined) expect(requestBody.required).toBe(true)
  }
})

test('refers to nothing that is not there', () => {
  const text = JSON.stringify(document)
  const wanted = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name ?? '')
  expect(wanted.length).toBeGreaterThan(5)
  expect(wanted.filter((name) => !(name in document.components.schemas))).toEqual([])
})

describe('every example', () => {
  test('of a schema is taken by that schema, as JSON Schema reads it', () => {
    const withExample = Object.entries(document.components.schemas).filter(([, schema]) => 'example' in schema)
    expect(withExample.length).toBeGreaterThan(4)
    for (const [name, schema] of withExample) {
      const whole = { ...schema, $defs: document.components.schemas }
      const text = JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/')
      const reads = z.fromJSONSchema(JSON.parse(text))
      expect([name, reads.safeParse(schema.example).error?.issues]).toEqual([name, undefined])
    }
  })

  test('of a body is taken by its route', async () => {
    const token = await house.token()
    const { CaseNew, Household, CaseNote } = document.components.schemas
    const key = { 'Idempotency-Key': 'example' }
    const made = await house.call(token, 'POST', '/cases', { body: CaseNew?.example, headers: key })
    expect(made.status).toBe(201)
    const note = await house.call(token, 'POST', `/cases/${made.body.code}/notes`, { body: CaseNote?.example })
    expect(note.status).toBe(201)
    expect((await house.call(token, 'POST', '/screen', { body: Household?.example })).status).toBe(200)
  })
})

test('answers are what the document says', async () => {
  const token = await house.token()
  await house.desk.addCase({
    report: { crops: [{ kind: 'rice', area_ha: 0.4 }], animals: [{ kind: 'pig', count: 2 }] },
  })
  for (const [path, name] of [
    ['/cases', 'CaseList'],
    ['/figures/cases', 'CaseFigures'],
    ['/figures/feedback', 'FeedbackFigures'],
    ['/broadcasts', 'BroadcastList'],
    ['/feedback', 'FeedbackList'],
    ['/polls', 'PollList'],
    ['/law/programmes', 'ProgrammeList'],
    ['/law/figures', 'LawFigures'],
  ] as const) {
    const text = JSON.stringify({ ...document.components.schemas[name], $defs: document.components.schemas })
    const shape = z.fromJSONSchema(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')))
    const { body } = await house.call(token, 'GET', path)
    expect([path, shape.safeParse(body).error?.issues]).toEqual([path, undefined])
  }
})
