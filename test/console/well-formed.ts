/** A small check that HTML is well formed: every tag closed in order, every id once, every label and anchor with its target. */

const VOID = new Set(['meta', 'link', 'input', 'br', 'hr', 'img'])
/** SVG shapes are written self-closed. */
const TAG = /<!doctype html>|<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+(?:="[^"<]*")?)*)\s*(\/?)>|</g

/** Sentences on what is wrong; empty: nothing. */
export function faultsOf(html: string): string[] {
  const faults: string[] = []
  const open: string[] = []
  const ids = new Map<string, number>()
  for (const [whole, closing, name, attributes = '', selfClosed] of html.matchAll(TAG)) {
    if (whole.startsWith('<!')) continue
    if (name === undefined) {
      faults.push('a < that begins no tag')
      continue
    }
    for (const [, attribute] of attributes.matchAll(/\s([\w:-]+)(?==|\s|$)/g))
      if (attribute && /^on/i.test(attribute)) faults.push(`<${name}> has the handler ${attribute}`)
    const id = /\sid="([^"]*)"/.exec(attributes)?.[1]
    if (id !== undefined) ids.set(id, (ids.get(id) ?? 0) + 1)
    if (closing === '/') {
      const last = open.pop()
      if (last !== name) faults.push(`</${name}> closes <${last ?? 'nothing'}>`)
    } else if (!VOID.has(name) && selfClosed !== '/') open.push(name)
  }
  for (const name of open) faults.push(`<${name}> is never closed`)
  for (const [id, count] of ids) if (count > 1) faults.push(`the id ${id} stands ${count} times`)
  for (const [, target] of html.matchAll(/\s(?:href="#|aria-labelledby="|for=")([^"]+)"/g))
    if (target !== undefined && !ids.has(target)) faults.push(`nothing has the id ${target}`)
  return faults
}
