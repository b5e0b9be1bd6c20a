/** Where it happened: commune and village out of one answer, asked once more at most, then taken as written. */

import type { TextPart } from '../core/reply.ts'
import type { ReportPatch } from '../core/report.ts'
import type { Waiting } from '../core/session.ts'
import { readYesNo } from '../language/answers.ts'
import { type PlaceReading, readPlace } from '../language/places.ts'
import { villageIn } from '../language/village.ts'
import { type Draft, keepAnswer, note, offer, say } from './draft.ts'
import { communesAt } from './location.ts'
import { askAgain } from './questions.ts'
import { toldIn, toldOf } from './report-answer.ts'
import { reportNow } from './report-case.ts'
import { settleSao, takeStory } from './report-tell.ts'
import { attached, pointOf, report } from './reports.ts'
import { skipQuestion, takeAnswer } from './run.ts'

/** A village's own name is short; more is a story and belongs in the report only. */
const VILLAGE = 60
const SHOWN = 5
/** Messages of story taken while the place is asked for; the next one is taken as the place. */
const STORIES = 3
/** The communes shown are where a point on the map lies. */
const HERE = '_here'
/** The communes next to it. */
const NEAR = '_near'
/** The commune was not named in this report. */
export const ASSUMED = '_assumed'

/** Words that say a place is being named; without them a story is not searched for places. */
const NAMES_A_PLACE =
  /\b(xa|phuong|thi tran|dac khu|huyen|tinh|thon|ban|ap|buon|khom|to dan pho|commune|village|ward)\b/

/** How people without an address say where they are. */
const LANDMARK =
  /\b(gan|canh|duoi|tren|sau|truoc|doi dien|dau|cuoi|ngay|nga ba|nga tu|cau|cho|truong|chua|dinh|doi|deo|nui|ho|dap|near|behind|next to|bridge|school)\b/

/** Takes an answer to `ask: place`; never refuses twice, because help matters more than the right spelling. */
export function takePlace(draft: Draft, waiting: Waiting): void {
  const { content } = draft.input
  if (content.kind === 'location') {
    report(draft, waiting.flow, { location: `${content.lat},${content.lon}` }, pointOf(content))
    if (!confirmPoint(draft, waiting.flow, waiting.step)) takeAnswer(draft, waiting, true)
    return
  }
  const chosen = chosenBefore(draft)
  if (chosen === 'none') {
    keepAnswer(draft, HERE, undefined)
    keepAnswer(draft, '_places', undefined)
    if (!askNear(draft, waiting)) askWhich(draft, waiting, { candidates: [], rest: '' })
    return
  }
  const reading = chosen ?? readPlace(draft.talk.places, draft.heard.text, { scope: draft.talk.scope })
  const tries = Number(draft.answers._tries ?? 0)
  const stories = Number(draft.answers._stories ?? 0)
  if (readYesNo(draft.heard.text) === 'unsure') {
    skipQuestion(draft, waiting)
    return
  }
  if (chosen === null && stories < STORIES && tellsMore(draft, reading)) {
    keepAnswer(draft, '_stories', stories + 1)
    takeStory(draft, waiting.flow, 'more')
    say(draft, 'common:noted')
    askAgain(draft)
    return
  }
  keepAnswer(draft, '_places', undefined)
  keepAnswer(draft, HERE, undefined)
  keepAnswer(draft, NEAR, undefined)
  if (chosen === null) keepVillage(draft, reading)
  if (reading.commune || tries > 0) {
    keepPlace(draft, reading)
    keepAnswer(draft, '_tries', undefined)
    if (!reading.commune) report(draft, waiting.flow, { place: draft.heard.text })
    else report(draft, waiting.flow, {}, restTold(draft, reading))
    settleSao(draft, waiting.flow)
    takeAnswer(draft, waiting, true)
    return
  }
  keepAnswer(draft, '_tries', tries + 1)
  report(draft, waiting.flow, { place: draft.heard.text })
  askWhich(draft, waiting, reading)
}

