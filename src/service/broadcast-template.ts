/** A broadcast in a message that Zalo approved beforehand: its gaps filled, what does not fit, and whether it may still be used. */
import { vietnamDay } from '../core/day.ts'
import type { Official } from '../core/official.ts'
import type { Speaker } from '../core/session.ts'
import {
  type ChosenTemplate,
  chosenOf,
  fillGaps,
  fitsClass,
  type TemplateHold,
  type TemplateParam,
  type ZaloTemplate,
} from '../core/zalo-template.ts'
import type { Broadcast } from '../store/broadcast-store.ts'
import { dayText } from '../texts/format.ts'
import type { Texts } from '../texts/texts.ts'
import type { Refused } from './broadcast-form.ts'
import { sorted } from './broadcast-hash.ts'
import { communesWithin } from './disasters.ts'
import type { Ports } from './ports.ts'
import { speakerFor } from './speaker.ts'

const VIETNAM_MS = 7 * 3_600_000

/** As far as a template is filled from it. */
export type Templated = Pick<Broadcast, 'class' | 'words' | 'code' | 'template' | 'sendAt' | 'startedAt'>

export interface FilledTemplate {
  readonly text: string
  readonly data: Readonly<Record<string, string>>
  readonly gaps: readonly (TemplateParam & { readonly letters: number })[]
}

/** Null where no template was chosen. Always Vietnamese: so are the words that Zalo approved. @throws MissingText */
export function filledTemplate(
  texts: Texts,
  broadcast: Templated,
  speaker: Speaker,
  now: number,
): FilledTemplate | null {
  const { template } = broadcast
  if (template === null) return null
  const at = broadcast.startedAt ?? broadcast.sendAt ?? now
  const value: Readonly<Record<TemplateHold, string>> = {
    // A gap is one line.
    words: broadcast.words.vi.replace(/\s*\n\s*/g, ' '),
    code: broadcast.code,
    speaker: speaker.name,
    class: texts.say('vi', `broadcast:class.${broadcast.class}`),
    day: dayText(vietnamDay(at)),
    time: new Date(at + VIETNAM_MS).toISOString().slice(11, 16),
    phone: speaker.phone ?? '',
  }
  const data = Object.fromEntries(template.params.map(({ name, holds }) => [name, value[holds].normalize('NFC')]))
  const gaps = template.params.map((param) => ({ ...param, letters: data[param.name]?.length ?? 0 }))
  return { text: fillGaps(template.text, data), data, gaps }
}

/** Why a broadcast cannot go with the template it chose; its code may not be drawn yet. */
export async function templateProblem(ports: Ports, broadcast: Broadcast): Promise<Refused | undefined> {
  const { template, organisation } = broadcast
  if (template === null) return undefined
  const kept = await ports.store.templates.get(template.id)
  if (kept === null || kept.status !== 'approved' || !isFor(kept, organisation)) return { refused: 'template_off' }
  if (!isSame(kept, broadcast)) return { refused: 'template_changed' }
  if (!fitsClass(template.tag, broadcast.class)) return { refused: 'template_class' }
  const speaker = await speakerFor(ports, organisation)
  const code = broadcast.code === '' ? '000000' : broadcast.code
  const filled = filledTemplate(ports.texts, { ...broadcast, code }, speaker, ports.now())
  const gaps = filled?.gaps ?? []
  if (gaps.some(({ letters }) => letters === 0)) return { refused: 'template_empty' }
  const over = Math.max(0, ...gaps.map(({ letters, most }) => letters - most))
  return over > 0 ? { refused: 'template_long', count: over } : undefined
}

/** It was chosen, Zalo still has it as approved, and it is what was looked at; else whoever needs it hears by SMS. @throws StoreError */
export async function hasTemplate(
  { store }: Pick<Ports, 'store'>,
  broadcast: Pick<Broadcast, 'template'>,
): Promise<boolean> {
  if (broadcast.template === null) return false
  const kept = await store.templates.get(broadcast.template.id)
  return kept?.status === 'approved' && isSame(kept, broadcast)
}

/** As a form names it by its id; null where there is none. */
export async function chosenTemplate({ store }: Pick<Ports, 'store'>, id: string): Promise<ChosenTemplate | null> {
  const kept = id === '' ? null : await store.templates.get(id)
  return kept === null ? null : chosenOf(kept)
}

/** Approved ones that this official's messages may use. */
export async function templatesToChoose(
  ports: Pick<Ports, 'store' | 'talk'>,
  { scope }: Official,
): Promise<readonly ZaloTemplate[]> {
  const own = communesWithin(ports, scope)
  const speaks = (code: string) => own.communes.includes(code) || scope.provinces.includes(code)
  return (await ports.store.templates.list()).filter(
    ({ status, organisation }) => status === 'approved' && (organisation === null || speaks(organisation)),
  )
}

/** Of this organisation, or anybody's. */
export function isFor({ organisation }: ZaloTemplate, speaking: string): boolean {
  return organisation === null || organisation === speaking
}

/** Price and name may change under a broadcast; what its people read may not. */
function isSame(kept: ZaloTemplate, { template }: Pick<Broadcast, 'template'>): boolean {
  if (template === null) return false
  const told = ({ zaloId, text, params, tag }: Omit<typeof template, 'id'>) => sorted({ zaloId, text, params, tag })
  return told(chosenOf(kept)) === told(template)
}
