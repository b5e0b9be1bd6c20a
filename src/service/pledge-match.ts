/** A pledge brought to a household: both are asked whether name and number may go over, and only two consents bring them together. */

import { newId } from '../core/id.ts'
import { may, type Official } from '../core/official.ts'
import type { TextPart } from '../core/reply.ts'
import type { CaseContact, CaseFile, CaseLine } from '../store/case-store.ts'
import type { NewMatch, PledgeFile, PledgeMatch } from '../store/pledge-store.ts'
import type { NewDelivery } from '../store/store.ts'
import { tell } from './case-notices.ts'
import { placeName } from './desk-places.ts'
import { isUnderWay, type PledgeDone } from './pledge-desk.ts'
import type { Ports } from './ports.ts'

const LONGEST_HOW = 200
const NEEDED: ReadonlySet<CaseLine['status']> = new Set<CaseLine['status']>(['verified', 'decided', 'supported'])

/** Asks both sides, each by one message; whom no message reaches an official must ask. */
export async function matchPledge(
  ports: Ports,
  official: Official,
  file: PledgeFile,
  caseCode: string,
): Promise<PledgeDone> {
  if (!may(official.role, 'work_cases')) return { refused: 'not_allowed' }
  const { line, contact } = file
  if (line.status !== 'verified') return { refused: 'not_now' }
  const need = await ports.store.cases.get(official.scope, caseCode)
  // Unknown and foreign codes are one answer.
  if (need === null) return { refused: 'no_such_case' }
  if (need.line.kind !== 'hardship' || need.line.mergedInto !== null || !NEEDED.has(need.line.status))
    return { refused: 'not_verified' }
  const household = householdOf(need)
  if (household !== null && household.id === line.contactId) return { refused: 'same_person' }
  const at = ports.now()
  const kind = { key: `pledge:kinds.${line.kind}` }
  const keys = { giver: 'pledge:notice.giver_asked', needer: 'pledge:notice.needer_asked' } as const
  const asks = [
    await asked(ports, 'giver', contact, { key: keys.giver, values: { kind, code: line.code } }, at),
    await asked(ports, 'needer', household, { key: keys.needer, values: { kind, code: need.line.code } }, at),
  ]
  const matchId = newId('pm', at)
  await ports.store.audit.append(official.id, 'pledge_matched', { code: line.code, case: need.line.code }, at)
  const outcome = await ports.store.pledges.match(official.scope, line.id, {
    ...{ matchId, caseId: need.line.id, wordings: keys, wordingVersion: ports.contentVersion },
    ...{ what: 'matched', data: { case: need.line.code }, version: line.version, by: official.id, at },
    sides: asks.map(({ side }) => side),
    deliveries: asks.flatMap(({ deliveries }) => deliveries),
  })
  return outcome === 'asks_already' || outcome === 'matched' ? { refused: outcome } : outcome
}

/** What a side told an official, and how they were asked; nobody is noted without that. */
export async function noteShare(
  ports: Ports,
  official: Official,
  file: PledgeFile,
  said: { readonly shareId: string; readonly answer: 'yes' | 'no'; readonly how: string },
): Promise<PledgeDone> {
  if (!may(official.role, 'work_cases')) return { refused: 'not_allowed' }
  const how = said.how.trim().slice(0, LONGEST_HOW)
  if (how === '') return { refused: 'consent_needed' }
  const share = file.matches.flatMap(({ shares }) => shares).find(({ id }) => id === said.shareId)
  if (share === undefined) return 'missing'
  const { line } = file
  const at = ports.now()
  await ports.store.audit.append(official.id, 'pledge_consent_noted', { code: line.code, side: share.side, how }, at)
  return ports.store.pledges.noteShare(official.scope, line.id, {
    ...{ shareId: share.id, answer: said.answer, how },
    ...{ what: `noted_${said.answer}`, data: { side: share.side, how }, version: line.version, by: official.id, at },
  })
}

