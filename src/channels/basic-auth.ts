/** The `Authorization: Basic` header, for names and passwords in any letters. https://datatracker.ietf.org/doc/html/rfc7617 */

/** UTF-8 first: `btoa` alone throws at a password with a Vietnamese letter. */
export function basicAuth(user: string, password: string): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`)
  return `Basic ${btoa(String.fromCharCode(...bytes))}`
}
