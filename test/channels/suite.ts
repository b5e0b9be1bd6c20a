/**
 * What every door must do, whatever its provider: run with `describeChannel(spec)` for each one in every-channel.test.ts.
 * A new door adds one spec; docs/add-a-channel.md says how. Provider's own shapes are tested beside this, in `<door>*.test.ts`.
 */
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Channel, RawRequest } from '../../src/core/channel.ts'
import type { OutboundMessage } from '../../src/core/message.ts'
import type { Fault, FaultyServer } from '../doubles/faulty-server.ts'

export interface ChannelSpec {
  readonly name: string
  /** Every credential given to `make`; none may show in an outcome, a reading or on the console. */
  readonly secrets: readonly string[]
  /** Where the proof stands in a request. */
  readonly proof: { readonly in: 'header' | 'query'; readonly name: string }
  /** The proof covers the bytes, so that one changed byte is refused. */
  readonly coversBytes: boolean
  /** False only where the provider's notes allow upper-case hex. */
  readonly caseMatters: boolean
  /** A started double that would take `message`. */
  start(): Promise<FaultyServer>
  /** The channel with its provider's address replaced by `url`. */
  make(url: string): Channel
  /** A message that the double takes: a known person, a short text. */
  readonly message: OutboundMessage
  /** A signed request with one person's text; `id` (digits, maybe beyond 2^53) is the provider's id or ends in it. */
  text(id: string, text: string): RawRequest
  /** Any bytes, signed as the provider would sign them. */
  junk(bytes: string): RawRequest
  /** The provider's own refusals, and what each means to us. */
  readonly refusals: readonly {
    readonly why: string
    readonly status: number
    readonly body: string
    readonly headers?: Readonly<Record<string, string>>
    /** What of the outcome matters. */
    readonly outcome: object
  }[]
}

/** Nothing listens there, and fetch does not forbid the port. */
const NOBODY = 'http://127.0.0.1:48999'
const BEYOND_2_53 = '9007199254740993'

export function describeChannel(spec: ChannelSpec): void {
  describe(spec.name, () => {
    let server: FaultyServer
    let channel: Channel
    const seen: string[] = []
    beforeAll(async () => {
      server = await spec.start()
      channel = spec.make(server.url)
      for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
        vi.spyOn(console, level).mockImplementation((...words) => void seen.push(words.map(String).join(' ')))
      }
    })
    afterAll(async () => {
      vi.restoreAllMocks()
      await server.stop()
    })
    const read = async (request: RawRequest) => note(await channel.read(request))
    const send = async (over: Partial<OutboundMessage> = {}, by = channel, signal?: AbortSignal) =>
      note(await by.send({ ...spec.message, ...over }, signal))
    const note = <T>(result: T): T => {
      seen.push(JSON.stringify(result))
      return result
    }

    describe('reading', () => {
      test('a repeated delivery is the same message under the same id, kept exact beyond 2^53', async () => {
        const once = await read(spec.text(BEYOND_2_53, 'vay von'))
        const again = await read(spec.text(BEYOND_2_53, 'vay von'))
        expect(again).toEqual(once)
        expect(once).toMatchObject({ kind: 'accepted', messages: [{ content: { kind: 'text', text: 'vay von' } }] })
        expect(once.kind === 'accepted' && once.messages[0]?.externalId).toContain(BEYOND_2_53)
      })

      test('two messages have two ids', async () => {
        const ids = await Promise.all(
          ['41', '42'].map(async (id) => {
            const reading = await read(spec.text(id, 'vay von'))
            return reading.kind === 'accepted' ? reading.messages[0]?.externalId : null
          }),
        )
        expect(new Set(ids).size).toBe(2)
      })

      test('Vietnamese arrives letter by letter', async () => {
        const text = 'Nhà sập mái, cần vay vốn “gấp” 🙏\nxã Tả Phìn'
        expect(await read(spec.text('43', text))).toMatchObject({ messages: [{ content: { kind: 'text', text } }] })
      })

      test.for(forgeries(spec))('$why is refused', async ({ request }) => {
        expect((await read(request)).kind).toBe('refused')
      })

      test('signed junk of any kind never throws and never becomes a message', async () => {
        const bytes = fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.json(),
          fc.constantFrom('', '[]', 'null', '{}', '{"a":'),
        )
        await fc.assert(
          fc.asyncProperty(bytes, async (junk) => {
            const reading = await channel.read(spec.junk(junk))
            expect(reading.kind === 'accepted' ? reading.messages : []).toEqual([])
            const acknowledged = channel.acknowledge(spec.junk(junk))
            expect(acknowledged.status).toBe(200)
          }),
          { numRuns: 200 },
        )
      })

      test('a body of 1 MB and a deep one are read or refused at once', async () => {
        const began = performance.now()
        for (const junk of ['x'.repeat(1_048_576), '['.repeat(50_000), `{"a":${'9'.repeat(200_000)}}`]) {
          expect(['refused', 'malformed', 'accepted']).toContain((await channel.read(spec.junk(junk))).kind)
        }
        expect(performance.now() - began).toBeLessThan(3_000)
      })
    })

    describe('sending', () => {
      test('a message the provider takes is accepted with an id, by one call', async () => {
        const before = server.requests.length
        const outcome = await send({ id: 'out_first' })
        expect(outcome).toMatchObject({ kind: 'accepted' })
        expect(outcome.kind === 'accepted' && outcome.externalId.length).toBeGreaterThan(0)
        expect(server.requests.length - before).toBe(1)
      })

      test('the longest text is taken', async () => {
        const text = 'a'.repeat(channel.abilities.maxText)
        expect(await send({ id: 'out_longest', text })).toMatchObject({ kind: 'accepted' })
      })

      test.for(spec.refusals)('$why', async ({ status, body, headers, outcome }) => {
        server.fault({ kind: 'answer', status, body, ...(headers ? { headers } : {}) })
        expect(await send({ id: 'out_refused' })).toMatchObject(outcome)
      })

      test.for<{ why: string; fault: Fault; outcome: object }>([
        { why: 'the line breaks before anything happened', fault: { kind: 'reset_before' }, outcome: UNKNOWN },
        { why: 'the line breaks once it was done', fault: { kind: 'reset_after' }, outcome: UNKNOWN },
        { why: 'done, and the answer is cut short', fault: garbled('{"ok":tr'), outcome: UNKNOWN },
        { why: 'done, and the answer is a page', fault: garbled('<html>Welcome</html>'), outcome: UNKNOWN },
        { why: 'done, and the answer is empty', fault: garbled(''), outcome: UNKNOWN },
        { why: 'done, and the answer is null', fault: garbled('null'), outcome: UNKNOWN },
        { why: 'done, and the answer never ends', fault: garbled(`"${'x'.repeat(2_000_000)}"`), outcome: UNKNOWN },
        { why: 'the provider is broken', fault: answered(500, 'oops'), outcome: TEMPORARY },
        { why: 'the provider is being mended', fault: answered(503, '<html>'), outcome: TEMPORARY },
        { why: 'a gateway waited in vain', fault: answered(504, ''), outcome: UNKNOWN },
        { why: 'too fast', fault: answered(429, 'slow down', { 'retry-after': '7' }), outcome: { ...THROTTLED } },
        { why: 'the provider sends us elsewhere', fault: answered(302, '', { location: NOBODY }), outcome: WRONG },
      ])('$why', async ({ fault, outcome }) => {
        server.fault(fault)
        const before = server.requests.length
        expect(await send({ id: `out_${++serial}` })).toMatchObject(outcome)
        expect(server.requests.length - before).toBe(1)
      })

      test('no answer in time: it may have been sent', async () => {
        server.fault({ kind: 'hang_after' })
        const outcome = await send({ id: 'out_hangs' }, channel, AbortSignal.timeout(150))
        expect(outcome).toMatchObject({ kind: 'unknown' })
      })

      test('given up before it began: nothing left', async () => {
        const before = server.requests.length
        expect(await send({ id: 'out_never' }, channel, AbortSignal.abort())).toMatchObject(TEMPORARY)
        expect(server.requests.length).toBe(before)
      })

      test('nobody listens: nothing left', async () => {
        expect(await send({ id: 'out_nobody' }, spec.make(NOBODY))).toMatchObject(TEMPORARY)
      })
    })

    test('no secret in any outcome, reading or line on the console', () => {
      expect(seen.length).toBeGreaterThan(10)
      const shown = spec.secrets.filter((secret) => seen.some((line) => line.includes(secret)))
      expect(shown).toEqual([])
    })
  })
}

