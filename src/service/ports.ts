/** Everything the work needs from outside, handed in by main: no clock, no network and no database is reached any other way. */
import type { Topology } from 'topojson-specification'
import type { Door } from '../core/address.ts'
import type { Channel } from '../core/channel.ts'
import type { Talk } from '../flows/turn.ts'
import type { Store } from '../store/store.ts'
import type { Texts } from '../texts/texts.ts'
import type { OfficialPhones } from './official-phones.ts'
import type { Packs } from './packs.ts'
import type { PaperForm } from './paper-forms.ts'

/** Values fit for a log: ids, names of things, counts. Never a phone number, a name or a word of a message (design §6.7). */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>

export interface Log {
  info(what: string, fields?: LogFields): void
  warn(what: string, fields?: LogFields): void
  error(what: string, fields?: LogFields): void
}

/** Counters and timings for /metrics; labels are closed lists such as door or status. */
export interface Meter {
  count(name: string, labels?: Readonly<Record<string, string>>): void
  observe(name: string, seconds: number, labels?: Readonly<Record<string, string>>): void
}

/** The way out to programs of other agencies. */
export interface HookPorts {
  /** One call of at most five seconds, following nobody further and reaching no private address. Never throws. */
  post(
    url: string,
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<
    { readonly kind: 'answer'; readonly status: number } | { readonly kind: 'no_answer'; readonly code: string }
  >
  /** Made from the server's key and kept nowhere: `whsec_…`. */
  secretOf(hookId: string): string | Promise<string>
  /** Whose events these are, as CloudEvents name it. */
  readonly source: string
  /** This machine may be called, by http: never in production. */
  readonly loopback: boolean
}

export interface Ports {
  readonly store: Store
  /** The doors that are on. */
  readonly channels: ReadonlyMap<Door, Channel>
  readonly talk: Talk
  readonly texts: Texts
  /** Translations into further languages; `texts` says those that are marked. */
  readonly packs: Packs
  /** Hash of all content; stored with every turn and verdict. */
  readonly contentVersion: string
  /** Code in `organisations` of who answers people whose commune is not known yet. */
  readonly homeOrganisation: string
  /** Several processes share the database (Workers): a lane reads the contact's waiting messages from it. */
  readonly sharedDatabase: boolean
  /** A code for a result that is saved; tests hand in their own, else one is drawn by chance. */
  readonly newCode?: () => string
  /** Outlines of communes (`places/communes.topojson`) for the map; left out: no map. */
  readonly outlines?: () => Topology
  /** Forms that officials added to the papers (`policy/forms/`); left out: none. */
  readonly forms?: readonly PaperForm[]
  /** Officials' own telephones; left out where nobody can sign in. */
  readonly officialPhones?: OfficialPhones
  /** Left out: nobody is called. */
  readonly hooks?: HookPorts
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly log: Log
  readonly meter: Meter
}
