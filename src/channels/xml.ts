/** Text inside XML that a provider reads. */

const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** Escaped, and without the control characters and half emoji that XML 1.0 has no way to write. */
export function escapeXml(text: string): string {
  const writable = text.toWellFormed().replace(/[^\P{Cc}\t\n\r]/gu, '')
  return writable.replace(/[&<>"']/g, (sign) => XML[sign] ?? '')
}
