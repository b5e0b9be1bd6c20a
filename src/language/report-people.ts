/** How many are hurt, missing or dead, as people say it; beasts are not counted here. */
import type { Report } from '../core/report.ts'
import { numberAt } from './number-words.ts'

type Counted = 'hurt' | 'missing' | 'dead'
/** `odd`: counts that cannot be one household's. */
export type Casualties = { [K in Counted]?: number } & { odd: (keyof Report)[] }

const MOST = 40
const NOBODY =
  /\b(?:khong|ko|k|chua) (?:co )?(?:ai|nguoi nao)(?: (?:nao|ca|het|trong nha))*(?: (?:bi|lam|gap))*(?: (?:sao|thuong|gi|viec gi|lam sao|mat tich|chet|nan))?\b|\b(?:moi nguoi|ca nha|nguoi|nguoi nha|ai cung) (?:\S+ ){0,2}?(?:an toan|binh an|khong sao|on ca|khong bi gi)\b|\bnobody (?:is |was )?(?:hurt|injured|missing)\b|\bno one (?:is )?hurt\b|\beveryone is safe\b/
const WORDS: readonly (readonly [Counted, RegExp])[] = [
  ['missing', /^(?:mat tich|that lac|chua tim thay|khong tim thay|bi cuon mat|missing)$/],
  ['dead', /^(?:chet|tu vong|thiet mang|qua doi|chet duoi|thiet mang|died|dead|killed)$/],
  ['hurt', /^(?:bi thuong|thuong|gay (?:chan|tay|xuong)|chay mau|injured|hurt|wounded)$/],
]
/** Who may be hurt; of a "bò", a "lợn", a "gà" nothing is counted. */
const PERSON =
  /^(?:nguoi|chong|vo|me|ma|cha|ong|ba|chau|em|anh|chi|bac|co|cu|dua|be|toi|tui|minh|trai|gai|person|people|husband|wife|mother|father|son|daughter|child)$/
const BEAST = /^(?:bo|trau|lon|heo|ga|vit|ngan|de|be|nghe|ca|cho|meo|ngua|ngong|cay|lua|ngo)$/
const PEOPLE = /^(?:nguoi|dua|em|chau|be|ong|ba|people|person)$/
/** So far around the word its count and its person stand. */
const AROUND = 5

export function casualtiesIn(text: string): Casualties {
  const found: Casualties = { odd: [] }
  const words = text.split(' ')
  for (let at = 0; at < words.length; at++) {
    const hit = WORDS.find(([, pattern]) =>
      [1, 2, 3].some((length) => pattern.test(words.slice(at, at + length).join(' '))),
    )
    if (!hit || /^(?:khong|chua|ko|suyt|so|sap)$/.test(words[at - 1] ?? '')) continue
    const [what] = hit
    if (found[what] !== undefined) continue
    const count = countAround(words, at, what)
    if (count === null) continue
    if (count > MOST) found.odd = [what]
    else found[what] = count
  }
  const told = found.hurt !== undefined || found.missing !== undefined || found.dead !== undefined
  if (!told && found.odd.length === 0 && NOBODY.test(text)) return { hurt: 0, missing: 0, dead: 0, odd: [] }
  return found
}

/** "2 người bị thương", "bị thương 2 người", "chồng tôi gãy chân"; null where it is a beast, or nobody is named beside a death. */
function countAround(words: readonly string[], at: number, what: Counted): number | null {
  const before = words.slice(Math.max(0, at - AROUND), at)
  const after = words.slice(at + 1, at + 1 + AROUND)
  const near = [...before, ...after]
  // The count that stands nearest is this word's own; of "2 bị thương, 1 mất tích" each has one.
  let nearest: { count: number | null; away: number } | undefined
  for (const [list, away] of [
    [before, (i: number, next: number) => before.length - next - 1],
    [after, (i: number) => i],
  ] as const) {
    for (let i = 0; i < list.length; i++) {
      const found = list[i] === 'khong' ? null : numberAt(list, i)
      if (!found || typeof found.value !== 'number') continue
      const unit = list[found.next] ?? ''
      const noun = list[found.next + 1] ?? ''
      const counts = PEOPLE.test(unit) && !BEAST.test(noun)
      if (!counts && !(unit === 'con' && BEAST.test(noun))) continue
      const distance = away(i, found.next)
      if (!nearest || distance < nearest.away) nearest = { count: counts ? found.value : null, away: distance }
    }
  }
  if (nearest) return nearest.count
  const beast = near.some((word, i) => BEAST.test(word) && /^(?:con|may|dan|bay)$/.test(near[i - 1] ?? ''))
  if (beast) return null
  const person =
    before.some((word) => PERSON.test(word)) || after.slice(0, 3).some((word) => /^(?:nguoi|chong|vo)$/.test(word))
  // A death is taken from a person's own word only: "chết hết" tells of ducks.
  return person || what === 'missing' ? 1 : null
}
