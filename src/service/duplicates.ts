/** Cases that may be one household told of twice: shown to the official, who decides. Never merged by the program. Pure. */
import type { Report } from '../core/report.ts'
import { fold } from '../language/fold.ts'
import type { Lookalike } from '../store/case-store.ts'

const DAY_MS = 24 * 3_600_000
/** Beyond this two reports of one place are two events. */
export const WITHIN_MS = 7 * DAY_MS
/** As far as a phone's idea of where it is goes astray. */
const NEAR_METRES = 100
/** A link to every neighbour says nothing: the likeliest few are shown. */
const MOST_LINKS = 5

export interface LikelySame {
  readonly other: string
  /** Text keys below `triage:same.`. */
  readonly why: readonly string[]
}

/** Which of the older cases this report may repeat; those of the same person are theirs and are known. */
export function likelySame(
  report: Report,
  contactId: string | null,
  others: readonly Lookalike[],
): readonly LikelySame[] {
  return others
    .filter((other) => other.contactId === null || other.contactId !== contactId)
    .map((other) => ({ other: other.id, why: reasons(report, other.report) }))
    .filter(({ why }) => why.length > 0)
    .sort((a, b) => b.why.length - a.why.length)
    .slice(0, MOST_LINKS)
}

function reasons(a: Report, b: Report): readonly string[] {
  const sameVillage = same(a.village, b.village)
  const why = []
  if (same(a.name, b.name)) why.push(sameVillage ? 'name_and_village' : 'name')
  if (a.location && b.location && metres(a.location, b.location) <= NEAR_METRES) why.push('location')
  // One tells of a neighbour, the other speaks for itself, of the same thing in the same village: perhaps the same house.
  const oneIsNeighbour = (a.forWhom === 'neighbour') !== (b.forWhom === 'neighbour')
  if (oneIsNeighbour && sameVillage && a.house !== undefined && a.house === b.house) why.push('neighbour_and_house')
  return why
}

function same(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && bareName(a) !== '' && bareName(a) === bareName(b)
}

/** A name of a person or a village without what one is called by: `Bà Phạm Thị Mơ` is `pham thi mo`. */
export function bareName(text: string): string {
  return fold(text)
    .replace(/^(?:ong|ba|anh|chi|co|chu|bac|thon|ban|ap|buon|to dan pho|khu) /, '')
    .trim()
}

interface Point {
  readonly lat: number
  readonly lon: number
}

/** Flat earth is exact enough for a hundred metres. */
function metres(a: Point, b: Point): number {
  const perDegree = 111_320
  const north = (a.lat - b.lat) * perDegree
  const east = (a.lon - b.lon) * perDegree * Math.cos((a.lat * Math.PI) / 180)
  return Math.hypot(north, east)
}
