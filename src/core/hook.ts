/** What programs of other agencies are told of by a call to them, and where such a call stands. */

export const HOOK_TOPICS = ['case.opened', 'case.changed', 'broadcast'] as const
export type HookTopic = (typeof HOOK_TOPICS)[number]

/** queued: owed · sending: leased · done: the other side said 2xx · failed: nobody took it, several times over hours. */
export const HOOK_CALL_STATUSES = ['queued', 'sending', 'done', 'failed'] as const
export type HookCallStatus = (typeof HOOK_CALL_STATUSES)[number]

/** Where an agency wants to be called, and of what, in which places. */
export interface Hook {
  readonly id: string
  readonly agency: string
  readonly url: string
  readonly topics: readonly HookTopic[]
  readonly communes: readonly string[]
  readonly provinces: readonly string[]
  readonly on: boolean
  readonly createdBy: string
  readonly createdAt: number
}
