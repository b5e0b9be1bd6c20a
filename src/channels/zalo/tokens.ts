/** Zalo's token pair: renewed by one holder at a time, made durable before it is used, and honest when an answer was lost (design §6.10). */
import type { TokenPair, TokenShelf } from '../../core/channel.ts'
import { newId } from '../../core/id.ts'
import { askForPair, LIFETIME_MS, type OauthSettings } from './oauth.ts'

const SHELF = 'zalo'
/** Zalo's access tokens live 25 h; they are renewed at 20 h, so that a failed renewal still leaves hours to act. */
const MARGIN_MS = 5 * 3_600_000
/** A renewal answers within its 10 s deadline or never: what is still marked after this has lost its answer. */
const LOST_AFTER_MS = 15_000
const LOOK_AGAIN_MS = 200

export interface ZaloTokenSettings extends OauthSettings {
  /** Only seeds: the stored pair wins unless this value changed since the pair was seeded from it. */
  readonly refreshToken: string
  readonly accessToken?: string
  readonly tokens: TokenShelf
  readonly now: () => number
  /** A keyed hash: the shelf remembers which seed a pair came from without holding the seed. */
  readonly hashSeed: (text: string) => string | Promise<string>
}

export type Access =
  | { readonly kind: 'ok'; readonly accessToken: string }
  /** needs_consent: a human must sign in at Zalo again · temporary: later may work. */
  | { readonly kind: 'none'; readonly why: 'needs_consent' | 'temporary' }

export interface ZaloTokens {
  /** A token to send with, renewed when it is old. @throws when the shelf does */
  access(): Promise<Access>
  /** A token other than `dead`, which Zalo refused. @throws when the shelf does */
  renew(dead: string): Promise<Access>
  /** @throws when the shelf does */
  state(): Promise<'ok' | 'needs_consent'>
}

