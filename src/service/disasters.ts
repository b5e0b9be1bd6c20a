/** What officials do with an event: write it down, open it, change it, close it; always within their communes, always with an audit row. */
import { isDay, vietnamDay } from '../core/day.ts'
import { newId } from '../core/id.ts'
import { grantScope, may, type Official, type Scope } from '../core/official.ts'
import { HAZARDS, type Hazard } from '../core/report.ts'
import type { Disaster } from '../store/case-store.ts'
import { smsFaults } from '../texts/check-sms.ts'
import { forgetEvents } from './active-disasters.ts'
import { questionSms } from './check-in-words.ts'
import type { Ports } from './ports.ts'
import { speakerFor } from './speaker.ts'

/** What a form says; nothing of it is believed. */
export interface EventForm {
  readonly name: string
  readonly hazard: string
  readonly communes: readonly string[]
  readonly startsOn: string
  /** Empty: not known yet. */
  readonly endsOn: string
  readonly words: string
  /** A drill: nobody outside is ever written to. */
  readonly exercise: boolean
}

/** `refused`: a text key below `disasters:refused.`; `missing` also where it lies outside the official's communes, or is not theirs to do. */
export type EventOutcome =
  | { readonly done: string }
  | { readonly refused: string; readonly count?: number }
  | 'missing'
  | 'conflict'

const NAME = { least: 3, most: 60 }
const MOST_WORDS = 160
const ONE_SMS = 160

/** An official's scope with its provinces spelt out as communes, because an event names communes only. Never wider than what was given. */
export function communesWithin({ talk }: Pick<Ports, 'talk'>, scope: Scope): Scope {
  if (scope.everywhere || scope.provinces.length === 0) return scope
  const inProvinces = [...talk.places.communes.values()].filter(({ province }) => scope.provinces.includes(province))
  const communes = [...new Set([...scope.communes, ...inProvinces.map(({ code }) => code)])]
  return grantScope({ by: scope.by, communes, provinces: scope.provinces })
}

/** Events that touch the official's communes, open ones first. */
export function listEvents(ports: Ports, { scope }: Pick<Official, 'scope'>): Promise<readonly Disaster[]> {
  return ports.store.disasters.list(communesWithin(ports, scope))
}

/** Null for an unknown event and for one elsewhere alike. */
export function eventOf(ports: Ports, { scope }: Pick<Official, 'scope'>, id: string): Promise<Disaster | null> {
  return ports.store.disasters.get(communesWithin(ports, scope), id)
}

/** True where the official may change it: all its communes are theirs, and their role opens events. */
export function mayChange(ports: Ports, { role, scope }: Pick<Official, 'role' | 'scope'>, event: Disaster): boolean {
  const own = communesWithin(ports, scope)
  return may(role, 'open_disasters') && (own.everywhere || event.communes.every((code) => own.communes.includes(code)))
}

export async function createEvent(ports: Ports, official: Official, form: EventForm): Promise<EventOutcome> {
  const read = readForm(ports, official, form)
  if ('refused' in read) return read
  const at = ports.now()
  const event: Disaster = {
    id: newId('dis', at),
    ...read,
    status: form.exercise ? 'exercise' : 'draft',
    ...{ capIds: [], createdBy: official.id, createdAt: at, openedAt: null, closedAt: null, version: 0 },
  }
  return keep(ports, official, event, 'event_created')
}

/** Name, words, days and communes may change while it is open; whether it is a drill only before. */
export async function editEvent(
  ports: Ports,
  official: Official,
  id: string,
  version: number,
  form: EventForm,
): Promise<EventOutcome> {
  const found = await eventOf(ports, official, id)
  if (!found || !mayChange(ports, official, found)) return 'missing'
  if (found.status === 'closed') return { refused: 'closed' }
  const read = readForm(ports, official, form)
  if ('refused' in read) return read
  if (found.status === 'open') {
    const length = await lengthProblem(ports, { ...found, ...read })
    if (length) return length
  }
  const status = found.status === 'open' ? 'open' : form.exercise ? 'exercise' : 'draft'
  return keep(ports, official, { ...found, ...read, status, version }, 'event_changed')
}

