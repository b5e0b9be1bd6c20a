/** Where it happened: commune and village out of one answer, asked once more at most, then taken as written. */
import type { Waiting } from '../core/session.ts'
import { readYesNo } from '../language/answers.ts'
import { type PlaceReading, readPlace } from '../language/places.ts'
import { type Draft, keepAnswer, note, offer, say } from './draft.ts'
import { askAgain } from './questions.ts'
import { report } from './reports.ts'
import { skipQuestion, takeAnswer } from './run.ts'

/** A village's own name is short; more is a story and belongs in the report only. */
const VILLAGE = 60
const SHOWN = 5
/** Messages of story taken while the place is asked for; the next one is taken as the place. */
const STORIES = 3

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
    report(draft, waiting.flow, { location: `${content.lat},${content.lon}` })
    takeAnswer(draft, waiting, true)
    return
  }
  const chosen = chosenBefore(draft)
  const reading = chosen ?? readPlace(draft.talk.places, draft.heard.text, { scope: draft.talk.scope })
  const tries = Number(draft.answers._tries ?? 0)
  const stories = Number(draft.answers._stories ?? 0)
  if (readYesNo(draft.heard.text) === 'unsure') {
    skipQuestion(draft, waiting)
    return
  }
  if (chosen === null && stories < STORIES && tellsMore(draft, reading)) {
    keepAnswer(draft, '_stories', stories + 1)
    report(draft, waiting.flow, { more: draft.heard.text })
    say(draft, 'common:noted')
    askAgain(draft)
    return
  }
  keepAnswer(draft, '_places', undefined)
  if (chosen === null) keepVillage(draft, reading)
  if (reading.commune || tries > 0) {
    keepPlace(draft, reading)
    keepAnswer(draft, '_tries', undefined)
    if (!reading.commune) report(draft, waiting.flow, { place: draft.heard.text })
    takeAnswer(draft, waiting, true)
    return
  }
  keepAnswer(draft, '_tries', tries + 1)
  report(draft, waiting.flow, { place: draft.heard.text })
  askWhich(draft, waiting, reading)
}

/** People send one story in several messages: more of it is no wrong answer to "ở đâu". */
function tellsMore(draft: Draft, { commune, candidates, province }: PlaceReading): boolean {
  if (commune || province || candidates.length > 0 || NAMES_A_PLACE.test(draft.heard.folded)) return false
  const meaning = draft.heard.meaning()
  return (
    meaning?.hardship === true ||
    /\b(?:toi va|nha co|co \d+ nguoi|\d+ nguoi|\d+ dua|may nguoi|dua con)\b/.test(draft.heard.folded)
  )
}

/** A commune named inside a story is kept and not asked for again; true when one was found. */
export function placeInStory(draft: Draft): boolean {
  if (!NAMES_A_PLACE.test(draft.heard.folded)) return false
  const reading = readPlace(draft.talk.places, draft.heard.text, { scope: draft.talk.scope })
  if (!reading.commune) return false
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

function chosenBefore(draft: Draft): PlaceReading | null {
  const shown = draft.answers._places
  if (!Array.isArray(shown)) return null
  const index = Number(draft.heard.folded) - 1
  const code = Number.isInteger(index) ? shown[index] : undefined
  const label = draft.waiting?.options?.[index]?.label.values?.commune
  if (typeof code !== 'string' || typeof label !== 'string') return null
  return { commune: { code, name: label, fullName: label }, candidates: [], rest: '' }
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
