/** Where a contact can be reached, and the doors through which words come and go. */

/** One folder in `src/channels/` each, plus the simulator, whose wire alone is simulated. */
export const DOORS = ['telegram', 'twilio', 'zalo', 'zalo-bot', 'sms-phone', 'esms', 'simulator'] as const
export type Door = (typeof DOORS)[number]

/** What kind of place an address is. An SMS address is the phone number in E.164 whatever the door (design §6.9). */
export const ADDRESS_KINDS = ['sms', 'zalo', 'zalo-bot', 'telegram'] as const
export type AddressKind = (typeof ADDRESS_KINDS)[number]

/** `value`: E.164 for sms, else the provider's own id as exact text. Never printed in a log. */
export interface Address {
  readonly kind: AddressKind
  readonly value: string
}

/** The text under which one contact's lane is kept: `sms:+84912345678`. */
export function addressKey(address: Address): string {
  return `${address.kind}:${address.value}`
}
