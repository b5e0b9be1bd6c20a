/** Stands in for repository methods while they are being written. */

export function notBuilt<K extends string>(...names: readonly K[]): Record<K, () => never> {
  const entry = (name: K) => [
    name,
    () => {
      throw new Error(`${name} is not built yet`)
    },
  ]
  return Object.fromEntries(names.map(entry))
}
