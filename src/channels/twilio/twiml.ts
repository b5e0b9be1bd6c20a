/** What is said on the phone, as TwiML. https://www.twilio.com/docs/voice/twiml/gather */
import type { Acknowledgement, Spoken } from '../../core/channel.ts'
import { escapeXml } from '../xml.ts'

export const ANSWER_PATH = '/webhooks/twilio/voice/answer'
const VOICES = { vi: 'vi-VN', en: 'en-US' } as const
/** Of the languages people ask for (`locales/languages.csv`) Twilio reads only Chinese aloud. https://www.twilio.com/docs/voice/twiml/say/text-speech */
export const OTHER_VOICES: ReadonlySet<string> = new Set(['cmn-CN', 'cmn-TW', 'yue-HK'])

/** One `Say` a breath, inside the `Gather`, so that who knows the way need not hear all; no answer comes back as an empty one. */
export function twiml(spoken: Spoken): Acknowledgement {
  const language = VOICES[spoken.language]
  const said = spoken.say
    .map(({ text, voice = language }) => `<Say language="${voice}">${escapeXml(text)}</Say>`)
    .join('<Pause length="1"/>')
  const keys = spoken.keys === 'one' ? 'numDigits="1"' : 'finishOnKey="#"'
  const body =
    spoken.again !== undefined
      ? `${said}<Pause length="1"/><Redirect method="POST">${escapeXml(`${ANSWER_PATH}?${spoken.again}`)}</Redirect>`
      : spoken.next === undefined
        ? `${said}<Hangup/>`
        : `<Gather input="dtmf speech" ${keys} timeout="7" speechTimeout="auto" language="${language}" actionOnEmptyResult="true" method="POST" action="${escapeXml(`${ANSWER_PATH}?${spoken.next}`)}">${said}</Gather>`
  return {
    status: 200,
    contentType: 'text/xml; charset=utf-8',
    body: `<?xml version="1.0" encoding="UTF-8"?><Response>${body}</Response>`,
  }
}
