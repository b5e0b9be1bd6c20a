/** Answers within a report: whatever a message says of damage is taken, also what was not asked; then the waiting question's own reading. */
import type { CropLoss } from '../core/household.ts'
import type { AnimalLoss, Report, ReportPatch } from '../core/report.ts'
import type { Waiting } from '../core/session.ts'
import { readChoice, readNumber, readQuantity, readYesNo } from '../language/answers.ts'
import { farmRegion, saoInHectares } from '../language/farm-region.ts'
import { fold } from '../language/fold.ts'
import { eventIn } from '../language/report-event.ts'
import { harmNamed, readHarm } from '../language/report-harm.ts'
import { houseIn } from '../language/report-house.ts'
import { lossesIn } from '../language/report-losses.ts'
import { suppliesIn, vulnerableIn } from '../language/report-needs.ts'
import { type Doubt, type ReportReading, reportOf, withoutDoubtful } from '../language/report-said.ts'
import { whoIn } from '../language/report-who.ts'
import { openSaid, type Said } from '../language/report-words.ts'
import { type Draft, keepAnswer } from './draft.ts'
import type { Topic } from './flow-format.ts'
import { reportNow } from './report-case.ts'

/** What a message says of the report under way. */
export interface Told {
  readonly patch: ReportPatch
  readonly doubts: readonly Doubt[]
  /** A bare number of people: what became of them must be asked. */
  readonly count?: number
}

/** Fields told in sào before the place was. */
const SAO = '_sao'
/** People told as a bare number. */
export const COUNT = '_count'
/** Rice stands no longer in the field. */
const LONGEST_DAYS = 200
const MOST_HARMED = 60
const MORE = /\b(?:them|nua|more|another)\b/
const NONE =
  /^(?:0|khong|ko|k|khong co|khong co gi|khong mat gi|khong sao|khong ai|khong bi gi|chua|none|nothing|no)(?: (?:a|ca|het|dau|nha|nhe|roi))*$/

/** Whether a value is an answer of this kind. */
export function isTold(value: unknown): value is Told {
  return typeof value === 'object' && value !== null && 'patch' in value && 'doubts' in value
}

/** All that the message says, whatever was asked. */
export function toldIn(draft: Draft): Told {
  return joined(draft, readingOf(draft))
}

/** What a part of the message says. */
export function toldOf(draft: Draft, text: string): Told {
  return joined(draft, readingOf(draft, openSaid(draft.talk.lexicon, text)))
}

/** The message as the answer about `topic`; null when it says nothing of damage at all. */
export function readTold(draft: Draft, waiting: Waiting, topic: Topic): Told | null {
  const said = saidIn(draft)
  const all = readingOf(draft)
  const own = ownReading(draft, waiting, topic, said)
  if (own !== null && 'count' in own) return { ...joined(draft, all), count: own.count }
  const read = withoutDoubtful({ ...all.patch, ...(own?.patch ?? {}) }, [...(own?.doubts ?? []), ...all.doubts])
  if (own === null && Object.keys(all.patch).length === 0 && all.doubts.length === 0) return null
  return joined(draft, { ...read, doubts: unique(read.doubts), ...(all.inSao ? { inSao: all.inSao } : {}) })
}

const CRY = /\b(?:cuu|sos|ket|help|chay mau|cap cuu|ngat|bat tinh|kho tho|cuon|vui|nang|hon me)\b/

/**
 * In a report, "2 người bị thương" and "không ai bị thương, mất tích" are answers and no cry for help. Somebody missing, or
 * badly hurt, is one.
 */
export function isHarmAnswer(draft: Draft): boolean {
  const { waiting, heard, answers } = draft
  if (waiting?.flow !== 'hardship' && waiting?.step !== 'ask_people') return false
  if (CRY.test(heard.folded)) return false
  const said = saidIn(draft)
  if (typeof answers[COUNT] === 'number' && harmNamed(said) !== null) return true
  const read = readHarm(said)
  return read !== null && !('count' in read) && (read.missing ?? 0) === 0
}

/** Sizes told in sào become hectares once the province is known. */
export function saoKnown(draft: Draft): ReportPatch {
  const pending = draft.answers[SAO]
  const region = regionOf(draft)
  if (!Array.isArray(pending) || region === undefined) return {}
  keepAnswer(draft, SAO, undefined)
  const sizes = new Map(pending.map((one) => [String(one).split(':')[0], Number(String(one).split(':')[1])] as const))
  const crops = (reportNow(draft).crops ?? []).map((crop): CropLoss => {
    const sao = sizes.get(crop.kind ?? '')
    return crop.area_ha !== undefined || sao === undefined ? crop : { ...crop, area_ha: saoInHectares(sao, region) }
  })
  return { crops }
}

/** The message's words, ready for the readers of damage. */
export function saidIn(draft: Draft): Said {
  return draft.heard.said()
}

