/** Fields and beasts lost, as people say it: what, how much, how far grown. */
import type { CropLoss } from '../core/household.ts'
import type { AnimalLoss } from '../core/report.ts'
import { areaIn } from './counts.ts'
import { numberAt } from './number-words.ts'

export interface Losses {
  readonly crops?: readonly CropLoss[]
  readonly animals?: readonly AnimalLoss[]
}

const LOST =
  /\b(?:mat|hong|hu|chet|ngap|troi|cuon|ung|thoi|do|dap|gay|lost|destroyed|ruined|dead|died|chay|kho|thiet hai|vui lap)\b/
const CROP_WORDS: readonly (readonly [NonNullable<CropLoss['kind']>, RegExp])[] = [
  ['rice_seedling', /\b(?:ma non|ruong ma|ma xanh|sao ma|luong ma|rice seedlings?)\b/],
  ['rice', /\b(?:lua|ruong lua|rice|thoc ngoai dong)\b/],
  [
    'annual',
    /\b(?:hoa mau|ngo|bap|san|mi|khoai|lac|dau phong|dau tuong|rau|rau mau|mia|ot|dua hau|maize|cassava|vegetables)\b/,
  ],
  ['forest', /\b(?:cay keo|rung keo|rung trong|bach dan|cay que|forest)\b/],
]
const NONE = /\b(?:khong|ko|k|chua) (?:bi )?(?:mat|hong|thiet hai|hu|chet)(?: gi| mat gi| con nao| cay nao)*\b/

/** `text`: folded and opened up; `typed`: folded only; `raw`: as it came, where a percent sign still stands. */
export function lossesIn(text: string, typed: string, raw: string): Losses {
  if (NONE.test(text) && !/\d/.test(text)) return {}
  if (!LOST.test(text)) return {}
  const crops = CROP_WORDS.filter(([, words]) => words.test(typed)).map(([kind]) => ({ kind }))
  const animals = animalsIn(text)
  const [only] = crops
  return {
    ...(crops.length === 0
      ? {}
      : {
          crops:
            only && crops.length === 1
              ? [{ ...only, ...shareOf(text, raw), ...grownOf(text), ...areaOf(text) }]
              : crops,
        }),
    ...(animals.length === 0 ? {} : { animals }),
  }
}

function areaOf(text: string): { area_ha?: number } {
  const area = areaIn(text.split(' '))
  return typeof area?.value === 'number' ? { area_ha: area.value } : {}
}

function shareOf(text: string, raw: string): { lost_percent?: number } {
  const percent =
    /\b(\d{1,3}) ?%/.exec(raw.slice(0, 2_000))?.[1] ?? /\b(\d{1,3}) (?:phan tram|percent)\b/.exec(text)?.[1]
  if (percent !== undefined && Number(percent) <= 100) return { lost_percent: Number(percent) }
  if (/\b(?:mat trang|trang tay|(?:mat|hong|hu|chet|ngap|troi) (?:het|sach|toan bo|ca)|het sach)\b/.test(text))
    return { lost_percent: 100 }
  if (/\b(?:mot nua|phan nua|nua (?:ruong|so|dien tich)|half)\b/.test(text)) return { lost_percent: 50 }
  return {}
}

/** Rice counts in days from sowing: "sạ được 40 ngày", "cấy 1 tháng". */
function grownOf(text: string): { days_since_sowing?: number } {
  const words = text.split(' ')
  for (let at = 0; at < words.length; at++) {
    if (!/^(?:sa|gieo|cay|sown|planted)$/.test(words[at] ?? '')) continue
    for (let i = at + 1; i <= at + 3; i++) {
      const found = numberAt(words, i)
      if (!found || typeof found.value !== 'number') continue
      const unit = words[found.next]
      if (unit === 'ngay' || unit === 'days') return { days_since_sowing: found.value }
      if (unit === 'thang' || unit === 'months') return { days_since_sowing: found.value * 30 }
    }
  }
  return {}
}

const BEASTS: Readonly<Record<string, AnimalLoss['kind']>> = {
  bo: 'buffalo_cow',
  trau: 'buffalo_cow',
  nghe: 'buffalo_cow',
  buffalo: 'buffalo_cow',
  buffaloes: 'buffalo_cow',
  cow: 'buffalo_cow',
  cows: 'buffalo_cow',
  lon: 'pig',
  heo: 'pig',
  pig: 'pig',
  pigs: 'pig',
  de: 'goat',
  goat: 'goat',
  goats: 'goat',
  ga: 'poultry',
  vit: 'poultry',
  ngan: 'poultry',
  ngong: 'poultry',
  chicken: 'poultry',
  chickens: 'poultry',
  ducks: 'poultry',
}

/** Counted beasts: "chết 2 con lợn", "trôi mất 30 con gà", "mất trắng ao cá". */
function animalsIn(text: string): readonly AnimalLoss[] {
  const words = text.split(' ')
  const found = new Map<AnimalLoss['kind'], number | undefined>()
  for (let at = 0; at < words.length; at++) {
    const number = numberAt(words, at)
    if (!number || typeof number.value !== 'number' || words[at] === 'khong') continue
    const next = words[number.next] === 'con' ? number.next + 1 : number.next
    const kind = BEASTS[words[next] ?? '']
    if (kind === undefined) continue
    // "Bo" without "con" before it is as often a father.
    if (words[next] === 'bo' && words[next - 1] !== 'con') continue
    found.set(kind, (found.get(kind) ?? 0) + number.value)
    at = next
  }
  for (const [, noun = ''] of text.matchAll(/\b(?:dan|bay|con|chuong) (trau|bo|lon|heo|de|ga|vit|ngan)\b/g)) {
    const kind = BEASTS[noun]
    if (kind !== undefined && !found.has(kind)) found.set(kind, undefined)
  }
  if (/\b(?:ao ca|long ca|dam tom|ca (?:chet|troi|mat)|fish pond)\b/.test(text)) found.set('fish', undefined)
  return [...found].map(([kind, count]) => ({ kind, ...(count === undefined ? {} : { count }) }))
}
