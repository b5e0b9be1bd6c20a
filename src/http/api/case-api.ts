/** `/api/v1/cases`: what officials do to cases, done by programs through the same desk and the same table of steps. */
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { CASE_KINDS, CASE_STATUSES, CLOSE_REASONS } from '../../core/case.ts'
import type { CaseAction } from '../../service/case-actions.ts'
import { type ActOutcome, act, type CaseFilter, openCaseFile, openInbox } from '../../service/case-desk.ts'
import { openAtDesk } from '../../service/case-open.ts'
import type { Ports } from '../../service/ports.ts'
import { body, json, next, nextOf, paging } from './answers.ts'
import { CaseDetail, CaseNew, CaseShape, caseOf, detailOf, reportIn } from './case-shapes.ts'
import { type ApiEnv, CHANGE_TROUBLES, guarded, needScope, TROUBLES } from './guarded.ts'
import { OnceHeader, onceOnly } from './once-only.ts'
import { missing, Problem } from './problem.ts'

const tags = ['cases']
const instant = z.iso.datetime({ offset: true })
const Code = z.object({ code: z.string().max(20).meta({ example: '7Q2F' }) })
const IfMatch = z.object({
  'if-match': z
    .string()
    .regex(/^"\d{1,9}"$/, 'must be the ETag of the case as it was read, in its quotes')
    .optional()
    .meta({ description: 'ETag of the case as you read it.', example: '"3"' }),
})

const List = z
  .object({
    cases: z.array(CaseShape),
    next,
  })
  .meta({ id: 'CaseList' })

const Filter = z.object({
  status: z.enum(CASE_STATUSES).optional(),
  kind: z.enum(CASE_KINDS).optional(),
  commune: z.string().max(10).optional(),
  disaster: z.string().max(40).optional(),
  danger: z
    .stringbool({ truthy: ['true'], falsy: ['false'] })
    .optional()
    .meta({ type: 'boolean' }),
  opened_from: instant.optional(),
  opened_to: instant.optional(),
  updated_from: instant.optional(),
  ...paging(50),
})

/** What a program may do to a case; a decision commits money and stays with officials. */
const Step = z
  .strictObject({
    step: z.enum(['seen', 'verify', 'support', 'confirm', 'close', 'reopen']),
    reason: z.enum(CLOSE_REASONS).optional().meta({ description: 'Why it is closed.' }),
    note: z.string().max(2_000).optional(),
    why: z.string().max(2_000).optional().meta({ description: 'Why it is opened again.' }),
  })
  .meta({ id: 'CaseStep', example: { step: 'verify' } })

const Note = z.strictObject({ text: z.string().max(2_000) }).meta({ id: 'CaseNote', example: { text: 'Visited.' } })

