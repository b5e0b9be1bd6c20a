/** Cases around one turn: what the talk may know before, and what is written after. */
import type { InboundContent } from '../core/message.ts'
import type { Session, TurnEvent, TurnInput } from '../core/session.ts'
import type { Alert, CaseWrite, KeptOpenCase } from '../store/case-store.ts'
import type { InboundRow, Loaded } from '../store/store.ts'
import { codeIn, newCaseCode } from './case-code.ts'
import { caseWork, concernsCases, toldOf } from './case-write.ts'
import { WITHIN_MS } from './duplicates.ts'
import { alertsOf } from './duty-alerts.ts'
import type { Ports } from './ports.ts'

/** Beyond these a village has more reports than a comparison could tell apart. */
const LOOKED_AT = 300

/** What a turn is given of cases: read once, by an index over the few cases still open. */
export interface CasesBefore {
  readonly open: readonly KeptOpenCase[]
  readonly newCode: string
  readonly input: Pick<TurnInput, 'newCaseCode' | 'openCases' | 'askedCase' | 'paused'>
}

export async function casesBefore(ports: Ports, content: InboundContent, loaded: Loaded | null): Promise<CasesBefore> {
  const newCode = newCaseCode()
  const contactId = loaded?.contact.id
  const code = codeOf(content)
  const [open, asked] = await Promise.all([
    contactId === undefined ? [] : ports.store.cases.openOf(contactId),
    code === null ? undefined : ports.store.cases.asked(code, contactId ?? ''),
  ])
  const input = {
    newCaseCode: newCode,
    ...(open.length > 0 ? { openCases: toldOf(open) } : {}),
    ...(asked ? { askedCase: asked } : {}),
    ...(loaded?.paused ? { paused: true } : {}),
  }
  return { open, newCode, input }
}

function codeOf(content: InboundContent): string | null {
  if (content.kind === 'text') return content.text.length > 40 ? null : codeIn(content.text)
  return content.kind === 'button' ? codeIn(content.value) : null
}

export interface CasesAfter {
  readonly cases: readonly CaseWrite[]
  readonly alerts: readonly Alert[]
  readonly name?: string
  readonly touched?: { readonly code: string; readonly isNew: boolean }
}

const NOTHING: CasesAfter = { cases: [], alerts: [] }

/** @throws when the database does not answer */
export async function casesAfter(
  ports: Ports,
  row: InboundRow,
  who: { readonly contactId: string; readonly organisation: string | null },
  before: CasesBefore,
  result: { readonly events: readonly TurnEvent[]; readonly session: Session },
  disaster: string | undefined,
): Promise<CasesAfter> {
  const { events, session } = result
  if (!concernsCases(events)) return NOTHING
  const at = ports.now()
  const { communes } = ports.talk.places
  const organisation = await ports.store.organisations.get(who.organisation ?? ports.homeOrganisation)
  const turn = {
    ...{ row, contactId: who.contactId, events, open: before.open, newCode: before.newCode, organisation, at },
    ...{ commune: session.commune, disaster },
    provinceOf: (commune: string) => communes.get(commune)?.province,
  }
  const first = caseWork(turn, [])
  const opened = first.writes.find(({ open }) => open?.kind === 'hardship')?.open
  const work = opened
    ? caseWork(
        turn,
        await ports.store.cases.lookalikes({ commune: opened.commune, since: at - WITHIN_MS, limit: LOOKED_AT }),
      )
    : first
  const { writes, alarm, name, touched } = work
  const alerts = alarm ? alertsOf(ports, organisation, { ...alarm, from: row.address }, at) : []
  if (alarm && alerts.length === 0) ports.log.warn('nobody_to_alert', { organisation: organisation?.code ?? null })
  return {
    cases: alarm ? withAlert(writes, alerts.length) : writes,
    alerts,
    ...(name === undefined ? {} : { name }),
    ...(touched ? { touched } : {}),
  }
}

/** That it was tried stands in the case, also when there was nobody to tell. */
function withAlert(writes: readonly CaseWrite[], to: number): readonly CaseWrite[] {
  return writes.map((write, i) =>
    i === 0 ? { ...write, entries: [...write.entries, { kind: 'alerted', data: { to } }] } : write,
  )
}
