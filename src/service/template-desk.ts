/** Templates that Zalo approved, as officials register them: every gap has a use, the words and the check code are among them. */
import { newId } from '../core/id.ts'
import type { Official } from '../core/official.ts'
import {
  gapsIn,
  TEMPLATE_HOLDS,
  TEMPLATE_STATUSES,
  TEMPLATE_TAGS,
  type TemplateParam,
  type ZaloTemplate,
} from '../core/zalo-template.ts'
import { unsafeFaults } from '../texts/check-sms.ts'
import { oneLine } from './disasters.ts'
import { organisationsFor } from './organisation-desk.ts'
import type { Ports } from './ports.ts'

/** Letters that Zalo lets into its widest gap, and gaps that it lets into one template. */
const WIDEST = 200
const MOST_GAPS = 10
const NAME = { least: 3, most: 60 }
const TEXT = { least: 20, most: 1_600 }
const DEAREST_VND = 10_000

/** As typed. `gaps` by name. */
export interface TemplateForm {
  readonly zaloId: string
  readonly name: string
  /** Code; empty: anybody's here, which only administrators say. */
  readonly organisation: string
  readonly text: string
  readonly tag: string
  readonly price: string
  readonly status: string
  readonly gaps: Readonly<Record<string, { readonly holds: string; readonly most: string }>>
}

/** Text keys below `templates:trouble.`; the first that is wrong. */
export const TEMPLATE_TROUBLES = [
  'name',
  'zalo_id',
  'taken',
  'organisation',
  'text',
  'unsafe',
  'no_gaps',
  'many_gaps',
  'gaps',
  'no_words',
  'no_code',
  'most',
  'tag',
  'price',
  'status',
  'conflict',
] as const
export type TemplateTrouble = (typeof TEMPLATE_TROUBLES)[number]

export interface TemplateDesk {
  readonly templates: readonly ZaloTemplate[]
  readonly organisations: readonly { readonly code: string; readonly name: string }[]
  /** May say that a template is anybody's, and change those that are. */
  readonly forAll: boolean
}

/** Those an official may change: of their own organisations; an administrator's are all. */
export async function templateDesk(ports: Pick<Ports, 'store'>, official: Official): Promise<TemplateDesk> {
  const [all, organisations] = await Promise.all([ports.store.templates.list(), organisationsFor(ports, official)])
  const forAll = official.role === 'administrator'
  const own = new Set(organisations.map(({ code }) => code))
  const templates = all.filter(({ organisation }) => forAll || (organisation !== null && own.has(organisation)))
  return { templates, organisations, forAll }
}

/** `id` null: a new one. First the audit row: what cannot be written down does not happen. */
export async function saveTemplate(
  ports: Ports,
  official: Official,
  id: string | null,
  version: number,
  form: TemplateForm,
): Promise<'done' | 'missing' | { readonly trouble: TemplateTrouble }> {
  const desk = await templateDesk(ports, official)
  const before = id === null ? null : desk.templates.find((one) => one.id === id)
  if (before === undefined) return 'missing'
  const read = readTemplate(form, desk)
  if ('trouble' in read) return read
  const at = ports.now()
  const next: ZaloTemplate = { id: before?.id ?? newId('tpl', at), ...read, checkedAt: at, version }
  const { zaloId, status, organisation, priceVnd, tag } = next
  const what = before === null ? 'template_registered' : 'template_changed'
  await ports.store.audit.append(
    official.id,
    what,
    { id: next.id, zaloId, status, was: before?.status ?? null, organisation, priceVnd, tag, version },
    at,
  )
  const kept = await ports.store.templates.save(next)
  return kept === 'done' ? 'done' : { trouble: kept }
}

function readTemplate(
  form: TemplateForm,
  { organisations, forAll }: TemplateDesk,
): Omit<ZaloTemplate, 'id' | 'checkedAt' | 'version'> | { readonly trouble: TemplateTrouble } {
  const name = oneLine(form.name)
  if (name.length < NAME.least || name.length > NAME.most) return { trouble: 'name' }
  const zaloId = form.zaloId.trim()
  if (!/^[\w-]{3,60}$/.test(zaloId)) return { trouble: 'zalo_id' }
  const organisation = form.organisation === '' ? null : form.organisation
  if (organisation === null ? !forAll : !organisations.some(({ code }) => code === organisation))
    return { trouble: 'organisation' }
  const text = form.text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n]+/gu, ' ')
    .trim()
  if (text.length < TEXT.least || text.length > TEXT.most) return { trouble: 'text' }
  if (unsafeFaults(text).length > 0) return { trouble: 'unsafe' }
  const params = paramsOf(text, form.gaps)
  if ('trouble' in params) return params
  const tag = TEMPLATE_TAGS.find((one) => String(one) === form.tag)
  if (tag === undefined) return { trouble: 'tag' }
  const priceVnd = form.price.trim() === '' ? null : Number(form.price.replace(/[.\s]/g, ''))
  if (priceVnd !== null && !(Number.isInteger(priceVnd) && priceVnd >= 0 && priceVnd <= DEAREST_VND))
    return { trouble: 'price' }
  const status = TEMPLATE_STATUSES.find((one) => one === form.status)
  if (status === undefined) return { trouble: 'status' }
  return { zaloId, name, organisation, text, params: params.list, tag, priceVnd, status }
}

/** Every gap of the text, each with what it holds; the words once and the code, or people could not tell it from a forgery. */
function paramsOf(
  text: string,
  gaps: TemplateForm['gaps'],
): { readonly list: readonly TemplateParam[] } | { readonly trouble: TemplateTrouble } {
  const names = gapsIn(text)
  if (names.length === 0) return { trouble: 'no_gaps' }
  if (names.length > MOST_GAPS) return { trouble: 'many_gaps' }
  const list: TemplateParam[] = []
  for (const name of names) {
    const gap = Object.hasOwn(gaps, name) ? gaps[name] : undefined
    const holds = TEMPLATE_HOLDS.find((one) => one === gap?.holds)
    if (gap === undefined || holds === undefined) return { trouble: 'gaps' }
    const most = Number(gap.most)
    if (!Number.isInteger(most) || most < 1 || most > WIDEST) return { trouble: 'most' }
    list.push({ name, holds, most })
  }
  if (list.filter(({ holds }) => holds === 'words').length !== 1) return { trouble: 'no_words' }
  if (!list.some(({ holds }) => holds === 'code')) return { trouble: 'no_code' }
  return { list }
}
