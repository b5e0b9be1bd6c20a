/** The shape of the files in `policy/`, as policy staff write them. */
import { z } from 'zod'
import { isDay } from '../core/day.ts'
import { CONFIDENCES, VERDICT_KINDS } from '../core/verdict.ts'
import { AMOUNTS } from './amounts.ts'
import { type ConditionData, FACT_TYPES, UNITS } from './law-data.ts'

const Id = z.string().regex(/^[a-z0-9_.-]+$/, 'an id is written in small letters, digits, - and _')
const DaySchema = z.string().refine(isDay, 'a day is written "2026-11-23", in quotes, and must exist')
const Whole = z.number('a figure is written plainly: 1500000, without quotes, dots or underscores')

const SourceSchema = z
  .strictObject({
    law: z.string('a source names its law').min(1),
    article: z.string('a source names its article, or null where only the document is known').min(1).nullable(),
    confidence: z.enum(CONFIDENCES, 'confidence is confirmed, likely or unconfirmed'),
  })
  .transform((source) => ({ ...source, article: source.article ?? '' }))
const Sources = z.union([SourceSchema.transform((one) => [one]), z.array(SourceSchema).min(1)])

const Scalar = z.union([z.string(), z.number(), z.boolean()])
const Threshold = z.union([Whole, z.strictObject({ parameter: Id })])
const tag = { id: Id.optional(), source: Sources.optional() }

export const Condition: z.ZodType<ConditionData> = z.lazy(() =>
  z.union([
    z.strictObject({ ...tag, all: z.array(Condition).min(1) }),
    z.strictObject({ ...tag, any: z.array(Condition).min(1) }),
    z.strictObject({ ...tag, not: Condition }),
    z.strictObject({ ...tag, fact: Id, is: Scalar }),
    z.strictObject({ ...tag, fact: Id, in: z.array(Scalar).min(1) }),
    z.strictObject({ ...tag, fact: Id, includes: z.string() }),
    z.strictObject({ ...tag, fact: Id, at_least: Threshold }),
    z.strictObject({ ...tag, fact: Id, at_most: Threshold }),
    z.strictObject({ ...tag, fact: Id, less_than: Threshold }),
    z.strictObject({ ...tag, fact: Id, more_than: Threshold }),
  ]),
) as z.ZodType<ConditionData> // zod adds `| undefined` to optional keys, which exactOptionalPropertyTypes tells apart

export const LawsFile = z.array(
  z.strictObject({
    law: z.string(),
    title: z.string(),
    from: DaySchema.nullable(),
    to: DaySchema.nullable(),
    descriptive: z.boolean().default(false),
  }),
)

const Row = z.strictObject({
  from: DaySchema,
  value: z.union([Whole, z.null(), z.literal('expected')], 'a value is a plain number, null (ended) or expected'),
  source: SourceSchema,
  read_on: DaySchema,
})
const Parameter = z.strictObject({
  parameter: Id,
  unit: z.enum(UNITS),
  share_of: Id.optional(),
  values: z.array(Row).min(1),
  provinces: z.record(z.string(), z.array(Row).min(1)).default({}),
})
/** One figure a file, or a few that one article sets together. */
export const ParameterFile = z.union([Parameter.transform((one) => [one]), z.array(Parameter)])

export const FactsFile = z.strictObject({
  facts: z.array(
    z.strictObject({
      fact: Id,
      type: z.enum(FACT_TYPES),
      options: z.array(z.string()).min(1).optional(),
      sensitive: z.boolean().default(false),
      cost: z.number().int().min(1).max(5),
      askable: z.boolean().default(true),
      asks: Id.optional(),
    }),
  ),
  presumptions: z.array(z.strictObject({ fact: Id, value: Scalar, when: Condition })).default([]),
})

const FactValue = z.union([Scalar, z.null(), z.array(z.string())])
const Says = z.record(Id, FactValue).default({})
const group = { question: Id, cost: z.number().int().min(1).max(5), sensitive: z.boolean().default(false) }
const noItems = { items: z.array(z.never()).default([]), none: z.strictObject({}).default({}) }

/** Several things asked in one message, in the order in which they are asked when equally useful. */
export const QuestionsFile = z.strictObject({
  questions: z.array(
    z.discriminatedUnion(
      'ask',
      [
        z.strictObject({ ...group, ...noItems, ask: z.literal('people') }),
        z.strictObject({ ...group, ...noItems, ask: z.literal('crops') }),
        z.strictObject({ ...group, ...noItems, ask: z.literal('each'), fact: Id }),
        z.strictObject({
          ...group,
          ask: z.literal('which'),
          items: z.array(z.strictObject({ item: Id, chosen: Says, otherwise: Says })).min(1),
          none: Says,
        }),
      ],
      'ask is people (who lives there), which (of these), crops, or each (one fact of several people)',
    ),
  ),
})

const Rule = z.strictObject({
  rule: z.string().regex(/^[A-Z]{2,3}-[A-Za-z0-9-]+$/, 'a rule id is written as in rule-ids.csv: SP-75'),
  kind: z.enum(VERDICT_KINDS),
  scope: z.enum(['person', 'household', 'crop']),
  from: DaySchema.nullable().default(null),
  to: DaySchema.nullable().default(null),
  before: z.enum(['not_in_force', 'unknown']).default('not_in_force'),
  issued: z.number().int().min(1945).max(2100).nullable().default(null),
  cap: z.strictObject({ note: Id }).optional(),
  doubts: z.array(z.strictObject({ when: Condition, note: Id })).default([]),
  notes: z.array(Id).default([]),
  who: z.strictObject({ all: z.array(Condition).min(1) }).transform(({ all }) => all),
  gives: z.strictObject({
    amount: z.enum(Object.keys(AMOUNTS), `amount is one of ${Object.keys(AMOUNTS).join(', ')}`).optional(),
    figures: z.array(Id).default([]),
    rice: Id.optional(),
    per: z.enum(['month', 'year', 'once', 'course', 'loan']).optional(),
    says: z.record(z.string(), Id).default({}),
    withheld: z.strictObject({ when: Condition, note: Id }).optional(),
  }),
  apply: z.strictObject({
    form: z.string().optional(),
    desk: Id,
    working_days: z.number().int().positive().optional(),
    papers: z.array(Id).default([]),
    source: Sources,
  }),
})
export const ProgrammeFile = z.strictObject({
  programme: Id,
  talk: z.boolean().default(true),
  rules: z.array(Rule).min(1),
})

export const HighestOnlyFile = z.array(
  z.strictObject({ rules: z.array(z.string()).min(2), needs: z.string().optional() }),
)
export const ToldFile = z.array(
  z.strictObject({ rule: z.string(), source: z.array(SourceSchema), parameters: z.array(Id).default([]) }),
)
export const ProvincesFile = z.array(z.string().regex(/^\d\d$/, 'a province code is two digits in quotes: "01"'))
export const RuleIdsFile = z.array(
  z.object({ rule: z.string(), kind: z.string(), cap: z.string(), amount_shown: z.string() }),
)