/** Keeps one OA's tokens on the shelf. Refresh tokens are single-use: each is spent by exactly one holder, at most once. */
export function zaloTokens(settings: ZaloTokenSettings): ZaloTokens {
  const { tokens: shelf, now } = settings
  let seedCompared = false
  let running: Promise<Access> | undefined
  /** A pair that Zalo gave and the shelf would not take yet; it is the only copy. */
  let unsaved: { readonly claim: string; readonly pair: TokenPair } | undefined
  let youngest: { readonly accessToken: string; readonly dueAt: number } | undefined

  const saveUnsaved = async () => {
    if (!unsaved) return
    await shelf.replace(SHELF, unsaved.claim, unsaved.pair)
    unsaved = undefined
  }

  /** The stored pair, seeded first where the environment says something new, and never `refreshing` for long. */
  const current = async (): Promise<TokenPair> => {
    await saveUnsaved()
    for (let tries = 0; tries < 10; tries++) {
      const stored = await shelf.load(SHELF)
      const seededFrom = await settings.hashSeed(settings.refreshToken)
      // Compared once in a process's life: two processes with different environments must not undo each other for ever.
      if (stored && (seedCompared || stored.seededFrom === seededFrom)) {
        seedCompared = true
        if (stored.state !== 'refreshing' || now() - claimedAt(stored) < LOST_AFTER_MS) return stored
        const lost: TokenPair = { ...stored, state: 'needs_consent' }
        if (await shelf.replace(SHELF, stored.refreshToken, lost)) return lost
        continue
      }
      const seeded = seedPair(settings, seededFrom, now())
      if (await shelf.replace(SHELF, stored?.refreshToken ?? null, seeded)) {
        seedCompared = true
        return seeded
      }
    }
    throw new Error('The Zalo token shelf kept changing under us')
  }

  /** As `current`, after another holder's renewal has ended. */
  const settled = async (): Promise<TokenPair> => {
    let pair = await current()
    for (let waited = 0; pair.state === 'refreshing' && waited < LOST_AFTER_MS; waited += LOOK_AGAIN_MS) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
      pair = await current()
    }
    return pair
  }

  const exchange = async (dead: string): Promise<Access> => {
    for (let tries = 0; tries < 10; tries++) {
      const pair = await settled()
      if (pair.state === 'refreshing') return NOT_NOW
      if (pair.state === 'needs_consent') {
        // The old token is over as well: remembered, so that nothing is sent with it again.
        if (pair.accessToken === dead && pair.expiresAt > 0) {
          await shelf.replace(SHELF, pair.refreshToken, { ...pair, expiresAt: 0 })
        }
        return NEEDS_CONSENT
      }
      if (pair.accessToken !== dead && usable(pair, now())) return { kind: 'ok', accessToken: pair.accessToken }
      // Marked durably before the refresh token is spent. The mark takes the token's place, so that only one holder can win.
      const claim: TokenPair = { ...pair, refreshToken: newClaim(now()), state: 'refreshing' }
      if (await shelf.replace(SHELF, pair.refreshToken, claim)) return spend(pair, claim)
    }
    return NOT_NOW
  }

  const spend = async (pair: TokenPair, claim: TokenPair): Promise<Access> => {
    const answer = await askForPair(settings, pair.refreshToken)
    if (answer.kind === 'not_sent') {
      await shelf.replace(SHELF, claim.refreshToken, pair)
      return NOT_NOW
    }
    if (answer.kind === 'no_pair') {
      await shelf.replace(SHELF, claim.refreshToken, { ...claim, state: 'needs_consent' })
      return NEEDS_CONSENT
    }
    const { accessToken, refreshToken, lifetimeMs } = answer
    const at = now()
    unsaved = {
      claim: claim.refreshToken,
      pair: { accessToken, refreshToken, expiresAt: at + lifetimeMs, seededFrom: pair.seededFrom, state: 'ok' },
    }
    await saveUnsaved()
    youngest = { accessToken, dueAt: at + lifetimeMs * (1 - MARGIN_MS / LIFETIME_MS) }
    return { kind: 'ok', accessToken }
  }

  const renew = async (dead: string): Promise<Access> => {
    if (running !== undefined) {
      const access = await running
      if (access.kind === 'none' || access.accessToken !== dead) return access
    }
    running ??= exchange(dead).finally(() => {
      running = undefined
    })
    return running
  }

  const isDue = (pair: TokenPair) =>
    now() >= (youngest?.accessToken === pair.accessToken ? youngest.dueAt : pair.expiresAt - MARGIN_MS)

  return {
    renew,
    async access() {
      const pair = await settled()
      if (!usable(pair, now())) return renew(pair.accessToken)
      const held: Access = { kind: 'ok', accessToken: pair.accessToken }
      if (pair.state !== 'ok' || !isDue(pair)) return held
      const renewed = await renew(pair.accessToken)
      // Old, but perhaps still good: Zalo will say. Silence would be worse than one refused call.
      return renewed.kind === 'ok' ? renewed : held
    },
    async state() {
      return (await current()).state === 'needs_consent' ? 'needs_consent' : 'ok'
    },
  }
}

const NOT_NOW: Access = { kind: 'none', why: 'temporary' }
const NEEDS_CONSENT: Access = { kind: 'none', why: 'needs_consent' }

function usable(pair: TokenPair, now: number): boolean {
  return pair.accessToken !== '' && now < pair.expiresAt
}

/** A seeded access token is of unknown age; Zalo says when it is over. Without one the first send renews. */
function seedPair(settings: ZaloTokenSettings, seededFrom: string, now: number): TokenPair {
  const accessToken = settings.accessToken ?? ''
  return {
    accessToken,
    refreshToken: settings.refreshToken,
    expiresAt: accessToken === '' ? 0 : now + LIFETIME_MS,
    seededFrom,
    state: 'ok',
  }
}

/** Stands where the refresh token stood while it is being spent: when, and a chance part that no other holder has. */
function newClaim(at: number): string {
  return `claim:${at}:${newId('claim', at)}`
}

function claimedAt(pair: TokenPair): number {
  return Number(pair.refreshToken.split(':')[1] ?? 0)
}
