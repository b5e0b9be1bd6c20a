/** Fields and animals lost: "2 sào lúa mất trắng, sạ 40 ngày; chết 3 con lợn". What is not said stays unknown. */
import type { CropLoss } from '../core/household.ts'
import type { AnimalLoss } from '../core/report.ts'
import { areaIn, type FarmRegion } from './land.ts'
import { countOf, NUMBER, type Said } from './report-words.ts'

type CropKind = NonNullable<CropLoss['kind']>

const CROPS: readonly (readonly [CropKind, RegExp])[] = [
  ['rice_seedling', /\b(?:cay ma|ruong ma|ma (?:chet|bi|moi|non|chiem|mua)|(?:sao|cong|ha|m2|mau|thuoc) ma)\b/],
  ['nursery', /\b(?:vuon uom|uom cay|cay giong)\b/],
  [
    'forest',
    /\b(?:rung|cay keo|keo lai|bach dan|cay que|rung keo|(?:sao|cong|ha|mau) (?:keo|que|thong|bach dan|luong|tre))\b/,
  ],
  ['rice', /\b(?:lua|ruong)\b/],
  [
    'annual',
    /\b(?:ngo|bap|khoai|khoai mi|dau (?:tuong|phong|xanh|den|nanh)|hoa mau|rau mau|rau|mia|dua (?:hau|leo|gang)|bi do|(?:cu|cay|nuong|ruong) (?:san|lac|mi)|(?:sao|cong|ha|m2|mau|thuoc) (?:san|lac|mi|dau|ot|hanh|toi|cai|bau|bi|dua|sen))\b/,
  ],
]
const ENGLISH_CROPS: readonly (readonly [CropKind, RegExp])[] = [
  ['rice_seedling', /\bseedlings?\b/],
  ['forest', /\b(?:forest|acacia)\b/],
  ['rice', /\b(?:rice fields?|paddy|rice (?:crop|plants)|of rice)\b/],
  ['annual', /\b(?:corn|maize|vegetables?|cassava|peanuts?|sugarcane|crops?)\b/],
]
const LOST =
  /\b(?:mat|chet|hong|ngap|troi|cuon|do|dap|hu|gay|vui|kho|chay|thoi|nat|trang|sach|sau|nhiem|bi|thiet hai|lost|destroyed|flooded|died|damaged|ruined)\b/
const WHOLE =
  /\b(?:mat trang|mat sach|mat het|(?:chet|hong|troi|ngap|hu|cuon|do|nat|thoi|dap|kho|chay|gay|vui)(?: (?:bi|sach|troi))* het|het sach|toan bo|tat ca|all of it|all lost|lost all)\b|\btrang\b/
const AREA_WORDS = /\b\d[\d.,]* ?(?:ha|hecta|m2|m|sao|cong|mau|met|thuoc)\b|\b(?:sao|cong|mau|ha|hecta|thuoc)\b/
/** Nobody's household farms more by hand; of forest, more may be. */
const MOST_HA: Readonly<Partial<Record<CropKind, number>>> & { readonly other: number } = { forest: 100, other: 30 }

export interface LossesRead {
  readonly crops: readonly CropLoss[]
  readonly animals: readonly AnimalLoss[]
  /** Sizes told in sào where it is not known how large a sào is: `rice:5`. */
  readonly inSao: readonly string[]
  /** A figure as said that nobody can believe: hectares, or heads. */
  readonly tooMuch?: { readonly of: 'area' | 'animals'; readonly count: number }
}

