/** `/api/v1/broadcasts`: programs see announcements and draft them. None is ever handed in or approved by a program: that takes officials. */
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { ADDRESS_KINDS } from '../../core/address.ts'
import { BROADCAST_CLASSES, BROADCAST_STATUSES, PAUSED_WHY, pausedFor } from '../../core/broadcast.ts'
import { SUBJECTS } from '../../core/feedback.ts'
import { HOUSEHOLD_CLASSES } from '../../core/household.ts'
import { LANGUAGES } from '../../core/language.ts'
import { LEAD_KINDS } from '../../core/lead.ts'
import { VULNERABLE } from '../../core/report.ts'
import { createBroadcast } from '../../service/broadcast-acts.ts'
import {
  BROADCAST_PAGE,
  type Broadcast,
  type BroadcastProgress,
  listBroadcasts,
  openBroadcast,
} from '../../service/broadcast-desk.ts'
import type { BroadcastForm, Refused } from '../../service/broadcast-form.ts'
import type { Ports } from '../../service/ports.ts'
import { SMALLEST } from '../../service/small-cells.ts'
import { body, json, next, nextOf, paging } from './answers.ts'
import { type ApiEnv, CHANGE_TROUBLES, guarded, TROUBLES } from './guarded.ts'
import { OnceHeader, onceOnly } from './once-only.ts'
import { missing, Problem } from './problem.ts'

const tags = ['broadcasts']
const instant = z.iso.datetime({ offset: true })

const Audience = z
  .strictObject({
    communes: z.array(z.string().max(10)).max(4_000).optional().meta({ description: 'Left out: all of the token.' }),
    topic: z.enum(SUBJECTS).optional(),
    interest: z.enum(LEAD_KINDS).optional(),
    verdict: z.strictObject({ programme: z.string().max(60), may: z.literal(true) }).optional(),
    classes: z.array(z.enum(HOUSEHOLD_CLASSES)).max(10).optional(),
    vulnerable: z.array(z.enum(VULNERABLE)).max(10).optional(),
    language: z.enum(LANGUAGES).optional(),
    kinds: z.array(z.enum(ADDRESS_KINDS)).max(10).optional(),
    disaster: z.string().max(60).optional(),
  })
  .meta({
    id: 'Audience',
    description: 'Every part that is there must hold; of several values in a part one is enough.',
  })

const BroadcastNew = z
  .strictObject({
    title: z.string().max(200),
    class: z.enum(BROADCAST_CLASSES),
    words: z.strictObject({ vi: z.string().max(5_000), en: z.string().max(5_000).optional() }),
    audience: Audience.optional(),
    disaster: z.string().max(60).optional().meta({ description: 'The open event of a `life_safety` message.' }),
    send_at: instant.optional().meta({ description: 'Left out: as soon as it is approved.' }),
    life_hours: z.int().min(1).max(168).optional(),
  })
  .meta({
    id: 'BroadcastNew',
    example: {
      title: 'Lịch phát gạo',
      class: 'service_notice',
      words: { vi: 'Gạo cứu trợ phát tại nhà văn hóa thôn từ 8 giờ sáng thứ Hai.' },
      audience: { classes: ['poor', 'near_poor'] },
    },
  })

const BroadcastShape = z
  .object({
    id: z.string(),
    title: z.string(),
    class: z.enum(BROADCAST_CLASSES),
    status: z.enum(BROADCAST_STATUSES),
    words: z.object({ vi: z.string(), en: z.string().optional() }),
    communes: z.array(z.string()),
    disaster: z.string().nullable(),
    send_at: instant.nullable(),
    created_at: instant,
    started_at: instant.nullable(),
    finished_at: instant.nullable(),
    paused_why: z.enum([...PAUSED_WHY, 'story_gone']).nullable(),
    version: z.int(),
  })
  .meta({ id: 'Broadcast' })

const BroadcastDetail = BroadcastShape.extend({
  progress: z
    .object({ total: z.int(), settled: z.int(), counts: z.record(z.string(), z.int()) })
    .nullable()
    .meta({ description: `Null: not begun, or to fewer than ${SMALLEST} people.` }),
}).meta({ id: 'BroadcastDetail' })

const List = z.object({ broadcasts: z.array(BroadcastShape), total: z.int(), next }).meta({ id: 'BroadcastList' })
const Filter = z.object({
  ...paging(BROADCAST_PAGE),
  status: z.enum(BROADCAST_STATUSES).optional(),
  page: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(1)
    .meta({ description: 'Number of the page, for programs written before there was `cursor`.' }),
})

