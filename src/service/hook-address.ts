/** Where an agency may ask to be called: a public https address by name. What the name leads to is looked at again with every call. */

const LONGEST = 500
/** Names that lead nowhere but into the house. */
const INSIDE = ['.localhost', '.local', '.internal', '.intranet', '.lan', '.home.arpa', '.onion']
const THIS_MACHINE: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** Null where it may not be called. `loopback`: this very machine may be, by http, for tests and trials. */
export function hookAddress(typed: string, loopback: boolean): string | null {
  const text = typed.trim()
  if (text.length > LONGEST || !URL.canParse(text)) return null
  const url = new URL(text)
  if (url.username !== '' || url.password !== '' || url.hash !== '') return null
  if (loopback && THIS_MACHINE.has(url.hostname) && /^https?:$/.test(url.protocol)) return url.href
  if (url.protocol !== 'https:' || url.port !== '') return null
  // A bare number is nobody's name; the parser has written every spelling of one as digits with dots, or in brackets.
  const isNumber = /^[\d.]+$/.test(url.hostname) || url.hostname.startsWith('[')
  const host = url.hostname.replace(/\.$/, '')
  if (isNumber || !host.includes('.') || INSIDE.some((end) => host.endsWith(end))) return null
  return url.href
}
