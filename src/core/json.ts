/** JSON from providers, with ids kept exact: Zalo and Telegram ids pass 2^53, where `JSON.parse` alone rounds them. */

/**
 * Parses JSON; an integer that a number cannot hold exactly arrives as its decimal text.
 * `__proto__` keys are dropped, so that a body cannot reach an object's prototype.
 * @throws SyntaxError when the text is not JSON
 */
export function parseJsonExact(text: string): unknown {
  return JSON.parse(text, reviveExact)
}

function reviveExact(key: string, value: unknown, context?: { source?: string }): unknown {
  if (key === '__proto__') return undefined
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  const source = context?.source
  return source !== undefined && /^-?\d+$/.test(source) ? source : value
}
