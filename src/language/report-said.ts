/** What a story of damage already says, so that it is never asked again: a sentence → the parts of a report. Pure; in doubt a part is left out. */
import type { Day } from '../core/day.ts'
import type { ReportPatch } from '../core/report.ts'
import type { FarmRegion } from './land.ts'
import type { Lexicon } from './lexicon.ts'
import { eventIn } from './report-event.ts'
import { harmIn } from './report-harm.ts'
import { houseIn } from './report-house.ts'
import { lossesIn } from './report-losses.ts'
import { peopleIn, suppliesIn, vulnerableIn } from './report-needs.ts'
import { whoIn } from './report-who.ts'
import { openSaid, type Said } from './report-words.ts'

/** A figure that nobody can believe: it is asked about once and never kept. */
export interface Doubt {
  readonly about: 'people' | 'harm' | 'area' | 'animals' | 'day'
  readonly said: number | Day
}

export interface ReportReading {
  readonly patch: ReportPatch
  readonly doubts: readonly Doubt[]
  /** Fields told in sào while it is not known how large a sào is there: `rice:5`. */
  readonly inSao?: readonly string[]
}

export interface ReadOptions {
  readonly today: Day
  /** How large a sào is where they farm; without it an area in sào stays unknown. */
  readonly region?: FarmRegion
}

/** A household has no more. */
const MOST_PEOPLE = 60
/** One report tells of no more; a bus in a river is told by many. */
const MOST_HARMED = 60

/** Reads a message of any style: with or without marks, of any region, in English. */
export function readReport(lexicon: Lexicon, text: string, options: ReadOptions): ReportReading {
  return reportOf(openSaid(lexicon, text), options)
}

/** As `readReport`, of words opened before. */
export function reportOf(said: Said, { today, region }: ReadOptions): ReportReading {
  const event = eventIn(said, today)
  const { crops, animals, inSao, tooMuch } = lossesIn(said, region)
  const vulnerable = vulnerableIn(said)
  const people = peopleIn(said)
  const patch: ReportPatch = {
    ...whoIn(said),
    ...event.patch,
    ...harmIn(said),
    ...(people === undefined ? {} : { people }),
    ...(vulnerable.length > 0 ? { vulnerable } : {}),
    ...houseIn(said),
    ...suppliesIn(said),
    ...(crops.length > 0 ? { crops } : {}),
    ...(animals.length > 0 ? { animals } : {}),
  }
  const doubts: Doubt[] = []
  if (tooMuch) doubts.push({ about: tooMuch.of, said: tooMuch.count })
  if (event.ahead !== undefined) doubts.push({ about: 'day', said: event.ahead })
  return { ...withoutDoubtful(patch, doubts), ...(inSao.length > 0 ? { inSao } : {}) }
}

/** Counts beyond belief are taken out and asked about. */
export function withoutDoubtful(patch: ReportPatch, before: readonly Doubt[] = []): ReportReading {
  const { people, hurt, missing, dead, ...rest } = patch
  const doubts: Doubt[] = [...before]
  const kept: Record<string, number> = {}
  if (typeof people === 'number' && people > MOST_PEOPLE) doubts.unshift({ about: 'people', said: people })
  else if (typeof people === 'number') kept.people = people
  for (const [name, count] of Object.entries({ hurt, missing, dead })) {
    if (typeof count !== 'number') continue
    if (count > MOST_HARMED) doubts.unshift({ about: 'harm', said: count })
    else kept[name] = count
  }
  return { patch: { ...rest, ...kept }, doubts }
}
