/** The texts of a pack beside their Vietnamese, as a page shows them. */
import { fold } from '../language/fold.ts'
import { keysFor, sourceOf } from '../texts/pack-keys.ts'
import type { PackState } from '../texts/pack-state.ts'
import type { Gap } from '../texts/packs.ts'

export const PACK_SHOWN = ['all', 'done', 'missing', 'source_changed'] as const
export type PackShown = (typeof PACK_SHOWN)[number]

export interface PackLine {
  readonly key: string
  readonly vi: string
  readonly text: string
  readonly state: Gap | 'done'
}

/** Found by a piece of the key, of the translation, or of the Vietnamese with or without its marks. */
export function packLines(
  { code, translations, gaps }: PackState,
  vi: ReadonlyMap<string, string>,
  { shown, search }: { readonly shown: PackShown; readonly search: string },
): readonly PackLine[] {
  const have = new Map(translations.map(({ key, text }) => [key, text]))
  const wanted = fold(search)
  return keysFor(code, vi)
    .map((key): PackLine => {
      const source = sourceOf(code, key, vi) ?? ''
      return { key, vi: source, text: have.get(key) ?? '', state: gaps.get(key) ?? 'done' }
    })
    .filter(({ state }) => shown === 'all' || state === shown)
    .filter(
      ({ key, vi: source, text }) =>
        search === '' ||
        key.includes(search) ||
        text.includes(search) ||
        (wanted !== '' && fold(source).includes(wanted)),
    )
}
