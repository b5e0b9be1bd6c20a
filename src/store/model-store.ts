/** What the store promises about stories of households that got out of poverty. */
import type { ModelStatus, ModelStory, WhoseModel } from '../core/model.ts'
import type { Scope } from '../core/official.ts'
import type { CaseContact } from './case-store.ts'
import type { NewDelivery } from './store.ts'

/** What one turn does to stories; written in the turn's own unit. */
export interface ModelWrite {
  readonly nominated?: {
    readonly id: string
    readonly whose: WhoseModel
    readonly told: string
    /** Of one's own story: text key of the question that was answered with yes. */
    readonly wording: string | null
    readonly organisation: string | null
    readonly commune: string | null
    readonly province: string | null
  }
  /** The person's own stories are read by nobody any more. */
  readonly withdrawn?: true
}

export interface ModelLine {
  readonly id: string
  readonly status: ModelStatus
  readonly whose: WhoseModel | null
  readonly contactId: string | null
  readonly told: string
  readonly commune: string | null
  readonly province: string | null
  readonly title: string
  readonly text: string
  readonly how: string | null
  readonly consentBy: string | null
  readonly consentAt: number | null
  readonly publishedAt: number | null
  readonly at: number
  readonly version: number
}

type Outcome = 'done' | 'conflict' | 'missing'

interface Act {
  readonly version: number
  readonly by: string
  readonly at: number
}

export interface ModelStore {
  /** Newest first, within the scope. */
  list(
    scope: Scope,
    status: ModelStatus | null,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly rows: readonly ModelLine[]; readonly total: number }>
  /** Null for an unknown id and for one outside the scope alike. `contact`: of whoever told of their own home. */
  get(scope: Scope, id: string): Promise<{ readonly line: ModelLine; readonly contact: CaseContact | null } | null>
  /** Begun by an official. */
  begin(made: {
    readonly id: string
    readonly title: string
    readonly text: string
    readonly commune: string | null
    readonly province: string | null
    readonly by: string
    readonly at: number
  }): Promise<void>
  /** Other words: a draft again, and the consent to the old ones is gone. */
  write(scope: Scope, id: string, change: Act & { readonly title: string; readonly text: string }): Promise<Outcome>
  /** With how the household agreed to these very words. */
  publish(
    scope: Scope,
    id: string,
    change: Act & { readonly how: string; readonly deliveries: readonly NewDelivery[] },
  ): Promise<Outcome>
  /** Read by nobody from now on. */
  withdraw(scope: Scope, id: string, change: Act): Promise<Outcome>
  /** For one turn: of the person's commune first, then of their province, then of others; newest first in each. */
  readable(
    place: { readonly commune: string | null; readonly province: string | null },
    limit: number,
  ): Promise<readonly ModelStory[]>
}
