/** The simulator's door: the whole path is real, and a message "sent" here is read from the store by the page that asked. */
import type { AddressKind } from '../../core/address.ts'
import type { Abilities, Channel } from '../../core/channel.ts'
import { judged } from '../fetch-photo.ts'
import { toE164 } from '../phone-number.ts'

/** What each simulated phone can carry: an old 2G phone, and the two chat apps with their providers' limits (channels.md §6). */
const ABILITIES: Readonly<Record<AddressKind, Abilities>> = {
  sms: { maxText: 459, diacritics: false, maxSegments: 2 },
  zalo: { maxText: 2_000, diacritics: true, buttons: { max: 5, labelChars: 20, valueBytes: 64 } },
  'zalo-bot': { maxText: 2_000, diacritics: true },
  telegram: { maxText: 4_096, diacritics: true, buttons: { max: 12, labelChars: 40, valueBytes: 64 } },
}

/** What every simulated photo shows: a house in brown water, drawn by us (64 × 48, PNG). */
const PICTURE = [
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAMAAACWlYwtAAAAD1BMVEW4xtLm1a6cPyxbQCx6Xz6WCfQlAAAAXUlEQVR42u2QwQ7AEBAFefr/31z21NKwvB4k',
  '3lyWZGciQhDCAUi9QOrrCTwh9fkEviB1fwI9SH2cgIfRG2IH1x8o8G8gGQocELgy9SyrNrP9usd23w4MCiigwC6BG0ixEvm2QUDkAAAAAElFTkSuQmCC',
].join('')

export function simulator(): Channel {
  return {
    door: 'simulator',
    addressKind: 'sms',
    abilities: ABILITIES.sms,
    abilitiesFor: (kind) => ABILITIES[kind],
    budget: { perSecond: 1_000, unit: 'message' },
    idempotentSend: true,
    // No provider calls this door: its messages are made by the simulator's own API.
    read: async () => ({ kind: 'refused', why: 'The simulator has no webhook.' }),
    acknowledge: () => ({ status: 200, contentType: 'application/json', body: '{}' }),
    send: async (message) => ({ kind: 'accepted', externalId: `simulated:${message.id}` }),
    fetchMedia: async () => judged(Uint8Array.from(atob(PICTURE), (sign) => sign.charCodeAt(0))),
  }
}

/** The address as the real door would write it: E.164 for a phone number, else the id as it is; null when it cannot be one. */
export function simulatedAddress(kind: AddressKind, text: string): string | null {
  const trimmed = text.trim()
  if (kind === 'sms') {
    const number = toE164(trimmed)
    if (number !== null) return number
  }
  return /^[\w.:@+-]{1,64}$/u.test(trimmed) ? trimmed : null
}
