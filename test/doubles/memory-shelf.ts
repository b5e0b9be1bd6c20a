/** A token shelf in memory with the store's promise: compare-and-swap on the refresh token. Remembers every pair it was given. */
import type { TokenPair, TokenShelf } from '../../src/core/channel.ts'

/** Outlives the channels of a test, as the database outlives processes. */
export function memoryShelf(): TokenShelf & { readonly history: TokenPair[]; breakNext(times: number): void } {
  const rows = new Map<string, TokenPair>()
  const history: TokenPair[] = []
  let broken = 0
  return {
    history,
    breakNext: (times) => {
      broken = times
    },
    async load(provider) {
      return rows.get(provider) ?? null
    },
    async replace(provider, expected, next) {
      if (broken-- > 0) throw new Error('disk full')
      if ((rows.get(provider)?.refreshToken ?? null) !== expected) return false
      rows.set(provider, next)
      history.push(next)
      return true
    },
  }
}
