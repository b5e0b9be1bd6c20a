/** The invented stories of `demo/stories.yaml`, read and played through the real path: only the wire and the clock are simulated. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { CLOSE_REASONS } from '../core/case.ts'
import { vietnamDay } from '../core/day.ts'
import { newId } from '../core/id.ts'
import { type Official, systemScope } from '../core/official.ts'
import { HAZARDS } from '../core/report.ts'
import { approveBroadcast, createBroadcast, submitBroadcast } from '../service/broadcast-acts.ts'
import { openBroadcast } from '../service/broadcast-desk.ts'
import { announcing } from '../service/broadcast-sweep.ts'
import type { CaseAction } from '../service/case-actions.ts'
import { act } from '../service/case-desk.ts'
import { createEvent, openEvent } from '../service/disasters.ts'
import type { Ports } from '../service/ports.ts'
import type { Work } from '../service/work.ts'

const FILE = 'demo/stories.yaml'
/** Vietnamese numbers never begin with 0 after the country's: nobody can be called by mistake. */
const NOBODY = /^\+840\d{8}$/

const PHONE = z.string().regex(NOBODY, 'must be a number that nobody has: +840 and eight digits')
const AFTER = /^\d+[mh]$/

const Support = z.strictObject({
  rule: z.string(),
  amountVnd: z.number().int().optional(),
  riceKg: z.number().optional(),
  people: z.number().int().optional(),
})
const Act = z.strictObject({
  after: z.string().regex(AFTER, 'is minutes or hours such as 40m or 5h'),
  by: z.enum(['officer', 'leader', 'province']),
  do: z.enum([
    'seen',
    'verify',
    'decide',
    'support',
    'confirm',
    'close',
    'assign_to_me',
    'note',
    'answer',
    'take_over',
  ]),
  text: z.string().optional(),
  note: z.string().optional(),
  reason: z.enum(CLOSE_REASONS).optional(),
  supports: z.array(Support).optional(),
})
const Story = z.strictObject({
  name: z.string(),
  phone: PHONE,
  days_ago: z.number().int().min(0).max(60),
  at: z.string().regex(/^\d{2}:\d{2}$/),
  says: z.array(z.string()).min(1),
  // biome-ignore lint/suspicious/noThenProperty: the word of the file; no story is ever awaited.
  then: z.array(Act),
})
const Event = z.strictObject({
  name: z.string(),
  hazard: z.enum(HAZARDS),
  words: z.string(),
  days_ago: z.number().int().min(0).max(60),
  at: z.string().regex(/^\d{2}:\d{2}$/),
  by: z.enum(['leader', 'province']),
  communes: z.array(z.string()).min(1),
  answers: z.array(z.strictObject({ phone: PHONE, after: z.string().regex(AFTER), says: z.string() })),
})
const Broadcast = z.strictObject({
  title: z.string(),
  words: z.string(),
  days_ago: z.number().int().min(0).max(60),
  at: z.string().regex(/^\d{2}:\d{2}$/),
  by: z.enum(['officer', 'leader', 'province']),
  /** Left out: it still waits for who approves. */
  approved: z.strictObject({ after: z.string().regex(AFTER), by: z.enum(['leader', 'province']) }).optional(),
  replies: z.array(z.strictObject({ phone: PHONE, after: z.string().regex(AFTER), says: z.string() })),
})
const File = z.strictObject({ events: z.array(Event), broadcasts: z.array(Broadcast), stories: z.array(Story) })
export type Stories = z.infer<typeof File>
type Event = z.infer<typeof Event>
type Broadcast = z.infer<typeof Broadcast>
type Story = z.infer<typeof Story>
type Act = z.infer<typeof Act>
export type Cast = Readonly<Record<Act['by'], Official>>

export interface Stage {
  readonly ports: Ports
  readonly work: Work
  /** Everything asks this clock. */
  readonly clock: { now: number }
}

const BETWEEN_MS = 2 * 60_000
/** Each does one step of a broadcast of a few dozen people. */
const MOST_SWEEPS = 8
const JUST_NOW_MS = 20 * 60_000
const UNIT_MS = { m: 60_000, h: 3_600_000 } as const

/** @throws when the file does not hold what it must, with the place in it */
export function readStories(text = readFileSync(FILE, 'utf8')): Stories {
  return File.parse(parse(text))
}

interface Moment {
  readonly at: number
  readonly run: () => Promise<void>
}

/** Plays all of it in the order of time up to now; what a story says of later has not happened yet. Returns what did not go as written. */
export async function playStories(
  stage: Stage,
  { stories, events, broadcasts }: Stories,
  cast: Cast,
  now: number,
): Promise<readonly string[]> {
  const { clock } = stage
  const trouble: string[] = []
  const complain = (what: string) => void trouble.push(what)
  const moments: Moment[] = [
    ...stories.flatMap((story) => momentsOf(stage, story, cast, now, complain)),
    ...events.flatMap((event) => eventMoments(stage, event, cast, now, complain)),
    ...broadcasts.flatMap((one) => broadcastMoments(stage, one, cast, now, complain)),
  ]
  for (const { at, run } of moments.filter((moment) => moment.at <= now).sort((a, b) => a.at - b.at)) {
    clock.now = at
    await run()
    await stage.work.idle()
  }
  clock.now = now
  return trouble
}

