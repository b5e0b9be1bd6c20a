/** How many people live there: `5 khẩu`, `hai vợ chồng với hai con`, `2 lớn 3 nhỏ`, `mình tôi`. */
import { type NumberAt, numberAt, spanAt } from './number-words.ts'
import { type Quantity, quantityAt } from './quantity.ts'

const COUNTERS = /^(?:nguoi|khau|nhan|mieng|nhan khau|thanh vien|ng|mang|nguoc|people|persons?|members?|ngui|nhanh)$/
const GLUED = /^(\d{1,2})(ng|nguoi|khau|nk|mieng)$/
const ALONE =
  /\b(?:(?:co |chi )*(?:minh|mot minh|moi|mot|minh em) (?:toi|tui|em|minh|tao|ba|ong|bac|me|en)|mot minh|doc than|co minh|1 minh|thui thui|just me|only me|alone|by myself|on my own)\b/
/** Two kinds of people counted side by side: the sum is the household. */
const GROWN_UPS = /^(?:lon|nguoi lon|adults?|gia|nguoi gia)$/
const CHILDREN =
  /^(?:nho|tre|be|con|chau|dua|tre em|tre con|tre nho|con nho|be nho|em|con nit|nguoi nho|kids?|children|child)$/
/** Groups that name their members: `hai bà cháu` are two, `bố mẹ` alone two. */
const PAIRS =
  'vo chong|ong ba|bo me|cha me|ba me|me con|ba con|cha con|bo con|ong chau|ba chau|me chau|chi em|anh em|chau ngoai|chau noi'
const COUNTED_PAIR = new RegExp(`^(?:${PAIRS})$`)
const MEMBER = /^(?:vo|chong|me|bo|ba|ong|cha|bo|ma|con|chau)$/
const SELF = /^(?:toi|tui|minh|em|tao)$/

/** Number of people; value null for "đông lắm". */
export function peopleIn(said: readonly string[]): Quantity | null {
  const words = said.flatMap(spread)
  const mixed = grownUpsAndChildren(words)
  if (mixed !== null) return { value: mixed }
  for (let at = 0; at < words.length; at++) {
    const found = spanAt(words, at)
    if (!found) continue
    // "mười mấy người" is anything up to nineteen.
    if (words[found.next] === 'may') return { value: null }
    // "chín mươi người" is no household; "chín mười" is nine or ten.
    if (words[at] === 'chin' && words[at + 1] === 'muoi' && COUNTERS.test(words[at + 2] ?? ''))
      return { value: [9, 10] }
    if (COUNTERS.test(words[found.next] ?? '')) return quantityAt(words, at, found.value, found.next)
    at = found.next - 1
  }
  const family = familyCount(words)
  if (family !== null) return { value: family }
  if (ALONE.test(words.join(' '))) return { value: 1 }
  for (let at = 0; at < words.length; at++) {
    const found = spanAt(words, at)
    // "Năm nay" is a year, "nhà có năm" are five.
    const year = words[at] === 'nam' && found?.next !== words.length
    if (found && !(words[at] === 'khong' || year)) return quantityAt(words, at, found.value, found.next)
  }
  return /\b(?:dong|nhieu|vai|may|many)\b/.test(words.join(' ')) ? { value: null } : null
}

/** `2 người lớn và 3 trẻ em` is 5; null unless both are counted. */
function grownUpsAndChildren(words: readonly string[]): number | null {
  let grown = 0
  let children = 0
  for (let at = 0; at < words.length; at++) {
    const number = numberAt(words, at)
    if (!number || typeof number.value !== 'number') continue
    const one = words[number.next] ?? ''
    const two = `${one} ${words[number.next + 1] ?? ''}`
    if (GROWN_UPS.test(two) || GROWN_UPS.test(one)) grown += number.value
    else if (CHILDREN.test(two) || CHILDREN.test(one)) children += number.value
    else continue
    at = number.next
  }
  return grown > 0 && children > 0 ? grown + children : null
}

/** `vợ chồng tôi và 3 con` is 5: groups that name their members are added up. */
function familyCount(words: readonly string[]): number | null {
  let total = 0
  let found = false
  for (let at = 0; at < words.length; at++) {
    const { count, noun } = countAt(words, at)
    const two = `${words[noun] ?? ''} ${words[noun + 1] ?? ''}`
    if (COUNTED_PAIR.test(two)) {
      // "ba mẹ con" is three; "bố mẹ" alone is two.
      if (count === null && /con|em|chau/.test(words[noun + 1] ?? '')) continue
      total += count ?? 2
      found = true
      at = noun + 1
    } else if (count !== null && /^(?:con|chau|dua|tre|em|be|me|ba|ong|bo|cha|vo|chong)$/.test(words[noun] ?? '')) {
      total += count
      found = true
      at = noun
    } else if (found && SELF.test(words[at] ?? '') && /^(?:va|voi|,)$/.test(words[at + 1] ?? '')) continue
    else if (found && joined(words, at - 1) && MEMBER.test(words[at] ?? '')) total += 1
    else if (!found && at === 0 && SELF.test(words[0] ?? '') && /^(?:va|voi|cung|vo|chong)$/.test(words[1] ?? '')) {
      total += 1
      // "tôi và vợ", "tôi, vợ và 3 con"
      const next = joined(words, 1) ? 2 : 1
      if (
        /^(?:vo|chong|me|bo|ba|ong|cha|ma)$/.test(words[next] ?? '') &&
        !COUNTED_PAIR.test(`${words[next]} ${words[next + 1]}`)
      ) {
        total += 1
        found = true
        at = next
      }
    } else if (at === 0 && MEMBER.test(words[0] ?? '') && joined(words, 1) && SELF.test(words[2] ?? '')) {
      total += 2
      found = true
      at = 2
    }
  }
  return found && total > 0 ? total : null
}

/** The number before a noun; in `hai bà cháu` "bà" is no three. */
function countAt(words: readonly string[], at: number): { count: number | null; noun: number } {
  const number = numberAt(words, at)
  if (!number || words[at] === 'khong') return { count: null, noun: at }
  const single = numberAt(words.slice(at, at + 1), 0)
  if (typeof single?.value === 'number' && COUNTED_PAIR.test(`${words[at + 1]} ${words[at + 2]}`))
    return { count: single.value, noun: at + 1 }
  if (COUNTED_PAIR.test(`${words[at]} ${words[at + 1]}`)) return { count: null, noun: at }
  return countedOr(number, at)
}

function countedOr(number: NumberAt, at: number): { count: number | null; noun: number } {
  return typeof number.value === 'number' ? { count: number.value, noun: number.next } : { count: null, noun: at }
}

function joined(words: readonly string[], at: number): boolean {
  return /^(?:va|voi|cung|them)$/.test(words[at] ?? '')
}

function spread(word: string): readonly string[] {
  const [, number, unit] = GLUED.exec(word) ?? []
  return number === undefined || unit === undefined ? [word] : [number, unit === 'nk' ? 'khau' : unit]
}
