/** Joins content, store and doors into the work; the same for the server, the Worker, the terminal and the tests. */
import type { Topology } from 'topojson-specification'
import type { Channel } from '../core/channel.ts'
import { type Centre, openOutlines } from '../language/place-at.ts'
import type { OfficialPhones } from '../service/official-phones.ts'
import { openPacks, type PackCache } from '../service/packs.ts'
import type { HookPorts, Log, Meter, Ports } from '../service/ports.ts'
import { type Work, work } from '../service/work.ts'
import type { Store } from '../store/store.ts'
import { homeOrganisation } from './home-organisation.ts'
import { openContent } from './open-content.ts'

export interface Parts {
  readonly store: Store
  readonly channels: readonly Channel[]
  readonly log: Log
  readonly meter: Meter
  readonly now: () => number
  /** Province or commune codes served; empty: the fictional demo commune. */
  readonly scope: readonly string[]
  readonly sharedDatabase: boolean
  /** Outlines of communes, for points on the map and for maps; left out where the program must stay small (Workers). */
  readonly outlines?: Outlines
  /** The way out to programs of other agencies. */
  readonly hooks?: HookPorts
  /** Officials' own telephones; left out where nobody can sign in. */
  readonly officialPhones?: OfficialPhones
  /** Language packs as read last by another life of this process (Workers). */
  readonly packCache?: PackCache
}

export interface Outlines {
  readonly topology: () => Topology
  readonly centres: readonly Centre[]
}

export interface Assembled {
  readonly ports: Ports
  readonly work: Work
}

/** Seeds who speaks here, if nobody does yet. */
export async function assemble(parts: Parts): Promise<Assembled> {
  const { talk, forms, version, ...content } = openContent()
  const home = homeOrganisation(talk.places, parts.scope)
  await parts.store.organisations.seed(home)
  const { packs, texts } = await openPacks(content.packs, content.texts, parts.store, parts.packCache)
  const ports: Ports = {
    store: parts.store,
    channels: new Map(parts.channels.map((channel) => [channel.door, channel])),
    talk: {
      ...talk,
      scope: parts.scope,
      speaks: texts.speaks,
      ...(parts.outlines
        ? { communesAt: openOutlines(parts.outlines.topology, parts.outlines.centres, talk.places) }
        : {}),
    },
    ...(parts.outlines ? { outlines: parts.outlines.topology } : {}),
    ...(parts.hooks ? { hooks: parts.hooks } : {}),
    texts,
    packs,
    contentVersion: version,
    forms,
    ...(parts.officialPhones ? { officialPhones: parts.officialPhones } : {}),
    homeOrganisation: home.code,
    sharedDatabase: parts.sharedDatabase,
    now: parts.now,
    log: parts.log,
    meter: parts.meter,
  }
  return { ports, work: work(ports) }
}
