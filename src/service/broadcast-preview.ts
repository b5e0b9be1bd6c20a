/** Before anything leaves: how many people an audience is, by which doors, and a few of them, so masked that nobody is known by it. */
import type { AddressKind, Door } from '../core/address.ts'
import type { SkippedWhy } from '../core/broadcast.ts'
import type { Language } from '../core/language.ts'
import { may, type Official } from '../core/official.ts'
import type { AudienceWish, Broadcast } from '../store/broadcast-store.ts'
import { chooseWay } from './broadcast-door.ts'
import { type Refused, readBroadcastForm } from './broadcast-form.ts'
import { hasTemplate } from './broadcast-template.ts'
import { communesWithin } from './disasters.ts'
import type { Ports } from './ports.ts'
import { masked, maskedCells, SMALLEST } from './small-cells.ts'

const PAGE = 300
/** A page of the console waits no longer; what was not looked at is said to be more. */
const LONGEST_MS = 4_000
const SAMPLES = 5

export interface AudiencePreview {
  /** People; null: fewer than five, and not said how many. */
  readonly count: number | null
  /** There are more than could be counted in time. */
  readonly atLeast: boolean
  /** Of those who are reached; null: fewer than five, or all but fewer than five. */
  readonly reached: number | null
  /** `most`: no fewer than there are, for what it costs and how long it takes. */
  readonly byDoor: readonly {
    readonly door: Door
    readonly language: Language
    /** Zalo after its seven days. */
    readonly byTemplate: boolean
    readonly count: number | null
    readonly most: number
  }[]
  readonly byCommune: readonly { readonly commune: string | null; readonly count: number | null }[]
  readonly skipped: readonly { readonly why: SkippedWhy; readonly count: number | null }[]
  /** Empty where the group is small. */
  readonly samples: readonly {
    readonly kind: AddressKind | null
    /** `09…42` */
    readonly masked: string
    readonly commune: string | null
    readonly language: Language
    readonly door: Door | null
  }[]
}

/** `form`: as typed, not kept yet; `id`: the broadcast whose uploaded list counts. */
export async function previewAudience(
  ports: Ports,
  official: Official,
  form: unknown,
  id?: string,
): Promise<AudiencePreview | Refused | 'missing'> {
  if (!may(official.role, 'write_broadcasts')) return { refused: 'not_allowed' }
  const found = id === undefined ? null : await ports.store.broadcasts.get(communesWithin(ports, official.scope), id)
  if (id !== undefined && found === null) return 'missing'
  const read = await readBroadcastForm(ports, official, form, found?.audience.list)
  if ('refused' in read) return read
  return lookAt(ports, { id: id ?? '', ...read }, read.class)
}

/** As previewAudience, of a broadcast as it is kept. */
export async function previewKept(ports: Ports, official: Official, id: string): Promise<AudiencePreview | 'missing'> {
  const found = await ports.store.broadcasts.get(communesWithin(ports, official.scope), id)
  return found === null ? 'missing' : lookAt(ports, found, found.class)
}

type Sample = AudiencePreview['samples'][number]

async function lookAt(
  ports: Ports,
  wish: AudienceWish & Pick<Broadcast, 'template'>,
  kind: Parameters<typeof chooseWay>[1]['class'],
): Promise<AudiencePreview> {
  const { store, channels, homeOrganisation: home } = ports
  const now = ports.now()
  const template = await hasTemplate(ports, wish)
  const doors: { door: Door; language: Language; byTemplate: boolean; count: number }[] = []
  const communes = new Map<string, number>()
  const skipped = new Map<SkippedWhy, number>()
  const samples: Sample[] = []
  let count = 0
  let after = ''
  let atLeast = false
  for (;;) {
    const until = await store.checkIns.lastOf(after, PAGE)
    if (until === null) break
    for (const { ways, commune, language } of await store.broadcasts.members(wish, {
      after,
      until,
      knownBy: now,
      home,
    })) {
      const choice = chooseWay(ways, { class: kind, now, isOn: (door) => channels.has(door), hasTemplate: template })
      count++
      add(communes, commune ?? '')
      const door = 'skipped' in choice ? null : choice.door
      if ('skipped' in choice) add(skipped, choice.skipped)
      else {
        const { byTemplate } = choice
        const known = doors.find(
          (one) => one.door === choice.door && one.language === language && one.byTemplate === byTemplate,
        )
        if (known) known.count++
        else doors.push({ door: choice.door, language, byTemplate, count: 1 })
      }
      const shown = 'skipped' in choice ? ways[0]?.address : choice.way.address
      if (samples.length < SAMPLES)
        samples.push({
          ...{ kind: shown?.kind ?? null, masked: shown ? dotted(shown.value) : '', commune, language, door },
        })
    }
    after = until
    if (ports.now() - now > LONGEST_MS) {
      atLeast = true
      break
    }
    // Others' messages go first between two pages.
    await new Promise((done) => setTimeout(done, 0))
  }
  const told = toldOf(
    doors.map((one) => one.count),
    [...skipped.values()],
  )
  const inCommunes = maskedCells([...communes.values()])
  return {
    ...{ count: masked(count), atLeast, reached: told.reached },
    byDoor: doors.map((one, i) => ({ ...one, count: told.doors[i] ?? null, most: upTo(one.count, told.doors[i]) })),
    byCommune: [...communes.keys()].map((commune, i) => ({ commune: commune || null, count: inCommunes[i] ?? null })),
    skipped: [...skipped.keys()].map((why, i) => ({ why, count: told.skipped[i] ?? null })),
    samples: count < SMALLEST ? [] : samples,
  }
}

/**
 * What may be said of those reached by each door and those left out for each reason, whose sum is told beside them: neither a small cell nor,
 * by subtracting from that sum, how many few are left out or reached.
 */
export function toldOf(
  doors: readonly number[],
  skipped: readonly number[],
): {
  readonly reached: number | null
  readonly doors: readonly (number | null)[]
  readonly skipped: readonly (number | null)[]
} {
  const reached = sumOf(doors)
  const left = sumOf(skipped)
  if (masked(reached) !== null && masked(left) !== null)
    return { reached, doors: maskedCells(doors), skipped: maskedCells(skipped) }
  const cells = maskedCells([...doors, ...skipped])
  const [of, out] = [cells.slice(0, doors.length), cells.slice(doors.length)]
  return { reached: null, doors: oneHidden(of, doors), skipped: oneHidden(out, skipped) }
}

/** Of a list whose sum nobody may work out at least one cell is hidden: the smallest. */
function oneHidden(told: readonly (number | null)[], counts: readonly number[]): readonly (number | null)[] {
  return told.includes(null) || counts.length === 0 ? told : told.with(counts.indexOf(Math.min(...counts)), null)
}

/** A hidden count rounded up, so that a sum of money does not tell it. */
function upTo(count: number, told: number | null | undefined): number {
  return told === null || told === undefined ? Math.ceil(count / SMALLEST) * SMALLEST : told
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((all, one) => all + one, 0)
}

function add<K>(to: Map<K, number>, key: K): void {
  to.set(key, (to.get(key) ?? 0) + 1)
}

/** `09…42`: enough to see that numbers are numbers, too little to call. */
function dotted(value: string): string {
  const local = value.startsWith('+84') ? `0${value.slice(3)}` : value
  return `${local.slice(0, 2)}…${local.slice(-2)}`
}
