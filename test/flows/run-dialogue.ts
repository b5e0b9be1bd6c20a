/** Plays a dialogue as a citizen would: the session goes through JSON between any two lines, as it does in the database. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { ActiveDisaster, AskedCase, OpenCase } from '../../src/core/case.ts'
import type { SavedResult } from '../../src/core/lead.ts'
import type { InboundContent } from '../../src/core/message.ts'
import { OFFER_KINDS, type Offer } from '../../src/core/offer.ts'
import type { Session, TurnEvent, TurnInput, TurnResult } from '../../src/core/session.ts'
import { casesAfter } from '../../src/flows/cases-after.ts'
import type { Talk } from '../../src/flows/talk.ts'
import { newSession, takeTurn } from '../../src/flows/turn.ts'
import { readCaseCode } from '../../src/language/case-code.ts'
import { readCheckCode } from '../../src/language/check-code.ts'
import { readResultCode } from '../../src/language/result-code.ts'
import { type Rendered, render } from '../../src/texts/render.ts'
import type { Texts } from '../../src/texts/texts.ts'

const Line = z.union([
  z.string(),
  z.number().transform(String),
  z.strictObject({ tap: z.string() }),
  z.strictObject({ photo: z.literal(true), text: z.string().optional() }),
  z.strictObject({ sticker: z.literal(true) }),
  z.strictObject({ lat: z.number(), lon: z.number() }),
  /** Written while an official speaks with the person: nothing is answered. */
  z.strictObject({ paused: z.string() }),
])

/** As YAML gives it: what is left out is not there at all. */
const CaseGiven = z.custom<AskedCase & { readonly disaster?: string }>(
  (one) => typeof one === 'object' && one !== null && 'own' in one && 'status' in one,
  'a case has at least own (true or false) and status',
)
const DisasterGiven = z.custom<ActiveDisaster>(
  (one) => typeof one === 'object' && one !== null && 'id' in one && 'name' in one && 'hazard' in one,
  'an event has id, name and hazard',
)
const communes = z.array(z.strictObject({ code: z.string(), fullName: z.string(), provinceName: z.string() }))

/** As YAML gives it: what is left out is not there at all. */
const OfferGiven = z.custom<Offer>(
  (one) =>
    typeof one === 'object' && one !== null && 'id' in one && 'title' in one && 'kind' in one && isKind(one.kind),
  'an offer has at least id, kind (class or job) and title',
)
const isKind = (kind: unknown): boolean => OFFER_KINDS.some((known) => known === kind)

export const Dialogue = z.strictObject({
  name: z.string(),
  channel: z.enum(['sms', 'zalo', 'telegram']),
  today: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  /** What the talk knows already when the dialogue begins, and has greeted for: then nothing of it is asked. */
  knows: z.record(z.string(), z.unknown()).optional(),
  /** Results saved before, by this phone (`own: true`) or another, by code. Those saved in the dialogue are found by `NEW_CODE`. */
  saved: z
    .record(
      z.string(),
      z.strictObject({
        own: z.boolean(),
        on: z.string(),
        programmes: z.array(z.string()),
        household: z.record(z.string(), z.unknown()),
      }),
    )
    .optional(),
  /** Reports there before, by code: this person's own and others'. Those told in the dialogue get the codes of `NEW_CASES`. */
  cases: z.record(z.string(), CaseGiven).optional(),
  /** Messages to many that were sent, by check code: who, when, and the words. */
  sent: z.record(z.string(), z.strictObject({ sender: z.string(), at: z.string(), words: z.string() })).optional(),
  /** The event that officials opened where the person is. */
  disaster: DisasterGiven.optional(),
  /** What the outlines say of any point sent. */
  communes_at: communes.optional(),
  citizen: z.array(Line),
  /** What officials published; enrolling and cancelling change it for the lines that follow. */
  offers: z.array(OfferGiven).optional(),
  /** After each line: `flow.step` that waits, with the fact where one is asked (`entitlements.screen_hinted class`), or `end`. */
  path: z.array(z.string()),
  says: z.array(z.string()).optional(),
  never_says: z.array(z.string()).optional(),
  verdicts: z.array(z.string()).optional(),
  events: z.array(z.string()).optional(),
  /** What stands in the case in the end, by code; parts not named here do not matter. */
  reports: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
})
export type Dialogue = z.infer<typeof Dialogue>

