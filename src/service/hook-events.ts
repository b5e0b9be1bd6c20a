/** What happened, as a CloudEvent (1.0, structured JSON): ids, codes, statuses, communes. Nobody's name, number or word. */
import type { HookTopic } from '../core/hook.ts'
import type { BroadcastNews, CaseNews, NewCall } from '../store/hook-store.ts'
import { toldStep } from './told-step.ts'

/** Entries that change where a case stands; what is said in its talk is nobody's news. */
const CHANGES: ReadonlySet<string> = new Set([
  ...['status', 'reopened', 'merged', 'support', 'edited', 'added', 'disaster', 'escalated'],
])

interface CloudEvent {
  /** With the source it names this event and no other. */
  readonly id: string
  readonly type: string
  readonly subject: string
  readonly at: number
  readonly data: Readonly<Record<string, unknown>>
}

/** Null where the topics do not ask for it. */
export function caseCall(news: CaseNews, topics: readonly HookTopic[], source: string): NewCall | null {
  const topic = news.what === 'opened' ? 'case.opened' : CHANGES.has(news.what) ? 'case.changed' : null
  if (topic === null || !topics.includes(topic)) return null
  const { entry, what, data, at, code, kind, status, danger, commune, province, disasterId } = news
  return callOf(
    {
      ...{ id: `case-entry-${entry}`, type: `vn.lalanh.${topic}`, subject: code, at },
      data: { code, kind, status, danger, commune, province, disaster: disasterId, what, ...toldStep(data) },
    },
    source,
  )
}

/** Each status once. `at`: when it was noticed. */
export function broadcastCall(news: BroadcastNews, source: string, at: number): NewCall {
  const { id, class: kind, status, places, disasterId, total, version } = news
  return callOf(
    {
      ...{ id: `broadcast-${id}-${status}-${version}`, type: `vn.lalanh.broadcast.${status}`, subject: id, at },
      data: { id, class: kind, status, communes: places, disaster: disasterId, total },
    },
    source,
  )
}

/** Says nothing but that calls arrive. */
export function trialCall(id: string, source: string, at: number): NewCall {
  return callOf({ id, type: 'vn.lalanh.test', subject: 'test', at, data: {} }, source)
}

function callOf({ id, type, subject, at, data }: CloudEvent, source: string): NewCall {
  const event = {
    ...{ specversion: '1.0', id, source, type, subject, time: new Date(at).toISOString() },
    ...{ datacontenttype: 'application/json', data },
  }
  return { eventId: id, body: JSON.stringify(event) }
}
