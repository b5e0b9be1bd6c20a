/** Where to go after signing in: a page of this console, whatever the address said. */

/** Never another site: a path below `/console`, without the tricks by which browsers read a host out of a path. */
export function nextPage(asked: string | undefined): string {
  if (asked === undefined || asked.length > 400) return '/console'
  return /^\/console(?:[/?][\w\-./?=&%:,+~]*)?$/.test(asked) && !asked.includes('//') ? asked : '/console'
}