/** `asked`: losses were asked for, so that "3 lợn" is enough. `region` says how large a sào is. */
export function lossesIn(said: Said, region: FarmRegion | undefined, asked = false): LossesRead {
  const crops: CropLoss[] = []
  let tooMuch: LossesRead['tooMuch']
  const inSao: string[] = []
  let open: CropLoss | undefined
  for (const clause of partsOf(said)) {
    const kind = (said.english ? ENGLISH_CROPS : CROPS).find(([, pattern]) => pattern.test(clause))?.[0]
    const area = hectares(clause, region)
    const lost = lostPercent(clause)
    const days = daysSinceSowing(clause)
    const told = asked || AREA_WORDS.test(clause) || LOST.test(clause)
    if (kind !== undefined && told && !isFood(clause)) open = push(crops, { kind })
    if (open === undefined) continue
    const sao = area === null && region === undefined ? saoIn(clause) : null
    if (sao !== null && open.area_ha === undefined) inSao.push(`${open.kind}:${sao}`)
    const most = MOST_HA[open.kind ?? 'rice'] ?? MOST_HA.other
    if (area !== null && area > most) tooMuch = { of: 'area', count: Math.round(area) }
    open = replace(crops, open, {
      ...(area === null || area > most || open.area_ha !== undefined ? {} : { area_ha: area }),
      ...(lost === null || open.lost_percent !== undefined ? {} : { lost_percent: lost }),
      ...(days === null || open.kind !== 'rice' ? {} : { days_since_sowing: days }),
    })
  }
  const found = animalsIn(said, asked)
  const herd = found.find(({ kind, count }) => (count ?? 0) > (kind === 'poultry' ? MOST_BIRDS : MOST_HEADS))
  if (herd?.count !== undefined) tooMuch = { of: 'animals', count: herd.count }
  const animals = found.map(({ kind, count }) =>
    herd && kind === herd.kind ? { kind } : { kind, ...(count === undefined ? {} : { count }) },
  )
  return { crops, animals, inSao, ...(tooMuch ? { tooMuch } : {}) }
}
const MOST_HEADS = 1000
const MOST_BIRDS = 50_000

/** Rice in a sack is food, and no field. */
function isFood(clause: string): boolean {
  return /\b(?:thoc|gao|lua giong|bao lua|kho lua)\b/.test(clause) && !/\b(?:sao|cong|ha|mau|ruong|m2)\b/.test(clause)
}

/** Clauses; "và" parts two crops where an area stands on either side. */
function partsOf({ words }: Said): string[] {
  return words
    .split(' , ')
    .flatMap((clause) => clause.split(/ (?:va|voi|cung voi|and|them) (?=\S+ (?:sao|cong|ha|mau|m2|con|hectares?) )/))
    .map((part) => ` ${part.trim()} `)
}

function push(crops: CropLoss[], crop: CropLoss): CropLoss {
  const same = crops.find(({ kind }) => kind === crop.kind)
  if (same) return same
  crops.push(crop)
  return crop
}

function replace(crops: CropLoss[], before: CropLoss, more: CropLoss): CropLoss {
  const after = { ...before, ...more }
  crops[crops.indexOf(before)] = after
  return after
}

function hectares(clause: string, region: FarmRegion | undefined): number | null {
  const english = /\b(\d[\d.,]*) (?:hectares?|ha)\b/.exec(clause)?.[1]
  if (english !== undefined) return Number(english.replace(',', '.'))
  const square = /\b(\d[\d.]*) (?:m2|met vuong|m vuong|square met)/.exec(clause)?.[1]
  if (square !== undefined) return Number(square.replaceAll('.', '')) / 10_000
  const read = areaIn(clause.trim().split(' '), region)
  return typeof read?.value === 'number' && read.value > 0 ? read.value : null
}

const NORTHERN_SAO_HA = 0.036
/** How many sào, a mẫu being ten of them everywhere. */
function saoIn(clause: string): number | null {
  const northern = hectares(clause, 'bac')
  return northern === null ? null : Number((northern / NORTHERN_SAO_HA).toFixed(2))
}

const ALL = 100
function lostPercent(clause: string): number | null {
  const percent =
    /\b(\d{1,3})(?: ?%| phan tram|%| percent)/.exec(clause)?.[1] ?? /\bmat (\d{2,3}) phan\b/.exec(clause)?.[1]
  if (percent !== undefined && Number(percent) <= ALL) return Number(percent)
  if (/\b(?:mot|1) nua\b|\b(?:mat|chet|hong|ngap) nua\b|\bhalf\b/.test(clause)) return ALL / 2
  return WHOLE.test(clause) ? ALL : null
}

const SOWN = new RegExp(
  `\\b(?:sa|gieo|cay|gieo sa|gieo cay|sowed|sown|planted)(?: (?:duoc|da|moi|lua|khoang|tam|xong|hon|gan)){0,3} (${NUMBER}) (ngay|hom|bua|tuan|thang|days|weeks)\\b`,
)
const RICE_AGE = new RegExp(
  `\\blua(?: (?:moi|duoc|da|dang|khoang)){0,3} (${NUMBER}) (ngay|tuan|thang)(?: tuoi)?\\b(?! (?:truoc|nay|qua))`,
)
const UNITS: Readonly<Record<string, number>> = { ngay: 1, hom: 1, bua: 1, days: 1, tuan: 7, weeks: 7, thang: 30 }
/** Rice stands no longer in the field. */
const LONGEST_DAYS = 200

