/** Amounts of money as people write them: `2tr5`, `hai triệu rưỡi`, `400k`, `3 củ`, `1-2 triệu`, `120k/ngày`. Whole đồng. */
import { literal, numberAt } from './number-words.ts'
import { type Quantity, qualifierBefore } from './quantity.ts'

const SCALES: Readonly<Record<string, number>> = {
  ty: 1e9,
  ti: 1e9,
  toi: 1e9,
  trieu: 1e6,
  treu: 1e6,
  trie: 1e6,
  chieu: 1e6,
  tieu: 1e6,
  mil: 1e6,
  billion: 1e9,
  tr: 1e6,
  cu: 1e6,
  chai: 1e6,
  m: 1e6,
  million: 1e6,
  millions: 1e6,
  lit: 1e5,
  xi: 1e5,
  loet: 1e5,
  nghin: 1e3,
  ngan: 1e3,
  nghan: 1e3,
  ngin: 1e3,
  nghi: 1e3,
  thousand: 1e3,
  canh: 1e3,
  ng: 1e3,
  k: 1e3,
  ca: 1e3,
  d: 1,
  dong: 1,
  vnd: 1,
  vnđ: 1,
}
const GLUED =
  /^(\d+(?:[.,]\d+)*(?:-\d+(?:[.,]\d+)*)?)(ty|ti|trieu|tr|cu|chai|k|ng|nghin|ngan|tram|d|dong|vnd|lit|xi|m)(?:(\d{1,3})(k|nghin|ngan|ng)?)?$/
/** `2tr-3tr` comes as `2tr-3` and `tr`. */
const GLUED_RANGE = /^(\d+(?:[.,]\d+)?)(ty|ti|trieu|tr|cu|k)-(\d+(?:[.,]\d+)?)$/
/** Alone after a question of money, `3t` and `2t5` are millions. */
const LONE_T = /^(\d{1,3}(?:[.,]\d)?)t(\d{1,3})?$/
/** One of a unit is left unsaid: `triệu hai`, `củ rưỡi`. */
const ONE_UNSAID = new Set(['trieu', 'tr', 'cu', 'chai', 'ty', 'ti'])
const SOME = new Set(['vai', 'may', 'dam'])
const NOTHING =
  /^(?:(?:da|thua|toi|tui|em|minh|nha|ba|ong|me|ma|bo|cha|cu|co|chu|bac|vo|chong|noi|ngoai|ay|ta|cung) ){0,4}(?:khong|ko|k|kh|hong|hem|hok|chua|chang|cha)(?: he)?(?: co| duoc)?(?: gi| dong nao| luong| luong huu| thu nhap| tien| lam ra tien)*(?: ca| het| a| dau| nao)*$/
const NO = '(?:khong|ko|k|kh|hong|hem|hok|chua|chang|cha|no)'
const COIN = '(?:dong|xu|cac|hao)'
/** Not a single coin, said in one way or another: "một xu cũng không", "không có đồng nào", "có đồng nào đâu", "lương thì không có". */
const NOT_A_COIN: readonly RegExp[] = [
  new RegExp(`^(?:\\w+ ){0,3}(?:mot|1|nua) ${COIN}(?: \\w+)? cung ${NO}(?: (?:co|duoc|nhan|thay|ra|a|dau))*$`),
  new RegExp(
    `^(?:\\w+ ){0,3}${NO}(?: (?:he|co|duoc|nhan|huong|lanh|con|cam))* (?:(?:mot|1) )?${COIN}(?: (?:nao|mo|dinh tui|teng|bac|het|ca|sot|luong|huu|a))*$`,
  ),
  new RegExp(`^(?:\\w+ ){0,2}(?:lam gi|lam chi|dau|mo) co ${COIN}(?: (?:nao|mo|luong|het|a|dau))*$`),
  new RegExp(`^(?:\\w+ ){0,2}co ${COIN} (?:nao|mo) dau(?: a)?$`),
  new RegExp(
    `^(?:\\w+ ){0,3}(?:luong|luong huu|tien|thu nhap|huu tri)(?: thi)? ${NO}(?: (?:he|co|duoc|huong|nhan|gi|chi|het|ca|dau|a|dong|nao))*$`,
  ),
  new RegExp(`^(?:\\w+ ){0,2}${NO} (?:co |duoc )?(?:chi|gi)(?: (?:mo|ca|het|sot|a))*$`),
]
const AFTER_AMOUNT = new Set(['ngay', 'thang', 'nam', 'nguoi', 'khau', 'vu', 'lan', 'mua', 'dua', 'con', 'tuan'])