export interface Played {
  readonly path: string[]
  readonly events: TurnEvent[]
  readonly session: Session
  readonly cases: readonly OpenCase[]
  readonly turns: {
    readonly citizen: string
    readonly said: Rendered[]
    readonly result: TurnResult
    readonly paused: boolean
  }[]
}

/** The code that a dialogue's LƯU gets. */
const NEW_CODE = '7Q2FM'
/** The codes of reports told in a dialogue, in order. */
export const NEW_CASES = ['7Q2F', '3H8K', 'X4P9']

export const SPEAKER = { name: 'UBND xã Lá Lành' }
const SMS = { maxText: 1600, diacritics: false, maxSegments: 2 }
const CHAT = { maxText: 2000, diacritics: true, buttons: { max: 5, labelChars: 20, valueBytes: 64 } }

/** Reads one dialogue file. */
export function readDialogue(file: string): Dialogue {
  return Dialogue.parse(parse(readFileSync(file, 'utf8')))
}

/** Plays every line; lines are 30 seconds apart. */
export function play(talk: Talk, texts: Texts, dialogue: Dialogue, channel = dialogue.channel): Played {
  const abilities = channel === 'sms' ? SMS : CHAT
  let session: Session = newSession(talk, 'vi')
  if (dialogue.knows) session = { ...session, introduced: true, household: dialogue.knows }
  const kept = new Map<string, { own: boolean; result: SavedResult }>(
    Object.entries(dialogue.saved ?? {}).map(([code, { own, ...result }]) => [
      code,
      { own, result: { code, ...result } },
    ]),
  )
  const played: Played = { path: [], events: [], session, cases: [], turns: [] }
  let now = Date.parse(`${dialogue.today}T08:00:00+07:00`)
  let published: readonly Offer[] = dialogue.offers ?? []
  let cases = casesBefore(dialogue)
  let told = 0
  const { communes_at: at, disaster } = dialogue
  const standing: Talk = at ? { ...talk, communesAt: () => at } : talk
  for (const line of dialogue.citizen) {
    now += 30_000
    const stored: Session = JSON.parse(JSON.stringify(session))
    const content = contentOf(line)
    const code = content.kind === 'text' ? readResultCode(content.text) : null
    const saved = code === null ? undefined : { code, ...(kept.get(code) ?? { result: null, own: false }) }
    const typedCode = content.kind === 'text' ? readCaseCode(content.text) : null
    const checkedCode = checkedIn(dialogue, content)
    const result = takeTurn(standing, stored, {
      content,
      ...(checkedCode ? { checkedCode } : {}),
      newCaseCode: NEW_CASES[told] ?? 'N9N9',
      openCases: cases,
      ...(typedCode === null ? {} : { askedCase: askedCase(dialogue, cases, typedCode) }),
      ...(disaster ? { disaster } : {}),
      ...(typeof line === 'object' && 'paused' in line ? { paused: true } : {}),
      newCode: NEW_CODE,
      ...(saved ? { saved } : {}),
      channel,
      hasButtons: 'buttons' in abilities,
      now,
      today: dialogue.today,
      speaker: SPEAKER,
      offers: published,
    })
    session = result.session
    cases = casesAfter(cases, result.events, disaster?.id)
    told = NEW_CASES.filter((code) =>
      [...played.events, ...result.events].some((event) => event.type === 'hardship_reported' && event.code === code),
    ).length
    published = published.map((one) => afterTurn(one, result.events))
    for (const event of result.events)
      if (event.type === 'result_saved') kept.set(event.result.code, { own: true, result: event.result })
    const to = {
      language: session.language,
      abilities,
      speaker: SPEAKER,
      ...(session.accents ? { accents: true } : {}),
    }
    const said = result.replies.flatMap((reply) => render(texts, reply, to))
    const { waiting } = session
    const fact = waiting?.question
    const asked = fact ? ` ${fact.fact}${fact.person ? `@${fact.person}` : ''}` : ''
    played.path.push(waiting ? `${waiting.flow}.${waiting.step}${asked}` : 'end')
    played.events.push(...result.events)
    played.turns.push({ citizen: spoken(line), said, result, paused: typeof line === 'object' && 'paused' in line })
  }
  return { ...played, session, cases }
}

