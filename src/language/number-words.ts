/** Numbers as digits or Vietnamese words, read from folded words: `2.500.000`, `hai mươi lăm`, `ba tư` (34), `ba bốn` (3 to 4). */

const UNITS: Readonly<Record<string, number>> = {
  khong: 0,
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  nam: 5,
  sau: 6,
  bay: 7,
  bdy: 7,
  tam: 8,
  chin: 9,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
}
/** Said only after tens: hai mươi mốt, hai tư, hai lăm. */
const AFTER_TENS: Readonly<Record<string, number>> = { mot: 1, tu: 4, lam: 5, nham: 5, ...UNITS }

/** Two or three words for "a few", which say a range: đôi ba, vài ba, dăm ba, dăm bảy, năm bảy. */
const A_FEW: Readonly<Record<string, readonly [number, number]>> = {
  'doi ba': [2, 3],
  'vai ba': [2, 3],
  'dam ba': [3, 5],
  'dam bay': [5, 7],
}
const TENFOLD: Readonly<Record<string, number>> = { chuc: 10, muoi: 10, tram: 100 }
const OR = /^(?:hoac|hay|den|toi|-|~|or|to)$/

/** A number and the index of the word after it; two numbers are a range. */
export interface NumberAt {
  readonly value: number | readonly [number, number]
  readonly next: number
}

/** The number that starts at word `at`, below a thousand when in words, or null. `pair` 'age': `sáu bảy` is 67, not 6 to 7. */
export function numberAt(words: readonly string[], at: number, pair: 'range' | 'age' = 'range'): NumberAt | null {
  const word = words[at]
  if (word === undefined) return null
  const range = /^(\d{1,9}(?:[.,]\d{1,3})?)-(\d{1,9}(?:[.,]\d{1,3})?)$/.exec(word)
  if (range?.[1] !== undefined && range[2] !== undefined)
    return { value: [decimal(range[1]), decimal(range[2])], next: at + 1 }
  if (/^[1-9]$/.test(word) && words[at + 1] === 'tram') return hundreds(words, at, Number(word))
  if (/^[1-9]$/.test(word) && /^(?:chuc|muoi)$/.test(words[at + 1] ?? ''))
    return tensFrom(words, at + 2, Number(word) * 10)
  if (/^\d/.test(word)) {
    const value = literal(word)
    return value === null ? null : { value, next: at + 1 }
  }
  return inWords(words, at, pair)
}

/** As `numberAt`, and two numbers side by side are a range: `5 hoặc 6`, `mười hai mười ba`, `70 71`. */
export function spanAt(words: readonly string[], at: number, pair: 'range' | 'age' = 'range'): NumberAt | null {
  const low = numberAt(words, at, pair)
  if (!low || typeof low.value !== 'number') return low
  const joined = OR.test(words[low.next] ?? '')
  const high = numberAt(words, low.next + (joined ? 1 : 0), pair)
  if (!high || typeof high.value !== 'number' || high.value <= low.value) return low
  const near = high.value - low.value <= 2 || (joined && high.value <= low.value * 2)
  return near ? { value: [low.value, high.value], next: high.next } : low
}

/** `2.500.000` and `2,500,000` are whole; `2,5` and `1.75` are decimals; `1.500` is 1500 as Vietnam writes it. Null if neither. */
export function literal(text: string): number | null {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  if (/^\d{1,3}(?:\.\d{3}){1,4}$/.test(text)) return Number(text.replaceAll('.', ''))
  if (/^\d{1,3}(?:,\d{3}){2,4}$/.test(text)) return Number(text.replaceAll(',', ''))
  if (/^\d{1,9}[.,]\d{1,4}$/.test(text)) return decimal(text)
  if (/^\d{1,3}(?:\.\d{3}){1,4},\d{1,2}$/.test(text)) return decimal(text.replaceAll('.', ''))
  return null
}

function decimal(text: string): number {
  return Number(text.replace(',', '.'))
}