let serial = 100
const UNKNOWN = { kind: 'unknown' }
const TEMPORARY = { kind: 'refused', failure: 'temporary' }
const THROTTLED = { kind: 'refused', failure: 'throttled', retryAfterMs: 7_000 }
const WRONG = { kind: 'refused', failure: 'misconfigured' }

function garbled(body: string): Fault {
  return { kind: 'garble', status: 200, body }
}

function answered(status: number, body: string, headers: Record<string, string> = {}): Fault {
  return { kind: 'answer', status, body, headers }
}

/** A signed request with its proof taken away, cut, turned, swapped; or with the proof left and the bytes changed. */
function forgeries(spec: ChannelSpec): { why: string; request: RawRequest }[] {
  const good = spec.text('7001', 'vay von')
  const proof = proofOf(good, spec.proof)
  const withProof = (value: string | null) => replaceProof(good, spec.proof, value)
  const list = [
    { why: 'no proof', request: withProof(null) },
    { why: 'an empty proof', request: withProof('') },
    { why: 'a proof cut by one', request: withProof(proof.slice(0, -1)) },
    { why: 'a proof longer by one', request: withProof(`${proof}0`) },
    {
      why: 'a proof that begins otherwise',
      request: withProof(`${proof.startsWith('z') ? 'y' : 'z'}${proof.slice(1)}`),
    },
    { why: "another message's bytes or a guess", request: withProof('0'.repeat(proof.length)) },
  ]
  if (spec.caseMatters) list.push({ why: 'a proof in the other case', request: withProof(swapCase(proof)) })
  if (spec.coversBytes) {
    const other = spec.text('7002', 'vay vom')
    list.push({ why: "another message's proof", request: withProof(proofOf(other, spec.proof)) })
    if (good.body !== '') list.push({ why: 'one byte more', request: { ...good, body: `${good.body} ` } })
  }
  return list
}

function proofOf(request: RawRequest, proof: ChannelSpec['proof']): string {
  const value = proof.in === 'header' ? request.headers[proof.name] : new URLSearchParams(request.query).get(proof.name)
  if (!value) throw new Error(`The spec's request carries no proof in ${proof.name}`)
  return value
}

function replaceProof(request: RawRequest, proof: ChannelSpec['proof'], value: string | null): RawRequest {
  if (proof.in === 'query') {
    const query = new URLSearchParams(request.query)
    if (value === null) query.delete(proof.name)
    else query.set(proof.name, value)
    return { ...request, query: query.toString() }
  }
  const { [proof.name]: _, ...headers } = request.headers
  return { ...request, headers: value === null ? headers : { ...headers, [proof.name]: value } }
}

function swapCase(text: string): string {
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase()
}