/** Of the whole message, or of a part of it. */
function readingOf(draft: Draft, part?: Said): ReportReading {
  const region = regionOf(draft)
  const { today } = draft.input
  const read = part ? reportOf(part, { today, ...(region ? { region } : {}) }) : draft.heard.told(region)
  const { class: known } = draft.heard.meaning()?.household ?? {}
  return known === undefined ? read : { ...read, patch: { ...read.patch, class: known } }
}

function regionOf(draft: Draft) {
  const { commune, province } = reportNow(draft)
  const told = draft.answers.commune_code ?? commune ?? draft.commune ?? draft.input.speaker.commune
  const code = typeof told === 'string' ? draft.talk.places.communes.get(told)?.province : undefined
  return farmRegion(code ?? province ?? draft.input.speaker.province)
}

type Own = { readonly patch: ReportPatch; readonly doubts?: readonly Doubt[] } | { readonly count: number }

/** What the question itself makes of a short answer. */
function ownReading(draft: Draft, waiting: Waiting, topic: Topic, said: Said): Own | null {
  const { text, folded } = draft.heard
  const { today } = draft.input
  const none = NONE.test(folded)
  switch (topic) {
    case 'name':
      return filled(whoIn(said, true))
    case 'harm':
      return harmOf(draft, said)
    case 'people':
      return peopleOf(text)
    case 'household': {
      if (none || readYesNo(text) === 'no') return { patch: { vulnerable: [] } }
      const vulnerable = vulnerableIn(said)
      const people = peopleOf(text)
      if (vulnerable.length === 0 && people === null) return null
      return { patch: { ...people?.patch, ...(people || vulnerable.length > 0 ? { vulnerable } : {}) } }
    }
    case 'losses': {
      if (none || readYesNo(text) === 'no') return { patch: { crops: [], animals: [] } }
      const region = regionOf(draft)
      const { crops, animals, inSao } = lossesIn(said, region, true)
      if (inSao.length > 0) keepAnswer(draft, SAO, inSao)
      const lost = { ...(crops.length > 0 ? { crops } : {}), ...(animals.length > 0 ? { animals } : {}) }
      return filled(lost) ?? amended(draft, said)
    }
    case 'sown': {
      // "3 người" answers another question.
      const days = /\b(?:nguoi|khau|con|sao|ha|m2|people)\b/.test(folded) ? null : readNumber(text, 'plain')
      if (days === null || days < 0 || weeks(folded, days) > LONGEST_DAYS) return null
      const crops = (reportNow(draft).crops ?? []).map((crop) =>
        crop.kind === 'rice' ? { ...crop, days_since_sowing: weeks(folded, days) } : crop,
      )
      return { patch: { crops } }
    }
    case 'when': {
      const { patch, ahead } = eventIn(said, today, true)
      if (ahead !== undefined) return { patch, doubts: [{ about: 'day', said: ahead }] }
      return filled(patch)
    }
    default:
      return chosen(draft, waiting, topic, said)
  }
}

/** The numbered choices of house, shelter, food and class; their words are read like any story. */
function chosen(draft: Draft, waiting: Waiting, topic: Topic, said: Said): Own | null {
  const step = draft.talk.flows.step(waiting.flow, waiting.step)
  const values = step && 'ask' in step && step.options ? Object.keys(step.options) : []
  const options = values.map((value, i) => ({
    value,
    label: draft.talk.flows.label(draft.language, waiting.options?.[i]?.label.key ?? '') ?? value,
  }))
  // A number first; words of damage before the likeness of a label ("không sập" is no "sập").
  const number = /^(?:so |chon |cau )?(\d)[.)]?$/.exec(draft.heard.folded)?.[1]
  if (number !== undefined) {
    const value = values[Number(number) - 1]
    return value === undefined ? null : { patch: byChoice(draft, topic, value) }
  }
  const words = topic === 'house' ? houseIn(said) : topic === 'supplies' ? suppliesIn(said, true) : {}
  const read = filled(words)
  if (read) return read
  const value = readChoice(draft.heard.text, options)
  return value === null ? null : { patch: byChoice(draft, topic, value) }
}

function byChoice(draft: Draft, topic: Topic, value: string): ReportPatch {
  const { hazard } = reportNow(draft)
  switch (topic) {
    case 'house':
      if (value === 'gone') return { house: hazard === 'fire' ? 'burnt' : 'collapsed' }
      if (value === 'unfit') return { house: 'badly_damaged', nowhereToLive: true }
      if (value === 'hurt') return { house: hazard === 'flood' || hazard === 'flash_flood' ? 'flooded' : 'damaged' }
      return value === 'leave' ? { house: 'ordered_to_move' } : { house: 'none' }
    case 'stay':
      return { nowhereToLive: value === 'nowhere' }
    case 'supplies':
      return {
        food: value === 'no_food' || value === 'no_both' ? 'short' : 'enough',
        water: value === 'no_water' || value === 'no_both' ? 'short' : 'enough',
      }
    case 'class':
      if (value === 'difficult') return { difficult: true }
      return value === 'poor' || value === 'near_poor' ? { class: value } : { class: 'none' }
    default:
      return {}
  }
}

