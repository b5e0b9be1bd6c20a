/** A plan for a case made durable: its entries, its audit row and its word to the person as one unit. */
import type { Official } from '../core/official.ts'
import type { CaseChange, CaseFile } from '../store/case-store.ts'
import type { Plan } from './case-actions.ts'
import { isWaitedFor } from './case-answer.ts'
import { tell } from './case-notices.ts'
import type { Ports } from './ports.ts'

/** A wrong button is seen at once: so long a notice of a step stays here. */
const UNDO_MS = 2 * 60_000

/** The plan with the words to the person, as one unit. */
export async function keep(
  ports: Ports,
  by: Pick<Official, 'id' | 'scope'>,
  file: CaseFile,
  plan: Plan,
): Promise<'done' | 'conflict' | 'missing'> {
  const { line, contact, messages } = file
  const at = ports.now()
  const waits = contact !== null && isWaitedFor(contact, messages, at, ports.texts)
  const lane = plan.speaks && waits ? 'replies' : 'bulk'
  const told = plan.tells ? await tell(ports, contact, [plan.tells], { lane, at }) : { deliveries: [] }
  const [first, ...rest] = plan.entries
  const deliveryId = told.deliveries[0]?.message.id
  const entries: CaseChange['entries'] =
    first === undefined
      ? []
      : [
          {
            ...first,
            data: { ...first.data, ...('notTold' in told && told.notTold ? { notTold: told.notTold } : {}) },
            ...(deliveryId === undefined ? {} : { deliveryId }),
          },
          ...rest,
        ]
  return ports.store.cases.change(by.scope, {
    caseId: line.id,
    version: line.version,
    set: { ...plan.set, updatedAt: at },
    ...(plan.report ? { report: plan.report } : {}),
    entries,
    ...(plan.supports ? { supports: plan.supports } : {}),
    ...(plan.links ? { links: plan.links } : {}),
    ...(plan.pausedBy === undefined ? {} : { pausedBy: plan.pausedBy }),
    deliveries: told.deliveries,
    ...(plan.waits ? { deliverAt: at + UNDO_MS } : {}),
    ...(plan.takesBack ? { takesBack: plan.takesBack } : {}),
    by: by.id,
    at,
  })
}
