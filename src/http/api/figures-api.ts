/** `/api/v1/figures`: how many cases and opinions there were, in groups large enough that nobody is to be known by them. */
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { FEEDBACK_KINDS } from '../../core/feedback.ts'
import { feedbackFigures } from '../../service/feedback-desk.ts'
import { ratingFigures, WEEKS } from '../../service/figures.ts'
import { openFigures, SPANS } from '../../service/overview.ts'
import type { Ports } from '../../service/ports.ts'
import { masked, maskedCells, SMALLEST } from '../../service/small-cells.ts'
import { json } from './answers.ts'
import { day } from './case-shapes.ts'
import { type ApiEnv, guarded, TROUBLES } from './guarded.ts'

const count = z
  .int()
  .nullable()
  .meta({ description: `Null: fewer than ${SMALLEST}, or withheld to protect those.` })
const Days = z.enum(['7', '30', '90'])

const CaseFigures = z
  .object({
    days: z.int(),
    by_day: z.array(z.object({ day, count })),
    by_hazard: z.array(z.object({ hazard: z.string(), count })),
    by_commune: z.array(z.object({ commune: z.string(), count })),
    first_look: z.object({
      cases: count,
      median_minutes: z.int().nullable(),
      ninetieth_minutes: z.int().nullable(),
    }),
  })
  .meta({ id: 'CaseFigures' })

const FeedbackFigures = z
  .object({
    by_kind: z.array(z.object({ kind: z.enum(FEEDBACK_KINDS).nullable(), count, mean: z.number().nullable() })),
    by_week: z.array(
      z.object({
        monday: day,
        count,
        rated: count,
        mean: z.number().nullable().meta({ description: 'Of ratings from 1 to 5; null: too few to say.' }),
      }),
    ),
  })
  .meta({ id: 'FeedbackFigures' })

export function figuresApi(api: OpenAPIHono<ApiEnv>, ports: Ports): void {
  api.openapi(
    createRoute({
      ...{ method: 'get', path: '/figures/cases', operationId: 'caseFigures', tags: ['figures'] },
      ...guarded(ports, 'figures:read'),
      summary: 'Cases by day, kind of damage and commune, and the time to the first look',
      request: { query: z.object({ days: Days.default('30') }) },
      responses: {
        200: json(CaseFigures, 'Aggregates only.'),
        ...TROUBLES,
      },
    }),
    async (c) => {
      const asked = Number(c.req.valid('query').days)
      const span = SPANS.find((one) => one === asked) ?? 30
      const { days, byDay, byHazard, byCommune, response } = await openFigures(ports, c.var.caller.official, span)
      const perDay = told(byDay)
      const perHazard = told(byHazard)
      const perCommune = told(byCommune)
      const seen = masked(response.seen)
      return c.json(
        {
          days,
          by_day: byDay.map((line, i) => ({ day: line.day, count: perDay[i] ?? null })),
          by_hazard: byHazard.map(({ key }, i) => ({ hazard: key, count: perHazard[i] ?? null })),
          by_commune: byCommune.map(({ key }, i) => ({ commune: key, count: perCommune[i] ?? null })),
          first_look: {
            cases: seen,
            median_minutes: seen === null ? null : minutes(response.median),
            ninetieth_minutes: seen === null ? null : minutes(response.ninetieth),
          },
        },
        200,
      )
    },
  )

  api.openapi(
    createRoute({
      ...{ method: 'get', path: '/figures/feedback', operationId: 'feedbackFigures', tags: ['figures'] },
      ...guarded(ports, 'feedback:read'),
      summary: 'What people say: how much of each kind in three months, and by week, and how they rate',
      request: { query: z.object({ weeks: z.enum(['4', '12', '26']).default('12') }) },
      responses: { 200: json(FeedbackFigures, 'Aggregates only.'), ...TROUBLES },
    }),
    async (c) => {
      const asked = Number(c.req.valid('query').weeks)
      const kinds = await feedbackFigures(ports, c.var.caller.official)
      const weeks = await ratingFigures(ports, c.var.caller.official, WEEKS.find((one) => one === asked) ?? 12)
      return c.json(
        {
          by_kind: kinds.map(({ kind, count: all, mean }) => ({ kind, count: all, mean: tenth(mean) })),
          by_week: weeks.map((week) => ({ ...week, mean: tenth(week.mean) })),
        },
        200,
      )
    },
  )
}

function told(lines: readonly { readonly count: number }[]): readonly (number | null)[] {
  return maskedCells(lines.map(({ count: many }) => many))
}

function tenth(mean: number | null): number | null {
  return mean === null ? null : Math.round(mean * 10) / 10
}

function minutes(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 60_000)
}