/** Each is told the other's name and number. Refused while one consent is missing, and undone by the store if one went meanwhile. */
export async function introduce(
  ports: Ports,
  official: Official,
  file: PledgeFile,
  matchId: string,
): Promise<PledgeDone> {
  const found = await matchOf(ports, official, file, matchId)
  if (typeof found === 'string' || 'refused' in found) return found
  const { match, need } = found
  if (match.status !== 'open') return { refused: 'not_now' }
  if (match.shares.length < 2 || match.shares.some(({ answer }) => answer !== 'yes')) return { refused: 'no_consent' }
  const { line, contact } = file
  const giverPhone = phoneOf(contact) ?? line.phone
  const needPhone = phoneOf(householdOf(need))
  const at = ports.now()
  const { report, commune, province } = need.line
  const unnamed = { key: 'pledge:unnamed' }
  const where = [report.village, placeName(ports, commune, province)].filter(
    (part) => part !== undefined && part !== null,
  )
  const toGiver = {
    key: needPhone === null ? 'pledge:notice.giver_told_no_phone' : 'pledge:notice.giver_told',
    values: {
      ...{ code: line.code, name: report.name ?? householdOf(need)?.name ?? unnamed, place: where.join(', ') },
      ...(needPhone === null ? {} : { phone: localNumber(needPhone) }),
    },
  }
  const toNeeder = {
    key: giverPhone === null ? 'pledge:notice.needer_told_no_phone' : 'pledge:notice.needer_told',
    values: {
      ...{ code: need.line.code, name: line.giver ?? unnamed },
      ...(giverPhone === null ? {} : { phone: localNumber(giverPhone) }),
    },
  }
  const how = { lane: 'bulk', at } as const
  const told = [await tell(ports, contact, [toGiver], how), await tell(ports, householdOf(need), [toNeeder], how)]
  await ports.store.audit.append(official.id, 'pledge_introduced', { code: line.code, case: need.line.code }, at)
  return ports.store.pledges.setMatch(official.scope, line.id, {
    ...{ matchId, status: 'introduced', what: 'introduced', data: { case: need.line.code } },
    ...{ version: line.version, by: official.id, at },
    deliveries: told.flatMap(({ deliveries }) => deliveries),
  })
}

/** `done`: it was given, and the pledge stays for others. `ended`: it came to nothing, and both are told so. */
export async function finishMatch(
  ports: Ports,
  official: Official,
  file: PledgeFile,
  matchId: string,
  status: 'done' | 'ended',
): Promise<PledgeDone> {
  const found = await matchOf(ports, official, file, matchId)
  if (typeof found === 'string' || 'refused' in found) return found
  const { match, need } = found
  if (status === 'done' ? match.status !== 'introduced' : !isUnderWay(match)) return { refused: 'not_now' }
  const { line, contact } = file
  const at = ports.now()
  const deliveries = status === 'done' ? [] : await endedWords(ports, { contact, code: line.code }, need, at)
  await ports.store.audit.append(official.id, `pledge_match_${status}`, { code: line.code, case: need.line.code }, at)
  return ports.store.pledges.setMatch(official.scope, line.id, {
    ...{ matchId, status, what: status, data: { case: need.line.code }, deliveries },
    ...{ version: line.version, by: official.id, at },
  })
}

/** The match with the case it is about, which must lie within the scope too. */
async function matchOf(
  ports: Ports,
  { role, scope }: Official,
  { matches }: PledgeFile,
  matchId: string,
): Promise<{ match: PledgeMatch; need: CaseFile } | 'missing' | { readonly refused: string }> {
  if (!may(role, 'work_cases')) return { refused: 'not_allowed' }
  const match = matches.find(({ id }) => id === matchId)
  const need =
    match?.caseCode === null || match === undefined ? null : await ports.store.cases.get(scope, match.caseCode)
  return match === undefined || need === null ? 'missing' : { match, need }
}

async function asked(
  ports: Ports,
  side: 'giver' | 'needer',
  contact: CaseContact | null,
  words: TextPart,
  at: number,
): Promise<{ side: NewMatch['sides'][number]; deliveries: readonly NewDelivery[] }> {
  const { deliveries } = await tell(ports, contact, [words], { lane: 'bulk', at })
  const answer = deliveries.length > 0 ? 'asked' : 'unasked'
  return { side: { id: newId('ps', at), side, contactId: contact?.id ?? null, answer }, deliveries }
}

async function endedWords(
  ports: Ports,
  giver: { readonly contact: CaseContact | null; readonly code: string },
  need: CaseFile,
  at: number,
): Promise<readonly NewDelivery[]> {
  const how = { lane: 'bulk', at } as const
  const say = (key: string, code: string) => [{ key: `pledge:notice.${key}`, values: { code } }]
  const told = [
    await tell(ports, giver.contact, say('giver_ended', giver.code), how),
    await tell(ports, householdOf(need), say('needer_ended', need.line.code), how),
  ]
  return told.flatMap(({ deliveries }) => deliveries)
}

/** Whoever reported for a neighbour may not agree in their place: the household itself is asked by an official. */
function householdOf({ line: { report }, contact }: CaseFile): CaseContact | null {
  return report.forWhom === undefined || report.forWhom === 'self' ? contact : null
}

/** A chat id is nobody's number. */
function phoneOf(contact: CaseContact | null): string | null {
  return contact !== null && contact.address.kind === 'sms' ? contact.address.value : null
}

/** As people in Vietnam write it. */
function localNumber(phone: string): string {
  return phone.replace(/^\+84/, '0')
}
