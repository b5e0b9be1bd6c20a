/** Tokens of other agencies' programs: made and revoked by administrators, shown once, kept as a hash; who calls, and how often they may. */
import { API_SCOPES, type ApiScope, type ApiToken } from '../core/api.ts'
import { newId } from '../core/id.ts'
import { grantScope, type Official } from '../core/official.ts'
import type { Ports } from './ports.ts'

const PREFIX = 'lalanh_'
const SECRET_BYTES = 32
const LONGEST_AGENCY = 80
const SHORTEST_AGENCY = 3
/** Nobody need remember to end what ends by itself. */
export const TOKEN_MONTHS = [1, 3, 6, 12] as const
const MONTH_MS = 30 * 86_400_000

export const MOST_A_MINUTE = 120
const WINDOW_MS = 60_000

/** As typed into the form. */
export interface TokenForm {
  readonly agency: string
  readonly scopes: readonly string[]
  /** 5-digit communes and 2-digit provinces. */
  readonly places: readonly string[]
  readonly months: string
}

/** `secret`: shown now and never again. `trouble`: a text key below `api:trouble.`. */
export type MadeToken = { readonly secret: string; readonly id: string } | { readonly trouble: string }

export async function makeToken(
  ports: Pick<Ports, 'store' | 'talk' | 'now'>,
  official: Official,
  form: TokenForm,
): Promise<MadeToken> {
  const agency = form.agency.replace(/\s+/g, ' ').trim()
  const scopes = API_SCOPES.filter((scope) => form.scopes.includes(scope))
  const months = TOKEN_MONTHS.find((one) => String(one) === form.months)
  const trouble = troubleOf(ports, agency, scopes, form.places)
  if (trouble !== null) return { trouble }
  if (months === undefined) return { trouble: 'months' }
  const at = ports.now()
  const secret = newSecret()
  const places = [...new Set(form.places)]
  const token: ApiToken = {
    ...{ id: newId('api', at), agency, scopes },
    communes: places.filter((code) => code.length !== 2),
    provinces: places.filter((code) => code.length === 2),
    ...{ createdBy: official.id, createdAt: at, expiresAt: at + months * MONTH_MS, revokedAt: null, lastUsedAt: null },
  }
  // First the audit row: what cannot be written down does not happen.
  const { id, communes, provinces, expiresAt } = token
  await ports.store.audit.append(
    official.id,
    'api_token_made',
    { token: id, agency, scopes, communes, provinces, expiresAt },
    at,
  )
  await ports.store.api.addToken({ ...token, hash: await sha256(secret) })
  return { secret, id }
}

export async function revokeToken(
  ports: Pick<Ports, 'store' | 'now'>,
  official: Official,
  id: string,
): Promise<'done' | 'missing'> {
  const known = (await ports.store.api.tokens()).some((one) => one.id === id && one.revokedAt === null)
  if (!known) return 'missing'
  await ports.store.audit.append(official.id, 'api_token_revoked', { token: id }, ports.now())
  await ports.store.api.revoke(id, ports.now())
  return 'done'
}

/** Somebody's program, as the desks know whoever acts. */
export interface Caller {
  readonly token: ApiToken
  readonly official: Official
}

export type CallerOutcome =
  | { readonly kind: 'caller'; readonly caller: Caller }
  /** No such token, revoked, or at its end: told apart to nobody. */
  | { readonly kind: 'unknown' }
  /** Too many requests; seconds until the next may come. */
  | { readonly kind: 'wait'; readonly seconds: number }

/** Who sent this `Authorization` header. Found by the hash of the secret, so the time it takes says nothing of how much was right. */
export async function whoCalls(
  ports: Pick<Ports, 'store' | 'now'>,
  authorization: string | undefined,
): Promise<CallerOutcome> {
  const secret = /^Bearer ([\w-]{20,100})$/i.exec(authorization ?? '')?.[1]
  if (secret === undefined) return { kind: 'unknown' }
  const token = await ports.store.api.byHash(await sha256(secret))
  const at = ports.now()
  if (token === null || token.revokedAt !== null || token.expiresAt <= at) return { kind: 'unknown' }
  const windowAt = at - (at % WINDOW_MS)
  if (!(await ports.store.api.use(token.id, { windowAt, most: MOST_A_MINUTE, at })))
    return { kind: 'wait', seconds: Math.ceil((windowAt + WINDOW_MS - at) / 1000) }
  return { kind: 'caller', caller: { token, official: officialOf(token) } }
}

/** A program does what an officer of a commune does: it looks and writes down; what commits money stays with people. */
function officialOf({ id, agency, communes, provinces }: ApiToken): Official {
  const scope = grantScope({ by: id, communes, provinces })
  return { id, name: agency, email: '', role: 'commune_officer', scope, secondFactor: false }
}

function troubleOf(
  { talk }: Pick<Ports, 'talk'>,
  agency: string,
  scopes: readonly ApiScope[],
  places: readonly string[],
): string | null {
  if (agency.length < SHORTEST_AGENCY || agency.length > LONGEST_AGENCY) return 'agency'
  if (scopes.length === 0) return 'scopes'
  if (scopes.includes('people:read') && !scopes.includes('cases:read')) return 'people'
  const { communes, provinces } = talk.places
  if (places.some((code) => code !== 'demo' && !communes.has(code) && !provinces.has(code))) return 'place'
  return places.length === 0 && scopes.some((scope) => scope !== 'law:read') ? 'no_place' : null
}

function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES))
  return (
    PREFIX +
    btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '')
  )
}

/** Whose program acted, by the id under which it stands in entries: asked for only where one does. */
export async function agenciesAmong(
  { store }: Pick<Ports, 'store'>,
  actors: readonly string[],
): Promise<readonly (readonly [string, string])[]> {
  if (!actors.some((actor) => actor.startsWith('api_'))) return []
  return (await store.api.tokens()).map(({ id, agency }) => [id, agency])
}

/** In hex. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