/** The amount said, `value` null when money is spoken of but must be asked again; null when there is no amount at all. */
export function moneyIn(words: readonly string[]): Quantity | null {
  const text = words.join(' ')
  if (text === '0' || isNothing(text)) return { value: 0 }
  const lone = words.length === 1 ? LONE_T.exec(text) : null
  const spread = lone ? [lone[1] ?? '', 'tr', ...(lone[2] ? [lone[2]] : [])] : groupsJoined(words).flatMap(spreadGlued)
  for (let at = 0; at < spread.length; at++) {
    const found = amountAt(spread, at)
    if (!found) continue
    const softened = SOME.has(spread[at - 1] ?? '')
    if (softened) return { value: null }
    const qualifier = qualifierBefore(spread, at, found.next)
    const upTo = typeof found.value === 'number' ? highEnd(spread, found.value, found.next) : null
    if (typeof found.value === 'number' && upTo !== null) {
      const period = perAfter(spread, upTo.next)
      return { value: [found.value, upTo.value], ...(period && { per: period }), ...(qualifier && { qualifier }) }
    }
    const per = perAfter(spread, found.next)
    return { value: found.value, ...(per && { per }), ...(qualifier && { qualifier }) }
  }
  return null
}

/** "Có lương hưu không" asks; only whoever says that there is none says nought. */
function isNothing(text: string): boolean {
  if (NOTHING.test(text)) return true
  return !/^(?:\w+ ){0,2}co (?:luong|tien)/.test(text) && NOT_A_COIN.some((words) => words.test(text))
}

/** `2 triệu đến 3 triệu`: the second amount with its own unit. */
function highEnd(words: readonly string[], low: number, next: number): { value: number; next: number } | null {
  if (!/^(?:den|toi|-|~|to|hoac|hay)$/.test(words[next] ?? '')) return null
  const high = amountAt(words, next + 1)
  return high && typeof high.value === 'number' && high.value > low ? { value: high.value, next: high.next } : null
}

/** `2 000 000` is one number. */
function groupsJoined(words: readonly string[]): string[] {
  const joined: string[] = []
  for (const word of words) {
    const before = joined.at(-1) ?? ''
    if (word === '000' && /^\d{1,6}$/.test(before)) joined[joined.length - 1] = before + word
    else joined.push(word)
  }
  return joined
}

interface AmountAt {
  readonly value: number | [number, number]
  readonly next: number
}

function amountAt(words: readonly string[], at: number): AmountAt | null {
  const low = numberAt(words, at)
  if (!low) return half(words, at)
  let next = low.next
  let [from, to] = typeof low.value === 'number' ? [low.value, low.value] : low.value
  const joined = /^(?:den|toi|hoac|hay|-|~)$/.test(words[next] ?? '')
  const high = joined ? numberAt(words, next + 1) : /^\d/.test(words[at] ?? '') ? numberAt(words, next) : null
  if (high && typeof high.value === 'number' && high.value > to && scaleAt(words, high.next) !== null) {
    to = high.value
    next = high.next
  }
  const scale = scaleAt(words, next)
  if (scale === null) return unscaled(words, at, from, to, next)
  // "500,000 đ" is written the English way.
  if (scale === 1 && /^\d{1,3},\d{3}$/.test(words[at] ?? '')) from = to = from * 1000
  // "1.75tr" is a decimal although "1.750" alone is a whole number.
  const dotted = /^(\d{1,3})\.(\d{3})$/.exec(words[at] ?? '')
  if (dotted && scale >= 1e6) from = to = Number(words[at])
  next++
  if (from !== to) return { value: [whole(from * scale), whole(to * scale)], next }
  return withTail(words, from * scale, scale, next)
}

