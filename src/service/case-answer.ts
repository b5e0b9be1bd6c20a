/** An official's own words to the person of a case: cleaned, measured before they are sent, and sent at once when the person waits. */
import { LANGUAGES } from '../core/language.ts'
import { exactCommand } from '../language/commands.ts'
import type { CaseContact, CaseFile } from '../store/case-store.ts'
import { smsFaults } from '../texts/check-sms.ts'
import { unaccent } from '../texts/plain.ts'
import { entry, looked, type Plan, type Refused } from './case-actions.ts'
import { rendered } from './case-notices.ts'
import type { Ports } from './ports.ts'

/** SMS parts that one answer may take. */
export const MOST_PARTS = 3
/** Longer than any answer of three parts; chat messages too are kept to what one reads on a phone. */
const LONGEST = 1_000
/** Somebody who wrote this recently waits for an answer. */
const WAITS_MS = 24 * 3_600_000

/** How an answer will arrive. */
export interface AnswerPreview {
  readonly texts: readonly string[]
  readonly parts: number
  readonly encoding: string
  readonly door: string
  /** False: it waits for the morning when it is night now. */
  readonly atOnce: boolean
}

/** The words as they will leave, or why they cannot. */
export async function previewAnswer(
  ports: Ports,
  file: CaseFile,
  words: string,
): Promise<(AnswerPreview & { readonly text: string }) | Refused> {
  const text = cleaned(words)
  if (text === '') return { refused: 'empty' }
  if (text.length > LONGEST) return { refused: 'too_long_answer' }
  const { contact, messages } = file
  if (contact === null) return { refused: 'no_contact' }
  const now = ports.now()
  const atOnce = isWaitedFor(contact, messages, now, ports.texts)
  // After STOP only a reply to the person's own message may go (design §6.5).
  if (contact.stopped && !atOnce) return { refused: 'stopped' }
  const [fault] = smsFaults(text).filter((one) => !/parts/.test(one))
  if (fault !== undefined) return { refused: /link/.test(fault) ? 'holds_link' : 'asks_secret' }
  const ready = await rendered(ports, contact, [{ key: 'case:said', values: { text } }], atOnce)
  if (ready === null) return { refused: 'no_door' }
  const parts = ready.messages.reduce((sum, { segments }) => sum + segments, 0)
  if (contact.address.kind === 'sms' && parts > MOST_PARTS) return { refused: 'too_long_answer' }
  const encoding = ready.messages[0]?.encoding ?? 'none'
  return { text, texts: ready.messages.map((one) => one.text), parts, encoding, door: ready.door, atOnce }
}

/** The change that an answer makes: the person's words are read, and a pause goes on for another day. */
export function planAnswer(file: CaseFile, text: string, by: string, now: number): Plan {
  const { contact } = file
  return looked(file, now, {
    set: { unread: false },
    entries: [entry('answered', { text })],
    ...(contact !== null && contact.pausedBy !== null ? { pausedBy: by } : {}),
    tells: { key: 'case:said', values: { text } },
    speaks: true,
  })
}

/** The person wrote within a day, and what they wrote was not a stop; of somebody stopped, what they wrote after it. */
export function isWaitedFor(
  { stopped }: Pick<CaseContact, 'stopped'>,
  messages: CaseFile['messages'],
  now: number,
  texts: Ports['texts'],
): boolean {
  const last = messages.findLastIndex(({ direction }) => direction === 'in')
  const message = messages[last]
  if (message === undefined || now - message.at > WAITS_MS || exactCommand(message.text) === 'stop') return false
  if (!stopped) return true
  // "Thôi nhận tin" may also have been a typed 1: our own word on it tells where in the talk it was.
  const goodbyes = LANGUAGES.map((language) => texts.say(language, 'common:stopped')).flatMap((one) => [
    one,
    unaccent(one),
  ])
  const since = messages.findLastIndex(
    ({ direction, text }) => direction === 'out' && goodbyes.some((one) => text.includes(one)),
  )
  return last > since
}

/** Composed letters; no control signs, none that turn the direction of writing, no rows of empty lines. */
export function cleaned(words: string): string {
  return words
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n]/gu, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim()
}