/** As the service looks up a check code before the turn. */
function checkedIn({ sent = {} }: Dialogue, content: InboundContent): TurnInput['checkedCode'] {
  const code = content.kind === 'text' ? readCheckCode(content.text) : null
  if (code === null) return undefined
  const found = sent[code]
  return { code, message: found ? { ...found, at: Date.parse(found.at), words: { vi: found.words } } : null }
}

/** The person's own open cases that were there before. */
function casesBefore({ cases = {} }: Dialogue): readonly OpenCase[] {
  return Object.entries(cases)
    .filter(([, { own, status }]) => own && status !== 'closed' && status !== 'confirmed')
    .map(([code, { status = 'new', report = {}, disaster }]) => ({
      ...{ code, kind: 'hardship' as const, status, report },
      ...(disaster === undefined ? {} : { disaster }),
    }))
}

/** As the service looks up a code before the turn. */
function askedCase({ cases = {} }: Dialogue, open: readonly OpenCase[], code: string): AskedCase {
  const own = open.find((one) => one.code === code)
  if (own) return { supports: cases[code]?.supports ?? [], ...own, found: true, own: true }
  const given = cases[code]
  if (!given) return { code, found: false, own: false }
  return given.own ? { ...given, code, found: true } : { code, found: true, own: false }
}

/** As the database would count it: a name put down takes a seat, a name taken off frees it. */
function afterTurn(one: Offer, events: readonly TurnEvent[]): Offer {
  const { enrolled: _, ...rest } = one
  const took = events.some((event) => event.type === 'enrolled' && event.offer === one.id)
  const left = events.some((event) => event.type === 'enrolment_cancelled' && event.offer === one.id)
  if (!took && !left) return one
  const seats = one.seatsLeft === undefined ? {} : { seatsLeft: one.seatsLeft + (took ? -1 : 1) }
  return { ...rest, ...seats, ...(took ? { enrolled: true as const } : {}) }
}

/** The talk as officials read it, with what each SMS costs. */
export function transcript(dialogue: Dialogue, played: Played): string {
  const lines = [`# ${dialogue.name}`]
  for (const { citizen, said } of played.turns) {
    lines.push('', `> ${citizen}`)
    for (const { text, buttons, segments, encoding } of said) {
      lines.push('', ...text.split('\n').map((line) => `  ${line}`))
      if (buttons) lines.push(`  ${buttons.map(({ label }) => `[${label}]`).join(' ')}`)
      if (encoding !== 'none') lines.push(`  (${segments} SMS)`)
    }
  }
  return `${lines.join('\n')}\n`
}

function contentOf(line: Dialogue['citizen'][number]): InboundContent {
  if (typeof line === 'string') return { kind: 'text', text: line }
  if ('tap' in line) return { kind: 'button', value: line.tap }
  if ('photo' in line) return { kind: 'photo', ref: 'photo-1', ...(line.text === undefined ? {} : { text: line.text }) }
  if ('lat' in line) return { kind: 'location', lat: line.lat, lon: line.lon }
  if ('paused' in line) return { kind: 'text', text: line.paused }
  return { kind: 'unreadable', what: 'sticker' }
}

function spoken(line: Dialogue['citizen'][number]): string {
  if (typeof line === 'string') return line
  if ('tap' in line) return `[${line.tap}]`
  if ('photo' in line) return `(ảnh) ${line.text ?? ''}`.trim()
  if ('paused' in line) return `(cán bộ đang nói chuyện) ${line.paused}`
  return 'lat' in line ? '(vị trí)' : '(nhãn dán)'
}
