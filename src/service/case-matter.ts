/** Which of a person's cases something belongs to: one household and one event are one case. Pure. */
import { type Report, type ReportPatch, withPatch } from '../core/report.ts'
import type { KeptOpenCase } from '../store/case-store.ts'
import type { CaseTurn } from './case-turn.ts'
import { bareName } from './duplicates.ts'

/** The key that the database keeps unique among a person's open cases. */
export function matterOf(disaster: string | undefined, { forWhom, name }: Report): string {
  return `${disaster ?? ''}|${forWhom === 'neighbour' ? `neighbour:${bareName(name ?? '')}` : 'self'}`
}

/** The part of a matter that says whose house it is. */
export function householdOf(matter: string): string {
  return matter.slice(matter.indexOf('|') + 1)
}

/** By the code the talk named, else the open one of the same matter; what says nothing of whose it is belongs to the newest. */
export function openCaseFor(
  { open, newCode, disaster }: Pick<CaseTurn, 'open' | 'newCode' | 'disaster'>,
  code: string | undefined,
  patch: ReportPatch,
): KeptOpenCase | undefined {
  const own = open.filter(({ kind }) => kind === 'hardship')
  const named = own.find((one) => one.code === code)
  if (named) return named
  const matter = matterOf(disaster, withPatch({}, patch))
  const same = own.find((one) => one.matter === matter)
  // The person is being told the new code, so it must exist; only of their own household a second case is never made.
  if (code === newCode) return patch.forWhom === 'neighbour' ? undefined : same
  return same ?? (patch.forWhom === 'neighbour' ? undefined : own[0])
}

/** A matter that no other open case holds: a second neighbour of the same name, or of none, has one of their own. */
export function freeMatter(open: readonly KeptOpenCase[], matter: string, code: string): string {
  return open.some((one) => one.matter === matter) ? `${matter}:${code.toLowerCase()}` : matter
}
