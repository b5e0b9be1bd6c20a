/** The invented stories of `demo/stories.yaml` played through the real path: only the wire and the clock are simulated. */
import { vietnamDay } from '../core/day.ts'
import { type Official, systemScope } from '../core/official.ts'
import { approveBroadcast, createBroadcast, submitBroadcast } from '../service/broadcast-acts.ts'
import { openBroadcast } from '../service/broadcast-desk.ts'
import { announcing } from '../service/broadcast-sweep.ts'
import type { CaseAction } from '../service/case-actions.ts'
import { act } from '../service/case-desk.ts'
import { createEvent, openEvent } from '../service/disasters.ts'
import type { Act, Broadcast, Event, Stories, Story } from './demo-format.ts'
import { answerMoment, changeMoment, modelMoments, pledgeMoments, pollMoments } from './demo-heard.ts'
import { beginOf, type Cast, caseOf, type Moment, msOf, type Stage, say } from './demo-stage.ts'

const BETWEEN_MS = 2 * 60_000
const DAY_MS = 86_400_000
/** When what is due is done, each day of the stories: questions, news, reminders. */
const SWEEP_AT = '09:05'
/** Each does one step of a broadcast of a few dozen people. */
const MOST_SWEEPS = 8

/** Plays all of it in the order of time up to now; what a story says of later has not happened yet. */
export async function playStories(stage: Stage, stories: Stories, afterEach: () => Promise<void>): Promise<void> {
  const { clock, now } = stage
  const moments: Moment[] = [
    ...stories.stories.flatMap((story) => momentsOf(stage, story)),
    ...stories.events.flatMap((event) => eventMoments(stage, event)),
    ...stories.broadcasts.flatMap((one) => broadcastMoments(stage, one)),
    ...stories.polls.flatMap((poll) => pollMoments(stage, poll)),
    ...stories.feedback_answers.map((answer) => answerMoment(stage, answer)),
    ...stories.changes.map((change) => changeMoment(stage, change)),
  ]
  const told = [...moments, ...sweeps(stage, Math.min(...moments.map(({ at }) => at)))]
  for (const { at, run } of told.filter((moment) => moment.at <= now).sort((a, b) => a.at - b.at)) {
    clock.now = at
    await run()
    await stage.work.idle()
    await afterEach()
  }
  clock.now = now
}

function sweeps({ work, now }: Stage, from: number): Moment[] {
  const first = Date.parse(`${vietnamDay(from)}T${SWEEP_AT}:00+07:00`)
  const days = Math.max(0, Math.ceil((now - first) / DAY_MS))
  return Array.from({ length: days }, (_, i) => ({ at: first + i * DAY_MS, run: () => work.sweep() }))
}

function momentsOf(stage: Stage, story: Story): Moment[] {
  const { name, phone, says, later, then } = story
  const begin = beginOf(story, stage.now)
  const said = says.map((text, i): Moment => ({ at: begin + i * BETWEEN_MS, run: () => say(stage, phone, text) }))
  const saidLater = later.map(
    ({ after, says: text }): Moment => ({ at: begin + msOf(after), run: () => say(stage, phone, text) }),
  )
  const acted = then.map(
    (step): Moment => ({
      at: begin + msOf(step.after),
      run: async () => {
        const code = await caseOf(stage, phone)
        if (code === undefined) return stage.complain(`${name}: no case was opened by these messages`)
        const outcome = await act(stage.ports, stage.cast[step.by], code, actionOf(step, stage.cast))
        if (outcome !== 'done') stage.complain(`${name}, ${step.do} after ${step.after}: ${JSON.stringify(outcome)}`)
      },
    }),
  )
  return [...said, ...saidLater, ...acted, ...pledgeMoments(stage, begin, story), ...modelMoments(stage, begin, story)]
}

/** An event is opened, everybody known there is asked by the sweep, and some answer. */
function eventMoments(stage: Stage, event: Event): Moment[] {
  const begin = beginOf(event, stage.now)
  const { name, hazard, words, communes, by, answers } = event
  const open = async () => {
    const { ports, work, cast, complain } = stage
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
function broadcastMoments(stage: Stage, told: Broadcast): Moment[] {
  const { ports, cast, complain } = stage
  const { title, words, by, approved, replies } = told
  const begin = beginOf(told, stage.now)
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
  for (let swept = 0; swept < MOST_SWEEPS; swept++) {
    await broadcasts.sweep()
    for (const door of ports.channels.keys()) work.deliver.kick(door)
    await work.idle()
    if ((await ports.store.broadcasts.get(systemScope(), id))?.status === 'done') return
  }
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
