/** JSON from providers, with ids kept exact: Zalo and Telegram ids pass 2^53, where `JSON.parse` alone rounds them. */

/**
 * Parses JSON; an integer that a number cannot hold exactly arrives as its decimal text.
 * `__proto__` keys are dropped, so that a body cannot reach an object's prototype.
 * @throws SyntaxError when the text is not JSON
 */
export function parseJsonExact(text: string): unknown {
  // A reviver is called for every value; most bodies have nothing for it to do.
  return NEEDS_CARE.test(text) ? JSON.parse(text, reviveExact) : JSON.parse(text)
}

/** Sixteen digits in a row may be more than a number holds; an escape may spell `__proto__`. */
const NEEDS_CARE = /\d{16}|__proto__|\\u/

function reviveExact(key: string, value: unknown, context?: { source?: string }): unknown {
  if (key === '__proto__') return undefined
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  const source = context?.source
  return source !== undefined && /^-?\d+$/.test(source) ? source : value
}
