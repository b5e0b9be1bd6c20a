/** What a flow file may say: a closed set of step kinds, no expressions. Texts stand in `locales/<lang>/<flow>.json`. */
import { z } from 'zod'
import { SUBJECTS } from '../core/feedback.ts'
import { LEAD_KINDS } from '../core/lead.ts'
import { OFFER_KINDS } from '../core/offer.ts'

/** Flow and step ids: text keys are made of them, so no dot, colon or space; `_one` and `_other` belong to plurals. */
const FlowId = z.string().regex(/^[a-z][a-z0-9-]*$/, 'a flow id is lower case letters, digits and hyphens')
const StepId = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, 'a step id is lower case letters, digits and _')
  .refine((id) => !/_(zero|one|two|few|many|other)$/.test(id), 'a step id may not end like a plural form')
const Next = z.union([StepId, z.literal('end')]).describe('The step that follows, or end')

/** Which programmes a step is about: a list, `hinted` (the next one the person asked about) or `all`. */
const Programmes = z.union([z.literal('hinted'), z.literal('all'), z.array(z.string()).min(1)])

/** One choice: the next step, or the next step and the programmes to look at. */
const Choice = z.union([Next, z.strictObject({ next: Next, programmes: z.array(z.string()).min(1).optional() })])

const ASK_TYPES = ['choice', 'choices', 'yesno', 'number', 'money', 'date', 'age', 'place', 'text', 'told'] as const
/** Parts of a report of damage; `story`, `more` and `after` are heard in the person's own words. */
export const TOPICS = [
  'story',
  'more',
  'after',
  'name',
  'harm',
  'people',
  'place',
  'village',
  'house',
  'stay',
  'supplies',
  'household',
  'class',
  'losses',
  'sown',
  'when',
] as const
/** What a `show` step can show. */
export const SHOWS = [
  'loan_choices',
  'loan_missed',
  'loan_terms',
  'loan_schedule',
  'loan_steps',
  'loan_words',
  'training_schemes',
  'report_rights',
  'case_status',
] as const
export const REPORTS = ['danger', 'hardship'] as const
export const RECORDS = [
  'hardship_reported',
  'opted_out',
  'opted_in',
  'language_chosen',
  'another_person',
  'loan_wish',
  'loan_withdrawn',
  'wants_training',
  'wants_abroad',
  'case_withdrawn',
  'checked_in_safe',
  'checked_in_need',
  'help_full',
  'help_part',
  'help_none',
  'support_full',
  'support_part',
  'support_none',
  'feedback_begun',
  'feedback_told',
  'feedback_given',
  'pledge_told',
  'pledge_named',
  'pledges_withdrawn',
  'share_agreed',
  'share_refused',
  'model_begun',
  'model_shown',
  'model_turned',
  'model_next',
  'model_nominated',
  'model_withdrawn',
] as const

const Say = z.strictObject({ say: Next }).describe('Says the text of this step and goes on')
const Ask = z
  .strictObject({
    ask: z.enum(ASK_TYPES),
    save: z.string().optional().describe('Name of the answer, kept while the flow runs'),
    fact: z.string().optional().describe('Fact of policy/facts.yaml that the answer becomes'),
    options: z.record(z.string(), Choice).optional().describe('choice and choices: value → next step'),
    cases: z
      .partialRecord(z.enum(['yes', 'no', 'unsure']), Next)
      .optional()
      .describe('yesno: answer → next step'),
    next: Next.optional().describe('The step that follows any answer not named in options or cases'),
    skipped: Next.optional().describe('The step that follows "bỏ qua"; else next'),
    of: z.enum(['people', 'area_ha', 'plain']).optional().describe('number: what is counted'),
    hears: z
      .enum(['purpose', 'sum', 'age'])
      .optional()
      .describe(
        'choice: also takes a loan purpose, or a sum and a time, said in words; a sum goes to next; or an age, which says whom it is about',
      ),
    about: z
      .enum(TOPICS)
      .optional()
      .describe('A report: what of it is asked; passed over when it was told already, and kept in the case'),
    said: z
      .string()
      .optional()
      .describe('choice and text: slot of language/vi/slots.yaml; an answer that a message said before is not asked'),
    only_if_unknown: z.boolean().optional().describe('Passed over when the answer is already there'),
  })
  .describe('Asks one question and waits')
const Screen = z
  .strictObject({ screen: Programmes, at_most: z.int().min(1).max(20).optional(), next: Next })
  .describe('Asks the next best question until the programmes are settled')
const Decide = z
  .strictObject({ decide: z.string(), cases: z.record(z.string(), Next), otherwise: Next })
  .describe('Branches on an answer, or on a named decision of src/flows/decisions.ts')
const Record_ = z
  .strictObject({ record: z.enum(RECORDS), next: Next })
  .describe('Keeps something that happened as an event')