function daysSinceSowing(clause: string): number | null {
  const hit = SOWN.exec(clause) ?? RICE_AGE.exec(clause)
  const count = hit?.[1] === undefined ? null : countOf(hit[1])
  const unit = UNITS[hit?.[2] ?? '']
  if (count === null || unit === undefined) return null
  return count * unit <= LONGEST_DAYS ? count * unit : null
}

/** `bò`, `lợn`, `dê`, `cá` without marks are other words too, so a number or "con", "đàn", "ao" must stand before. */
const ANIMALS: readonly (readonly [AnimalLoss['kind'], string, string])[] = [
  [
    'buffalo_cow',
    '(?:trau bo|bo|trau|nghe|be)',
    '(?:con|dan|chuong|dau) (?:trau|bo)|trau bo|trau(?= (?:chet|troi|cung|bi|mat))',
  ],
  [
    'pig',
    '(?:lon|heo)(?: (?:con|nai|thit|giong))?',
    '(?:con|dan|chuong|dau) (?:lon|heo)|lon(?= (?:chet|troi|cung|bi))',
  ],
  ['goat', 'de', '(?:con|dan|chuong) de'],
  ['poultry', '(?:ga|vit|ngan|ngong|gia cam)', '(?:con|dan|chuong) (?:ga|vit|ngan|ngong)|ga vit|gia cam|ga|vit'],
  ['fish', '(?:ca tom|ca|tom)', '(?:ao|ho|long|be|dam|vuong) (?:ca|tom)|ca tom|tom|ca(?= (?:chet|troi))'],
  ['other', '(?:tho|cho|meo|ngua|huou|ong)', 'con (?:tho|ngua|huou)|dan ong'],
]
const ENGLISH_ANIMALS: readonly (readonly [AnimalLoss['kind'], RegExp])[] = [
  ['buffalo_cow', /\b(?:(\d+) )?(?:cows?|buffalo(?:e?s)?|cattle)\b/],
  ['pig', /\b(?:(\d+) )?pigs?\b/],
  ['goat', /\b(?:(\d+) )?goats?\b/],
  ['poultry', /\b(?:(\d+) )?(?:chickens?|ducks?|poultry)\b/],
  ['fish', /\b(?:(\d+) )?(?:fish|shrimps?)\b/],
]
/** Made once, as they are long. */
const HERDS = ANIMALS.map(([kind, name, alone]) => ({
  kind,
  heads: new RegExp(
    `\\b(${NUMBER}) (?:con |dau )?${name}(?! (?:me|con toi|toi|nguoi|trai|gai|bi thuong|thang|ngay|tuoi|met|ha|hecta|sao))\\b`,
    'g',
  ),
  // "Mất 3 con lợn", and "lợn trôi mất 3 con".
  after: new RegExp(
    `\\b${name}(?: \\S+){0,3}? (?:mat|chet|troi|cuon)(?: (?:mat|het))? (${NUMBER}) con\\b(?! (?:trau|bo|lon|ga|vit|de))`,
  ),
  alone: new RegExp(`\\b(?:${alone})\\b`),
}))

function animalsIn({ words, english }: Said, asked: boolean): AnimalLoss[] {
  const lost = asked || LOST.test(words)
  if (!lost) return []
  if (english)
    return ENGLISH_ANIMALS.flatMap(([kind, named]): AnimalLoss[] => {
      const hit = named.exec(words)
      return hit ? [withCount(kind, hit[1] === undefined ? undefined : Number(hit[1]))] : []
    })
  return HERDS.flatMap(({ kind, heads, after, alone }): AnimalLoss[] => {
    let count: number | undefined
    for (const hit of words.matchAll(heads)) {
      const heard = countOf(hit[1] ?? '')
      if (heard !== null) count = (count ?? 0) + heard
    }
    const lostOf = count === undefined ? after.exec(words)?.[1] : undefined
    if (lostOf !== undefined) count = countOf(lostOf) ?? undefined
    if (count !== undefined) return [withCount(kind, kind === 'fish' ? undefined : count)]
    return alone.test(words) ? [{ kind }] : []
  })
}

function withCount(kind: AnimalLoss['kind'], count: number | undefined): AnimalLoss {
  return count === undefined ? { kind } : { kind, count }
}
