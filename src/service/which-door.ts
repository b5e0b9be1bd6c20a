/** Through which door a message leaves that we start ourselves (design §6.9); a reply always leaves by the door it answers. */
import type { Address, AddressKind, Door } from '../core/address.ts'

interface Row {
  readonly kind: AddressKind
  /** How the address begins; the first row that fits counts. */
  readonly begins: string
  /** The first of these that is on. */
  readonly doors: readonly Door[]
}

const TABLE: readonly Row[] = [
  { kind: 'sms', begins: '+84', doors: ['esms', 'sms-phone'] },
  { kind: 'sms', begins: '+', doors: ['twilio'] },
  { kind: 'zalo', begins: '', doors: ['zalo'] },
  { kind: 'zalo-bot', begins: '', doors: ['zalo-bot'] },
  { kind: 'telegram', begins: '', doors: ['telegram'] },
]

/**
 * The door by the table, else the one the person came by, as long as it is on; null: nothing reaches them now. What was said in the
 * simulator stays there: its numbers are nobody's, or a stranger's.
 */
export function doorFor(address: Address, isOn: (door: Door) => boolean, cameBy: Door | null): Door | null {
  if (cameBy === 'simulator') return isOn('simulator') ? 'simulator' : null
  const row = TABLE.find(({ kind, begins }) => kind === address.kind && address.value.startsWith(begins))
  return row?.doors.find(isOn) ?? (cameBy !== null && isOn(cameBy) ? cameBy : null)
}
