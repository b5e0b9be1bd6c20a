/** Webhooks: verified by their channel, durable before 2xx, then a turn each (design §6.1, §6.8). */
import type { Context, Hono } from 'hono'
import type { Door } from '../core/address.ts'
import type { Acknowledgement, Channel, RawRequest } from '../core/channel.ts'
import { answerInWebhook } from '../service/answer-in-webhook.ts'
import type { Ports } from '../service/ports.ts'
import { calls } from '../service/voice.ts'
import type { Accepted, Work } from '../service/work.ts'

/** Every address a provider may call. `answersInBody`: the reply may leave in the answer itself (eSMS short code). */
const ROUTES: readonly {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly door: Door
  readonly answersInBody?: true
  /** A phone call: the reply is said in the answer. */
  readonly call?: true
}[] = [
  { method: 'POST', path: '/webhooks/telegram', door: 'telegram' },
  { method: 'POST', path: '/webhooks/twilio', door: 'twilio' },
  { method: 'POST', path: '/webhooks/twilio/status', door: 'twilio' },
  { method: 'POST', path: '/webhooks/twilio/voice', door: 'twilio', call: true },
  { method: 'POST', path: '/webhooks/twilio/voice/answer', door: 'twilio', call: true },
  { method: 'POST', path: '/webhooks/zalo', door: 'zalo' },
  { method: 'POST', path: '/webhooks/zalo-bot', door: 'zalo-bot' },
  { method: 'POST', path: '/webhooks/sms-phone', door: 'sms-phone' },
  { method: 'GET', path: '/webhooks/esms/mo', door: 'esms', answersInBody: true },
  { method: 'GET', path: '/webhooks/esms/status/:secret', door: 'esms' },
]

export function webhookRoutes(app: Hono, ports: Ports, work: Work, afterAnswer: boolean): void {
  const spoken = calls(ports, work)
  for (const route of ROUTES) {
    app.on(route.method, route.path, async (c) => {
      const channel = ports.channels.get(route.door)
      const speak = route.call ? channel?.speak : undefined
      if (!channel || (route.call && !speak)) return c.json({ error: 'This door is not configured.' }, 404)

      const request = await rawRequest(c, ports.now())
      const reading = await channel.read(request)
      ports.meter.count('webhooks_total', { door: route.door, reading: reading.kind })
      if (reading.kind === 'refused') return refuse(c, ports, route.door, reading.why, 401)
      if (reading.kind === 'malformed') return refuse(c, ports, route.door, reading.why, 400)

      if (speak) return answer(c, speak(await spoken.take(channel, request, reading)))
      const accepted = await work.accept(route.door, reading, { holdReplies: route.answersInBody ?? false })
      if (route.answersInBody) return answer(c, await answerInBody(ports, work, channel, request, accepted))
      if (afterAnswer) c.executionCtx.waitUntil(Promise.all(accepted.turns).then(() => work.deliver.idle()))
      return answer(c, channel.acknowledge(request))
    })
  }
}

async function answerInBody(
  ports: Ports,
  work: Work,
  channel: Channel,
  request: RawRequest,
  accepted: Accepted,
): Promise<Acknowledgement> {
  const texts = await answerInWebhook(ports, work, channel, accepted)
  return channel.acknowledge(request, texts)
}

async function rawRequest(c: Context, receivedAt: number): Promise<RawRequest> {
  const url = c.req.url
  const start = url.indexOf('/', url.indexOf('//') + 2)
  const question = url.indexOf('?', start)
  return {
    method: c.req.method,
    path: question < 0 ? url.slice(start) : url.slice(start, question),
    query: question < 0 ? '' : url.slice(question + 1),
    headers: c.req.header(),
    body: c.req.method === 'GET' ? '' : await c.req.text(),
    receivedAt,
  }
}

function answer(c: Context, acknowledgement: Acknowledgement): Response {
  return c.body(acknowledgement.body, {
    status: acknowledgement.status as 200,
    headers: { 'Content-Type': acknowledgement.contentType },
  })
}

function refuse(c: Context, ports: Ports, door: Door, why: string, status: 400 | 401): Response {
  ports.log.warn('webhook_refused', { door, status, why })
  return c.json({ error: why }, status)
}