function harmOf(draft: Draft, said: Said): Own | null {
  const waiting = draft.answers[COUNT]
  const kind = typeof waiting === 'number' ? harmNamed(said) : null
  if (kind !== null && typeof waiting === 'number') return { patch: { [kind]: waiting } }
  const read = readHarm(said)
  if (read === null || !('count' in read)) return read === null ? null : { patch: read }
  if (read.count > MOST_HARMED) return { patch: {}, doubts: [{ about: 'harm', said: read.count }] }
  // "Nhầm, 3 người": the number that was told before is the one meant.
  const { hurt = 0, missing = 0, dead = 0 } = reportNow(draft)
  const before = Object.entries({ hurt, missing, dead }).filter(([, count]) => count > 0)
  const [only] = before
  return before.length === 1 && only ? { patch: { [only[0]]: read.count } } : { count: read.count }
}

const AGES = /\d+\s*(?:tuổi|tuoi|tháng|thang|years?|months?|t\b)(?:\s+old)?/giu

function peopleOf(text: string): { readonly patch: ReportPatch } | null {
  // "80 tuổi" is nobody's count.
  const read = readQuantity(text.replace(AGES, ' '), 'people')?.value
  const people = Array.isArray(read) ? read[1] : read
  return typeof people === 'number' && Number.isInteger(people) ? { patch: { people } } : null
}

/** "2 sào, mất trắng" to the question of a field already named: it is that field. */
function amended(draft: Draft, said: Said): Own | null {
  const before = reportNow(draft).crops ?? []
  const [only] = before
  if (!only || before.length !== 1) return null
  const word = CROP_WORDS[only.kind ?? 'annual'] ?? 'ngo'
  const { crops, inSao } = lossesIn({ ...said, words: ` ${word}${said.words}`, english: false }, regionOf(draft), true)
  if (inSao.length > 0) keepAnswer(draft, SAO, inSao)
  return crops.length > 0 ? { patch: { crops } } : null
}
const CROP_WORDS: Readonly<Record<string, string>> = {
  rice: 'lua',
  rice_seedling: 'cay ma',
  forest: 'rung',
  nursery: 'vuon uom',
}

/** Lists grow: what is told of the same crop or beast replaces it ("thêm" adds to it), others stay. */
function joined(draft: Draft, { patch, doubts, inSao }: ReportReading): Told {
  const before = reportNow(draft)
  // Another house, spoken of in passing: its words are kept, and this report stays this household's.
  if (isOther(before, patch)) return { patch: {}, doubts: [] }
  if (inSao) keepAnswer(draft, SAO, inSao)
  const adds = MORE.test(draft.heard.folded)
  return {
    patch: {
      ...patch,
      ...(patch.vulnerable ? { vulnerable: [...new Set([...(before.vulnerable ?? []), ...patch.vulnerable])] } : {}),
      ...(patch.crops ? { crops: withCrops(before, patch.crops) } : {}),
      ...(patch.animals ? { animals: withAnimals(before, patch.animals, adds) } : {}),
    },
    doubts,
  }
}

/** Whether what is told is a neighbour's, while the report under way is already another household's. */
export function isOther(report: Report, told: ReportPatch): boolean {
  if (told.forWhom !== 'neighbour') return false
  if (report.forWhom === 'neighbour') {
    return typeof told.name === 'string' && report.name !== undefined && fold(told.name) !== fold(report.name)
  }
  return BEGUN.some((part) => report[part] !== undefined)
}
const BEGUN = ['hazard', 'house', 'hurt', 'crops', 'animals', 'food'] as const

function withCrops({ crops = [] }: Report, told: readonly CropLoss[]): readonly CropLoss[] {
  const others = crops.filter(({ kind }) => !told.some((one) => one.kind === kind))
  return [...others, ...told.map((one) => ({ ...crops.find(({ kind }) => kind === one.kind), ...one }))]
}

function withAnimals({ animals = [] }: Report, told: readonly AnimalLoss[], adds: boolean): readonly AnimalLoss[] {
  const others = animals.filter(({ kind }) => !told.some((one) => one.kind === kind))
  const merged = told.map((one) => {
    const before = animals.find(({ kind }) => kind === one.kind)?.count
    if (one.count === undefined) return before === undefined ? one : { ...one, count: before }
    return adds && before !== undefined ? { ...one, count: before + one.count } : one
  })
  return [...others, ...merged]
}

function weeks(folded: string, count: number): number {
  if (/\btuan|week/.test(folded)) return count * 7
  return /\bthang|month/.test(folded) ? count * 30 : count
}

function filled(patch: ReportPatch): { readonly patch: ReportPatch } | null {
  return Object.keys(patch).length === 0 ? null : { patch }
}

function unique(doubts: readonly Doubt[]): readonly Doubt[] {
  return doubts.filter((one, i) => doubts.findIndex(({ about }) => about === one.about) === i)
}
