/** The register of all rule ids: where each is held, how sure it is, and what policy staff must still confirm. */
import type { TextValues } from '../core/reply.ts'
import { sourcesOf } from '../rules/day-book.ts'
import type { RuleId, Source } from '../rules/law-data.ts'
import { type LawOn, parametersOf, type Trust, trustOf, trustOfRule } from './law-pages.ts'
import { toldValues } from './law-pages-figures.ts'

/** Why an id needs a reader: the worst first. */
export const DOUBTS = ['capped', 'no_source', 'unconfirmed', 'likely'] as const
export type Doubt = (typeof DOUBTS)[number]

export interface RegisterRow {
  readonly rule: string
  /** As in policy/rule-ids.csv: verdict, explained, procedure, parameter, history. */
  readonly kind: string
  readonly programme: string | null
  /** Of what is only told: for the text `programmes:told.<rule>`. */
  readonly told: TextValues | null
  readonly trust: Trust
  readonly parameters: readonly string[]
  readonly sources: readonly Source[]
  /** Null: nothing to confirm. */
  readonly doubt: Doubt | null
  /** Note id that says why the verdict is capped. */
  readonly note: string | null
}

/** Every id of policy/rule-ids.csv, in its order. */
export function register(at: LawOn): readonly RegisterRow[] {
  return at.law.data.ruleIds.map((id) => rowOf(id, at))
}

/** @throws Error when policy/ holds nothing of the id; `npm run check` refuses that */
function rowOf({ rule, kind, cap }: RuleId, at: LawOn): RegisterRow {
  const day = at.law.day(at.on, at.province).rules.find((one) => one.rule.data.rule === rule)
  if (day) {
    const { data, programme } = day.rule
    const sources = data.who.flatMap(sourcesOf)
    const trust = { ...trustOfRule(day), ...(cap === '' ? {} : { capped: true }) }
    const row = { rule, kind, programme, told: null, trust, parameters: parametersOf(data, at.law), sources }
    return { ...row, doubt: doubtOf(trust, sources), note: data.cap?.note ?? null }
  }
  const told = at.law.data.told.find((one) => one.rule === rule)
  if (!told) throw new Error(`policy/ holds nothing of ${rule}; run npm run check`)
  const trust = trustOf(told.source, [], cap !== '')
  return {
    rule,
    kind,
    programme: null,
    told: toldValues(told, at),
    trust,
    parameters: told.parameters,
    sources: told.source,
    // What is only history no longer needs a reader.
    doubt: kind === 'history' ? null : doubtOf(trust, told.source),
    note: null,
  }
}

function doubtOf(trust: Trust, sources: readonly Source[]): Doubt | null {
  if (trust.capped) return 'capped'
  if (sources.length === 0) return 'no_source'
  return trust.worst === 'confirmed' ? null : trust.worst
}
