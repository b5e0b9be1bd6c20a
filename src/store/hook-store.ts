/** What the store promises about calls to other agencies' programs: each event once a hook, told until it is taken or given up. */
import type { BroadcastStatus } from '../core/broadcast.ts'
import type { CaseKind, CaseStatus } from '../core/case.ts'
import type { Hook } from '../core/hook.ts'
import type { Scope } from '../core/official.ts'

/** One thing that happened to a case within the scope. */
export interface CaseNews {
  readonly entry: number
  readonly what: string
  readonly data: Readonly<Record<string, unknown>>
  readonly at: number
  readonly code: string
  readonly kind: CaseKind
  readonly status: CaseStatus
  readonly danger: boolean
  readonly commune: string | null
  readonly province: string | null
  readonly disasterId: string | null
}

/** A broadcast that stands elsewhere than the hook was told last. */
export interface BroadcastNews {
  readonly id: string
  readonly class: string
  readonly status: BroadcastStatus
  readonly places: readonly string[]
  readonly disasterId: string | null
  readonly total: number
  readonly version: number
}

export interface NewCall {
  readonly eventId: string
  readonly body: string
}

/** A call taken to be made; leased. */
export interface ClaimedCall {
  readonly hookId: string
  readonly url: string
  readonly eventId: string
  readonly body: string
  /** 1 for the first. */
  readonly attempt: number
}

/** How calls to one hook stand. */
export interface HookState {
  readonly hookId: string
  readonly queued: number
  readonly failed: number
  readonly done: number
  /** Of the newest call that was answered, or not. */
  readonly code: string | null
}

export interface HookStore {
  /** From now on: what happened before is told to nobody. */
  add(hook: Hook): Promise<void>
  /** Not those removed; newest first. */
  list(): Promise<readonly Hook[]>
  states(): Promise<readonly HookState[]>
  /** False: unknown, or removed. */
  turn(id: string, on: boolean): Promise<boolean>
  /** What is owed to it is owed no more. */
  remove(id: string, at: number): Promise<boolean>
  /** Entries after the last one looked at, at most `limit` in the whole deployment; `to`: up to which id; null: nothing new. */
  caseNews(
    hook: Hook,
    scope: Scope,
    limit: number,
  ): Promise<{ readonly to: number; readonly news: readonly CaseNews[] } | null>
  /** The scope spells its provinces out, as for broadcasts. */
  broadcastNews(hook: Hook, scope: Scope, limit: number): Promise<readonly BroadcastNews[]>
  /** As one unit: calls owed (each event once), and how far was looked. */
  owe(
    hookId: string,
    calls: readonly NewCall[],
    looked: { readonly to?: number; readonly broadcasts?: readonly BroadcastNews[] },
    at: number,
  ): Promise<void>
  /** Leases what is due, of each hook a few, so that one that does not answer holds up no other; also what a crash left. */
  claim(want: {
    readonly now: number
    readonly leaseMs: number
    readonly ofEach: number
    readonly limit: number
  }): Promise<readonly ClaimedCall[]>
  /** `retryAt` set: owed again then. */
  settle(
    call: ClaimedCall,
    outcome: { readonly done: boolean; readonly code: string; readonly retryAt?: number; readonly at: number },
  ): Promise<void>
  /** What was given up is owed again; how many. */
  again(hookId: string, at: number): Promise<number>
  /** Calls settled before an instant; how many. */
  forget(before: number): Promise<number>
}