/** People send one story in several messages: more of it is no wrong answer to "ở đâu". */
function tellsMore(draft: Draft, reading: PlaceReading): boolean {
  const { commune, candidates, province } = reading
  if (isEaten(draft, reading)) return true
  if (commune || province || candidates.length > 0 || NAMES_A_PLACE.test(draft.heard.folded)) return false
  const meaning = draft.heard.meaning()
  return (
    meaning?.hardship === true ||
    /\b(?:toi va|nha co|co \d+ nguoi|\d+ nguoi|\d+ dua|may nguoi|dua con)\b/.test(draft.heard.folded)
  )
}

/** "Chết 20 con gà, 2 con lợn": words of the loss were taken for the name of a place. */
function isEaten(draft: Draft, { rest }: PlaceReading): boolean {
  if (NAMES_A_PLACE.test(draft.heard.folded)) return false
  const { name: _, forWhom: __, ...told } = toldIn(draft).patch
  const { name: ___, forWhom: ____, ...left } = toldOf(draft, rest).patch
  return Object.keys(told).length > 0 && JSON.stringify(told) !== JSON.stringify(left)
}

/** A commune or a village named inside a story is kept and not asked for again; true when one was found. */
export function placeInStory(draft: Draft): boolean {
  if (!NAMES_A_PLACE.test(draft.heard.folded)) return false
  const village = draft.answers.village === undefined ? villageIn(draft.heard.text) : null
  if (village !== null) keepAnswer(draft, 'village', village)
  const reading = readPlace(draft.talk.places, draft.heard.text, { scope: draft.talk.scope })
  if (!reading.commune) return village !== null
  keepPlace(draft, reading)
  return true
}

/** Several communes of one name: shown with their province; none: asked for commune and province. */
function askWhich(draft: Draft, waiting: Waiting, reading: PlaceReading): void {
  const shown = reading.candidates.slice(0, SHOWN)
  const { options: _, ...rest } = waiting
  if (shown.length < 2) {
    draft.waiting = rest
    say(draft, 'common:which_commune')
    return
  }
  keepAnswer(
    draft,
    '_places',
    shown.map(({ code }) => code),
  )
  const options = shown.map(({ fullName, provinceName }, i) => ({
    value: String(i + 1),
    label: { key: 'common:commune_in_province', values: { commune: fullName, province: provinceName } },
  }))
  draft.waiting = { ...rest, options }
  say(draft, 'common:which_of_these')
  offer(draft, options)
}

/** The commune chosen of those shown, `none` of them, or null where nothing was shown or another answer came. */
function chosenBefore(draft: Draft): PlaceReading | 'none' | null {
  const shown = draft.answers._places
  if (!Array.isArray(shown)) return null
  const { folded, text } = draft.heard
  const digit = /^(?:so )?(\d)[.)]?$/.exec(folded)?.[1]
  const here = draft.answers[HERE] === true
  const said = here ? readYesNo(text) : null
  const index = digit === undefined ? (said === 'yes' && shown.length === 1 ? 0 : -1) : Number(digit) - 1
  if (here && (said === 'no' || index === shown.length)) return 'none'
  const code = shown[index]
  const commune = typeof code === 'string' ? draft.talk.places.communes.get(code) : undefined
  if (!commune) return null
  const { name, fullName } = commune
  const province = draft.talk.places.provinces.get(commune.province)
  return {
    commune: { code: commune.code, name, fullName },
    ...(province ? { province: { code: province.code, name: province.name } } : {}),
    candidates: [],
    rest: '',
  }
}

/** True of words that tell of damage or people and name no place. */
export function isStory(draft: Draft): boolean {
  const { folded } = draft.heard
  if (NAMES_A_PLACE.test(folded) || LANDMARK.test(folded)) return false
  const { name: _, forWhom: __, ...told } = toldIn(draft).patch
  return Object.keys(told).length > 0
}

/** What was told besides the place: "thôn 3 xã Tả Phìn, 2 người bị thương". Names of places are no floods. */
function restTold(draft: Draft, { rest }: PlaceReading): ReportPatch {
  if (rest.split(' ').length < STORY_WORDS) return {}
  const { hazard: _, happenedOn: __, name: ___, forWhom: ____, ...told } = toldOf(draft, rest).patch
  return told
}
const STORY_WORDS = 4

/**
 * Asks whether the place on the map lies in the commune it seems to lie in; after a no its neighbours are shown. False where no point was
 * sent, or it lies in no commune.
 */
