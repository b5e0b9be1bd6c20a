/** What `demo/stories.yaml` holds: invented people, what they write and when, and what officials do about it. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { CLOSE_REASONS } from '../core/case.ts'
import { HAZARDS } from '../core/report.ts'

const FILE = 'demo/stories.yaml'
/** Vietnamese numbers never begin with 0 after the country's: nobody can be called by mistake. */
const NOBODY = /^\+840\d{8}$/

const Phone = z.string().regex(NOBODY, 'must be a number that nobody has: +840 and eight digits')
const After = z.string().regex(/^\d+[mhd]$/, 'is minutes, hours or days such as 40m, 5h or 8d')
const begin = { days_ago: z.number().int().min(0).max(60), at: z.string().regex(/^\d{2}:\d{2}$/) }
const Who = z.enum(['officer', 'leader', 'province'])
const step = { after: After, by: Who }
/** Somebody writes, so long after what they answer. */
const Words = z.strictObject({ after: After, says: z.string() })
const WordsOf = Words.extend({ phone: Phone })

const Support = z.strictObject({
  rule: z.string(),
  amountVnd: z.number().int().optional(),
  riceKg: z.number().optional(),
  people: z.number().int().optional(),
})
const Act = z.strictObject({
  ...step,
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
/** `with`: whose case it is brought to. */
const PledgeAct = z.discriminatedUnion('do', [
  z.strictObject({ ...step, do: z.literal('verify') }),
  z.strictObject({ ...step, do: z.literal('match'), with: Phone }),
  z.strictObject({ ...step, do: z.literal('introduce') }),
])
const ModelAct = z.discriminatedUnion('do', [
  z.strictObject({ ...step, do: z.literal('write'), title: z.string(), text: z.string() }),
  z.strictObject({ ...step, do: z.literal('publish'), how: z.string() }),
])
const Story = z.strictObject({
  name: z.string(),
  phone: Phone,
  ...begin,
  says: z.array(z.string()).min(1),
  later: z.array(Words).default([]),
  // biome-ignore lint/suspicious/noThenProperty: the word of the file; no story is ever awaited.
  then: z.array(Act).default([]),
  pledge: z.array(PledgeAct).default([]),
  model: z.array(ModelAct).default([]),
})
const Event = z.strictObject({
  name: z.string(),
  hazard: z.enum(HAZARDS),
  words: z.string(),
  ...begin,
  by: z.enum(['leader', 'province']),
  communes: z.array(z.string()).min(1),
  answers: z.array(WordsOf),
})
const Broadcast = z.strictObject({
  title: z.string(),
  words: z.string(),
  ...begin,
  by: Who,
  /** Left out: it still waits for who approves. */
  approved: z.strictObject({ after: After, by: z.enum(['leader', 'province']) }).optional(),
  replies: z.array(WordsOf),
})
/** `of`: words of the feedback it answers. */
const FeedbackAnswer = z.strictObject({ ...begin, by: Who, of: z.string(), text: z.string() })
const Change = z.strictObject({ ...begin, by: Who, of: z.array(z.string()).min(1), said: z.string(), did: z.string() })
const Poll = z.strictObject({
  question: z.string(),
  options: z.array(z.string()),
  ...begin,
  by: z.enum(['leader', 'province']),
  open_days: z.number().int().min(1).max(30),
  answers: z.array(WordsOf),
})
/** Phones that are off (nothing is reported back), that are no more, and of which nobody knows. */
const Phones = z.strictObject({ off: z.array(Phone), gone: z.array(Phone), unclear: z.array(Phone) })

const File = z.strictObject({
  phones: Phones,
  events: z.array(Event),
  broadcasts: z.array(Broadcast),
  feedback_answers: z.array(FeedbackAnswer),
  changes: z.array(Change),
  polls: z.array(Poll),
  stories: z.array(Story),
})
export type Stories = z.infer<typeof File>
export type Who = z.infer<typeof Who>
export type Begin = Pick<Story, 'days_ago' | 'at'>
export type Event = z.infer<typeof Event>
export type Broadcast = z.infer<typeof Broadcast>
export type FeedbackAnswer = z.infer<typeof FeedbackAnswer>
export type Change = z.infer<typeof Change>
export type Poll = z.infer<typeof Poll>
export type Story = z.infer<typeof Story>
export type Act = z.infer<typeof Act>
export type PledgeAct = z.infer<typeof PledgeAct>
export type ModelAct = z.infer<typeof ModelAct>
export type Phones = z.infer<typeof Phones>

/** @throws when the file does not hold what it must, with the place in it */
export function readStories(text = readFileSync(FILE, 'utf8')): Stories {
  return File.parse(parse(text))
}
