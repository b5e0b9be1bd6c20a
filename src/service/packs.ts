/** Language packs as they stand in this process: the build's files and the database, read again when the database has others. */
import type { KeptPack } from '../core/pack.ts'
import type { Store } from '../store/store.ts'
import { type PackState, packState } from '../texts/pack-state.ts'
import type { PackFile } from '../texts/packs.ts'
import type { SpokenPacks, Texts } from '../texts/texts.ts'

/** What the build brings. */
export interface BuiltPacks {
  /** Vietnamese texts that reach citizens, by full key. */
  readonly vi: ReadonlyMap<string, string>
  readonly files: readonly PackFile[]
  readonly languages: readonly { readonly code: string; readonly name: string; readonly voice?: string }[]
}

export interface Packs extends BuiltPacks {
  /** Every language of `locales/languages.csv`, with or without a pack. */
  states(): readonly PackState[]
  state(code: string): PackState | undefined
  /** What the database keeps of a language, as last read. */
  kept(code: string): KeptPack | undefined
  /** Looks whether any pack changed, and if so speaks it from now on. */
  refresh(): Promise<void>
}

/** What was read last, where many short lives share one database (Workers). */
export interface PackCache {
  stamp: string
  kept: readonly KeptPack[]
}

/** Opens the packs over the database; the texts that come back say them, now and after every refresh. */
export async function openPacks(
  built: BuiltPacks,
  texts: Texts,
  store: Pick<Store, 'packs'>,
  cache: PackCache = { stamp: '', kept: [] },
): Promise<{ readonly packs: Packs; readonly texts: Texts }> {
  let stamp: string | undefined
  let kept: readonly KeptPack[] = []
  let states: readonly PackState[] | undefined
  let spoken = texts

  const keptOf = (code: string) => kept.find((one) => one.code === code)
  const stateOf = (language: { readonly code: string; readonly name: string }): PackState =>
    packState(
      language,
      built.files.find(({ code }) => code === language.code),
      keptOf(language.code),
      built.vi,
    )
  const all = (): readonly PackState[] => {
    states ??= built.languages.map(stateOf)
    return states
  }

  async function refresh(): Promise<void> {
    const now = await store.packs.stamp()
    if (now === stamp) return
    if (cache.stamp !== now) {
      cache.kept = now === '' ? [] : await store.packs.all()
      cache.stamp = now
    }
    kept = cache.kept
    stamp = now
    states = undefined
    // Nothing is kept: the build's own packs, opened with it.
    if (kept.length === 0) spoken = texts
    else spoken = texts.withPacks(saidOf(all()))
  }

  await refresh()
  return {
    packs: { ...built, states: all, state: (code) => all().find((one) => one.code === code), kept: keptOf, refresh },
    texts: {
      say: texts.say,
      has: texts.has,
      owns: texts.owns,
      inPack: (code) => spoken.inPack(code),
      speaks: (code) => spoken.speaks(code),
      withPacks: texts.withPacks,
    },
  }
}

function saidOf(states: readonly PackState[]): SpokenPacks {
  return Object.fromEntries(states.flatMap(({ code, said }) => (said === null ? [] : [[code, said]])))
}
