/** What a report asks about, and when it need not be asked: it was told, it changes nothing, or enough has been asked of a frightened person. */
import type { Hazard, Report, ReportedHouse } from '../core/report.ts'
import type { Waiting } from '../core/session.ts'
import { type Draft, keepAnswer } from './draft.ts'
import type { Topic } from './flow-format.ts'
import { codeOf, reportNow } from './report-case.ts'

/** Topics asked in this report, so that none is asked twice. */
const ASKED = '_asked'
/** A person in trouble answers no more than this. */
const MOST = 8
/** From here on only what helps at once is asked. */
const TIRED = 6
/** The report was open before this talk: only what officials cannot do without is still asked. */
export const ADDED = '_added'
const NEEDED: ReadonlySet<Topic> = new Set<Topic>(['name', 'harm', 'people', 'place', 'village', 'house'])
/** Free words of one's own choice: always heard, and counted as no question. */
const OPEN: ReadonlySet<Topic> = new Set<Topic>(['story', 'more', 'after'])

const GONE: ReadonlySet<ReportedHouse> = new Set<ReportedHouse>(['collapsed', 'swept_away', 'burnt'])
/** What leaves houses standing. */
const NO_HOUSE: ReadonlySet<Hazard> = new Set<Hazard>(['drought', 'saltwater', 'cold', 'epidemic', 'accident'])
const NO_HUNGER: ReadonlySet<Hazard> = new Set<Hazard>(['accident', 'cold', 'hail', 'epidemic'])
/** Of no certain day. */
const SLOW: ReadonlySet<Hazard> = new Set<Hazard>(['drought', 'saltwater', 'cold', 'epidemic'])
const NO_FIELDS: ReadonlySet<Hazard> = new Set<Hazard>(['fire', 'accident', 'earthquake'])

/** Whether this is worth a question now. */
export function mayAsk(draft: Draft, topic: Topic): boolean {
  if (OPEN.has(topic)) return true
  const asked = askedOf(draft)
  if (asked.includes(topic) || asked.length >= MOST) return false
  if (draft.answers[ADDED] === true && !NEEDED.has(topic)) return false
  return !isTold(draft, topic, reportNow(draft), asked.length)
}

/** Remembers that it was asked. */
export function markAsked(draft: Draft, topic: Topic): void {
  if (!OPEN.has(topic)) keepAnswer(draft, ASKED, [...new Set([...askedOf(draft), topic])])
}

/** The question that waits was not answered, so it may be asked again. */
export function unask(draft: Draft, waiting: Waiting | undefined): void {
  const step = waiting && draft.talk.flows.step(waiting.flow, waiting.step)
  const topic = step && 'ask' in step ? step.about : undefined
  const asked = askedOf(draft)
  if (topic !== undefined && asked.includes(topic))
    keepAnswer(
      draft,
      ASKED,
      asked.filter((one) => one !== topic),
    )
}

/** What was asked in this report, in order. */
export function askedOf({ answers }: Draft): readonly string[] {
  const asked = answers[ASKED]
  return Array.isArray(asked) ? asked : []
}

/** A house of which the law asks whether the household is poor and whether it can live there. */
export function isHouseLost({ house }: Report): boolean {
  return house !== undefined && (GONE.has(house) || house === 'badly_damaged')
}

function isTold(draft: Draft, topic: Topic, report: Report, asked: number): boolean {
  const { hazard } = report
  switch (topic) {
    case 'name':
      return report.forWhom !== 'neighbour' || report.name !== undefined
    case 'harm':
      return [report.hurt, report.missing, report.dead].some((count) => count !== undefined)
    case 'people':
      return report.people !== undefined
    case 'place':
      return report.commune !== undefined || (codeOf(draft) === undefined && draft.answers.commune_code !== undefined)
    case 'village':
      return report.village !== undefined || draft.answers.village !== undefined || draft.answers._village === true
    case 'house':
      // "Tốc mái" may mean a few sheets or the whole roof: that decides the money.
      return (report.house !== undefined && report.house !== 'damaged') || isOf(NO_HOUSE, hazard)
    case 'stay':
      return report.nowhereToLive !== undefined || !isHouseLost(report)
    case 'supplies':
      return report.food !== undefined || isOf(NO_HUNGER, hazard)
    case 'household':
      return report.people !== undefined && report.vulnerable !== undefined
    case 'class':
      return !isHouseLost(report) || isClassKnown(draft, report)
    case 'losses':
      return isOf(NO_FIELDS, hazard) || areLossesTold(report)
    case 'sown':
      return report.crops?.some((crop) => crop.kind === 'rice' && crop.days_since_sowing === undefined) !== true
    case 'when':
      return report.happenedOn !== undefined || asked >= TIRED || isOf(SLOW, hazard)
    default:
      return false
  }
}

function isClassKnown({ household }: Draft, report: Report): boolean {
  const own = report.forWhom !== 'neighbour' && (household.class !== undefined || household.difficult !== undefined)
  return own || report.class !== undefined || report.difficult !== undefined
}

/** Beasts alone are enough; of fields their size and share are needed for any sum. */
function areLossesTold({ crops, animals }: Report): boolean {
  if (crops === undefined) return animals !== undefined
  return crops.every(({ area_ha, lost_percent }) => area_ha !== undefined && lost_percent !== undefined)
}

function isOf(hazards: ReadonlySet<Hazard>, hazard: Hazard | undefined): boolean {
  return hazard !== undefined && hazards.has(hazard)
}
