/** The checked flows, opened for use: steps by id, keywords by their folded text, labels by language. */
import type { Language } from '../core/language.ts'
import type { Flow, Step } from './flow-format.ts'

/** Compiled flows, plain JSON: what `checkFlows` returns. */
export interface FlowData {
  /** Changes when any flow changes; a session keeps the one it began under. */
  readonly hash: string
  readonly flows: readonly Flow[]
  /** Folded keyword → the flow it starts, with the programmes meant. */
  readonly keywords: Readonly<Record<string, EntryTarget>>
  /** Topic of `language/vi/topics.yaml` → where it is talked of. */
  readonly topics: Readonly<Record<string, EntryTarget>>
  /** Words of every choice, by text key: an answer in words is compared with them. */
  readonly labels: Readonly<Record<Language, Readonly<Record<string, string>>>>
  /** Ids that the law knew when the flows were checked. */
  readonly programmes: readonly string[]
  readonly facts: readonly string[]
  /** Document number → what kind of text it is: `verdict:cite.<kind>`. */
  readonly cite: Readonly<Record<string, string>>
  /** Languages people ask for (`locales/languages.csv`), with the folded words for each. */
  readonly languages: readonly AskedLanguage[]
  /** Text keys of flows that exist, for texts that are optional (`why`, `examples`, `understood`). */
  readonly optional: readonly string[]
}

/** A language besides Vietnamese and English; `offered`: its pack was read by a native reader. */
export interface AskedLanguage {
  readonly code: string
  readonly name: string
  readonly asked: readonly string[]
  readonly offered: boolean
  /** The telephone provider's voice for it; left out: none is known. */
  readonly voice?: string
}

/** A way into a flow. */
export interface EntryTarget {
  readonly flow: string
  readonly programmes?: readonly string[]
  /** Where the flow begins; its start where left out. */
  readonly step?: string
}

export interface FlowBook {
  readonly hash: string
  readonly ids: readonly string[]
  flow(id: string): Flow | undefined
  step(flow: string, step: string): Step | undefined
  /** `folded`: the whole message, folded. */
  keyword(folded: string): EntryTarget | undefined
  topic(id: string): EntryTarget | undefined
  intent(id: string): string | undefined
  readonly languages: readonly AskedLanguage[]
  label(language: Language, key: string): string | undefined
  has(key: string): boolean
  readonly programmes: readonly string[]
  asks(fact: string): boolean
  /** What kind of legal text a document number is. */
  cite(law: string): string
}

/** Opens compiled flows. */
export function openFlows(data: FlowData): FlowBook {
  const flows = new Map(data.flows.map((flow) => [flow.flow, flow]))
  const steps = new Map(data.flows.map((flow) => [flow.flow, new Map(Object.entries(flow.steps))]))
  const keywords = new Map(Object.entries(data.keywords))
  const topics = new Map(Object.entries(data.topics))
  const intents = new Map(data.flows.flatMap((flow) => (flow.intents ?? []).map((intent) => [intent, flow.flow])))
  const labels = { vi: new Map(Object.entries(data.labels.vi)), en: new Map(Object.entries(data.labels.en)) }
  const optional = new Set(data.optional)
  const facts = new Set(data.facts)
  const cite = new Map(Object.entries(data.cite))
  return {
    hash: data.hash,
    ids: [...flows.keys()],
    flow: (id) => flows.get(id),
    step: (flow, step) => steps.get(flow)?.get(step),
    keyword: (folded) => keywords.get(folded),
    topic: (id) => topics.get(id),
    intent: (id) => intents.get(id),
    languages: data.languages,
    label: (language, key) => labels[language].get(key),
    has: (key) => optional.has(key),
    programmes: data.programmes,
    asks: (fact) => facts.has(fact),
    cite: (law) => cite.get(law) ?? 'other',
  }
}
