/** `/api/v1/feedback` and `/api/v1/polls`: what people say and answer, so coarse that nobody is known by it; words only where that was allowed. */
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { FEEDBACK_KINDS, SUBJECTS } from '../../core/feedback.ts'
import { feedbackAfter, type SharedFeedback } from '../../service/feedback-desk.ts'
import { mondayAt } from '../../service/figures.ts'
import { listPolls, type OpenedPoll, openPoll, type Poll } from '../../service/polls.ts'
import type { Ports } from '../../service/ports.ts'
import { masked, SMALLEST } from '../../service/small-cells.ts'
import { json, next, nextOf, paging } from './answers.ts'
import { day } from './case-shapes.ts'
import { type ApiEnv, guarded, needScope, TROUBLES } from './guarded.ts'
import { missing } from './problem.ts'

const tags = ['feedback']
const READS = 'feedback:read'
const STATES = ['new', 'seen', 'answered'] as const
const few = z
  .int()
  .nullable()
  .meta({ description: `Null: fewer than ${SMALLEST}, or withheld to protect those.` })
const share = z.number().min(0).max(1).nullable()
const instant = z.iso.datetime({ offset: true })

const Feedback = z
  .object({
    id: z.string().meta({ description: 'Drawn by chance: it tells neither who spoke nor when.' }),
    week_of: day.meta({ description: 'Monday of the week in which it was told; nothing finer is given.' }),
    kind: z.enum(FEEDBACK_KINDS).nullable(),
    status: z.enum(STATES),
    rating: z.int().min(1).max(5).nullable(),
    programme: z.string().nullable(),
    commune: z.string().nullable(),
    province: z.string().nullable(),
    answered: z.boolean(),
    led_to_change: z.boolean(),
    words: z
      .string()
      .optional()
      .meta({ description: 'Only with `include=words` and people:read: as it was told, without long numbers.' }),
  })
  .meta({ id: 'Feedback' })
const FeedbackList = z.object({ feedback: z.array(Feedback), next }).meta({ id: 'FeedbackList' })

const PollShape = z
  .object({
    id: z.string(),
    question: z.string(),
    options: z.array(z.string()).nullable().meta({ description: 'Null: ratings from 1 to 5.' }),
    communes: z.array(z.string()),
    topic: z.enum(SUBJECTS).nullable(),
    asked_at: instant,
    closes_at: instant,
  })
  .meta({ id: 'Poll' })
const PollList = z.object({ polls: z.array(PollShape), next }).meta({ id: 'PollList' })
const PollResult = PollShape.extend({
  asked: few,
  answered: few,
  results: z.array(
    z.object({
      answer: z.int().meta({ description: '1 is the first.' }),
      count: few,
      share: share.meta({ description: 'Of those who answered.' }),
      from: share.meta({ description: "Wilson's 95 % interval for the share among all who were asked." }),
      to: share,
    }),
  ),
}).meta({ id: 'PollResult' })

export function feedbackApi(api: OpenAPIHono<ApiEnv>, ports: Ports): void {
  api.openapi(
    createRoute({
      ...{ method: 'get', path: '/feedback', operationId: 'listFeedback', tags, ...guarded(ports, READS) },
      summary: 'What people say of the work done, the newest first; nobody is named',
      request: {
        query: z.object({
          ...paging(50),
          kind: z.enum(FEEDBACK_KINDS).optional(),
          status: z.enum(STATES).optional(),
          programme: z.string().max(60).optional(),
          commune: z.string().max(10).optional(),
          rating: z.coerce.number().int().min(1).max(5).optional(),
          include: z.literal('words').optional().meta({ description: 'Needs people:read; stands in the audit log.' }),
        }),
      },
      responses: { 200: json(FeedbackList, 'One page.'), ...TROUBLES },
    }),
    async (c) => {
      const { cursor, limit, include, ...filter } = c.req.valid('query')
      const words = include === 'words'
      if (words) needScope(c.var.caller, 'people:read')
      const after = cursor === undefined ? {} : { after: Number(cursor) || 0 }
      const asked = JSON.parse(JSON.stringify({ ...filter, ...after }))
      const found = await feedbackAfter(ports, c.var.caller.official, asked, { limit, words })
      const feedback = found.rows.map((one) => feedbackOf(one, words))
      return c.json({ feedback, next: found.next === null ? null : String(found.next) }, 200)
    },
  )

  api.openapi(
    createRoute({
      ...{ method: 'get', path: '/polls', operationId: 'listPolls', tags, ...guarded(ports, READS) },
      summary: 'Questions put to people, all of whose communes are those of the token, the newest first',
      request: { query: z.object(paging(50)) },
      responses: { 200: json(PollList, 'One page.'), ...TROUBLES },
    }),
    async (c) => {
      const { cursor, limit } = c.req.valid('query')
      const polls = await listPolls(ports, c.var.caller.official, { after: cursor, limit })
      return c.json({ polls: polls.map(pollOf), next: nextOf(polls, limit) }, 200)
    },
  )

  api.openapi(
    createRoute({
      ...{ method: 'get', path: '/polls/{poll}', operationId: 'getPoll', tags, ...guarded(ports, READS) },
      summary: 'One question with its results, and how sure they are',
      request: { params: z.object({ poll: z.string().max(60) }) },
      responses: { 200: json(PollResult, 'Aggregates only.'), ...TROUBLES },
    }),
    async (c) => {
      const opened = await openPoll(ports, c.var.caller.official, c.req.valid('param').poll)
      if (opened === null) throw missing()
      return c.json(resultOf(opened), 200)
    },
  )
}

function feedbackOf({ line, words: text }: SharedFeedback, words: boolean): z.infer<typeof Feedback> {
  const { id, at, kind, status, rating, programme, commune, province, answeredAt, changeId } = line
  return {
    ...{ id: String(id), week_of: mondayAt(at), kind, rating, programme, commune, province },
    ...{ status: status === 'draft' ? 'new' : status, answered: answeredAt !== null, led_to_change: changeId !== null },
    ...(words ? { words: text } : {}),
  }
}

function pollOf({ id, question, options, communes, topic, at, closesAt }: Poll): z.infer<typeof PollShape> {
  const times = { asked_at: new Date(at).toISOString(), closes_at: new Date(closesAt).toISOString() }
  return { id, question, options: options === null ? null : [...options], communes: [...communes], topic, ...times }
}

function resultOf({ poll, lines }: OpenedPoll): z.infer<typeof PollResult> {
  return {
    ...pollOf(poll),
    asked: masked(poll.asked),
    answered: masked(poll.answered),
    results: lines.map(({ answer, count, share: part, from, to }) => ({ answer, count, share: part, from, to })),
  }
}
