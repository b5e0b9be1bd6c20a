/** A case that an official writes down for somebody who came to the desk or called. */
import { newId } from '../core/id.ts'
import { may, type Official } from '../core/official.ts'
import type { Report } from '../core/report.ts'
import { newCaseCode } from './case-code.ts'
import { act } from './case-desk.ts'
import { covers } from './desk-places.ts'
import type { Ports } from './ports.ts'
import { firstLookDue, triage } from './triage.ts'

const MOST_TRIES = 5

export interface AtDesk {
  readonly report: Report
  readonly danger: boolean
  readonly note: string
  /** Chosen before, by whoever may ask twice: a case with this id is made once. */
  readonly id?: string
}

/** The code of the new case, or why there is none (a text key below `desk:refused.`). */
export async function openAtDesk(
  ports: Ports,
  official: Official,
  { report, danger, note, id = newId('case', ports.now()) }: AtDesk,
): Promise<{ readonly code: string } | { readonly refused: string }> {
  if (!may(official.role, 'work_cases')) return { refused: 'not_allowed' }
  const [only, ...more] = official.scope.communes
  // Whoever works for one commune need not name it.
  const home = only !== undefined && more.length === 0 && official.scope.provinces.length === 0 ? only : null
  const commune = report.commune ?? home
  const province = report.province ?? ports.talk.places.communes.get(commune ?? '')?.province ?? null
  if (commune === null) return { refused: 'no_commune' }
  if (!covers(official.scope, commune, province)) return { refused: 'outside' }
  const at = ports.now()
  const weighed = triage(report, danger)
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const code = newCaseCode()
    const outcome = await ports.store.cases.open(official.scope, {
      ...{ id, code, kind: 'hardship' as const, danger, commune, province, report },
      ...weighed,
      ...{ dueAt: firstLookDue(weighed, danger, at), disasterId: null, at },
    })
    if (outcome === 'code_taken') continue
    const made = outcome === 'known' ? await madeBefore(ports, official, id) : { code, isNew: true }
    // Whoever wrote it down has seen it, and nobody is told: there is nobody to write to.
    if (made.isNew)
      await act(ports, official, made.code, note.trim() === '' ? { do: 'seen' } : { do: 'note', text: note })
    return { code: made.code }
  }
  throw new Error('No free case code was found.')
}

/** `isNew`: it was broken off between the case and its note. */
async function madeBefore({ store }: Ports, { scope }: Official, id: string) {
  const { rows } = await store.cases.list(scope, { id }, { limit: 1, offset: 0 })
  const [found] = rows
  if (found === undefined) throw new Error('The case that was made before is not to be found.')
  return { code: found.code, isNew: found.status === 'new' }
}