/** From here on the people of its communes are asked whether they are safe, and their menu is short. A drill is never opened. */
export async function openEvent(ports: Ports, official: Official, id: string, version: number): Promise<EventOutcome> {
  const found = await eventOf(ports, official, id)
  if (!found || !mayChange(ports, official, found)) return 'missing'
  if (found.status === 'exercise') return { refused: 'exercise' }
  if (found.status !== 'draft') return { refused: found.status === 'open' ? 'already_open' : 'closed' }
  if (found.capIds.some((one) => one.startsWith('cancel:'))) return { refused: 'cancelled' }
  const at = ports.now()
  if (found.endsOn !== null && found.endsOn < vietnamDay(at)) return { refused: 'over' }
  const length = await lengthProblem(ports, found)
  if (length) return length
  return keep(ports, official, { ...found, status: 'open', openedAt: at, version }, 'event_opened')
}

/** Questions that have not left are stopped; those who asked for help are asked later whether it has come. */
export async function closeEvent(ports: Ports, official: Official, id: string, version: number): Promise<EventOutcome> {
  const found = await eventOf(ports, official, id)
  if (!found || !mayChange(ports, official, found)) return 'missing'
  if (found.status === 'closed') return { refused: 'closed' }
  const done = await keep(
    ports,
    official,
    { ...found, status: 'closed', closedAt: ports.now(), version },
    'event_closed',
  )
  if (typeof done === 'object' && 'done' in done) await ports.store.checkIns.stopQueued(id)
  return done
}

/** First the audit row: what cannot be written down does not happen. */
export async function keep(
  ports: Ports,
  official: Pick<Official, 'id' | 'scope'>,
  event: Disaster,
  what: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<EventOutcome> {
  const { id, status, communes, hazard, startsOn, endsOn, version } = event
  const scope = communesWithin(ports, official.scope)
  if (!scope.everywhere && !communes.every((code) => scope.communes.includes(code))) return 'missing'
  await ports.store.audit.append(
    official.id,
    what,
    { id, status, communes, hazard, startsOn, endsOn, version, ...more },
    ports.now(),
  )
  const outcome = await ports.store.disasters.save(scope, event)
  forgetEvents(ports)
  return outcome === 'done' ? { done: id } : outcome
}

type Read = Pick<Disaster, 'name' | 'hazard' | 'communes' | 'startsOn' | 'endsOn' | 'words'>

/** The form as an event, or the first thing that cannot be. */
function readForm(
  ports: Ports,
  { role, scope }: Official,
  form: EventForm,
): Read | { readonly refused: string; readonly count?: number } {
  if (!may(role, 'open_disasters')) return { refused: 'not_allowed' }
  const name = oneLine(form.name)
  const words = oneLine(form.words)
  const hazard: Hazard | undefined = HAZARDS.find((one) => one === form.hazard)
  if (name.length < NAME.least || name.length > NAME.most) return { refused: 'name' }
  if (hazard === undefined) return { refused: 'hazard' }
  const own = communesWithin(ports, scope)
  const communes = [...new Set(form.communes)]
  if (communes.length === 0) return { refused: 'no_commune' }
  if (!communes.every((code) => own.everywhere || own.communes.includes(code))) return { refused: 'outside' }
  if (!isDay(form.startsOn)) return { refused: 'starts_on' }
  if (form.endsOn !== '' && (!isDay(form.endsOn) || form.endsOn < form.startsOn)) return { refused: 'ends_on' }
  if (words.length > MOST_WORDS) return { refused: 'words_long', count: words.length - MOST_WORDS }
  // What goes to citizens under the commune's name holds no link and asks for no secret.
  if (smsFaults(name).length > 0 || smsFaults(words).length > 0) return { refused: 'words_unsafe' }
  const endsOn = form.endsOn === '' ? null : form.endsOn
  return { name, hazard, communes, startsOn: form.startsOn, endsOn, words: words === '' ? null : words }
}

/** The question with this name takes more than one SMS: by how many letters. */
async function lengthProblem(ports: Ports, event: Pick<Disaster, 'name' | 'communes'>) {
  const [home] = event.communes
  const speaker = await speakerFor(ports, home ?? null)
  const letters = questionSms(ports.texts, speaker, event).reduce((sum, { text }) => sum + text.length, 0)
  return letters > ONE_SMS ? { refused: 'name_long' as const, count: letters - ONE_SMS } : undefined
}

/** One line, without signs that nobody sees. */
export function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
}
