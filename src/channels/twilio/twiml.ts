/** What is said on the phone, as TwiML. https://www.twilio.com/docs/voice/twiml/gather */
import type { Acknowledgement, Spoken } from '../../core/channel.ts'
import { escapeXml } from '../xml.ts'

export const ANSWER_PATH = '/webhooks/twilio/voice/answer'
const VOICES = { vi: 'vi-VN', en: 'en-US' } as const

/** One `Say` a breath, inside the `Gather`, so that who knows the way need not hear all; no answer comes back as an empty one. */
export function twiml(spoken: Spoken): Acknowledgement {
  const language = VOICES[spoken.language]
  const said = spoken.say
    .map((text) => `<Say language="${language}">${escapeXml(text)}</Say>`)
    .join('<Pause length="1"/>')
  const keys = spoken.keys === 'one' ? 'numDigits="1"' : 'finishOnKey="#"'
  const body =
    spoken.next === undefined
      ? `${said}<Hangup/>`
      : `<Gather input="dtmf speech" ${keys} timeout="7" speechTimeout="auto" language="${language}" actionOnEmptyResult="true" method="POST" action="${escapeXml(`${ANSWER_PATH}?${spoken.next}`)}">${said}</Gather>`
  return {
    status: 200,
    contentType: 'text/xml; charset=utf-8',
    body: `<?xml version="1.0" encoding="UTF-8"?><Response>${body}</Response>`,
  }
}
