/** Rows as CSV that a spreadsheet opens and does not run: a cell that begins like a formula is text. */

/** With the mark that lets Excel read Vietnamese; line ends as RFC 4180 wants them. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** An apostrophe before `=`, `+`, `-`, `@` and control characters, as OWASP advises; quotes where they are needed. */
function cell(text: string): string {
  const safe = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
