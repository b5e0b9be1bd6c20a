/** The simulator's API and page: the real receive → turn → commit → deliver path, only the wire is simulated (design §7). */
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import type { ADDRESS_KINDS, Address } from '../core/address.ts'
import { isDay, vietnamDay } from '../core/day.ts'
import { newId } from '../core/id.ts'
import type { InboundContent } from '../core/message.ts'
import type { Session, TurnEvent } from '../core/session.ts'
import type { Ports } from '../service/ports.ts'
import type { TurnDone } from '../service/run-turn.ts'
import { speakerFor } from '../service/speaker.ts'
import type { Work } from '../service/work.ts'
import { printLaw } from '../texts/law.ts'
import { segments } from '../texts/segments.ts'
import { simulatorPage } from './simulator-page.tsx'

export interface SimulatorSettings {
  /** The address as the real door would write it (a phone number in E.164); null when it cannot be one. */
  readonly readAddress: (kind: Address['kind'], text: string) => string | null
}

/** The dear end of what Vietnamese gateways ask for one part (400 to 850 đ, not confirmed): enough to see what a long text costs. */
const SEGMENT_PRICE_VND = 850

const CHANNELS = ['sms', 'zalo', 'telegram'] as const satisfies readonly (typeof ADDRESS_KINDS)[number][]

const Said = z
  .strictObject({
    channel: z.enum(CHANNELS),
    address: z.string().trim().min(1).max(64),
    text: z.string().max(10_000).optional(),
    button: z.string().max(256).optional(),
    location: z.strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }).optional(),
    photo: z.literal(true).optional(),
    today: z.string().refine(isDay, 'must be a day that exists, as YYYY-MM-DD').optional(),
  })
  .refine((said) => said.text !== undefined || said.button !== undefined || said.location || said.photo, {
    message: 'needs one of text, button, location or photo',
  })
type Said = z.infer<typeof Said>

export function simulatorRoutes(app: Hono, ports: Ports, work: Work, settings: SimulatorSettings): void {
  app.get('/', (c) => c.redirect('/simulator'))

  app.get('/simulator', async (c) => {
    const language = c.req.query('lang') === 'en' ? 'en' : 'vi'
    const speaker = await speakerFor(ports, null)
    const nonce = newId('nonce', ports.now())
    const page = simulatorPage({
      speaker: speaker.name,
      today: vietnamDay(ports.now()),
      language,
      nonce,
      segmentPriceVnd: SEGMENT_PRICE_VND,
      t: (key) => ports.texts.say(language, `simulator:${key}`, {}),
    })
    return c.html(page, 200, { 'Content-Security-Policy': pagePolicy(nonce) })
  })

  app.post('/simulator/api/messages', async (c) => {
    const said = await readSaid(c)
    if ('error' in said) return c.json(said, 400)
    const value = settings.readAddress(said.channel, said.address)
    if (value === null) return c.json({ error: `address: "${said.channel}" cannot have such an address` }, 400)

    const at = ports.now()
    const message = {
      door: 'simulator' as const,
      address: { kind: said.channel, value },
      externalId: newId('sim', at),
      content: contentOf(said),
      sentAt: at,
    }
    const reading = { kind: 'accepted' as const, messages: [message], receipts: [], ignored: [] }
    const accepted = await work.accept('simulator', reading, {
      holdReplies: true,
      ...(said.today === undefined ? {} : { today: said.today }),
    })
    const [turn] = await Promise.all(accepted.turns)
    if (!turn?.turnId)
      return c.json({ error: 'The message is stored; its turn could not be run now and will be tried again.' }, 503)
    await work.deliver.deliverTurn('simulator', turn.turnId)
    return c.json(await answer(ports, said.channel, turn, turn.turnId))
  })

  app.get('/simulator/api/contacts/:channel/:address', async (c) => {
    const kind = CHANNELS.find((one) => one === c.req.param('channel'))
    const value = kind && settings.readAddress(kind, c.req.param('address'))
    const view = kind && value ? await ports.store.contacts.view({ kind, value }, 200) : null
    // The page only looks whether there is a history; to it, a newcomer is no error.
    if (!view && c.req.query('missing') === 'ok') return c.json(null)
    if (!view) return c.json({ error: 'Nobody with this address has written yet.' }, 404)
    return c.json({ ...view, ...(view.session.waiting ? { waiting: waitingOf(ports, view.session) } : {}) })
  })
}

/** Nothing from elsewhere, and only this page's own script and style. */
function pagePolicy(nonce: string): string {
  const own = `'nonce-${nonce}'`
  return `default-src 'none'; img-src data:; connect-src 'self'; style-src ${own}; script-src ${own}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
}

async function readSaid(c: Context): Promise<Said | { error: string }> {
  let body: unknown
  try {
    body = JSON.parse(await c.req.text())
  } catch {
    return { error: 'The body is not JSON.' }
  }
  const read = Said.safeParse(body)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  return { error: `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'cannot be read'}` }
}

function contentOf(said: Said): InboundContent {
  if (said.button !== undefined) return { kind: 'button', value: said.button }
  if (said.location) return { kind: 'location', ...said.location }
  if (said.photo) return { kind: 'photo', ref: 'simulated', ...(said.text === undefined ? {} : { text: said.text }) }
  return { kind: 'text', text: said.text ?? '' }
}

async function answer(ports: Ports, channel: (typeof CHANNELS)[number], turn: TurnDone, turnId: string) {
  const rows = await ports.store.deliveries.ofTurn(turnId)
  const verdicts = turn.events.filter(
    (event): event is Extract<TurnEvent, { type: 'verdict_given' }> => event.type === 'verdict_given',
  )
  return {
    replies: rows.map(({ message }) => {
      const count = segments(message.text)
      return {
        text: message.text,
        ...(message.buttons ? { buttons: message.buttons } : {}),
        ...(channel === 'sms' ? { segments: count.segments, encoding: count.encoding } : {}),
      }
    }),
    ...(turn.session?.waiting ? { waiting: waitingOf(ports, turn.session) } : {}),
    ...(turn.touched ? { case: turn.touched } : {}),
    ...(verdicts.length > 0
      ? {
          verdicts: verdicts.map(({ verdict }) => ({
            programme: verdict.programme,
            rule: verdict.rule,
            verdict: verdict.verdict,
            ...(verdict.amountVnd === undefined ? {} : { amount: verdict.amountVnd, per: verdict.per }),
            law: verdict.law.map(printLaw),
          })),
        }
      : {}),
  }
}

function waitingOf(ports: Ports, session: Session) {
  const waiting = session.waiting
  if (!waiting) return undefined
  return {
    flow: waiting.flow,
    step: waiting.step,
    ...(waiting.question ? { fact: waiting.question.fact, person: waiting.question.person } : {}),
    type: waiting.type,
    ...(waiting.options
      ? {
          options: waiting.options.map((option) => ({
            value: option.value,
            label: ports.texts.say(session.language, option.label.key, option.label.values ?? {}),
          })),
        }
      : {}),
  }
}
