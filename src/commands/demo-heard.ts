/** What officials do with what people tell, ask and offer in the demonstration: answers, "you said, we did", a poll, a pledge, a story. */
import { systemScope } from '../core/official.ts'
import { makeChange } from '../service/changes-made.ts'
import { answerFeedback } from '../service/feedback-desk.ts'
import { type ModelLine, publishModel, writeModel } from '../service/model-desk.ts'
import { type PledgeFile, verifyPledge } from '../service/pledge-desk.ts'
import { introduce, matchPledge } from '../service/pledge-match.ts'
import { askPolls, makePoll } from '../service/polls.ts'
import type { FeedbackLine } from '../store/feedback-store.ts'
import type { Change, FeedbackAnswer, ModelAct, PledgeAct, Poll, Story } from './demo-format.ts'
import { beginOf, caseOf, type Moment, msOf, type Stage, say } from './demo-stage.ts'

const DAY_MS = 86_400_000
const EVERY = { limit: 200, offset: 0 }

/** An official answers what somebody said, by these words of it. */
export function answerMoment(stage: Stage, told: FeedbackAnswer): Moment {
  const { ports, cast, complain } = stage
  const { by, of, text } = told
  const run = async () => {
    const found = await feedbackWith(stage, of)
    if (found === undefined) return complain(`${of}: nobody said so`)
    const outcome = await answerFeedback(ports, cast[by], found.id, { words: text, version: found.version })
    if (outcome !== 'done') complain(`${of}, answered: ${JSON.stringify(outcome)}`)
  }
  return { at: beginOf(told, stage.now), run }
}

/** What was mended because people said so; those who wish to be told are told by the next sweep. */
export function changeMoment(stage: Stage, told: Change): Moment {
  const { ports, cast, complain } = stage
  const { by, of, said, did } = told
  const run = async () => {
    const from = await Promise.all(of.map((words) => feedbackWith(stage, words)))
    const ids = from.flatMap((line) => (line === undefined ? [] : [line.id]))
    const outcome = await makeChange(ports, cast[by], { said, did, programme: '', ids })
    if ('refused' in outcome || outcome.tied < of.length) complain(`${said}: ${JSON.stringify(outcome)}`)
  }
  return { at: beginOf(told, stage.now), run }
}

/** One question to everybody there, asked by the sweep at once; what they answer counts by the real path. */
export function pollMoments(stage: Stage, told: Poll): Moment[] {
  const { ports, work, cast, complain } = stage
  const { question, options, by, open_days, answers } = told
  const begin = beginOf(told, stage.now)
  const ask = async () => {
    const { communes } = cast[by].scope
    const form = { question, options, communes, topic: '', closesAt: begin + open_days * DAY_MS }
    const made = await makePoll(ports, cast[by], form)
    if ('refused' in made) return complain(`${question}: ${made.refused}`)
    if ((await askPolls(ports)) === 0) complain(`${question}: nobody was asked`)
    for (const door of ports.channels.keys()) work.deliver.kick(door)
  }
  return [
    { at: begin, run: ask },
    ...answers.map(
      ({ phone, after, says }): Moment => ({ at: begin + msOf(after), run: () => say(stage, phone, says) }),
    ),
  ]
}

/** Their pledge is looked at, brought to a household, and both meet once both said yes. */
export function pledgeMoments(stage: Stage, begin: number, { name, phone, pledge }: Story): Moment[] {
  const { ports, cast, complain } = stage
  const run = async (step: PledgeAct) => {
    const official = cast[step.by]
    const file = await pledgeOf(stage, phone)
    if (file === null) return complain(`${name}: no pledge was kept`)
    const outcome =
      step.do === 'verify'
        ? await verifyPledge(ports, official, file)
        : step.do === 'match'
          ? await matchPledge(ports, official, file, (await caseOf(stage, step.with)) ?? '')
          : await introduce(ports, official, file, file.matches[0]?.id ?? '')
    if (outcome !== 'done') complain(`${name}, ${step.do}: ${JSON.stringify(outcome)}`)
  }
  return pledge.map((step) => ({ at: begin + msOf(step.after), run: () => run(step) }))
}

/** What they told is written down, and published once the household said yes to the words. */
export function modelMoments(stage: Stage, begin: number, { name, phone, model }: Story): Moment[] {
  const { ports, cast, complain } = stage
  const run = async (step: ModelAct) => {
    const official = cast[step.by]
    const line = await modelOf(stage, phone)
    if (line === null) return complain(`${name}: no story was told`)
    const outcome =
      step.do === 'write'
        ? await writeModel(ports, official, line, step)
        : await publishModel(ports, official, line, step.how)
    if (outcome !== 'done') complain(`${name}, ${step.do}: ${JSON.stringify(outcome)}`)
  }
  return model.map((step) => ({ at: begin + msOf(step.after), run: () => run(step) }))
}

async function pledgeOf({ ports: { store } }: Stage, phone: string): Promise<PledgeFile | null> {
  const { rows } = await store.pledges.list(systemScope(), {}, EVERY)
  const files = await Promise.all(rows.map(({ code }) => store.pledges.get(systemScope(), code)))
  return files.find((file) => file?.contact?.address.value === phone) ?? null
}

async function modelOf({ ports: { store } }: Stage, phone: string): Promise<ModelLine | null> {
  const { rows } = await store.models.list(systemScope(), null, EVERY)
  const files = await Promise.all(rows.map(({ id }) => store.models.get(systemScope(), id)))
  return files.find((file) => file?.contact?.address.value === phone)?.line ?? null
}

/** As the desk finds it: nobody knows whose it is. */
async function feedbackWith({ ports }: Stage, words: string): Promise<FeedbackLine | undefined> {
  const { rows } = await ports.store.feedback.list(systemScope(), {}, { ...EVERY, now: ports.now() })
  return rows.find(({ text }) => text.includes(words))
}