/** What follows the unit: `2 triệu rưỡi`, `2tr5`, `1 triệu hai`, `1 triệu 350 nghìn`; never the 1 of `12 triệu 1 năm`. */
function withTail(words: readonly string[], amount: number, scale: number, from: number): AmountAt {
  if (scale === 1) return { value: whole(amount), next: from }
  const word = words[from] ?? ''
  if (word === 'ruoi') return { value: whole(amount + scale / 2), next: from + 1 }
  // Alone, "tư" is no number: ba triệu tư.
  const last = /^(?:|mot|1|moi|hang|a|thang|ngay|nam|dong|nha|thoi)$/.test(words[from + 1] ?? '')
  const lone = word === 'tu' ? 4 : (word === 'lam' || word === 'nham') && last ? 5 : null
  const next = lone === null ? numberAt(words, from) : { value: lone, next: from + 1 }
  if (!next || typeof next.value !== 'number' || next.value === 0) return { value: whole(amount), next: from }
  const smaller = scaleAt(words, next.next)
  if (smaller !== null && smaller < scale && smaller > 1)
    return withTail(words, amount + next.value * smaller, smaller, next.next + 1)
  if (AFTER_AMOUNT.has(words[next.next] ?? '') && !/^\d{3}$/.test(word)) return { value: whole(amount), next: from }
  if (/^\d{1,3}$/.test(word)) {
    const tail = (Number(word) * scale) / 10 ** word.length
    return { value: whole(amount + tail), next: next.next }
  }
  if (/^\d/.test(word)) return { value: whole(amount), next: from }
  if (next.value >= 100) return { value: whole(amount + (next.value * scale) / 1000), next: next.next }
  const share = next.value < 10 ? 10 : 100
  return { value: whole(amount + (next.value * scale) / share), next: next.next }
}

/** No unit: `2.500.000` says đồng by its size, `ba trăm` can only be thousands; `500` and `2` must be asked again. */
function unscaled(words: readonly string[], at: number, from: number, to: number, next: number): AmountAt | null {
  if (from >= 10_000 && from === to && literal(words[at] ?? '') !== null) return { value: whole(from), next }
  if (from === to && /^\d{1,3},000$/.test(words[at] ?? '')) return { value: whole(from * 1000), next }
  const inWords = !/^\d/.test(words[at] ?? '') || words[at + 1] === 'tram'
  const thousands = inWords && ((from >= 100 && to < 1000) || words.slice(at, next).includes('chuc'))
  if (!thousands) return null
  return { value: from === to ? from * 1000 : [from * 1000, to * 1000], next }
}

function half(words: readonly string[], at: number): AmountAt | null {
  const scale = scaleAt(words, at + 1)
  if (words[at] === 'nua' && scale !== null && scale > 1) return { value: scale / 2, next: at + 2 }
  // "triệu rưỡi", "triệu hai": one million is left unsaid.
  const unit = words[at] ?? ''
  if (!ONE_UNSAID.has(unit) || (unit !== 'trieu' && words[at + 1] !== 'ruoi')) return null
  return withTail(words, SCALES[unit] ?? 1e6, SCALES[unit] ?? 1e6, at + 1)
}

function scaleAt(words: readonly string[], at: number): number | null {
  return SCALES[words[at] ?? ''] ?? null
}

function spreadGlued(word: string): string[] {
  const range = GLUED_RANGE.exec(word)
  if (range) return [range[1] ?? '', range[2] ?? '', '-', range[3] ?? '']
  const parts = GLUED.exec(word)
  if (!parts) return [word]
  return parts.slice(1).filter((part) => part !== undefined)
}

function perAfter(words: readonly string[], from: number): 'day' | 'month' | 'year' | undefined {
  const rest = words.slice(from, from + 5).join(' ')
  const period = /^(?:dong |vnd )?(?:(?:mot|1|moi|hang|trong|tren|cho|nua|ca) )*(ngay|thang|nam)\b/.exec(rest)?.[1]
  return period === 'ngay' ? 'day' : period === 'thang' ? 'month' : period === 'nam' ? 'year' : undefined
}

function whole(amount: number): number {
  return Math.round(amount)
}
