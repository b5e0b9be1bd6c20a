/** What one verified Telegram update says in our words. */
import type { Reading } from '../../core/channel.ts'
import type { InboundContent, InboundMessage } from '../../core/message.ts'
import { toE164 } from '../phone-number.ts'
import { accepted } from '../readings.ts'
import type { TelegramMessage, Update } from './update.ts'

/** When the person spoke, in ms since 1970, where the update tells; null for taps, whose date is that of our own older message. */
export function saidAt(update: Update): number | null {
  const seconds = update.message?.date ?? update.edited_message?.edit_date ?? update.my_chat_member?.date
  return seconds === undefined ? null : seconds * 1000
}

/** Only private chats are answered; groups, channels and kinds we do not know are kept by name. */
export function readUpdate(update: Update, receivedAt: number): Reading {
  const { message, edited_message: edited, callback_query: tap, my_chat_member: membership } = update
  const from = (id: string, content: InboundContent, sentAt: number, automated = false): Reading => {
    const one: InboundMessage = {
      door: 'telegram',
      address: { kind: 'telegram', value: id },
      externalId: update.update_id,
      content,
      sentAt,
      ...(automated ? { automated } : {}),
    }
    return accepted({ messages: [one] })
  }

  if (message) {
    if (!isPrivate(message.chat)) return accepted({ ignored: ['message_outside_private_chat'] })
    const content = contentOf(message)
    if (content === null) return accepted({ ignored: ['service_message'] })
    return from(message.chat.id, content, message.date * 1000, isAutomated(message))
  }
  if (edited) {
    // A place shared live is edited every few seconds; telling the person each time would be a flood.
    if (!isPrivate(edited.chat) || edited.location) return accepted({ ignored: ['edited_message'] })
    return from(edited.chat.id, { kind: 'unreadable', what: 'edited message' }, receivedAt, isAutomated(edited))
  }
  if (tap) {
    if (tap.data === undefined || (tap.message && !isPrivate(tap.message.chat))) {
      return accepted({ ignored: ['callback_query'] })
    }
    return from(tap.from.id, { kind: 'button', value: tap.data }, receivedAt, tap.from.is_bot)
  }
  if (membership) {
    const tie = TIES[membership.new_chat_member.status]
    if (tie === undefined || !isPrivate(membership.chat)) return accepted({ ignored: ['my_chat_member'] })
    return from(membership.chat.id, { kind: 'tie', tie }, membership.date * 1000)
  }
  return accepted({ ignored: [unreadKind(update)] })
}

const TIES: Readonly<Record<string, 'started' | 'stopped'>> = { kicked: 'stopped', left: 'stopped', member: 'started' }

/** Messages that Telegram itself puts into a chat; everything else somebody wrote, and is told when we cannot read it. */
const SERVICE_KINDS = [
  'pinned_message',
  'message_auto_delete_timer_changed',
  'write_access_allowed',
  'connected_website',
  'chat_background_set',
  'proximity_alert_triggered',
  'users_shared',
  'chat_shared',
  'web_app_data',
  'successful_payment',
  'refunded_payment',
  'gift',
  'unique_gift',
  'video_chat_started',
  'video_chat_ended',
] as const

/** Names for what the person is told that we cannot read. */
const WRITTEN_KINDS = [
  'sticker',
  'voice',
  'audio',
  'animation',
  'video',
  'video_note',
  'document',
  'poll',
  'dice',
  'story',
  'contact',
  'location',
  'photo',
] as const

function contentOf(message: TelegramMessage): InboundContent | null {
  const { text, photo, caption, location, contact } = message
  if (text !== undefined) return textContent(text)
  if (photo) {
    const largest = photo.reduce((best, size) => (size.width * size.height > best.width * best.height ? size : best))
    return { kind: 'photo', ref: largest.file_id, ...(caption === undefined ? {} : { text: caption }) }
  }
  if (location) return { kind: 'location', lat: location.latitude, lon: location.longitude }
  if (contact) {
    // A forwarded card is somebody else's number: only one's own is believed.
    const own = contact.user_id !== undefined && contact.user_id === message.from?.id
    const phone = own ? toE164(contact.phone_number) : null
    return phone === null ? { kind: 'unreadable', what: 'contact' } : { kind: 'contact', phone }
  }
  if (SERVICE_KINDS.some((kind) => kind in message)) return null
  return { kind: 'unreadable', what: WRITTEN_KINDS.find((kind) => kind in message) ?? 'other' }
}

/** Telegram writes commands with a slash: `/start` opens the tie, `/start CODE` carries a word from a link, `/menu` means "menu". */
function textContent(text: string): InboundContent {
  const command = /^\/([a-z0-9_]{1,32})(?:@\w+)?(?:\s+([\s\S]+))?$/i.exec(text.trim())
  if (!command) return { kind: 'text', text }
  const [, name = '', rest = ''] = command
  if (name.toLowerCase() !== 'start') return { kind: 'text', text: `${name} ${rest}`.trim() }
  return rest === '' ? { kind: 'tie', tie: 'started' } : { kind: 'text', text: rest.trim() }
}

function isPrivate(chat: { readonly type: string }): boolean {
  return chat.type === 'private'
}

function isAutomated(message: TelegramMessage): boolean {
  return message.from?.is_bot === true || message.via_bot !== undefined
}

/** The kind's own name when it looks like one, so that an event row never holds words of a stranger. */
function unreadKind(update: Update): string {
  return Object.keys(update).find((key) => key !== 'update_id' && /^[a-z_]{1,40}$/.test(key)) ?? 'unknown'
}
