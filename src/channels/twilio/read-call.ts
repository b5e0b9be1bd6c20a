/** What one step of a call says in our words: a call that begins, keys pressed, words spoken, or nothing. */
import type { Reading } from '../../core/channel.ts'
import { smsSender } from '../phone-number.ts'
import { accepted } from '../readings.ts'
import type { Fields } from './read-form.ts'

/** The caller hears the menu first; a question left open last time is asked again by the menu's own answer. */
const BEGINS = 'MENU'

/**
 * One message for each step of a call that said something; `step` numbers them, so that a repeated request is the same message.
 * Null when it lacks what makes it a call.
 */
export function readCall(fields: Fields, step: string, receivedAt: number): Reading | null {
  const call = first(fields.CallSid)
  const from = first(fields.From)
  if (call === '' || from === '' || !/^\d{1,4}$/.test(step)) return null
  const text = step === '0' ? BEGINS : saidIn(fields)
  if (text === null) return accepted({})
  const { address, automated } = smsSender(from)
  return accepted({
    messages: [
      {
        door: 'twilio',
        address,
        externalId: `${call}:${step}`,
        content: { kind: 'text', text },
        sentAt: receivedAt,
        ...(automated ? { automated } : {}),
      },
    ],
  })
}

/** Keys before words; a lone star asks to hear it again, and is no message. */
function saidIn(fields: Fields): string | null {
  const keys = first(fields.Digits).replace(/#/g, '')
  const words = first(fields.SpeechResult).trim()
  const text = keys.replace(/\*/g, '') === '' ? words : keys
  return text === '' ? null : text
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
