/** One line of `npm run screen`: a household checked, screened and printed as design §7.1 says. */
import type { Verdict } from '../core/verdict.ts'
import type { LawBook } from '../rules/law-book.ts'
import { screen } from '../rules/screen.ts'
import { printLaw } from '../texts/law.ts'
import type { Texts } from '../texts/texts.ts'
import { readHousehold } from './screen-household.ts'

export interface VerdictLine {
  readonly rule: string
  readonly programme: string
  readonly kind: string
  readonly verdict: string
  readonly people: number
  readonly amount_vnd?: number
  readonly rice_kg?: number
  readonly per?: string
  readonly law: readonly string[]
  readonly why: readonly string[]
}

export type Answer =
  | { readonly line: number; readonly error: string }
  | {
      readonly line: number
      readonly verdicts: readonly VerdictLine[]
      readonly highest_only: readonly { readonly person: number; readonly rules: readonly string[] }[]
      readonly next: string | null
    }

/** Never throws on what a stranger may write: such a line is answered with a sentence naming the key. */
export function screenLine(book: LawBook, texts: Texts, line: number, text: string): Answer {
  const read = readHousehold(text, book.provinces)
  if ('error' in read) return { line, error: read.error }
  const screening = screen(book, read.household, read.on, { programmes: book.everyProgramme })
  const known = new Map(screening.verdicts.map((verdict) => [verdict.rule, verdict]))
  const verdicts = book.data.ruleIds
    .filter(({ kind }) => kind === 'verdict')
    .map(({ rule }) => {
      const verdict = known.get(rule)
      if (!verdict) throw new Error(`no programme of policy/ screens ${rule}; run npm run check`)
      return printVerdict(texts, verdict)
    })
  return { line, verdicts, highest_only: screening.highestOnly, next: screening.next?.fact ?? null }
}

function printVerdict(texts: Texts, verdict: Verdict): VerdictLine {
  const { rule, programme, kind, people, amountVnd, riceKg, per, law } = verdict
  return {
    rule,
    programme,
    kind,
    verdict: verdict.verdict,
    people,
    ...(amountVnd === undefined ? {} : { amount_vnd: amountVnd }),
    ...(riceKg === undefined ? {} : { rice_kg: riceKg }),
    ...(per === undefined ? {} : { per }),
    law: [...new Set(law.map(printLaw))],
    why: why(texts, verdict),
  }
}

const OUTCOME = { true: 'met', false: 'failed', unknown: 'unknown' } as const

function why(texts: Texts, { verdict, conditions, notes }: Verdict): string[] {
  const sentences = conditions.map(({ text, outcome }) =>
    texts.say('vi', `programmes:outcomes.${OUTCOME[`${outcome}`]}`, {
      what: text.values ? { key: text.key, values: text.values } : { key: text.key },
    }),
  )
  for (const { key, values } of notes) sentences.push(texts.say('vi', key, values))
  if (verdict === 'eligible' || verdict === 'possible')
    sentences.push(texts.say('vi', 'programmes:notes.commune_decides'))
  return sentences
}
