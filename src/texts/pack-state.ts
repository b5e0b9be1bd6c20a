/** What a pack is now: the build's files together with what officials took in since, whose mark stands, and what is said of it (decision 015). */
import type { KeptMark, KeptPack, Translation } from '../core/pack.ts'
import { isForCitizens } from './check-reading.ts'
import { flatten } from './check-texts.ts'
import { type TextFault, translationFaults } from './pack-faults.ts'
import { keysFor, sourceOf } from './pack-keys.ts'
import { type Gap, gapsOf, NEEDED, type PackFile, sourceHash, spokenTexts, textsHash } from './packs.ts'
import type { TextData } from './texts.ts'

export interface PackState {
  readonly code: string
  readonly name: string
  /** none: nothing is translated · draft: offered to nobody · reviewed: said to citizens who ask for it. */
  readonly status: 'none' | 'draft' | 'reviewed'
  /** Who read it, where the mark speaks of exactly these texts; without `byName` it was marked in the files of the build. */
  readonly mark: (Pick<KeptMark, 'state' | 'reader' | 'readOn'> & Partial<Pick<KeptMark, 'byName' | 'at'>>) | null
  readonly translations: readonly Translation[]
  /** Hash of these texts. */
  readonly texts: string
  readonly total: number
  readonly gaps: ReadonlyMap<string, Gap>
  /** What is said; null unless it is reviewed. */
  readonly said: Readonly<Record<string, string>> | null
}

/** The Vietnamese texts that reach citizens, by full key: what a pack translates. */
export function packSources(data: Pick<TextData, 'vi'>): ReadonlyMap<string, string> {
  return new Map([...flatten(data.vi)].filter(([key]) => isForCitizens(key)))
}

/** One language as it stands. A text of the database comes before the one of the build, unless its Vietnamese has changed since. */
export function packState(
  { code, name }: { readonly code: string; readonly name: string },
  file: PackFile | undefined,
  kept: KeptPack | undefined,
  vi: ReadonlyMap<string, string>,
): PackState {
  const translations = merged(code, file?.translations ?? [], kept?.translations ?? [], vi)
  const texts = textsHash(translations)
  const gaps = gapsOf({ code, translations }, vi)
  const mark = markOf(file, kept, texts)
  const isReviewed = mark?.state === 'reviewed' && markFaults({ code, translations }, vi).length === 0
  return {
    ...{ code, name, translations, texts, gaps, mark },
    status: translations.length === 0 ? 'none' : isReviewed ? 'reviewed' : 'draft',
    total: keysFor(code, vi).length,
    said: isReviewed ? spokenTexts({ code, translations }, vi) : null,
  }
}

/** Why a pack cannot be marked as read, key by key. What is said in Vietnamese anyway is no fault. */
export function markFaults(
  pack: { readonly code: string; readonly translations: readonly Translation[] },
  vi: ReadonlyMap<string, string>,
): readonly (TextFault & { readonly key: string })[] {
  const gaps = gapsOf(pack, vi)
  const faults = pack.translations
    .filter(({ key }) => !gaps.has(key) && sourceOf(pack.code, key, vi) !== undefined)
    .flatMap((one) => translationFaults(pack.code, one, vi).map((fault) => ({ key: one.key, ...fault })))
  return gaps.has(NEEDED) ? [...faults, { key: NEEDED, fault: 'not_spoken' }] : faults
}

function markOf(file: PackFile | undefined, kept: KeptPack | undefined, texts: string): PackState['mark'] {
  if (kept?.mark && kept.mark.texts === texts) return kept.mark
  // The mark of the files speaks of the files' own texts.
  if (!file?.mark || textsHash(file.translations) !== texts) return null
  return { state: 'reviewed', reader: file.mark.by, readOn: file.mark.on }
}

function merged(
  code: string,
  ours: readonly Translation[],
  kept: readonly Translation[],
  vi: ReadonlyMap<string, string>,
): readonly Translation[] {
  const isCurrent = ({ key, of }: Translation): boolean => of === sourceHash(sourceOf(code, key, vi) ?? '')
  const byKey = new Map(ours.map((one) => [one.key, one]))
  for (const one of kept) {
    const built = byKey.get(one.key)
    if (built === undefined || isCurrent(one) || !isCurrent(built)) byKey.set(one.key, one)
  }
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}
