/** What the store promises about programs of other agencies: their tokens, and answers kept under an idempotency key. */
import type { ApiToken } from '../core/api.ts'

/** An answer as it was given, to be given again. */
export interface KeptAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * mine: go on, and make what is made under this id · answered: it was answered before · other: the key belongs to another request ·
 * busy: the same request is under way.
 */
export type Begun =
  | { readonly kind: 'mine'; readonly resource: string }
  | { readonly kind: 'answered'; readonly answer: KeptAnswer }
  | { readonly kind: 'other' }
  | { readonly kind: 'busy' }

export interface ApiStore {
  addToken(token: ApiToken & { readonly hash: string }): Promise<void>
  byHash(hash: string): Promise<ApiToken | null>
  /** Counts one request of the window that begins at `windowAt`; false, and nothing is counted, when `most` came already. */
  use(id: string, window: { readonly windowAt: number; readonly most: number; readonly at: number }): Promise<boolean>
  /** Newest first. */
  tokens(): Promise<readonly ApiToken[]>
  /** False: no such token, or revoked before. */
  revoke(id: string, at: number): Promise<boolean>
  /** Durable when it resolves. A request that broke off is taken up again, under the same id, once its lease has ended. */
  begin(request: {
    readonly tokenId: string
    readonly key: string
    readonly hash: string
    readonly resource: string
    readonly at: number
    readonly leaseUntil: number
  }): Promise<Begun>
  end(tokenId: string, key: string, answer: KeptAnswer): Promise<void>
  /** Nothing was made: the same key may be used at once. */
  breakOff(tokenId: string, key: string): Promise<void>
  /** At start: whatever was under way has broken off. */
  breakOffAll(): Promise<void>
  /** Removes answers given before an instant; how many. */
  forget(before: number): Promise<number>
}
