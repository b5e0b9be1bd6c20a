/** Calls to other agencies' programs: what is new is written down as calls owed, and those that are due are made, signed, a few at a time. */
import { Webhook } from 'standardwebhooks'
import type { Hook } from '../core/hook.ts'
import { grantScope } from '../core/official.ts'
import type { ClaimedCall, NewCall } from '../store/hook-store.ts'
import { communesWithin } from './disasters.ts'
import { broadcastCall, caseCall } from './hook-events.ts'
import type { HookPorts, Ports } from './ports.ts'

const NEWS_AT_ONCE = 500
const CALLS_AT_ONCE = 20
/** So that a program that does not answer holds up no other. */
const CALLS_OF_EACH = 4
/** Longer than one call may take. */
const LEASE_MS = 30_000
const MINUTE_MS = 60_000
/** After each call that was not taken; after the last of them it is given up, seven hours later. */
const BACK_OFF_MS = [MINUTE_MS, 10 * MINUTE_MS, 60 * MINUTE_MS, 6 * 60 * MINUTE_MS] as const
const KEPT_MS = 14 * 24 * 60 * MINUTE_MS

/** One round at a time: what a slow program holds up is only the next round of calls. */
export function calling(ports: Ports): () => Promise<void> {
  let running = false
  let forgotAt = Number.NEGATIVE_INFINITY
  return async () => {
    const { hooks } = ports
    if (hooks === undefined || running) return
    running = true
    try {
      await writeDown(ports, hooks)
      await callDue(ports, hooks)
      const now = ports.now()
      if (now - forgotAt >= 60 * MINUTE_MS) {
        forgotAt = now
        await ports.store.hooks.forget(now - KEPT_MS)
      }
    } finally {
      running = false
    }
  }
}

/** A sweep killed in between begins again where the cursor stands; an event that was written down already is not written again. */
async function writeDown(ports: Ports, hooks: HookPorts): Promise<void> {
  for (const hook of await ports.store.hooks.list()) {
    const scope = grantScope({ by: hook.id, communes: hook.communes, provinces: hook.provinces })
    const wantsCases = hook.topics.some((topic) => topic !== 'broadcast')
    const cases = wantsCases ? await ports.store.hooks.caseNews(hook, scope, NEWS_AT_ONCE) : null
    const wantsBroadcasts = hook.topics.includes('broadcast')
    const spelledOut = communesWithin(ports, scope)
    const broadcasts = wantsBroadcasts ? await ports.store.hooks.broadcastNews(hook, spelledOut, NEWS_AT_ONCE) : []
    if (cases === null && broadcasts.length === 0) continue
    const at = ports.now()
    const calls = [
      ...(cases?.news ?? []).map((news) => caseCall(news, hook.topics, hooks.source)),
      ...broadcasts.map((news) => broadcastCall(news, hooks.source, at)),
    ].filter((call): call is NewCall => call !== null)
    await ports.store.hooks.owe(hook.id, calls, { ...(cases === null ? {} : { to: cases.to }), broadcasts }, at)
  }
}

async function callDue(ports: Ports, hooks: HookPorts): Promise<void> {
  const due = await ports.store.hooks.claim({
    ...{ now: ports.now(), leaseMs: LEASE_MS, ofEach: CALLS_OF_EACH, limit: CALLS_AT_ONCE },
  })
  await Promise.all(due.map((call) => callOnce(ports, hooks, call)))
}

async function callOnce(ports: Ports, hooks: HookPorts, call: ClaimedCall): Promise<void> {
  const { hookId, url, eventId, body, attempt } = call
  const at = ports.now()
  const answer = await hooks.post(url, signed(await hooks.secretOf(hookId), eventId, at, body), body)
  const done = answer.kind === 'answer' && answer.status >= 200 && answer.status < 300
  const code = answer.kind === 'answer' ? String(answer.status) : answer.code
  const wait = BACK_OFF_MS[attempt - 1]
  const again = done || wait === undefined ? {} : { retryAt: at + wait }
  ports.meter.count('hook_calls_total', { done: String(done) })
  if (!done) ports.log.warn('hook_not_taken', { hook: hookId, event: eventId, attempt, code })
  await ports.store.hooks.settle(call, { done, code, ...again, at: ports.now() })
}

/** Standard Webhooks: id, time and body under one signature, so that nothing of it can be changed or sent later. */
function signed(secret: string, id: string, at: number, body: string): Readonly<Record<string, string>> {
  return {
    'Content-Type': 'application/cloudevents+json; charset=utf-8',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, new Date(at), body),
  }
}

/** Of a hook that may still be called. */
export async function hookOf({ store }: Pick<Ports, 'store'>, id: string): Promise<Hook | null> {
  return (await store.hooks.list()).find((one) => one.id === id) ?? null
}
