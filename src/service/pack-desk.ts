/** What officials do with language packs: take in a translator's file, name the native reader who read it, take that back. Each is in the audit log. */
import { isDay, vietnamDay } from '../core/day.ts'
import type { Official } from '../core/official.ts'
import type { KeptMark, KeptPack, Translation } from '../core/pack.ts'
import { markFaults, type PackState } from '../texts/pack-state.ts'
import { type PackFault, packImport } from './pack-files.ts'
import type { Ports } from './ports.ts'

type PackPorts = Pick<Ports, 'packs' | 'store' | 'now'>

/** A row of the database on D1 may not be larger than 2 MB. */
const MOST_KEPT = 1_500_000
const MOST_FAULTS = 200
const LONGEST_NAME = 100

/** missing: no such language · conflict: somebody changed the pack meanwhile. */
export type PackOutcome<T> =
  | 'missing'
  | 'conflict'
  | { readonly refused: string; readonly faults?: readonly PackFault[] }
  | T

/** Takes in a CSV or XLIFF file; one wrong row, and nothing is taken in. What was marked as read is a draft then. */
export async function takeInPack(
  ports: PackPorts,
  official: Official,
  code: string,
  text: string,
): Promise<PackOutcome<{ readonly taken: number; readonly changed: boolean }>> {
  const state = await fresh(ports, code)
  if (state === undefined) return 'missing'
  const read = packImport(state, text, ports.packs.vi)
  if ('faults' in read) return { refused: 'faults', faults: read.faults.slice(0, MOST_FAULTS) }
  const { taken, changed } = read
  if (taken === 0) return { refused: 'empty' }
  if (!changed) return { taken, changed }
  const translations = besides(ports, code, read.translations)
  if (JSON.stringify(translations).length > MOST_KEPT) return { refused: 'large' }
  const saved = await save(ports, code, { translations })
  if (!saved) return 'conflict'
  await ports.store.audit.append(official.id, 'pack_taken_in', { code, texts: taken }, ports.now())
  return { taken, changed }
}

export interface MarkForm {
  readonly reader: string
  readonly readOn: string
  /** Hash of the texts that stood on the page. */
  readonly texts: string
  /** "A native speaker has read all of these texts." */
  readonly sure: boolean
}

/** Says that a named native reader has read exactly these texts: from now on citizens who ask for the language get it. */
export async function markPack(
  ports: PackPorts,
  official: Official,
  code: string,
  form: MarkForm,
): Promise<PackOutcome<{ readonly done: true }>> {
  const state = await fresh(ports, code)
  if (state === undefined) return 'missing'
  const reader = form.reader.trim().replace(/\s+/g, ' ')
  if (reader.length < 3 || reader.length > LONGEST_NAME) return { refused: 'no_reader' }
  if (!isDay(form.readOn) || form.readOn > vietnamDay(ports.now())) return { refused: 'no_day' }
  if (!form.sure) return { refused: 'not_sure' }
  if (form.texts !== state.texts) return 'conflict'
  if (state.status === 'none') return { refused: 'empty' }
  const faults = markFaults(state, ports.packs.vi)
  if (faults.length > 0)
    return { refused: 'mark_faults', faults: faults.slice(0, MOST_FAULTS).map((one) => ({ row: 0, ...one })) }
  return mark(ports, official, state, { state: 'reviewed', reader, readOn: form.readOn })
}

/** The mark no longer holds: nobody is offered the pack any more, and who used it is answered in Vietnamese. */
export async function takeBackPack(
  ports: PackPorts,
  official: Official,
  code: string,
  texts: string,
): Promise<PackOutcome<{ readonly done: true }>> {
  const state = await fresh(ports, code)
  if (state === undefined) return 'missing'
  if (state.texts !== texts) return 'conflict'
  if (state.mark?.state !== 'reviewed') return { refused: 'no_mark' }
  const { reader, readOn } = state.mark
  return mark(ports, official, state, { state: 'taken_back', reader, readOn })
}

async function mark(
  ports: PackPorts,
  official: Official,
  { code, texts }: PackState,
  said: Pick<KeptMark, 'state' | 'reader' | 'readOn'>,
): Promise<PackOutcome<{ readonly done: true }>> {
  const at = ports.now()
  if (!(await save(ports, code, { mark: { ...said, texts, by: official.id, byName: official.name, at } })))
    return 'conflict'
  const action = said.state === 'reviewed' ? 'pack_marked_read' : 'pack_mark_taken_back'
  await ports.store.audit.append(official.id, action, { code, reader: said.reader, readOn: said.readOn, texts }, at)
  return { done: true }
}

async function fresh({ packs }: PackPorts, code: string): Promise<PackState | undefined> {
  await packs.refresh()
  return packs.state(code)
}

/** Changes what is kept of one language, and speaks by it at once. */
async function save(
  { packs, store, now }: PackPorts,
  code: string,
  change: Partial<Pick<KeptPack, 'translations' | 'mark'>>,
): Promise<boolean> {
  const { version, translations, mark } = packs.kept(code) ?? { version: 0, translations: [], mark: null }
  const saved = await store.packs.save({ code, version: version + 1, translations, mark, ...change }, now())
  await packs.refresh()
  return saved
}

/** Only what the build does not say already. */
function besides({ packs }: PackPorts, code: string, all: readonly Translation[]): readonly Translation[] {
  const built = packs.files.find((one) => one.code === code)?.translations ?? []
  const own = new Map(built.map((one) => [one.key, one]))
  return all.filter(({ key, of, text }) => own.get(key)?.of !== of || own.get(key)?.text !== text)
}