function momentsOf(stage: Stage, story: Story, cast: Cast, now: number, complain: (what: string) => void): Moment[] {
  const begin = beginOf(story, now)
  const said = story.says.map(
    (text, i): Moment => ({ at: begin + i * BETWEEN_MS, run: () => say(stage, story.phone, text) }),
  )
  const acted = story.then.map(
    (step): Moment => ({
      at: begin + msOf(step.after),
      run: async () => {
        const code = await caseOf(stage, story.phone)
        if (code === undefined) return complain(`${story.name}: no case was opened by these messages`)
        const outcome = await act(stage.ports, cast[step.by], code, actionOf(step, cast))
        if (outcome !== 'done') complain(`${story.name}, ${step.do} after ${step.after}: ${JSON.stringify(outcome)}`)
      },
    }),
  )
  return [...said, ...acted]
}

/** What would be in the future today happened a moment ago. */
function beginOf({ days_ago, at }: Pick<Story, 'days_ago' | 'at'>, now: number): number {
  const start = Date.parse(`${vietnamDay(now - days_ago * 24 * 3_600_000)}T${at}:00+07:00`)
  return start > now ? now - JUST_NOW_MS : start
}

/** An event is opened, everybody known there is asked by the sweep, and some answer. */
function eventMoments(stage: Stage, event: Event, cast: Cast, now: number, complain: (what: string) => void): Moment[] {
  const begin = beginOf(event, now)
  const { name, hazard, words, communes, by, answers } = event
  const open = async () => {
    const { ports, work } = stage
    const form = { name, hazard, words, communes, startsOn: vietnamDay(begin), endsOn: '', exercise: false }
    const made = await createEvent(ports, cast[by], form)
    const id = typeof made === 'object' && 'done' in made ? made.done : null
    const opened = id === null ? made : await openEvent(ports, cast[by], id, 1)
    if (typeof opened !== 'object' || !('done' in opened)) return complain(`${name}: ${JSON.stringify(opened)}`)
    await work.sweep()
  }
  return [
    { at: begin, run: open },
    ...answers.map(
      ({ phone, after, says }): Moment => ({ at: begin + msOf(after), run: () => say(stage, phone, says) }),
    ),
  ]
}

/** Written and handed in; with an approval it leaves at once to everybody known there by then, and some write back. */
function broadcastMoments(
  stage: Stage,
  told: Broadcast,
  cast: Cast,
  now: number,
  complain: (what: string) => void,
): Moment[] {
  const { ports } = stage
  const { title, words, by, approved, replies } = told
  const begin = beginOf(told, now)
  let id = ''
  const handIn = async () => {
    const form = { title, class: 'service_notice', words: { vi: words }, audience: {} }
    const made = await createBroadcast(ports, cast[by], form)
    if (typeof made === 'string' || 'refused' in made) return complain(`${title}: ${JSON.stringify(made)}`)
    id = made.done
    const handed = await submitBroadcast(ports, cast[by], id, 1)
    if (typeof handed === 'string' || 'refused' in handed) complain(`${title}, handed in: ${JSON.stringify(handed)}`)
  }
  const approve = async (who: Official) => {
    const hash = (await openBroadcast(ports, who, id))?.broadcast.hash ?? ''
    const done = await approveBroadcast(ports, who, id, hash)
    if (typeof done === 'string' || 'refused' in done) return complain(`${title}, approved: ${JSON.stringify(done)}`)
    await leave(stage, id)
    const status = (await openBroadcast(ports, who, id))?.broadcast.status
    if (status !== 'done') complain(`${title}: is ${status} and not done`)
  }
  return [
    { at: begin, run: handIn },
    ...(approved ? [{ at: begin + msOf(approved.after), run: () => approve(cast[approved.by]) }] : []),
    ...replies.map(
      ({ phone, after, says }): Moment => ({ at: begin + msOf(after), run: () => say(stage, phone, says) }),
    ),
  ]
}

/** The sweeps of a server that runs: its people are written down, it begins, it is sent, what became of it is counted. */
async function leave({ ports, work }: Stage, id: string): Promise<void> {
  const broadcasts = announcing(ports)
  for (let sweeps = 0; sweeps < MOST_SWEEPS; sweeps++) {
    await broadcasts.sweep()
    for (const door of ports.channels.keys()) work.deliver.kick(door)
    await work.idle()
    if ((await ports.store.broadcasts.get(systemScope(), id))?.status === 'done') return
  }
}

async function say({ work, clock }: Stage, phone: string, text: string): Promise<void> {
  const message = {
    door: 'simulator' as const,
    address: { kind: 'sms' as const, value: phone },
    externalId: newId('demo', clock.now),
    content: { kind: 'text' as const, text },
    sentAt: clock.now,
  }
  const accepted = await work.accept('simulator', { kind: 'accepted', messages: [message], receipts: [], ignored: [] })
  const [turn] = await Promise.all(accepted.turns)
  if (!turn) throw new Error('The demo could not play a message.')
}

/** The newest case of whoever writes from there. */
async function caseOf({ ports }: Stage, phone: string): Promise<string | undefined> {
  const found = await ports.store.cases.list(
    systemScope(),
    { search: { phone }, order: 'newest' },
    { limit: 1, offset: 0 },
  )
  return found.rows[0]?.code
}

function msOf(after: string): number {
  return Number.parseInt(after, 10) * (after.endsWith('m') ? UNIT_MS.m : UNIT_MS.h)
}

function actionOf(step: Act, cast: Cast): CaseAction {
  const { text = '', note, reason = 'answered', supports = [] } = step
  switch (step.do) {
    case 'assign_to_me':
      return { do: 'assign', to: cast[step.by].id }
    case 'decide':
      return {
        do: 'decide',
        supports: supports.map(({ rule, amountVnd = null, riceKg = null, people = null }) => ({
          ...{ rule, amountVnd, riceKg, people, note: null },
        })),
      }
    case 'close':
      return { do: 'close', reason, ...(note === undefined ? {} : { note }) }
    case 'note':
    case 'answer':
      return { do: step.do, text }
    default:
      return { do: step.do }
  }
}
