/** `/api/v1/figures`: how many cases there were, in groups large enough that nobody is to be known by them. */
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { openFigures, SPANS } from '../../service/overview.ts'
import type { Ports } from '../../service/ports.ts'
import { masked, maskedCells, SMALLEST } from '../../service/small-cells.ts'
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

export function figuresApi(api: OpenAPIHono<ApiEnv>, ports: Ports): void {
  api.openapi(
    createRoute({
      ...{ method: 'get', path: '/figures/cases', operationId: 'caseFigures', tags: ['figures'] },
      ...guarded(ports, 'figures:read'),
      summary: 'Cases by day, kind of damage and commune, and the time to the first look',
      request: { query: z.object({ days: Days.default('30') }) },
      responses: {
        200: { description: 'Aggregates only.', content: { 'application/json': { schema: CaseFigures } } },
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
}

function told(lines: readonly { readonly count: number }[]): readonly (number | null)[] {
  return maskedCells(lines.map(({ count: many }) => many))
}

function minutes(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 60_000)
}
