/** What hit the household, and on which day. */
import { addDays, type Day } from '../core/day.ts'
import type { Hazard, ReportPatch } from '../core/report.ts'
import { dateIn } from './dates.ts'
import type { Said } from './report-words.ts'

/** The first that is found counts: what is named most narrowly first. `bão` without its marks is also "to tell", so it needs company. */
const HAZARDS: readonly (readonly [Hazard, RegExp])[] = [
  ['flash_flood', /\blu (?:quet|ong|bun)\b/],
  [
    'landslide',
    /\b(?:sat lo|sat nui|sat dat|lo dat|lo nui|dat lo|dat sat|nui lo|nui sat|dat da (?:do|vui|trut|sat)|vui lap|bi sat|sat ta luy|sat xuong|sat vao|lo vao)\b/,
  ],
  ['earthquake', /\bdong dat\b/],
  ['hail', /\bmua da\b/],
  ['whirlwind', /\b(?:loc xoay|gio loc|con loc|loc to|loc do|loc cuon|loc|voi rong|giong loc)\b/],
  [
    'storm',
    /\b(?:con bao|gio bao|mua bao|tran bao|bi bao|do bao|vi bao|sau bao|trong bao|hom bao|bao (?:so|to|lon|manh|lam|toc|danh|quet|vao|giat|thoi|dem|hom|toi|do bo|do|vua|pha|xo)|bao \d+|gio (?:to|manh|lon|giat|thoi|bay|toc|dat)|giong to|ap thap|mua gio)\b/,
  ],
  ['saltwater', /\b(?:nuoc man|nhiem man|xam nhap man|man xam nhap|bi man)\b/],
  ['drought', /\b(?:han han|kho han|nang han|bi han|vi han|do han|kho chay|thieu nuoc tuoi|nang nong chay)\b/],
  [
    'cold',
    /\b(?:ret (?:dam|hai|lanh|dai|qua|chet)|suong muoi|bang gia|vi ret|do ret|bi ret|chet ret|tuyet roi|mua tuyet)\b/,
  ],
  [
    'fire',
    /\b(?:hoa hoan|phat hoa|boc chay|bi chay|chay (?:nha|rui|het|bep|rung|lon|chuong|to|mat|sach|quan)|nha(?: \S+){0,3} chay(?! (?:len|di|ra|khoi|sang|lu|lut|tranh|tron|ve))|thieu rui|ba hoa)\b/,
  ],
  [
    'flood',
    /\b(?:lu lut|ngap lut|nuoc lu|tran lu|bi lu|lu (?:ve|len|lon|to|cuon|quet|ngap|tran|troi|vao|lam|do|mat|dem|hom)|bi lut|lut|ngap(?! ngung)|nuoc (?:dang|len|lon|to|vao|vo|tran|cuon|ngap|troi|day|song|xiet|da rut|rut|cao)|nuoc (?:chay|tuon) (?:vao|vo)|nuoc toi|vo de|trieu cuong|mua lon|mua to|mua lu|lu)\b/,
  ],
  [
    'epidemic',
    /\b(?:dich (?:benh|ta|cum|lon|heo|bo|ga|vit|tai|lo mom|long mong)|bi dich|benh dich|ta lon|cum ga|lo mom long mong|tai xanh|ray nau|dao on|sau benh|chau chau)\b/,
  ],
  [
    'accident',
    /\b(?:tai nan|dien giat|no (?:binh )?ga|no binh|xe (?:dam|can|tong)|bi (?:xe )?dam xe|sap gian giao|sap ham|duoi nuoc)\b/,
  ],
]

const ENGLISH: readonly (readonly [Hazard, RegExp])[] = [
  ['flash_flood', /\bflash flood/],
  ['landslide', /\b(?:landslide|mudslide|hill (?:came|fell)|buried)\b/],
  ['earthquake', /\bearthquake\b/],
  ['hail', /\bhail\b/],
  ['whirlwind', /\b(?:whirlwind|tornado)\b/],
  ['storm', /\b(?:storm|typhoon|wind)\b/],
  ['saltwater', /\bsalt ?water\b|\bsaltwater\b/],
  ['drought', /\bdrought\b/],
  ['cold', /\b(?:frost|cold spell|freezing)\b/],
  ['fire', /\b(?:fire|burnt|burned|burning)\b/],
  ['flood', /\b(?:flood|floods|flooded|flooding|water (?:is |was )?(?:rising|in|into|came)|under water)\b/],
  ['accident', /\baccident\b/],
]

/** A day that cannot be: it lies ahead. */
export interface EventRead {
  readonly patch: ReportPatch
  readonly ahead?: Day
}

/** `asked`: the day itself was asked for, so that a bare "20/11" is one. */
export function eventIn(said: Said, today: Day, asked = false): EventRead {
  const hazard = (said.english ? ENGLISH : HAZARDS).find(([, pattern]) => pattern.test(said.words))?.[0]
  const day = dayIn(said.words, today, asked)
  const patch = { ...(hazard === undefined ? {} : { hazard }) }
  if (day === null) return { patch }
  return day > today ? { patch, ahead: day } : { patch: { ...patch, happenedOn: day } }
}

const NOW =
  /\b(?:dang (?:bi |bi nuoc )?(?:ngap|chay|sat|dang|len|mua|lut|cuon|troi|sap)|nuoc (?:dang |van )?(?:dang|len)|bay gio|luc nay|vua (?:moi )?(?:bi|xay|sap|sat|chay|ngap|xong)|moi (?:bi|xay ra|day|sap|sat)|right now|is rising|just now)\b/

function dayIn(words: string, today: Day, asked: boolean): Day | null {
  const text = words
    // "Mái", "quá" and "thoát qua" are no tomorrow and no yesterday; "1/2 sào" is no day in February.
    .replace(/(?<!ngay |sang |toi |chieu )\bmai\b/g, ' ¦ ')
    .replace(/(?<!(?:hom|dem|toi|chieu|sang|trua|bua|khuya|ngay|tuan|thang) )\bqua\b/g, ' ¦ ')
    .replace(
      asked
        ? /¦¦/g
        : /(?<!(?:ngay|hom|dem|sang|toi|tu|vao|mung|mong|chieu|trua) )\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b/g,
      ' ¦ ',
    )
  const parts = text
    .trim()
    .split(/ +/)
    .filter((word) => word !== ',')
  const day = dateIn(parts, today) ?? thisMonth(text, today)
  if (day !== null) return day
  return NOW.test(words) ? today : null
}

/** `ngày 20`, `hôm 18`, `mùng 5`: of this month, or of the last one where it would lie ahead. */
function thisMonth(text: string, today: Day): Day | null {
  const number = /\b(?:ngay|hom|dem|mung|mong) (\d{1,2})\b(?! (?:ngay|tuan|thang|nguoi|con|sao|cong|ha))/.exec(
    text,
  )?.[1]
  if (number === undefined) return null
  for (let back = 0; back < 45; back++) {
    const day = addDays(today, -back)
    if (Number(day.slice(8)) === Number(number)) return day
  }
  return null
}
