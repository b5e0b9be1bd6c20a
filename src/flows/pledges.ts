/** What a person offers to households in need, kept once they agree; and whether their name and number may go to the other side. */
import { GIVER_NAME, isPledgeKind, PLEDGE_TEXT, type Sharing } from '../core/pledge.ts'
import { type Draft, keepAnswer, note, say } from './draft.ts'
import type { Records } from './flow-format.ts'

const CONSENT = 'pledge:ask_consent'
/** What they agree to is said in the answer. */
const SHARE = 'pledge:agreed'
/** Code of what was kept in this round, so that SỬA and LẠI put it right and keep no second one. */
const KEPT = '_pledge'

/** What this person may be asked of another's help, as it stands; `none`: nothing. */
export function sharing({ input }: Draft): Sharing | 'none' {
  return input.helping?.share ?? 'none'
}

/** What a `record` step of this flow keeps; nothing for the steps of other flows. */
export function recordPledge(draft: Draft, what: Records): void {
  if (what === 'pledge_told') keep(draft)
  else if (what === 'pledge_named')
    note(draft, { type: 'pledge_named', name: draft.heard.text.trim().slice(0, GIVER_NAME) })
  else if (what === 'pledges_withdrawn') note(draft, { type: 'pledges_withdrawn' })
  else if (what === 'share_agreed') note(draft, { type: 'share_answered', agrees: true, wording: SHARE })
  else if (what === 'share_refused') note(draft, { type: 'share_answered', agrees: false, wording: SHARE })
}

/** A new offer is about to be asked for: what was kept before stays as it is. */
export function newPledge(draft: Draft): void {
  keepAnswer(draft, KEPT, undefined)
}

function keep(draft: Draft): void {
  const { kind, [KEPT]: kept } = draft.answers
  const code = typeof kept === 'string' ? kept : draft.input.newCaseCode
  if (!isPledgeKind(kind) || code === undefined) {
    say(draft, 'pledge:not_here')
    return
  }
  note(draft, {
    ...{ type: 'pledge_told', kind, code, wording: CONSENT },
    text: draft.heard.text.trim().slice(0, PLEDGE_TEXT),
    ...(code === kept ? { again: true } : {}),
  })
  keepAnswer(draft, KEPT, code)
  say(draft, 'pledge:receipt', { code })
}