export function confirmPoint(draft: Draft, flow: string, step: string): boolean {
  const { location } = reportNow(draft)
  const [first, ...others] = location ? communesAt(draft, location.lat, location.lon) : []
  if (!first) return false
  keepAnswer(draft, '_places', [first.code])
  keepAnswer(draft, NEAR, others.length > 0 ? others.map(({ code }) => code) : undefined)
  keepAnswer(draft, HERE, true)
  askHere(draft, { flow, step, type: 'place' }, [{ key: 'common:yes' }, { key: 'common:no' }], () =>
    say(draft, 'hardship:is_it_here', { commune: inSentence(first.fullName), province: first.provinceName }),
  )
  return true
}

/** "Xã Tả Phìn" as it stands in the middle of a sentence. */
function inSentence(name: string): string {
  return name.slice(0, 1).toLocaleLowerCase('vi') + name.slice(1)
}

/** Not there: the communes next to it, then any other. False when none is left to show. */
function askNear(draft: Draft, waiting: Waiting): boolean {
  const near = draft.answers[NEAR]
  if (!Array.isArray(near)) return false
  keepAnswer(draft, NEAR, undefined)
  keepAnswer(draft, '_places', near)
  keepAnswer(draft, HERE, true)
  const { communes, provinces } = draft.talk.places
  const labels = near.flatMap((code) => {
    const commune = communes.get(code)
    return commune ? [named(commune.fullName, provinces.get(commune.province)?.name ?? '')] : []
  })
  askHere(draft, waiting, [...labels, { key: 'hardship:none_of_these' }], () => say(draft, 'hardship:which_is_here'))
  return true
}

function askHere(draft: Draft, { flow, step, type }: Waiting, labels: readonly TextPart[], ask: () => void): void {
  const options = labels.map((label, i) => ({ value: String(i + 1), label }))
  draft.waiting = { flow, step, type, options }
  ask()
  offer(draft, options)
}

/** The commune taken from an earlier talk, or the one this office serves, is said with the question of the village. */
export function sayAssumed(draft: Draft): void {
  if (draft.answers[ASSUMED] !== true) return
  keepAnswer(draft, ASSUMED, undefined)
  const commune = draft.answers.commune
  if (typeof commune === 'string') say(draft, 'hardship:same_commune', { commune })
}

/** The answer to "which village?": it may name another commune, tell more of the damage, or say nothing of either. */
export function keepVillageAnswer(draft: Draft, flow: string, text: string): void {
  placeInStory(draft)
  keepAnswer(draft, '_village', true)
  const reading = readPlace(draft.talk.places, text, { scope: draft.talk.scope })
  const village = (reading.commune ? reading.rest : text).trim()
  const told = village.split(' ').length >= STORY_WORDS ? restTold(draft, { ...reading, rest: village }) : {}
  const name = village !== '' && village.length <= VILLAGE ? { village } : {}
  report(draft, flow, { village: text, ...attached(draft.input.content) }, { ...told, ...name })
  settleSao(draft, flow)
}

function named(commune: string, province: string): TextPart {
  return { key: 'common:commune_in_province', values: { commune, province } }
}

function keepVillage(draft: Draft, reading: PlaceReading): void {
  const rest = reading.rest.trim().replace(/^(?:commune|village|ward|province|xã|xa|tỉnh|tinh)$/i, '')
  // "Alo" and "lúa mất hết" are no village; what stands beside a commune, or calls itself one, is.
  const story = reading.commune
    ? draft.heard.meaning()?.hardship === true && !NAMES_A_PLACE.test(draft.heard.folded)
    : !NAMES_A_PLACE.test(draft.heard.folded) && !LANDMARK.test(draft.heard.folded)
  if (rest !== '' && rest.length <= VILLAGE && !story && draft.answers.village === undefined)
    keepAnswer(draft, 'village', rest)
}

function keepPlace(draft: Draft, { commune, province }: PlaceReading): void {
  if (commune) keepAnswer(draft, 'commune', commune.fullName)
  if (commune) keepAnswer(draft, 'commune_code', commune.code)
  if (commune) draft.commune = commune.code
  if (province) keepAnswer(draft, 'province', province.code)
  const village = draft.answers.village
  note(draft, {
    type: 'place_given',
    ...(commune ? { commune: commune.code } : {}),
    ...(province ? { province: province.code } : {}),
    ...(typeof village === 'string' ? { village } : {}),
  })
}
