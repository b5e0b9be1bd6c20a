/** Cases around one turn: what the talk may know before, and what is written after. */
import type { InboundContent } from '../core/message.ts'
import type { Session, TurnEvent, TurnInput } from '../core/session.ts'
import { readCaseCode } from '../language/case-code.ts'
import type { Alert, CaseWrite, KeptOpenCase } from '../store/case-store.ts'
import type { InboundRow, Loaded, Organisation } from '../store/store.ts'
import { newCaseCode } from './case-code.ts'
import { placeOf } from './case-place.ts'
import type { Beside, CaseTurn, Touched } from './case-turn.ts'
import { caseWork, concernsCases, toldOf } from './case-write.ts'
import { WITHIN_MS } from './duplicates.ts'
import { alertsOf } from './duty-alerts.ts'
import type { Ports } from './ports.ts'

/** Beyond these a village has more reports than a comparison could tell apart. */
const LOOKED_AT = 300
/** A household that tells again within so long is shown beside what it told before. */
const EARLIER_MS = 90 * 24 * 3_600_000

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
  const open = contactId !== undefined && loaded?.hasCase ? await ports.store.cases.openOf(contactId) : []
  const asked = code === null ? undefined : await ports.store.cases.asked(code, contactId ?? '')
  const input = {
    newCaseCode: newCode,
    ...(open.length > 0 ? { openCases: toldOf(open) } : {}),
    ...(asked ? { askedCase: asked } : {}),
    ...(loaded?.paused ? { paused: true } : {}),
  }
  return { open, newCode, input }
}

function codeOf(content: InboundContent): string | null {
  if (content.kind === 'text') return readCaseCode(content.text)
  return content.kind === 'button' ? readCaseCode(content.value) : null
}

export interface CasesAfter {
  readonly cases: readonly CaseWrite[]
  readonly alerts: readonly Alert[]
  readonly name?: string
  readonly touched?: Touched
}

const NOTHING: CasesAfter = { cases: [], alerts: [] }

type Decided = { readonly events: readonly TurnEvent[]; readonly session: Session }
type Who = { readonly contactId: string; readonly organisation: string | null }

/** @throws StoreError when the database does not answer */
export async function casesAfter(
  ports: Ports,
  row: InboundRow,
  who: Who,
  before: CasesBefore,
  result: Decided,
  disaster: string | undefined,
): Promise<CasesAfter> {
  if (!concernsCases(result.events)) return NOTHING
  try {
    return await worked(ports, row, who, before, result, disaster)
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown'
    if (name === 'StoreError') throw error
    // A promise of ours broke. The answer, with the numbers to call, must go out; the event itself keeps what was told.
    ports.log.error('case_not_written', { inbound: row.id, error: name })
    ports.meter.count('cases_not_written_total')
    return NOTHING
  }
}

async function worked(
  ports: Ports,
  row: InboundRow,
  { contactId, organisation: code }: Who,
  { open, newCode }: CasesBefore,
  { events, session }: Decided,
  disaster: string | undefined,
): Promise<CasesAfter> {
  const at = ports.now()
  const { communes } = ports.talk.places
  const home = await ports.store.organisations.get(code ?? ports.homeOrganisation)
  const asked: CaseTurn = {
    ...{ row, contactId, events, open, newCode, organisation: home, at, commune: session.commune, disaster },
    provinceOf: (commune: string) => communes.get(commune)?.province,
  }
  const first = caseWork(asked, { lookalikes: [], earlier: [] })
  const [wrote] = first.writes
  const place = wrote?.open ?? wrote?.add ?? placeOf(asked, {})
  const office = await officeAt(ports, place.commune, home)
  const turn = { ...asked, organisation: office }
  const { writes, alarm, name, touched } = caseWork(turn, await besides(ports, contactId, wrote, at))
  const named = [office, home].find((one) => (one?.dutyOfficers.length ?? 0) > 0) ?? office
  const alerts = alarm
    ? worded(ports, () => alertsOf(ports, named, { ...alarm, from: row.address, door: row.door }, at))
    : []
  if (alarm && alerts.length === 0) ports.log.warn('nobody_to_alert', { organisation: office?.code ?? null })
  return {
    cases: alarm ? withAlert(writes, alerts.length) : writes,
    alerts,
    ...(name === undefined ? {} : { name }),
    ...(touched ? { touched } : {}),
  }
}

/** Without the words to the officer the case stands on top of the inbox all the same. */
function worded(ports: Ports, alerts: () => readonly Alert[]): readonly Alert[] {
  try {
    return alerts()
  } catch (error) {
    ports.log.error('alert_not_worded', { error: error instanceof Error ? error.name : 'unknown' })
    return []
  }
}

/** The office of the commune where it happened, where it works with us; else who answers this person. */
async function officeAt(ports: Ports, commune: string | null, home: Organisation | null): Promise<Organisation | null> {
  if (commune === null || commune === home?.code || commune === home?.commune) return home
  return (await ports.store.organisations.get(commune)) ?? home
}

/** Reads what a report may repeat; nothing where this turn adds nothing to compare. */
async function besides(ports: Ports, contactId: string, wrote: CaseWrite | undefined, at: number): Promise<Beside> {
  const { cases } = ports.store
  const isReport = wrote?.open?.kind === 'hardship' || COMPARED.some((name) => name in (wrote?.add?.patch ?? {}))
  const place = wrote?.open ?? wrote?.add
  if (!isReport || !place) return { lookalikes: [], earlier: [] }
  return {
    lookalikes: await cases.lookalikes({ commune: place.commune, since: at - WITHIN_MS, limit: LOOKED_AT }),
    earlier: wrote?.open ? await cases.earlierOf(contactId, at - EARLIER_MS) : [],
  }
}
const COMPARED = ['name', 'village', 'location', 'house', 'forWhom', 'commune'] as const

/** That it was tried stands in the case, also when there was nobody to tell. */
function withAlert(writes: readonly CaseWrite[], to: number): readonly CaseWrite[] {
  const alerted = { kind: 'alerted', data: { to }, actor: 'system' as const }
  return writes.map((write, i) => (i === 0 ? { ...write, entries: [...write.entries, alerted] } : write))
}
