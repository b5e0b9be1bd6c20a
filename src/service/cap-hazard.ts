/** What kind of disaster a warning speaks of, by its own words, Vietnamese or English. The first row that fits counts: narrower before wider. */
import type { Hazard } from '../core/report.ts'
import { fold } from '../language/fold.ts'

const TABLE: readonly (readonly [Hazard, RegExp])[] = [
  ['flash_flood', /\b(lu quet|lu ong|flash flood\w*)\b/],
  ['landslide', /\b(sat lo|sut lun|truot dat|landslides?|mudslides?|debris flow)\b/],
  ['saltwater', /\b(xam nhap man|man xam nhap|do man|salin\w*|saltwater)\b/],
  ['whirlwind', /\b(loc xoay|loc|voi rong|tornado\w*|whirlwinds?)\b/],
  ['hail', /\b(mua da|hail\w*)\b/],
  [
    'storm',
    /\b((?<!(?:thong|canh|du|khai|dien) )bao(?! gom| cao)|ap thap nhiet doi|atnd|sieu bao|storms?|typhoons?|cyclones?|hurricanes?|tropical depression)\b/,
  ],
  ['flood', /\b(lu|lut|ngap|ngap lut|trieu cuong|mua lon|mua rat to|floods?|flooding|inundation|heavy rain\w*)\b/],
  ['earthquake', /\b(dong dat|song than|earthquakes?|tsunami\w*)\b/],
  ['drought', /\b(han han|kho han|nang nong|drought\w*|heat ?wave\w*)\b/],
  ['cold', /\b(ret hai|ret dam|suong muoi|bang gia|cold|frost)\b/],
  ['fire', /\b(chay|chay rung|hoa hoan|fires?|wildfires?)\b/],
  ['epidemic', /\b(dich(?! vu| chuyen)|dich benh|epidemic\w*|outbreak\w*|pandemic\w*)\b/],
]
/** With marks these are other words, which without marks read like a storm, a fire, a whirlwind. */
const NOT_MEANT = /báo|chạy|lộc/gi
const BY_CATEGORY: Readonly<Record<string, Hazard>> = { Fire: 'fire', Health: 'epidemic' }

/** The event's name first; its headline only where that says nothing. */
export function hazardOf(alert: {
  readonly event: string
  readonly headline: string
  readonly category: string
}): Hazard {
  for (const text of [alert.event, alert.headline]) {
    const folded = fold(text.normalize('NFC').replace(NOT_MEANT, ' '))
    const found = TABLE.find(([, words]) => words.test(folded))
    if (found) return found[0]
  }
  return BY_CATEGORY[alert.category] ?? 'other'
}
