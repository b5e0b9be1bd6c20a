/** Officials at work on stories of households that got out of poverty: written down, read out, and published only with the household's yes. */
import { newId } from '../core/id.ts'
import { MODEL_TEXT, MODEL_TITLE, type ModelStatus } from '../core/model.ts'
import { may, type Official } from '../core/official.ts'
import { withoutNumbers } from '../core/pledge.ts'
import { pagesOf } from '../flows/models.ts'
import type { ModelLine } from '../store/model-store.ts'
import { tell } from './case-notices.ts'
import { communeNamed, covers } from './desk-places.ts'
import type { Ports } from './ports.ts'

export type { ModelLine } from '../store/model-store.ts'

export const MODELS_PAGE = 30
const LONGEST_HOW = 200

/** `refused`: why, as a text key below `model-desk:failed`. */
export type ModelDone = 'done' | 'conflict' | 'missing' | { readonly refused: string }

export interface OpenedModel {
  readonly line: ModelLine
  /** As people read it, one SMS after the other. */
  readonly pages: readonly string[]
}

export interface ModelForm {
  readonly title: string
  readonly text: string
  readonly commune: string
}

/** One page, newest first, within the scope. */
export async function listModels(
  { store }: Pick<Ports, 'store'>,
  { scope, role }: Official,
  status: ModelStatus | null,
  page = 1,
): Promise<{ readonly rows: readonly ModelLine[]; readonly total: number }> {
  if (!may(role, 'work_cases')) return { rows: [], total: 0 }
  return store.models.list(scope, status, { limit: MODELS_PAGE, offset: (page - 1) * MODELS_PAGE })
}

/** Null for an unknown id and for one outside the scope alike. Written into the audit log first, for it tells of a household. */
export async function openModel(
  ports: Pick<Ports, 'store' | 'now'>,
  official: Official,
  id: string,
): Promise<OpenedModel | null> {
  if (!may(official.role, 'work_cases')) return null
  const found = await ports.store.models.get(official.scope, id)
  if (found === null) return null
  await ports.store.audit.append(official.id, 'model_opened', { model: id }, ports.now())
  return { line: found.line, pages: pagesOf(found.line.text) }
}

/** An official begins a story that nobody named by text. */
export async function beginModel(
  ports: Pick<Ports, 'store' | 'talk' | 'now'>,
  official: Official,
  form: ModelForm,
): Promise<{ readonly id: string } | { readonly refused: string }> {
  if (!may(official.role, 'work_cases')) return { refused: 'not_allowed' }
  const words = wordsOf(form)
  if ('refused' in words) return words
  const place = communeNamed(ports, form.commune)
  if (place === null || !covers(official.scope, place.commune, place.province)) return { refused: 'place' }
  const at = ports.now()
  const id = newId('model', at)
  await ports.store.audit.append(official.id, 'model_begun', { model: id }, at)
  await ports.store.models.begin({ id, ...words, ...place, by: official.id, at })
  return { id }
}

/** Other words are a draft again: the household has not agreed to these. */
export async function writeModel(
  ports: Pick<Ports, 'store' | 'now'>,
  official: Official,
  line: ModelLine,
  form: Pick<ModelForm, 'title' | 'text'>,
): Promise<ModelDone> {
  const stopped = refusedFor(official, line)
  if (stopped !== null) return stopped
  const words = wordsOf(form)
  if ('refused' in words) return words
  const at = ports.now()
  await ports.store.audit.append(official.id, 'model_written', { model: line.id }, at)
  return ports.store.models.write(official.scope, line.id, { ...words, version: line.version, by: official.id, at })
}

/** `how`: how the household agreed to these very words. Whoever told of their own home is told. */
export async function publishModel(ports: Ports, official: Official, line: ModelLine, how: string): Promise<ModelDone> {
  const stopped = refusedFor(official, line)
  if (stopped !== null) return stopped
  const said = how.trim().slice(0, LONGEST_HOW)
  if (said === '') return { refused: 'consent_needed' }
  if (line.status !== 'draft' || line.title === '' || line.text === '') return { refused: 'not_now' }
  const found = await ports.store.models.get(official.scope, line.id)
  if (found === null) return 'missing'
  const at = ports.now()
  const { deliveries } = await tell(ports, found.contact, [{ key: 'model:published' }], { lane: 'bulk', at })
  await ports.store.audit.append(official.id, 'model_published', { model: line.id, how: said }, at)
  const change = { how: said, version: line.version, by: official.id, at, deliveries }
  return ports.store.models.publish(official.scope, line.id, change)
}

/** For good: a household that took it back is not to find it again. */
export async function withdrawModel(
  ports: Pick<Ports, 'store' | 'now'>,
  official: Official,
  line: ModelLine,
): Promise<ModelDone> {
  const stopped = refusedFor(official, line)
  if (stopped !== null) return stopped
  const at = ports.now()
  await ports.store.audit.append(official.id, 'model_withdrawn', { model: line.id }, at)
  return ports.store.models.withdraw(official.scope, line.id, { version: line.version, by: official.id, at })
}

function refusedFor({ role }: Official, { status }: ModelLine): { readonly refused: string } | null {
  if (!may(role, 'work_cases')) return { refused: 'not_allowed' }
  return status === 'withdrawn' ? { refused: 'not_now' } : null
}

function wordsOf({ title, text }: Pick<ModelForm, 'title' | 'text'>) {
  const words = {
    title: withoutNumbers(title.trim().slice(0, MODEL_TITLE)),
    text: withoutNumbers(text.trim().slice(0, MODEL_TEXT)),
  }
  return words.title === '' || words.text === '' ? { refused: 'incomplete' } : words
}
