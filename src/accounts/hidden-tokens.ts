/** Session tokens are kept as keyed hashes: whoever reads the database file or a backup cannot sign in with what stands there. */
import type { DBAdapter } from 'better-auth'

type Where = { field: string; value: unknown }
type Row = Record<string, unknown>

/** Wraps the library's adapter: `token` of a session is hashed on its way in and given back as it was asked for. */
export function withHiddenTokens<A extends DBAdapter>(adapter: A, hash: (token: string) => Promise<string>): A {
  const where = async (model: string, list: readonly Where[] = []): Promise<Where[]> =>
    Promise.all(
      list.map(async (one) =>
        model === 'session' && one.field === 'token' && typeof one.value === 'string'
          ? { ...one, value: await hash(one.value) }
          : one,
      ),
    )
  const asked = (model: string, list: readonly Where[] = []): string | undefined => {
    const found = list.find(({ field }) => model === 'session' && field === 'token')?.value
    return typeof found === 'string' ? found : undefined
  }
  const shown = <T>(row: T, token: string | undefined): T =>
    token !== undefined && row !== null && typeof row === 'object' ? { ...row, token } : row
  const wrapped: Record<string, unknown> = { ...adapter }
  const methods = adapter as unknown as Record<string, (given: Row) => Promise<unknown>>
  for (const name of ['findOne', 'findMany', 'update', 'updateMany', 'delete', 'deleteMany', 'count', 'consumeOne']) {
    const own = methods[name]
    if (own === undefined) continue
    wrapped[name] = async (given: { model: string; where?: Where[] }) => {
      const token = asked(given.model, given.where)
      const result = await own({ ...given, where: await where(given.model, given.where) })
      return Array.isArray(result) ? result.map((row) => shown(row, token)) : shown(result, token)
    }
  }
  wrapped.create = async (given: { model: string; data: Row }) => {
    const token = given.model === 'session' ? given.data.token : undefined
    if (typeof token !== 'string') return methods.create?.(given)
    const row = await methods.create?.({ ...given, data: { ...given.data, token: await hash(token) } })
    return shown(row, token)
  }
  return wrapped as unknown as A // the same methods, by the same names
}
