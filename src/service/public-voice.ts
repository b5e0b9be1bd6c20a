/** What everybody may know of what people said: changes made, and sums in which nobody can be recognised. */
import { vietnamDay } from '../core/day.ts'
import type { FeedbackKind } from '../core/feedback.ts'
import { figuresBy } from './feedback-desk.ts'
import type { Ports } from './ports.ts'
import { masked, maskedCells, maskedMean } from './small-cells.ts'

/** A page open to all must not cost a query for each reader. */
const FRESH_MS = 60_000
const MOST_CHANGES = 30
const MOST_PROGRAMMES = 20

export interface VoiceFigure<Of> {
  readonly of: Of
  /** Null: too few to show. */
  readonly count: number | null
  readonly mean: number | null
}

export interface PublicChange {
  readonly said: string
  readonly did: string
  readonly programme: string | null
  readonly commune: string | null
  readonly province: string | null
  readonly at: number
  readonly raised: number | null
}

export interface PublicVoice {
  readonly changes: readonly PublicChange[]
  readonly byKind: readonly VoiceFigure<FeedbackKind | null>[]
  readonly byProgramme: readonly VoiceFigure<string | null>[]
  /** Oldest first, as `2026-11`. */
  readonly months: readonly VoiceFigure<string>[]
}

const cache = new WeakMap<Ports['store'], { readonly at: number; readonly voice: PublicVoice }>()

/** As it was within the last minute. @throws StoreError when the database does not answer */
export async function publicVoice({ store, now }: Pick<Ports, 'store' | 'now'>): Promise<PublicVoice> {
  const at = now()
  const known = cache.get(store)
  if (known && at - known.at < FRESH_MS && at >= known.at) return known.voice
  const since = yearBefore(at)
  const [rows, months, changes] = await Promise.all([
    store.feedback.publicCounts(since),
    store.feedback.publicMonths(since),
    store.changes.list(MOST_CHANGES),
  ])
  const counts = maskedCells(months.map(({ count }) => count))
  const voice: PublicVoice = {
    changes: changes.map(({ said, did, programme, commune, province, at: on, raised }) => ({
      ...{ said, did, programme, commune, province, at: on, raised: masked(raised) },
    })),
    byKind: figuresBy(rows, ({ kind }) => kind),
    byProgramme: figuresBy(rows, ({ programme }) => programme).slice(0, MOST_PROGRAMMES),
    months: months.map(({ month, rated, stars }, i) => ({
      ...{ of: month, count: counts[i] ?? null, mean: maskedMean(stars, rated) },
    })),
  }
  cache.set(store, { at, voice })
  return voice
}

/** The first of this month a year ago, in Vietnam: whole months only. */
function yearBefore(at: number): number {
  const [year = '', month = ''] = vietnamDay(at).split('-')
  return Date.parse(`${Number(year) - 1}-${month}-01T00:00:00+07:00`)
}
