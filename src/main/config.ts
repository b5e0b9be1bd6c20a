/** The settings of design §7, checked once at start. A sentence for every wrong one; secrets are never printed. */
import { z } from 'zod'

/** Thrown at start; `message` holds one sentence a line and no value of any variable. */
export class ConfigError extends Error {
  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'))
    this.name = 'ConfigError'
  }
}

export type Environment = Readonly<Record<string, string | undefined>>

/** Which variables belong to a door. Half of `needs` is an error; `oneOf`: at least one of them. */
interface DoorSettings {
  readonly name: string
  readonly needs: readonly string[]
  readonly oneOf?: readonly string[]
  readonly together?: readonly string[]
}
const DOORS: readonly DoorSettings[] = [
  { name: 'Telegram', needs: ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_WEBHOOK_SECRET'] },
  {
    name: 'Twilio',
    needs: ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'PUBLIC_URL'],
    oneOf: ['TWILIO_FROM', 'TWILIO_MESSAGING_SERVICE_SID'],
  },
  {
    name: 'Zalo OA',
    needs: ['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_ID', 'ZALO_OA_WEBHOOK_SECRET', 'ZALO_OA_REFRESH_TOKEN'],
  },
  { name: 'Zalo Bot', needs: ['ZALO_BOT_TOKEN', 'ZALO_BOT_WEBHOOK_SECRET'] },
  {
    name: 'the phone gateway',
    needs: ['SMS_PHONE_URL', 'SMS_PHONE_USER', 'SMS_PHONE_PASSWORD', 'SMS_PHONE_SIGNING_KEY'],
  },
  {
    name: 'eSMS',
    needs: ['ESMS_API_KEY', 'ESMS_SECRET_KEY', 'ESMS_BRANDNAME', 'ESMS_CALLBACK_SECRET'],
    together: ['ESMS_MO_KEY', 'ESMS_MO_CPID'],
  },
]
/** Shared with others or with a default: their presence alone does not switch a door on. */
const SHARED = new Set(['PUBLIC_URL', 'SMS_PHONE_URL'])
const ADDRESSES = [
  'PUBLIC_URL',
  'TELEGRAM_API_ROOT',
  'TWILIO_API_URL',
  'ZALO_OA_API_URL',
  'ZALO_OAUTH_URL',
  'ZALO_ZBS_API_URL',
  'ZALO_BOT_API_URL',
  'SMS_PHONE_URL',
  'ESMS_API_URL',
]

const Basics = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8787),
  DATABASE_URL: z.string().default('file:data/la-lanh.db'),
  SIMULATOR: z.enum(['on', 'off']).optional(),
  TWILIO_VOICE: z.enum(['on', 'off']).optional(),
  SECRET_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  NODE_ENV: z.string().optional(),
  SCOPE: z
    .string()
    .regex(/^(\d{2}|\d{5})(,(\d{2}|\d{5}))*$/, 'is a comma list of province (2 digits) or commune (5 digits) codes')
    .optional(),
})

export interface Config {
  readonly host: string
  readonly port: number
  readonly databaseUrl: string
  readonly simulator: boolean
  readonly secretKey: string | null
  readonly production: boolean
  /** Province or commune codes served; empty: the fictional demo commune. */
  readonly scope: readonly string[]
  readonly publicUrl: string | null
  /** Names of the doors that are on, and every variable they may read. */
  readonly doors: ReadonlySet<string>
  readonly env: Environment
}

/** @throws ConfigError naming every wrong variable and what to do */
export function readConfig(raw: Environment): Config {
  // An empty variable is an absent one: that is how shells and compose files leave them out.
  const env: Environment = Object.fromEntries(
    Object.entries(raw).filter(([, value]) => value !== undefined && value !== ''),
  )
  const wrong: string[] = []
  const basics = Basics.safeParse(env)
  if (!basics.success) {
    wrong.push(...basics.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`))
  }
  const doors = new Set<string>()
  for (const door of DOORS) {
    const sentences = doorProblems(door, env)
    if (sentences === null) continue
    wrong.push(...sentences)
    doors.add(door.name)
  }
  if (env.TWILIO_VOICE === 'on' && !doors.has('Twilio'))
    wrong.push('TWILIO_VOICE is on and the other Twilio variables are missing: calls are only half configured.')
  for (const name of ADDRESSES) {
    const value = env[name]
    if (value !== undefined && !URL.canParse(value))
      wrong.push(`${name} must be an address such as https://example.vn.`)
  }
  if (!basics.success || wrong.length > 0) throw new ConfigError(wrong)

  const settings = basics.data
  const production = settings.NODE_ENV === 'production'
  const loopback = ['127.0.0.1', '::1', 'localhost'].includes(settings.HOST)
  return {
    host: settings.HOST,
    port: settings.PORT,
    databaseUrl: settings.DATABASE_URL,
    simulator: settings.SIMULATOR ? settings.SIMULATOR === 'on' : !production && loopback,
    secretKey: settings.SECRET_KEY ?? null,
    production,
    scope: settings.SCOPE?.split(',') ?? [],
    publicUrl: env.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    doors,
    env,
  }
}

/** The path behind `file:`. @throws ConfigError for any other kind of database */
export function databaseFile(url: string): string {
  const file = url.startsWith('file:') ? url.slice('file:'.length) : ''
  if (file !== '') return file
  throw new ConfigError(['DATABASE_URL must be file: and a path in this edition; PostgreSQL comes with a later one.'])
}

/** Null: the door is off. Otherwise the sentences about what is missing. */
function doorProblems(door: DoorSettings, env: Environment): string[] | null {
  const names = [...door.needs, ...(door.oneOf ?? []), ...(door.together ?? [])]
  if (!names.some((name) => !SHARED.has(name) && env[name] !== undefined)) return null
  const wrong = door.needs
    .filter((name) => env[name] === undefined)
    .map((name) => `${name} is missing: ${door.name} is only half configured.`)
  if (door.oneOf && !door.oneOf.some((name) => env[name] !== undefined)) {
    wrong.push(`One of ${door.oneOf.join(', ')} is missing: ${door.name} is only half configured.`)
  }
  const together = door.together ?? []
  const present = together.filter((name) => env[name] !== undefined)
  if (present.length > 0 && present.length < together.length)
    wrong.push(`${together.join(' and ')} belong together: set both or none.`)
  return wrong
}
