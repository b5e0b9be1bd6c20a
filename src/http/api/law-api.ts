/** `/api/v1/law` and `/api/v1/screen`: the law as it stands on a day, and a household screened under it. No citizen's data is touched. */
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { vietnamDay } from '../../core/day.ts'
import { type LawOn, RULE_STATES, THEMES } from '../../service/law-pages.ts'
import { figureHistory } from '../../service/law-pages-figures.ts'
import { listProgrammes } from '../../service/law-pages-list.ts'
import type { Ports } from '../../service/ports.ts'
import { screenLine } from '../../service/screen-line.ts'
import { printLaw } from '../../texts/law.ts'
import { body, json } from './answers.ts'
import { day } from './case-shapes.ts'
import { type ApiEnv, guarded, TROUBLES } from './guarded.ts'
import { missing, Problem } from './problem.ts'

const tags = ['law']
const On = z.object({
  on: day.optional().meta({ description: 'The day for which the law is asked; left out: today in Vietnam.' }),
  province: z.string().max(2).optional().meta({ description: 'Two-digit code: its own higher figures count.' }),
})

const ProgrammeShape = z
  .object({
    programme: z.string(),
    theme: z.enum(THEMES),
    name: z.string(),
    rules: z.array(
      z.object({
        rule: z.string(),
        kind: z.enum(['entitlement', 'considered', 'apply']),
        state: z.enum(RULE_STATES),
        confidence: z.enum(['confirmed', 'likely', 'unconfirmed']),
        capped: z.boolean().meta({ description: 'What is not confirmed: a verdict of it is at most "possible".' }),
      }),
    ),
  })
  .meta({ id: 'Programme' })
const Programmes = z
  .object({ on: day, programmes: z.array(ProgrammeShape), content: z.string() })
  .meta({ id: 'ProgrammeList' })

const FigureShape = z
  .object({
    figure: z.string(),
    unit: z.string(),
    value: z.number().nullable().meta({ description: 'Null: not known on that day.' }),
    sources: z.array(z.object({ from: day, value: z.number().nullable(), law: z.string(), confidence: z.string() })),
  })
  .meta({ id: 'Figure' })
const Figures = z.object({ on: day, figures: z.array(FigureShape) }).meta({ id: 'LawFigures' })

const Screened = z
  .object({
    line: z.literal(1),
    verdicts: z.array(
      z.object({
        rule: z.string(),
        programme: z.string(),
        kind: z.string(),
        verdict: z.enum(['eligible', 'possible', 'not_eligible', 'unknown']),
        people: z.int(),
        amount_vnd: z.int().optional(),
        rice_kg: z.number().optional(),
        per: z.string().optional(),
        law: z.array(z.string()),
        why: z.array(z.string()),
      }),
    ),
    highest_only: z.array(z.object({ person: z.int(), rules: z.array(z.string()) })),
    next: z.string().nullable(),
  })
  .meta({ id: 'Screened' })
const Household = z.looseObject({ on: day }).meta({
  id: 'Household',
  description:
    'One household as `npm run screen` reads it. Everything but `on` may be left out and is then unknown, never "no"; unknown keys are refused.',
  example: { on: '2026-11-23', class: 'poor', area: 'rural', people: [{ age: 76, pension_month_vnd: 0 }] },
})

export function lawApi(api: OpenAPIHono<ApiEnv>, ports: Ports): void {
  const { texts, talk } = ports

  api.openapi(
    createRoute({
      ...{ method: 'get', path: '/law/programmes', operationId: 'listProgrammes', tags, ...guarded(ports, 'law:read') },
      summary: 'All programmes with their rules as they stand on a day',
      request: { query: On },
      responses: {
        200: json(Programmes, 'By theme.'),
        ...TROUBLES,
      },
    }),
    (c) => {
      const at = lawOn(c.req.valid('query'))
      return c.json({ on: at.on, content: ports.contentVersion, programmes: programmesOf(at) }, 200)
    },
  )

  api.openapi(
    createRoute({
      ...{ method: 'get', path: '/law/programmes/{programme}', operationId: 'getProgramme', tags },
      ...guarded(ports, 'law:read'),
      summary: 'One programme',
      request: { query: On, params: z.object({ programme: z.string().max(60).meta({ example: 'social-pension' }) }) },
      responses: {
        200: json(ProgrammeShape, 'The programme.'),
        ...TROUBLES,
      },
    }),
    (c) => {
      const { programme } = c.req.valid('param')
      const found = programmesOf(lawOn(c.req.valid('query'))).find((one) => one.programme === programme)
      if (found === undefined) throw missing()
      return c.json(found, 200)
    },
  )

  api.openapi(
    createRoute({
      ...{ method: 'get', path: '/law/figures', operationId: 'listFigures', tags, ...guarded(ports, 'law:read') },
      summary: 'The figures of the law on a day, each with its source',
      request: { query: On },
      responses: {
        200: json(Figures, 'Every figure.'),
        ...TROUBLES,
      },
    }),
    (c) => {
      const at = lawOn(c.req.valid('query'))
      const figures = at.law.parameters.map(({ parameter }) => {
        const { unit, now, rows } = figureHistory(parameter, at)
        const sources = rows.map(({ from, value, source }) => ({
          ...{ from, law: printLaw(source), confidence: source.confidence },
          value: typeof value === 'number' ? value : null,
        }))
        return { figure: parameter, unit, value: now, sources }
      })
      return c.json({ on: at.on, figures }, 200)
    },
  )

  api.openapi(
    createRoute({
      ...{ method: 'post', path: '/screen', operationId: 'screen', tags, ...guarded(ports, 'law:read') },
      summary: 'What one household may be entitled to; nothing is kept',
      request: { body: body(Household) },
      responses: {
        200: json(Screened, 'As a line of `npm run screen`.'),
        ...TROUBLES,
      },
    }),
    async (c) => {
      const answer = screenLine(talk.law, texts, 1, await c.req.text())
      if ('error' in answer) throw new Problem(400, 'household', `${answer.error}.`)
      return c.json(Screened.parse(answer), 200)
    },
  )

  function lawOn({ on = vietnamDay(ports.now()), province }: z.infer<typeof On>): LawOn {
    if (province !== undefined && !talk.law.provinces.has(province))
      throw new Problem(400, 'province', 'province: no such code is in force; it is written "08".')
    return { law: talk.law, on, ...(province === undefined ? {} : { province }) }
  }

  function programmesOf(at: LawOn): z.infer<typeof ProgrammeShape>[] {
    return listProgrammes(at).flatMap(({ theme, programmes }) =>
      programmes.map(({ programme, rules }) => ({
        ...{ programme, theme, name: texts.say('vi', `programmes:${programme}.name`) },
        rules: rules.map(({ rule, kind, state, trust }) => ({
          ...{ rule, kind, state, confidence: trust.worst, capped: trust.capped },
        })),
      })),
    )
  }
}
