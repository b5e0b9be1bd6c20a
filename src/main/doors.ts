/** The doors that are on, each built from its settings; base addresses may point at a double on loopback. */
import { esms, smsPhone, telegram, twilio, zalo, zaloBot } from '../channels/index.ts'
import type { TwilioSender } from '../channels/twilio/twilio.ts'
import type { Channel, Fetch, TokenShelf } from '../core/channel.ts'
import type { Config } from './config.ts'

export interface DoorTools {
  readonly fetch: Fetch
  readonly tokens: TokenShelf
  readonly now: () => number
  readonly keyedHash: (text: string) => string
  /** Node sends with the `twilio` client, Workers with fetch; the request is the same. */
  readonly twilioSender: TwilioSender
}

/** `config` was checked: a door that is on has all it needs. */
export function openDoors(config: Config, tools: DoorTools): Channel[] {
  const { env, doors } = config
  const { fetch, tokens, now } = tools
  const need = (name: string): string => env[name] ?? ''
  const base = (name: string, provider: string): string => (env[name] ?? provider).replace(/\/$/, '')
  const maybe = <Name extends string>(key: Name, name: string) =>
    (env[name] === undefined ? {} : { [key]: env[name] }) as Partial<Record<Name, string>>

  const open: Channel[] = []
  if (doors.has('Telegram')) {
    open.push(
      telegram({
        token: need('TELEGRAM_BOT_TOKEN'),
        webhookSecret: need('TELEGRAM_WEBHOOK_SECRET'),
        apiRoot: base('TELEGRAM_API_ROOT', 'https://api.telegram.org'),
        fetch,
      }),
    )
  }
  if (doors.has('Twilio')) {
    open.push(
      twilio({
        accountSid: need('TWILIO_ACCOUNT_SID'),
        authToken: need('TWILIO_AUTH_TOKEN'),
        ...maybe('from', 'TWILIO_FROM'),
        ...maybe('messagingServiceSid', 'TWILIO_MESSAGING_SERVICE_SID'),
        publicUrl: config.publicUrl ?? '',
        apiUrl: base('TWILIO_API_URL', 'https://api.twilio.com'),
        voice: env.TWILIO_VOICE === 'on',
        sender: tools.twilioSender,
        fetch,
      }),
    )
  }
  if (doors.has('Zalo OA')) {
    open.push(
      zalo({
        appId: need('ZALO_APP_ID'),
        appSecret: need('ZALO_APP_SECRET'),
        oaId: need('ZALO_OA_ID'),
        webhookSecret: need('ZALO_OA_WEBHOOK_SECRET'),
        refreshToken: need('ZALO_OA_REFRESH_TOKEN'),
        ...maybe('accessToken', 'ZALO_OA_ACCESS_TOKEN'),
        apiUrl: base('ZALO_OA_API_URL', 'https://openapi.zalo.me'),
        oauthUrl: base('ZALO_OAUTH_URL', 'https://oauth.zaloapp.com'),
        fetch,
        tokens,
        now,
        hashSeed: tools.keyedHash,
      }),
    )
  }
  if (doors.has('Zalo Bot')) {
    open.push(
      zaloBot({
        token: need('ZALO_BOT_TOKEN'),
        webhookSecret: need('ZALO_BOT_WEBHOOK_SECRET'),
        apiUrl: base('ZALO_BOT_API_URL', 'https://bot-api.zaloplatforms.com'),
        fetch,
      }),
    )
  }
  if (doors.has('the phone gateway')) {
    open.push(
      smsPhone({
        url: base('SMS_PHONE_URL', ''),
        user: need('SMS_PHONE_USER'),
        password: need('SMS_PHONE_PASSWORD'),
        signingKey: need('SMS_PHONE_SIGNING_KEY'),
        fetch,
      }),
    )
  }
  if (doors.has('eSMS')) {
    open.push(
      esms({
        apiKey: need('ESMS_API_KEY'),
        secretKey: need('ESMS_SECRET_KEY'),
        brandname: need('ESMS_BRANDNAME'),
        ...maybe('moKey', 'ESMS_MO_KEY'),
        ...maybe('moCpid', 'ESMS_MO_CPID'),
        callbackSecret: need('ESMS_CALLBACK_SECRET'),
        apiUrl: base('ESMS_API_URL', 'https://rest.esms.vn'),
        ...(config.publicUrl === null ? {} : { publicUrl: config.publicUrl }),
        fetch,
      }),
    )
  }
  return open
}