export function caseApi(api: OpenAPIHono<ApiEnv>, ports: Ports): void {
  api.openapi(
    createRoute({
      ...{ method: 'get', path: '/cases', operationId: 'listCases', tags, ...guarded(ports, 'cases:read') },
      summary: 'Cases within the communes of the token, the last opened first',
      request: { query: Filter },
      responses: { 200: json(List, 'One page.'), ...TROUBLES },
    }),
    async (c) => {
      const asked = c.req.valid('query')
      const { limit } = asked
      const { rows } = await openInbox(ports, c.var.caller.official.scope, filterOf(asked), { limit, offset: 0 })
      return c.json({ cases: rows.map(caseOf), next: nextOf(rows, limit) }, 200)
    },
  )

  api.openapi(
    createRoute({
      ...{ method: 'get', path: '/cases/{code}', operationId: 'getCase', tags, ...guarded(ports, 'cases:read') },
      summary: 'One case with its story; its version is the ETag',
      request: { params: Code, query: z.object({ include: z.literal('person').optional() }) },
      responses: { 200: json(CaseDetail, 'The case.'), ...TROUBLES },
    }),
    async (c) => {
      const { caller } = c.var
      const { code } = c.req.valid('param')
      const withPerson = c.req.valid('query').include === 'person'
      if (withPerson) needScope(caller, 'people:read')
      const opened = await openCaseFile(ports, caller.official, code)
      if (opened === null) throw missing()
      // First the audit row: when it cannot be written, nobody is shown.
      if (withPerson) await ports.store.audit.append(caller.official.id, 'api_person_shown', { code }, ports.now())
      c.header('ETag', `"${opened.file.line.version}"`)
      return c.json(detailOf(opened.file, withPerson), 200)
    },
  )

  api.openapi(
    createRoute({
      ...{ method: 'post', path: '/cases', operationId: 'openCase', tags, ...guarded(ports, 'cases:write') },
      summary: 'Write down a case for somebody; needs an Idempotency-Key',
      request: { headers: OnceHeader, body: body(CaseNew) },
      responses: { 201: json(CaseDetail, 'The new case.'), ...CHANGE_TROUBLES },
    }),
    async (c) => {
      const { official } = c.var.caller
      const given = c.req.valid('json')
      const made = await onceOnly(c, ports, { kind: 'case', shape: CaseDetail }, async (id) => {
        const commune = given.commune === undefined ? {} : { commune: given.commune }
        const report = { ...reportIn(given), ...commune }
        const outcome = await openAtDesk(ports, official, { report, danger: given.danger, note: given.note, id })
        if ('refused' in outcome) throw refusal(ports, outcome.refused)
        const { detail, tag } = await after(c.var.caller, outcome.code)
        return { body: detail, headers: { Location: `/api/v1/cases/${outcome.code}`, ETag: tag } }
      })
      return c.json(made, 201)
    },
  )

  api.openapi(
    createRoute({
      ...{
        method: 'post',
        path: '/cases/{code}/notes',
        operationId: 'addNote',
        tags,
        ...guarded(ports, 'cases:write'),
      },
      summary: 'Add a note, which officials read and nobody else',
      description: 'With If-Match a note that is sent twice is written once.',
      request: { params: Code, headers: IfMatch, body: body(Note) },
      responses: { 201: json(CaseDetail, 'The case with the note.'), ...CHANGE_TROUBLES },
    }),
    async (c) => {
      const { text } = c.req.valid('json')
      await change(c.var.caller, c.req.valid('param').code, { do: 'note', text }, c.req.valid('header')['if-match'])
      const { detail, tag } = await after(c.var.caller, c.req.valid('param').code)
      c.header('ETag', tag)
      return c.json(detail, 201)
    },
  )

  api.openapi(
    createRoute({
      ...{
        method: 'post',
        path: '/cases/{code}/steps',
        operationId: 'takeStep',
        tags,
        ...guarded(ports, 'cases:write'),
      },
      summary: 'Take a step; the person is told as by an official; needs If-Match',
      request: { params: Code, headers: IfMatch, body: body(Step) },
      responses: { 200: json(CaseDetail, 'The case after the step.'), ...CHANGE_TROUBLES },
    }),
    async (c) => {
      const seen = c.req.valid('header')['if-match']
      if (seen === undefined) throw new Problem(428, 'if_match_needed', 'Send the ETag of the case as "If-Match".')
      await change(c.var.caller, c.req.valid('param').code, actionOf(c.req.valid('json')), seen)
      const { detail, tag } = await after(c.var.caller, c.req.valid('param').code)
      c.header('ETag', tag)
      return c.json(detail, 200)
    },
  )

  type Who = ApiEnv['Variables']['caller']

  async function change({ official }: Who, code: string, action: CaseAction, seen: string | undefined): Promise<void> {
    if (seen !== undefined) {
      // A note only adds, and the desk lets it by; who sends a version means it.
      const opened = await openCaseFile(ports, official, code)
      if (opened === null) throw missing()
      if (`"${opened.file.line.version}"` !== seen) throw stale()
    }
    const version = seen === undefined ? {} : { version: Number(seen.replaceAll('"', '')) }
    const outcome: ActOutcome = await act(ports, official, code, action, version)
    if (outcome === 'missing') throw missing()
    if (outcome === 'conflict') throw stale()
    if (outcome !== 'done') throw refusal(ports, outcome.refused)
  }

  async function after({ official }: Who, code: string) {
    const opened = await openCaseFile(ports, official, code)
    if (opened === null) throw missing()
    return { detail: detailOf(opened.file, false), tag: `"${opened.file.line.version}"` }
  }
}

function filterOf(asked: z.infer<typeof Filter>): CaseFilter {
  const { status, kind, commune, disaster, danger, opened_from, opened_to, updated_from, cursor } = asked
  return {
    ...(status === undefined ? {} : { status: [status] }),
    ...(kind === undefined ? {} : { kind }),
    ...(commune === undefined ? {} : { commune }),
    ...(disaster === undefined ? {} : { disaster }),
    ...(danger === undefined ? {} : { danger }),
    ...(opened_from === undefined ? {} : { openedFrom: Date.parse(opened_from) }),
    ...(opened_to === undefined ? {} : { openedTo: Date.parse(opened_to) }),
    ...(updated_from === undefined ? {} : { updatedFrom: Date.parse(updated_from) }),
    ...(cursor === undefined ? {} : { beforeId: cursor }),
    order: 'opened',
  }
}

function actionOf({ step, reason, note, why = '' }: z.infer<typeof Step>): CaseAction {
  switch (step) {
    case 'close':
      if (reason === undefined) throw new Problem(422, 'bad_reason', 'Closing needs a "reason".')
      return { do: 'close', reason, ...(note === undefined ? {} : { note }) }
    case 'reopen':
      return { do: 'reopen', why }
    default:
      return { do: step }
  }
}

function stale(): Problem {
  return new Problem(412, 'stale', 'The case has changed since you read it; read it again.')
}

/** What is wrong with the request itself; any other refusal is about how things stand. */
const WRONG: ReadonlySet<string> = new Set(['bad_reason', 'too_long', 'empty', 'why_needed', 'no_commune', 'outside'])

/** A refusal of a desk, in its own words. */
function refusal({ texts }: Ports, refused: string): Problem {
  const status = refused === 'not_allowed' ? 403 : WRONG.has(refused) ? 422 : 409
  return new Problem(status, refused, texts.say('en', `desk:refused.${refused}`))
}
