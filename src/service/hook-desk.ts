/** Hooks as administrators keep them: made, tried, turned off and on, removed; what was given up is sent again. */
import { HOOK_TOPICS, type Hook } from '../core/hook.ts'
import { newId } from '../core/id.ts'
import type { Official } from '../core/official.ts'
import type { HookState } from '../store/hook-store.ts'
import { hookAddress } from './hook-address.ts'
import { trialCall } from './hook-events.ts'
import { hookOf } from './hooks.ts'
import type { Ports } from './ports.ts'

const LONGEST_AGENCY = 80
const SHORTEST_AGENCY = 3
const MOST_HOOKS = 50

/** As typed into the form. */
export interface HookForm {
  readonly agency: string
  readonly url: string
  readonly topics: readonly string[]
  readonly places: readonly string[]
}

export interface HookLine {
  readonly hook: Hook
  readonly state: Omit<HookState, 'hookId'>
}

/** `secret`: by which the other side knows that we call. `trouble`: a text key below `api:trouble.`. */
export type MadeHook = { readonly secret: string; readonly id: string } | { readonly trouble: string }

export async function listHooks({ store }: Pick<Ports, 'store'>): Promise<readonly HookLine[]> {
  const [list, states] = await Promise.all([store.hooks.list(), store.hooks.states()])
  const known = new Map(states.map((state) => [state.hookId, state]))
  return list.map((hook) => ({ hook, state: known.get(hook.id) ?? { queued: 0, failed: 0, done: 0, code: null } }))
}

export async function makeHook(ports: Ports, official: Official, form: HookForm): Promise<MadeHook> {
  const { hooks } = ports
  if (hooks === undefined) return { trouble: 'no_calls' }
  const agency = form.agency.replace(/\s+/g, ' ').trim()
  const topics = HOOK_TOPICS.filter((topic) => form.topics.includes(topic))
  const url = hookAddress(form.url, hooks.loopback)
  if (agency.length < SHORTEST_AGENCY || agency.length > LONGEST_AGENCY) return { trouble: 'agency' }
  if (url === null) return { trouble: 'url' }
  if (topics.length === 0) return { trouble: 'topics' }
  const { communes, provinces } = ports.talk.places
  const places = [...new Set(form.places)]
  if (places.some((code) => code !== 'demo' && !communes.has(code) && !provinces.has(code))) return { trouble: 'place' }
  if (places.length === 0) return { trouble: 'no_place' }
  if ((await ports.store.hooks.list()).length >= MOST_HOOKS) return { trouble: 'limit' }
  const at = ports.now()
  const hook: Hook = {
    ...{ id: newId('hook', at), agency, url, topics, on: true, createdBy: official.id, createdAt: at },
    communes: places.filter((code) => code.length !== 2),
    provinces: places.filter((code) => code.length === 2),
  }
  await ports.store.audit.append(
    official.id,
    'hook_made',
    { hook: hook.id, agency, url, topics, communes: hook.communes, provinces: hook.provinces },
    at,
  )
  await ports.store.hooks.add(hook)
  return { secret: await hooks.secretOf(hook.id), id: hook.id }
}

export const HOOK_ACTS = ['trial', 'off', 'on', 'again', 'remove'] as const
export type HookAct = (typeof HOOK_ACTS)[number]

/** One act upon a hook, with its audit row before it. */
export async function actOnHook(
  ports: Ports,
  official: Official,
  id: string,
  what: HookAct,
): Promise<'done' | 'missing'> {
  const { store, hooks } = ports
  if (hooks === undefined || (await hookOf(ports, id)) === null) return 'missing'
  const at = ports.now()
  await store.audit.append(official.id, `hook_${what}`, { hook: id }, at)
  switch (what) {
    case 'trial':
      await store.hooks.owe(id, [trialCall(newId('test', at), hooks.source, at)], {}, at)
      break
    case 'off':
    case 'on':
      await store.hooks.turn(id, what === 'on')
      break
    case 'again':
      await store.hooks.again(id, at)
      break
    case 'remove':
      await store.hooks.remove(id, at)
      break
  }
  return 'done'
}
