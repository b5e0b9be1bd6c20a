/** What a form or a program's request says of a broadcast, and what of it cannot be. Nothing of it is believed. */
import { z } from 'zod'
import { ADDRESS_KINDS } from '../core/address.ts'
import { BROADCAST_CLASSES, type BroadcastClass } from '../core/broadcast.ts'
import { SUBJECTS } from '../core/feedback.ts'
import { HOUSEHOLD_CLASSES } from '../core/household.ts'
import { LANGUAGES } from '../core/language.ts'
import { LEAD_KINDS } from '../core/lead.ts'
import { may, type Official } from '../core/official.ts'
import { VULNERABLE } from '../core/report.ts'
import { chosenOf } from '../core/zalo-template.ts'
import type { Broadcast } from '../store/broadcast-store.ts'
import { unsafeFaults } from '../texts/check-sms.ts'
import { isFor } from './broadcast-template.ts'
import { communesWithin, eventOf, oneLine } from './disasters.ts'
import type { Ports } from './ports.ts'

const HOUR_MS = 3_600_000
const TITLE = { least: 3, most: 80 }
const LONGEST_WORDS = 1_000
/** Later than this nobody remembers having approved it. */
const FURTHEST_MS = 60 * 24 * HOUR_MS
const LIFE_HOURS: Readonly<Record<BroadcastClass, number>> = { service_notice: 72, promotion: 48, life_safety: 12 }

const audience = z.strictObject({
  communes: z.array(z.string().max(10)).max(4_000).default([]),
  topic: z.enum(SUBJECTS).optional(),
  interest: z.enum(LEAD_KINDS).optional(),
  verdict: z.strictObject({ programme: z.string().max(60), may: z.literal(true) }).optional(),
  classes: z.array(z.enum(HOUSEHOLD_CLASSES)).max(10).optional(),
  vulnerable: z.array(z.enum(VULNERABLE)).max(10).optional(),
  language: z.enum(LANGUAGES).optional(),
  kinds: z.array(z.enum(ADDRESS_KINDS)).max(10).optional(),
  disaster: z.string().max(60).optional(),
})

/** The shape of a form; the console and the API parse with it. `sendAt`: ms since 1970, null: once approved. */
export const broadcastForm = z.strictObject({
  title: z.string().max(200),
  class: z.enum(BROADCAST_CLASSES),
  words: z.strictObject({
    vi: z.string().max(5_000),
    en: z.string().max(5_000).optional(),
    packs: z.record(z.string().regex(/^[a-z]{2,3}$/), z.string().max(5_000)).optional(),
  }),
  audience,
  disasterId: z.string().max(60).nullable().default(null),
  /** A published story of the official's places, from which the words were taken. */
  modelId: z.string().max(60).nullable().default(null),
  sendAt: z.int().nullable().default(null),
  /** Id here of the approved Zalo template for whoever has not written for seven days; null: SMS. */
  template: z.string().max(60).nullable().default(null),
  /** Hours after which it only puzzles; left out: as is usual for the class. */
  lifeHours: z.int().min(1).max(168).optional(),
})
export type BroadcastForm = z.input<typeof broadcastForm>

/** Why an act upon a broadcast is refused: text keys below `broadcasts:refused.`. */
export const BROADCAST_REFUSALS = [
  'not_allowed',
  'unreadable',
  'title',
  'words',
  'words_long',
  'words_unsafe',
  'outside',
  'no_topic',
  'no_event',
  'event_closed',
  'story_gone',
  'send_at',
  'list_empty',
  'nobody',
  'same_again',
  'not_a_draft',
  'not_submitted',
  'own_broadcast',
  'approved_before',
  'changed_since',
  'why',
  'not_running',
  'not_paused',
  'over',
  'unknown_phone',
  'too_many_tests',
  'template_off',
  'template_changed',
  'template_class',
  'template_long',
  'template_empty',
] as const
export type BroadcastRefusal = (typeof BROADCAST_REFUSALS)[number]

/** `count`: letters over, and the like. */
export interface Refused {
  readonly refused: BroadcastRefusal
  readonly count?: number
}

export type ReadForm = Pick<
  Broadcast,
  | 'title'
  | 'class'
  | 'words'
  | 'audience'
  | 'places'
  | 'organisation'
  | 'disasterId'
  | 'modelId'
  | 'template'
  | 'sendAt'
  | 'lifeMs'