function inWords(words: readonly string[], at: number, pair: 'range' | 'age'): NumberAt | null {
  const first = words[at] ?? ''
  const second = words[at + 1] ?? ''
  const few =
    A_FEW[`${first} ${second}`] ?? (pair === 'range' && first === 'nam' && second === 'bay' ? [5, 7] : undefined)
  if (few) return times(few, words, at + 2)
  if (first === 'vai' || first === 'dam') return null
  const unit = UNITS[first]
  if (unit !== undefined && second === 'tram') return hundreds(words, at, unit)
  if (first === 'tram') return hundreds(words, at - 1, 1)
  const tens = tensAt(words, at)
  if (tens) return tens
  if (unit === undefined) return null
  const nextUnit = UNITS[second]
  // "hai ba trăm", "sáu bảy mươi": both are hundreds, both are tens.
  if (unit > 0 && nextUnit === unit + 1 && TENFOLD[words[at + 2] ?? '']) return times([unit, nextUnit], words, at + 2)
  if (unit > 0 && (second === 'tu' || second === 'lam' || second === 'nham'))
    return { value: unit * 10 + (AFTER_TENS[second] ?? 0), next: at + 2 }
  if (unit > 0 && nextUnit !== undefined && nextUnit > 0) {
    // "năm sáu tuổi" may be 5 to 6 or 56; "sáu bảy tuổi" from an old person is 67.
    if (nextUnit === unit + 1 && (pair === 'range' || unit < 6)) return { value: [unit, nextUnit], next: at + 2 }
    if (pair === 'age' || nextUnit !== unit + 1) return { value: unit * 10 + nextUnit, next: at + 2 }
  }
  return { value: unit, next: at + 1 }
}

/** A range, and what a hundred or ten after it makes of it: `năm bảy trăm`. */
function times([low, high]: readonly [number, number], words: readonly string[], next: number): NumberAt {
  const fold = TENFOLD[words[next] ?? '']
  return fold === undefined ? { value: [low, high], next } : { value: [low * fold, high * fold], next: next + 1 }
}

function hundreds(words: readonly string[], at: number, count: number): NumberAt {
  let value = count * 100
  let next = at + 2
  if (words[next] === 'linh' || words[next] === 'le') next++
  const rest = tensAt(words, next)
  if (rest && typeof rest.value === 'number') return { value: value + rest.value, next: rest.next }
  const unit = AFTER_TENS[words[next] ?? '']
  if (words[next] === 'ruoi') return { value: value + 50, next: next + 1 }
  if (unit !== undefined && unit > 0) {
    // "hai trăm lẻ năm" is 205, "hai trăm năm" is 250.
    value += words[next - 1] === 'tram' ? unit * 10 : unit
    next++
  }
  return { value, next }
}

/** mười, mười hai, hai mươi, hai mươi mốt, hai chục, hăm ba (23), băm lăm (35). */
function tensAt(words: readonly string[], at: number): NumberAt | null {
  const first = words[at] ?? ''
  const second = words[at + 1] ?? ''
  const unit = UNITS[first]
  if (first === 'muoi' || first === 'chuc') return tensFrom(words, at + 1, 10)
  if (first === 'ham') return tensFrom(words, at + 1, 20)
  if (first === 'bam') return tensFrom(words, at + 1, 30)
  if (unit === undefined || unit === 0 || (second !== 'muoi' && second !== 'chuc')) return null
  return tensFrom(words, at + 2, unit * 10)
}

/** What follows the tens; after "chục" only a half: chục rưỡi is fifteen. */
function tensFrom(words: readonly string[], next: number, tens: number): NumberAt {
  const ones = AFTER_TENS[words[next] ?? '']
  if (words[next - 1] === 'chuc')
    return words[next] === 'ruoi' ? { value: tens + 5, next: next + 1 } : { value: tens, next }
  if (ones !== undefined && ones > 0) return { value: tens + ones, next: next + 1 }
  return { value: tens, next }
}
