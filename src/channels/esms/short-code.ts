/** Messages to a leased short code, as eSMS hands them on: a GET with a signature, answered by the reply itself as XML. */
import { createHash } from 'node:crypto'
import type { Acknowledgement, RawRequest, Reading } from '../../core/channel.ts'
import { sameSecret } from '../constant-time.ts'
import { smsSender } from '../phone-number.ts'
import { accepted, malformed, refused } from '../readings.ts'
import { outsideReplayWindow } from '../replay.ts'
import { escapeXml } from '../xml.ts'

export interface ShortCodeSettings {
  readonly key: string
  readonly cpid: string
}

/** base64 of the MD5 over the decoded values. `sender` is not in it: who wrote is the provider's word alone (unproven). */
export function esmsSign(cpid: string, smsid: string, content: string, receiverTime: string, key: string): string {
  return createHash('md5')
    .update(cpid + smsid + content + receiverTime + key, 'utf8')
    .digest('base64')
}

/** Verifies over the decoded query, then reads one message. The keyword stays in the text. */
export function readShortCode(request: RawRequest, settings: ShortCodeSettings | undefined): Reading {
  if (settings === undefined) return refused('no short code is configured')
  const query = verifiedQuery(request.query, settings)
  if (query === null) return refused('sign missing or wrong')
  const receivedAt = vietnamTime(query.get('receiverTime') ?? '')
  if (receivedAt === null) return malformed('receiverTime is not yyyymmddHHMMSS')
  if (outsideReplayWindow(receivedAt, request.receivedAt)) return refused('too old or from the future')
  const externalId = query.get('smsid')
  const sender = query.get('sender')?.trim()
  const text = query.get('content')
  if (!externalId) return malformed('a message without smsid')
  if (!sender || text === null) return malformed('a message without sender or content')
  const { address, automated } = smsSender(sender)
  return accepted({
    messages: [
      {
        door: 'esms',
        address,
        externalId,
        content: { kind: 'text', text },
        sentAt: receivedAt,
        ...(automated ? { automated } : {}),
      },
    ],
  })
}

/**
 * The reply as the provider's XML; several texts become one Message, because the format has room for one.
 * Without texts an empty element: nothing is sent, and the reply goes by brandname.
 */
export function replyXml(request: RawRequest, replies: readonly string[]): Acknowledgement {
  const query = new URLSearchParams(request.query)
  const element = (name: string, text: string) => `<${name}>${escapeXml(text)}</${name}>`
  const body =
    replies.length === 0
      ? '<ClientResponse/>'
      : `<ClientResponse>${element('Message', replies.join('\n'))}${element('Smsid', query.get('smsid') ?? '')}${element('Receiver', query.get('sender') ?? '')}</ClientResponse>`
  return { status: 200, contentType: 'text/xml; charset=utf-8', body }
}

/** A space arrives as `%20` or `+`, and a sender that writes `%20` may leave a real plus bare: the sign tells which it was. */
function verifiedQuery(raw: string, { key, cpid }: ShortCodeSettings): URLSearchParams | null {
  for (const text of [raw, raw.replaceAll('+', '%2B')]) {
    const query = new URLSearchParams(text)
    const value = (name: string) => query.get(name) ?? ''
    const sign = esmsSign(value('cpid'), value('smsid'), value('content'), value('receiverTime'), key)
    // In a sign, `+` is a base64 digit: a bare one must not become a space.
    const given = (query.get('sign') ?? '').replaceAll(' ', '+')
    if (key !== '' && sameSecret(given, sign) && sameSecret(value('cpid'), cpid)) return query
  }
  return null
}

/** `20261123100000` in Vietnam's time → ms since 1970; null when there is no such moment. */
function vietnamTime(text: string): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)
  if (!parts) return null
  const [, year, month, day, hour, minute, second] = parts
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+07:00`)
  return Number.isNaN(at) ? null : at
}