>

/** The form as a broadcast, or the first thing that cannot be. An uploaded list stays what it was. */
export async function readBroadcastForm(
  ports: Ports,
  official: Official,
  typed: unknown,
  list: Broadcast['audience']['list'],
): Promise<ReadForm | Refused> {
  if (!may(official.role, 'write_broadcasts')) return { refused: 'not_allowed' }
  const read = broadcastForm.safeParse(typed)
  if (!read.success) return { refused: 'unreadable' }
  const { class: kind, disasterId, modelId, template, sendAt, lifeHours, ...form } = read.data
  const title = oneLine(form.title)
  const vi = tidy(form.words.vi)
  const en = form.words.en === undefined ? '' : tidy(form.words.en)
  if (title.length < TITLE.least || title.length > TITLE.most) return { refused: 'title' }
  if (vi === '') return { refused: 'words' }
  if (vi.length > LONGEST_WORDS) return { refused: 'words_long', count: vi.length - LONGEST_WORDS }
  const packs = packWords(ports, form.words.packs ?? {})
  if (packs === null) return { refused: 'unreadable' }
  if ([title, vi, en, ...Object.values(packs)].some((words) => unsafeFaults(words).length > 0))
    return { refused: 'words_unsafe' }
  const places = placesOf(ports, official, form.audience.communes)
  if (places === null) return { refused: 'outside' }
  if (kind === 'promotion' && form.audience.topic === undefined) return { refused: 'no_topic' }
  const event = disasterId ?? (kind === 'life_safety' ? (form.audience.disaster ?? null) : null)
  if (kind === 'life_safety' && event === null) return { refused: 'no_event' }
  for (const id of [event, form.audience.disaster ?? null])
    if (id !== null && (await eventOf(ports, official, id)) === null) return { refused: 'no_event' }
  if (modelId !== null && (await ports.store.models.get(official.scope, modelId))?.line.status !== 'published')
    return { refused: 'story_gone' }
  const organisation = organisationOf(ports, places)
  const kept = template === null ? null : await ports.store.templates.get(template)
  if (template !== null && (kept === null || !isFor(kept, organisation))) return { refused: 'template_off' }
  const now = ports.now()
  if (sendAt !== null && (sendAt < now - HOUR_MS || sendAt > now + FURTHEST_MS)) return { refused: 'send_at' }
  return {
    ...{ title, class: kind, places, sendAt, disasterId: event, modelId },
    words: { vi, ...(en === '' ? {} : { en }), ...(Object.keys(packs).length === 0 ? {} : { packs }) },
    audience: { ...form.audience, ...(list === undefined ? {} : { list }) },
    organisation,
    template: kept === null ? null : chosenOf(kept),
    lifeMs: (lifeHours ?? LIFE_HOURS[kind]) * HOUR_MS,
  }
}

/** Words in further languages, empty ones left out; null: no language that people ask for. A pack that is not said now may be tomorrow. */
function packWords({ packs }: Ports, typed: Readonly<Record<string, string>>): Readonly<Record<string, string>> | null {
  const known = new Set(packs.languages.map(({ code }) => code))
  if (Object.keys(typed).some((code) => !known.has(code))) return null
  return Object.fromEntries(
    Object.entries(typed)
      .map(([code, words]) => [code, tidy(words)] as const)
      .filter(([, words]) => words !== ''),
  )
}

/** The communes named, or all of the official's own; null where one lies elsewhere, or there are none. */
function placesOf(ports: Ports, { scope }: Official, named: readonly string[]): readonly string[] | null {
  const own = communesWithin(ports, scope)
  const places = named.length === 0 ? own.communes : [...new Set(named)]
  if (places.length === 0) return null
  return own.everywhere || places.every((code) => own.communes.includes(code)) ? places : null
}

/** One commune's own office speaks, else the province's, else the home office. */
function organisationOf({ talk, homeOrganisation }: Ports, places: readonly string[]): string {
  const [only] = places
  if (places.length === 1 && only !== undefined) return only
  const provinces = new Set(places.map((code) => talk.places.communes.get(code)?.province))
  const [province] = provinces
  return provinces.size === 1 && province !== undefined ? province : homeOrganisation
}

/** Composed letters, no signs that nobody sees, at most one empty line. */
function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n]+/gu, ' ')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
