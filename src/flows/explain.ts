/** Procedures and rights that are no verdict (`policy/told.yaml`), told with their law. */

import { citations } from './citations.ts'
import type { Draft } from './draft.ts'
import { newMessage, say } from './draft.ts'

/** Tells each id in one message: its words (`programmes:told.<id>`) and its law. */
export function tellTold(draft: Draft, rules: readonly string[]): void {
  for (const rule of rules) {
    const told = draft.talk.law.data.told.find((one) => one.rule === rule)
    if (!told) continue
    newMessage(draft)
    say(draft, `programmes:told.${rule}`)
    if (told.source.length > 0) say(draft, 'verdict:law', { law: citations(draft.talk.flows, told.source) })
  }
}
