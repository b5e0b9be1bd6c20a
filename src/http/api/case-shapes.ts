/** How a case looks from outside: ids, codes, statuses, counts. Nothing that a person wrote or is called by, but where it is asked for. */
import { z } from 'zod'
import { CASE_KINDS, CASE_STATUSES, CLOSE_REASONS } from '../../core/case.ts'
import { isDay } from '../../core/day.ts'
import { CROPS } from '../../core/household.ts'
import { ANIMALS, HAZARDS, REPORTED_HOUSES, type Report, SUPPLIES, VULNERABLE } from '../../core/report.ts'
import type { CaseFile, CaseLine } from '../../service/case-desk.ts'
import { toldStep } from '../../service/told-step.ts'

const MOST_PEOPLE = 60
const instant = z.iso.datetime({ offset: true }).meta({ example: '2026-11-23T03:00:00.000Z' })
const count = z.int().min(0).max(MOST_PEOPLE)
export const day = z
  .string()
  .refine(isDay, 'must be a day that exists, written "2026-11-23"')
  .meta({ format: 'date', example: '2026-11-23' })

const ReportShape = z
  .strictObject({
    hazard: z.enum(HAZARDS),
    happened_on: day,
    people: count,
    hurt: count,
    missing: count,
    dead: count,
    vulnerable: z.array(z.enum(VULNERABLE)).max(VULNERABLE.length),
    house: z.enum(REPORTED_HOUSES),
    nowhere_to_live: z.boolean(),
    food: z.enum(SUPPLIES),
    water: z.enum(SUPPLIES),
    crops: z
      .array(
        z.strictObject({
          kind: z.enum(CROPS).optional(),
          area_ha: z.number().min(0).max(100_000).optional(),
          lost_percent: z.number().min(0).max(100).optional(),
          days_since_sowing: z.int().min(0).max(10_000).optional(),
        }),
      )
      .max(6),
    animals: z.array(z.strictObject({ kind: z.enum(ANIMALS), count: z.int().min(0).max(1_000_000).optional() })).max(6),
  })
  .partial()
  .meta({
    id: 'Report',
    description: 'What was told of the damage. What is left out was not said; it is never "no".',
    example: { hazard: 'storm', house: 'collapsed', people: 5, hurt: 1, food: 'none' },
  })

export const CaseShape = z
  .object({
    code: z.string().meta({ example: '7Q2F' }),
    kind: z.enum(CASE_KINDS),
    status: z.enum(CASE_STATUSES),
    closed_reason: z.enum(CLOSE_REASONS).nullable(),
    danger: z.boolean(),
    score: z.int(),
    commune: z.string().nullable(),
    province: z.string().nullable(),
    disaster: z.string().nullable(),
    merged_into: z.string().nullable(),
    opened_at: instant,
    seen_at: instant.nullable(),
    due_at: instant.nullable(),
    updated_at: instant,
    version: z.int(),
    report: ReportShape,
  })
  .meta({ id: 'Case' })

export const CaseDetail = CaseShape.extend({
  entries: z.array(
    z.object({
      at: instant,
      kind: z.string(),
      from: z.enum(CASE_STATUSES).optional(),
      to: z.enum(CASE_STATUSES).optional(),
      reason: z.enum(CLOSE_REASONS).optional(),
    }),
  ),
  supports: z.array(
    z.object({
      rule: z.string(),
      status: z.enum(['proposed', 'decided', 'given', 'refused']),
      amount_vnd: z.int().nullable(),
      rice_kg: z.number().nullable(),
      people: z.int().nullable(),
    }),
  ),
  person: z
    .object({ name: z.string().nullable(), phone: z.string().nullable(), village: z.string().nullable() })
    .optional()
    .meta({ description: 'Only with `include=person` and the scope `people:read`; each look is in the audit log.' }),
}).meta({ id: 'CaseDetail' })

export const CaseNew = z
  .strictObject({
    commune: z.string().optional().meta({ description: 'May be left out where the token is for one commune.' }),
    danger: z.boolean().default(false),
    report: ReportShape,
    name: z.string().trim().min(1).max(100).optional().meta({ description: 'Head of the household.' }),
    village: z.string().trim().min(1).max(100).optional(),
    note: z.string().max(2_000).default(''),
  })
  .meta({
    id: 'CaseNew',
    example: { commune: '03013', danger: true, report: { hazard: 'storm', house: 'collapsed', people: 5 } },
  })

/** A line as it is told. */
export function caseOf(line: CaseLine): z.infer<typeof CaseShape> {
  const { code, kind, status, closedReason, danger, score, commune, province, disasterId, mergedInto, version } = line
  return {
    ...{ code, kind, status, closed_reason: closedReason, danger, score, commune, province },
    ...{ disaster: disasterId, merged_into: mergedInto },
    opened_at: timeOf(line.openedAt),
    seen_at: line.seenAt === null ? null : timeOf(line.seenAt),
    due_at: line.dueAt === null ? null : timeOf(line.dueAt),
    updated_at: timeOf(line.updatedAt),
    version,
    report: reportOf(line.report),
  }
}

/** One case with its story. `withPerson`: also who it is. */
export function detailOf(
  { line, entries, supports, contact }: CaseFile,
  withPerson: boolean,
): z.infer<typeof CaseDetail> {
  return {
    ...caseOf(line),
    entries: entries.map(({ at, kind, data }) => ({ at: timeOf(at), kind, ...toldStep(data) })),
    supports: supports.map(({ rule, status, amountVnd, riceKg, people }) => ({
      ...{ rule, status, people, amount_vnd: amountVnd, rice_kg: riceKg },
    })),
    ...(withPerson
      ? {
          person: {
            name: line.report.name ?? contact?.name ?? null,
            phone: contact?.address.kind === 'sms' ? contact.address.value : null,
            village: line.report.village ?? null,
          },
        }
      : {}),
  }
}

/** The report as the desk keeps it, of what a program sent. */
export function reportIn({ report, name, village }: z.infer<typeof CaseNew>): Report {
  const { happened_on: happenedOn, nowhere_to_live: nowhereToLive, ...same } = report
  const all = { ...same, happenedOn, nowhereToLive, name, village }
  // What was left out must not stand as undefined.
  const said: Report = JSON.parse(JSON.stringify(all))
  return said
}

function reportOf(report: Report): z.infer<typeof ReportShape> {
  const { hazard, happenedOn, people, hurt, missing, dead, vulnerable, house, nowhereToLive, food, water } = report
  const crops = report.crops?.map(({ kind, area_ha, lost_percent, days_since_sowing }) => ({
    ...{ kind, area_ha, lost_percent, days_since_sowing },
  }))
  const all = {
    ...{ hazard, happened_on: happenedOn, people, hurt, missing, dead, vulnerable, house },
    ...{ nowhere_to_live: nowhereToLive, food, water, crops, animals: report.animals },
  }
  return JSON.parse(JSON.stringify(all))
}

function timeOf(at: number): string {
  return new Date(at).toISOString()
}
