/** A phone at Twilio: places a signed call, understands the TwiML that comes back, presses keys, speaks, keeps silent, hangs up. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { z } from 'zod'
import { type Copies, deliver } from './deliver.ts'
import { type TwilioDoubleOptions, type TwilioEmission, twilioRequest } from './twilio.ts'

export interface PhoneCall {
  readonly sid: string
  /** HTTP status of the last step. */
  readonly status: number
  /** What was said last, a `Say` each. */
  readonly heard: readonly string[]
  /** Somebody still listens. */
  readonly open: boolean
  /** The languages of what was said last, a `Say` each. */
  readonly voices: readonly string[]
  /** The caller was asked to hold. */
  readonly holding: boolean
  /** Twilio goes on to where it was sent, once all is said. */
  comeBack(how?: TwilioEmission): Promise<void>
  /** Keys as pressed; where one key is awaited only the first counts, else `#` ends them. */
  press(keys: string, how?: Copies): Promise<void>
  speak(words: string): Promise<void>
  silence(): Promise<void>
  hangUp(): void
}

const Say = z.strictObject({ '#text': z.string(), '@language': z.enum(['vi-VN', 'en-US', 'yue-HK']) })
const Pause = z.strictObject({ '@length': z.string() })
const Said = { Say: z.array(Say).min(1), Pause: z.array(Pause).optional() }
/** Only the verbs and attributes of Twilio's pages; anything else would be ignored there, and is an error here. */
const Twiml = z.strictObject({
  Response: z.union([
    z.strictObject({
      Gather: z.strictObject({
        ...Said,
        '@input': z.literal('dtmf speech'),
        '@numDigits': z.string().optional(),
        '@finishOnKey': z.string().optional(),
        '@timeout': z.string(),
        '@speechTimeout': z.literal('auto'),
        '@language': z.enum(['vi-VN', 'en-US']),
        '@actionOnEmptyResult': z.literal('true'),
        '@method': z.literal('POST'),
        '@action': z.string().startsWith('/'),
      }),
    }),
    z.strictObject({ ...Said, Hangup: z.literal('') }),
    z.strictObject({
      ...Said,
      Redirect: z.strictObject({ '#text': z.string().startsWith('/'), '@method': z.literal('POST') }),
    }),
  ]),
})
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  ignoreDeclaration: true,
  isArray: (name) => name === 'Say' || name === 'Pause',
})

let serial = 0

/** Calls us from `from`; the returned call stands after the first words. */
export async function placeCall(
  options: TwilioDoubleOptions,
  from: string,
  how: TwilioEmission = {},
): Promise<PhoneCall> {
  const sid = `CA${(++serial).toString(16).padStart(32, '0')}`
  const state = { status: 0, heard: [] as readonly string[], voices: [] as readonly string[], oneKey: false }
  const to = { action: undefined as string | undefined, redirect: undefined as string | undefined }

  async function post(
    path: string,
    result: Readonly<Record<string, string>>,
    copies: TwilioEmission = {},
  ): Promise<void> {
    const fields = { CallSid: sid, AccountSid: options.accountSid, From: from, Caller: from, To: '+12025550100' }
    const more = { CallStatus: 'in-progress', Direction: 'inbound', ApiVersion: '2010-04-01', ...result }
    const request = twilioRequest(options, { ...fields, ...more }, { ...copies, path })
    const answer = await deliver(`${options.applicationUrl}${request.path}`, request.body, request.headers, copies)
    state.status = answer.status
    if (answer.status !== 200) {
      to.action = to.redirect = undefined
      return
    }
    if (XMLValidator.validate(answer.body) !== true) throw new Error(`This is no XML: ${answer.body}`)
    const { Response: said } = Twiml.parse(parser.parse(answer.body))
    const gather = 'Gather' in said ? said.Gather : undefined
    const lines = ('Gather' in said ? said.Gather : said).Say
    state.heard = lines.map((one) => one['#text'])
    state.voices = lines.map((one) => one['@language'])
    to.action = gather?.['@action']
    to.redirect = 'Redirect' in said ? said.Redirect['#text'] : undefined
    state.oneKey = gather?.['@numDigits'] === '1'
  }

  async function answered(result: Readonly<Record<string, string>>, copies?: Copies): Promise<void> {
    if (to.action === undefined) throw new Error('Nobody listens any more.')
    await post(to.action, result, copies)
  }

  await post('/webhooks/twilio/voice', {}, how)
  return {
    sid,
    get status() {
      return state.status
    },
    get heard() {
      return state.heard
    },
    get open() {
      return to.action !== undefined || to.redirect !== undefined
    },
    get voices() {
      return state.voices
    },
    get holding() {
      return to.redirect !== undefined
    },
    async comeBack(how) {
      if (to.redirect === undefined) throw new Error('Nobody was asked to hold.')
      await post(to.redirect, {}, how)
    },
    press: (keys, copies) => answered({ Digits: state.oneKey ? keys.slice(0, 1) : (keys.split('#')[0] ?? '') }, copies),
    speak: (words) => answered({ SpeechResult: words, Confidence: '0.9' }),
    silence: () => answered({}),
    hangUp() {
      to.action = to.redirect = undefined
    },
  }
}
