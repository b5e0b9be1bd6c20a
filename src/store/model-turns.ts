/** What a person's own turn writes of stories. Part of the turn's unit. */
import type { Statement } from './port.ts'
import type { TurnCommit } from './store.ts'

const NOMINATE = `insert into models (id, status, contact_id, whose, told, wording, wording_version, inbound_id,
  organisation, commune, province, title, text, at, updated_at, version)
  values (?, 'nominated', ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', ?, ?, 1)`
const WITHDRAW = `update models set status = 'withdrawn', version = version + 1, updated_at = ?
  where contact_id = ? and whose = 'self' and status <> 'withdrawn'`

/** Empty for a turn that has nothing to do with stories. */
export function modelStatements({ model, contact, inboundId, contentVersion, at }: TurnCommit): readonly Statement[] {
  if (model === undefined) return []
  const { nominated, withdrawn } = model
  const list: Statement[] = []
  if (nominated !== undefined) {
    const { id, whose, told, wording, organisation, commune, province } = nominated
    const consent = wording === null ? [null, null, null] : [wording, contentVersion, inboundId]
    const place = [organisation, commune, province]
    list.push({ sql: NOMINATE, params: [id, contact.id, whose, told, ...consent, ...place, at, at] })
  }
  if (withdrawn) list.push({ sql: WITHDRAW, params: [at, contact.id] })
  return list
}