export function broadcastApi(api: OpenAPIHono<ApiEnv>, ports: Ports): void {
  api.openapi(
    createRoute({
      ...{ method: 'get', path: '/broadcasts', operationId: 'listBroadcasts', tags },
      ...guarded(ports, 'broadcasts:read'),
      summary: 'Announcements that touch the communes of the token, the newest first',
      request: { query: Filter },
      responses: { 200: json(List, 'One page.'), ...TROUBLES },
    }),
    async (c) => {
      const { status, page, cursor, limit } = c.req.valid('query')
      const filter = status === undefined ? {} : { status }
      const at = { limit, offset: (page - 1) * limit, ...(cursor === undefined ? {} : { after: cursor }) }
      const { rows, total } = await listBroadcasts(ports, c.var.caller.official, filter, at)
      return c.json({ broadcasts: rows.map(broadcastOf), total, next: nextOf(rows, limit) }, 200)
    },
  )

  api.openapi(
    createRoute({
      ...{ method: 'get', path: '/broadcasts/{id}', operationId: 'getBroadcast', tags },
      ...guarded(ports, 'broadcasts:read'),
      summary: 'One announcement, and how far it is',
      request: { params: z.object({ id: z.string().max(60) }) },
      responses: { 200: json(BroadcastDetail, 'The announcement.'), ...TROUBLES },
    }),
    async (c) => c.json(await detail(c.var.caller, c.req.valid('param').id), 200),
  )

  api.openapi(
    createRoute({
      ...{ method: 'post', path: '/broadcasts', operationId: 'draftBroadcast', tags },
      ...guarded(ports, 'broadcasts:write'),
      summary: 'Draft an announcement; officials look at it, hand it in and approve it; needs an Idempotency-Key',
      request: { headers: OnceHeader, body: body(BroadcastNew) },
      responses: { 201: json(BroadcastDetail, 'The draft.'), ...CHANGE_TROUBLES },
    }),
    async (c) => {
      const form = formOf(c.req.valid('json'))
      const made = await onceOnly(c, ports, { kind: 'bc', shape: BroadcastDetail }, async (id) => {
        const outcome = await createBroadcast(ports, c.var.caller.official, form, id)
        if (outcome === 'missing') throw missing()
        if (outcome === 'conflict') throw new Problem(409, 'conflict', 'Somebody was faster; please ask again.')
        if ('refused' in outcome) throw refusal(ports, outcome)
        return { body: await detail(c.var.caller, id), headers: { Location: `/api/v1/broadcasts/${id}` } }
      })
      return c.json(made, 201)
    },
  )

  async function detail({ official }: ApiEnv['Variables']['caller'], id: string) {
    const opened = await openBroadcast(ports, official, id)
    if (opened === null) throw missing()
    return { ...broadcastOf(opened.broadcast), progress: progressOf(opened.progress) }
  }
}

function broadcastOf(one: Broadcast): z.infer<typeof BroadcastShape> {
  const { id, title, class: kind, status, words, places, disasterId, version } = one
  return {
    ...{
      id,
      title,
      class: kind,
      status,
      communes: [...places],
      disaster: disasterId,
      paused_why: pausedFor(one),
      version,
    },
    words: words.en === undefined ? { vi: words.vi } : { vi: words.vi, en: words.en },
    send_at: timeOf(one.sendAt),
    created_at: new Date(one.createdAt).toISOString(),
    started_at: timeOf(one.startedAt),
    finished_at: timeOf(one.finishedAt),
  }
}

/** Who is in an audience of two or three may be known by its numbers alone. */
function progressOf({ total, settled, counts }: BroadcastProgress): z.infer<typeof BroadcastDetail>['progress'] {
  return total < SMALLEST ? null : { total, settled, counts: JSON.parse(JSON.stringify(counts)) }
}

function formOf({ audience, disaster, send_at, life_hours, ...same }: z.infer<typeof BroadcastNew>): BroadcastForm {
  const form = { ...same, audience: audience ?? {}, disasterId: disaster ?? null, lifeHours: life_hours }
  const said: BroadcastForm = JSON.parse(JSON.stringify(form))
  return { ...said, sendAt: send_at === undefined ? null : Date.parse(send_at) }
}

/** In the words of the console, where it has some. */
function refusal({ texts }: Ports, { refused, count = 0 }: Refused): Problem {
  const key = `broadcasts:refused.${refused}`
  const words = texts.has('en', key) ? texts.say('en', key, { count }) : `The draft is refused: ${refused}.`
  return new Problem(refused === 'not_allowed' ? 403 : 422, refused, words)
}

function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
