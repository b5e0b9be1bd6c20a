/** A sent form as a broadcast's form: what was typed and ticked, nothing judged; the service says what cannot be. */

import type { Official } from '../../core/official.ts'
import type { Broadcast } from '../../service/broadcast-desk.ts'
import { communesNamed } from '../../service/desk-places.ts'
import { communesWithin } from '../../service/disasters.ts'
import type { Ports } from '../../service/ports.ts'
import { fieldTime, fromFieldTime } from '../cases/case-words.ts'
import { all, type Form, one } from '../cases/read-report.ts'
import { MOST_TYPED } from '../commune-fields.tsx'

/** What the form shows again: texts as typed, choices as ticked. */
export interface Typed {
  readonly title: string
  readonly class: string
  readonly vi: string
  readonly en: string
  /** By code of a language pack. */
  readonly packs: Readonly<Record<string, string>>
  readonly communes: readonly string[]
  readonly communesTyped: string
  readonly topic: string
  readonly interest: string
  readonly programme: string
  readonly classes: readonly string[]
  readonly vulnerable: readonly string[]
  readonly language: string
  readonly kinds: readonly string[]
  readonly disaster: string
  /** Id of the story the words were taken from; empty: none. */
  readonly story: string
  /** Id of a Zalo template; empty: none. */
  readonly template: string
  readonly sendAt: string
  readonly lifeHours: string
}

export const EMPTY: Typed = {
  ...{ title: '', class: 'service_notice', vi: '', en: '', packs: {}, communes: [], communesTyped: '' },
  ...{ topic: '', interest: '', programme: '', classes: [], vulnerable: [], language: '', kinds: [] },
  ...{ disaster: '', story: '', template: '', sendAt: '', lifeHours: '' },
}

/** A broadcast as its form; all of the author's communes are none ticked. */
export function typedOf(broadcast: Broadcast): Typed {
  const { words, audience, disasterId, sendAt, lifeMs } = broadcast
  return {
    ...{ title: broadcast.title, class: broadcast.class, vi: words.vi, en: words.en ?? '' },
    packs: words.packs ?? {},
    ...{ communes: audience.communes, communesTyped: '', topic: audience.topic ?? '' },
    ...{ interest: audience.interest ?? '', programme: audience.verdict?.programme ?? '' },
    ...{ classes: audience.classes ?? [], vulnerable: audience.vulnerable ?? [] },
    ...{ language: audience.language ?? '', kinds: audience.kinds ?? [] },
    ...{ disaster: audience.disaster ?? disasterId ?? '', template: broadcast.template?.id ?? '' },
    story: broadcast.modelId ?? '',
    sendAt: sendAt === null ? '' : fieldTime(sendAt),
    lifeHours: String(lifeMs / 3_600_000),
  }
}

export function typedIn(sent: Form): Typed {
  return {
    ...{ title: one(sent, 'title'), class: one(sent, 'class'), vi: one(sent, 'vi'), en: one(sent, 'en') },
    packs: packsIn(sent),
    communes: one(sent, 'all_communes') === 'yes' ? [] : all(sent, 'commune'),
    communesTyped: one(sent, 'communes_typed').slice(0, MOST_TYPED),
    ...{ topic: one(sent, 'topic'), interest: one(sent, 'interest'), programme: one(sent, 'programme') },
    ...{ classes: all(sent, 'household'), vulnerable: all(sent, 'vulnerable'), language: one(sent, 'language') },
    ...{ kinds: all(sent, 'kind'), disaster: one(sent, 'disaster'), sendAt: one(sent, 'send_at') },
    ...{ story: one(sent, 'story'), template: one(sent, 'template'), lifeHours: one(sent, 'life_hours') },
  }
}

/** The fields `words_km` and the like that were filled in. */
function packsIn(sent: Form): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(sent)
      .flatMap((name) => /^words_([a-z]{2,3})$/.exec(name)?.[1] ?? [])
      .map((code) => [code, one(sent, `words_${code}`)] as const)
      .filter(([, words]) => words !== ''),
  )
}

/** As `broadcastForm` wants it, or the name of a commune that nobody knows. */
export function formOfTyped(
  ports: Pick<Ports, 'talk'>,
  official: Official,
  typed: Typed,
): { readonly form: unknown } | { readonly unknownCommune: string } | { readonly badTime: true } {
  const named = communesNamed(ports, typed.communesTyped)
  if (named.unknown !== undefined) return { unknownCommune: named.unknown }
  const communes = [...new Set([...typed.communes, ...named.codes])]
  const sendAt = typed.sendAt === '' ? null : fromFieldTime(typed.sendAt)
  if (typed.sendAt !== '' && sendAt === null) return { badTime: true }
  const own = communesWithin(ports, official.scope).communes
  const isAll = communes.length > 0 && communes.length === own.length && communes.every((code) => own.includes(code))
  return {
    form: {
      ...{ title: typed.title, class: typed.class, sendAt, template: typed.template === '' ? null : typed.template },
      words: {
        vi: typed.vi,
        ...(typed.en.trim() === '' ? {} : { en: typed.en }),
        ...(Object.keys(typed.packs).length === 0 ? {} : { packs: typed.packs }),
      },
      audience: {
        communes: isAll ? [] : communes,
        ...(typed.topic === '' ? {} : { topic: typed.topic }),
        ...(typed.interest === '' ? {} : { interest: typed.interest }),
        ...(typed.programme === '' ? {} : { verdict: { programme: typed.programme, may: true } }),
        ...(typed.classes.length === 0 ? {} : { classes: typed.classes }),
        ...(typed.vulnerable.length === 0 ? {} : { vulnerable: typed.vulnerable }),
        ...(typed.language === '' ? {} : { language: typed.language }),
        ...(typed.kinds.length === 0 ? {} : { kinds: typed.kinds }),
        ...(typed.disaster === '' || typed.class === 'life_safety' ? {} : { disaster: typed.disaster }),
      },
      modelId: typed.story === '' ? null : typed.story,
      disasterId: typed.class === 'life_safety' && typed.disaster !== '' ? typed.disaster : null,
      ...(/^\d{1,3}$/.test(typed.lifeHours) ? { lifeHours: Number(typed.lifeHours) } : {}),
    },
  }
}