const HandOver = z
  .strictObject({ hand_over: z.enum(['commune_desk', 'duty_officer']), why: z.string(), next: Next })
  .describe('Hands the person to people: says the text, desk and phone where known')
const GoTo = z.strictObject({ go_to: FlowId }).describe('Goes to another flow; `aside` returns to the waiting question')
const AnswerVerdicts = z
  .strictObject({ answer_verdicts: Programmes, next: Next })
  .describe('Tells the verdicts, the law, the papers and the desk')
const Tell = z
  .strictObject({ tell: z.array(z.string()).min(1), next: Next })
  .describe('Tells ids of policy/told.yaml (a procedure, a right that is no verdict) with their law')
const Show = z
  .strictObject({ show: z.enum(SHOWS), next: Next })
  .describe('Shows something worked out from the law and the answers: named functions of src/flows/show.ts')
const Register = z
  .strictObject({
    register: z.enum(LEAD_KINDS),
    about: z.string().optional().describe('Name of the answer that holds the rule or programme it is about'),
    consent: StepId.describe('The step whose question was answered with yes'),
    next: Next,
  })
  .describe('Registers interest for the commune to act on; only after the person agreed')
const Subscribe = z
  .strictObject({
    subscribe: z.enum([...SUBJECTS, 'chosen']).describe('A topic, or chosen: those of the answer `topics`'),
    next: Next,
  })
  .describe('Keeps the consent to be told of a topic, and says so')
const Unsubscribe = z
  .strictObject({ unsubscribe: z.enum(SUBJECTS), next: Next })
  .describe('Ends the consent to be told of one topic, and says so')
const Offers = z
  .strictObject({
    offers: z.enum(OFFER_KINDS),
    none: Next.describe('There is nothing open'),
    full: Next.optional().describe('What was chosen is full or gone; else none'),
    other: Next.optional().describe('Shown as the last choice: something else'),
    next: Next,
  })
  .describe('Lists what officials published, takes a number, enrols')
const End = z.strictObject({ end: z.literal(true) }).describe('Ends the flow without a word')

export const StepSchema = z.union([
  Say,
  Ask,
  Screen,
  Decide,
  Record_,
  HandOver,
  GoTo,
  AnswerVerdicts,
  Tell,
  Show,
  Register,
  Offers,
  Subscribe,
  Unsubscribe,
  End,
])

const EntrySchema = z.strictObject({
  keywords: z.array(z.string()).min(1).optional().describe('Whole messages, written without diacritics'),
  topics: z.array(z.string()).min(1).optional().describe('What a sentence is about: topics of language/vi/topics.yaml'),
  programmes: z.array(z.string()).min(1).optional().describe('Programmes in mind'),
  step: StepId.optional().describe('Where it begins; without it at start'),
})

export const FlowSchema = z.strictObject({
  flow: FlowId,
  title: z.string().describe('For officials; citizens read title in locales/<lang>/<flow>.json'),
  keywords: z.array(z.string()).optional().describe('Whole messages that start the flow, written without diacritics'),
  entries: z.array(EntrySchema).optional().describe('Other ways in: with programmes in mind, or at a step of its own'),
  intents: z.array(z.string()).optional().describe('Meanings (language/) that start the flow'),
  report: z.enum(REPORTS).optional().describe('Every answer is kept as a report at once, before the flow ends'),
  returns: z.boolean().optional().describe('A short talk within another: the waiting question returns when it ends'),
  after_days: z
    .int()
    .min(1)
    .max(90)
    .optional()
    .describe('Begun by the program itself so many days after what it asks about'),
  start: StepId,
  finish: StepId.optional().describe('The step that "xong" leads to, whatever is being asked'),
  corrected: StepId.optional().describe('The step that takes up the talk after a fact was corrected in its middle'),
  renamed: z.record(StepId, StepId).optional().describe('Old step id → new step id, for people in mid-talk'),
  steps: z.record(StepId, StepSchema),
})

export type Flow = z.infer<typeof FlowSchema>
export type Entry = z.infer<typeof EntrySchema>
export type Step = z.infer<typeof StepSchema>
export type AskStep = z.infer<typeof Ask>
export type ScreenStep = z.infer<typeof Screen>
export type RegisterStep = z.infer<typeof Register>
export type OffersStep = z.infer<typeof Offers>
export type Records = (typeof RECORDS)[number]
export type Topic = (typeof TOPICS)[number]
export type Show = (typeof SHOWS)[number]
export type HandOverStep = z.infer<typeof HandOver>
export type ProgrammeChoice = z.infer<typeof Programmes>

/** JSON Schema of a flow file, for editors that complete and check while one types. */
export function flowJsonSchema(): unknown {
  return z.toJSONSchema(FlowSchema, { target: 'draft-7', io: 'input' })
}
