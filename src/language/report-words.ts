/** A story of damage as comparable words: clauses kept apart, and words that only their marks tell apart kept from being mixed up. */
import { fold } from './fold.ts'
import type { Lexicon } from './lexicon.ts'
import { normalise } from './normalise.ts'
import { numberAt } from './number-words.ts'
import type { Token } from './tokens.ts'

/** One story, ready for the readers of `report-*.ts`. */
export interface Said {
  /** Folded words with one space at both ends and between, clauses parted by ` , `. */
  readonly words: string
  readonly english: boolean
  /** As typed, a word each, for names. */
  readonly typed: readonly string[]
}

/**
 * Typed with these marks, the word is another one than the loss it looks like without them: `sắp` is no `sập`, `chạy` no `cháy`, `báo` no
 * `bão`. The stand-ins are no words, so that no pattern finds them; `bão`, `mạ` and `lợn` get a sure one.
 */
const TOLD_APART: Readonly<Record<string, string>> = {
  săp1: 'sapden',
  chay5: 'chaydi',
  chay3: 'tuon',
  bao1: 'baotin',
  bao3: 'baotin',
  bao4: 'con bao',
  đo1: 'kia',
  lơn1: 'tolon',
  lơn5: 'con lon',
  ma5: 'cay ma',
  ma2: 'nhung',
  năm2: 'namxuong',
  măt5: 'khuonmat',
  măt1: 'conmat',
  ma1: 'nguoime',
}

const ENGLISH =
  /\b(?:house|home|roof|floods?|flooded|people|person|injured|hurt|dead|died|missing|village|commune|neighbou?rs?|food|water|our|my|was|were|has|have|is|are|pigs?|cows?|chickens?|buffaloe?s?|collapsed|destroyed|landslide|storm|fire|burnt|burned|nobody|nothing|children|elderly|pregnant|disabled|rice|lost|no one|grandmother|wife|husband|baby|we|they|yesterday|safe|alone|and|mother|father|years)\b/g
const BROKEN =
  /(?<=^|[\s,.;])(hu|hư|bi|bị|mai|mái|lua|lúa|ngo|ngô|rau|cay|tuong|tường|may|deu)\s+hong(?=\s|[,.;]|$)(?!\s+(?:con|co|biet|duoc|phai|thay|he)\s)/giu
/** In Huế also a mother. */
const SEEDLING =
  /(?<=(?:sào|ruộng|cây|sao|công|ha)\s)mạ(?!\p{L})|(?<!\p{L})mạ(?=\s(?:non|bị|chết|mới|ngập|hỏng|chiêm|mùa))/giu
const LONGEST = 1000

/** Reads at most 1,000 characters; a longer story keeps its beginning. */
export function openSaid(lexicon: Lexicon, text: string): Said {
  // "Hong" without marks is read as "không" elsewhere; beside what breaks it is "hỏng".
  const shown = text
    .slice(0, LONGEST)
    .replace(BROKEN, '$1 hai')
    .replace(SEEDLING, 'cay ma')
    .replaceAll('%', ' phan tram ')
  const typed = shown.match(/[\p{L}\p{M}\d]+(?:[.,/-]\d+)*|[,;.!?]/gu) ?? []
  const plain = fold(shown)
  const english = isEnglish(plain)
  const clauses = shown.split(/[;!?\n]+|,(?!\d)|(?<!\d),|\.(?!\d)|(?<!\d)\./).map((clause) =>
    english
      ? fold(clause)
          .replace(/[^a-z0-9'.,]+/g, ' ')
          .trim()
      : normalise(lexicon.maps, clause).tokens.map(toldApart).join(' '),
  )
  return { words: ` ${clauses.filter((clause) => clause !== '').join(' , ')} `, english, typed }
}

/** A number as people write or say it, in a pattern; read with `countOf`. */
export const NUMBER =
  '(?:\\d[\\d.]*(?:-\\d+)?|(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|tram|chuc)(?: (?:mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi|chuc|tram|linh|le))*)'

/** The number of a `NUMBER` match; of "2-3" the higher, for help is measured by it. Null when it is none. */
export function countOf(text: string): number | null {
  const read = numberAt(text.trim().split(' '), 0)
  if (read === null) return null
  return typeof read.value === 'number' ? read.value : read.value[1]
}

function toldApart({ spelt, folded, marked }: Token): string {
  return (marked && TOLD_APART[spelt]) || folded
}

/** Two English words that Vietnamese does not have, or one in a very short answer. */
function isEnglish(plain: string): boolean {
  const found = new Set(plain.match(ENGLISH) ?? [])
  return (
    found.size >= 2 || (found.size === 1 && plain.split(' ').length <= 3 && !/\b(?:my|is|and|are|we)\b/.test(plain))
  )
}
