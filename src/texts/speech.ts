/** A text as it is said aloud: no abbreviation, no sign and no unaccented word that a speaking machine would stumble over. Pure. */

const SHORT: Readonly<Record<string, string>> = {
  UBND: 'ủy ban nhân dân',
  HĐND: 'hội đồng nhân dân',
  BHYT: 'bảo hiểm y tế',
  BHXH: 'bảo hiểm xã hội',
  NHCSXH: 'ngân hàng chính sách xã hội',
  CCCD: 'căn cước công dân',
  SMS: 'tin nhắn',
  NĐ: 'nghị định',
  QĐ: 'quyết định',
  TT: 'thông tư',
}

/** The end of a document's number says what it is and who made it. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^NĐ-CP$/, 'nghị định'],
  [/^NQ-/, 'nghị quyết'],
  [/^QĐ-TTg$/, 'quyết định của Thủ tướng, số'],
  [/^QĐ-/, 'quyết định'],
  [/^TT-|^TTLT-/, 'thông tư'],
  [/^QH\d*$/, 'luật số'],
]

/** What people are told to type, in the letters of a keypad phone, and the words themselves. */
const TYPED: Readonly<Record<string, string>> = {
  'BO QUA': 'bỏ qua',
  'GAP CAN BO': 'gặp cán bộ',
  'CAN GIUP': 'cần giúp',
  'BAO THIET HAI': 'báo thiệt hại',
  'THU TUC': 'thủ tục',
  'THOI VAY': 'thôi vay',
  'GOP Y': 'góp ý',
  CUU: 'cứu',
  LUU: 'lưu',
  THEM: 'thêm',
  NGUNG: 'ngừng',
  STOP: 'ngừng nhận tin',
  LAI: 'lại',
  SUA: 'sửa',
}

/** How others wrote it by SMS, without marks: nobody says that aloud. */
const TYPED_EXAMPLE = /^Ví dụ: [ -~]*[a-z]{2,} [ -~]*$/

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const

/** A number to call; sums begin with another digit than nought, and hotlines have no dots. */
const PHONE = /(?<![\d.,/])(?:0\d{2,3}[ .]?\d{3,4}[ .]?\d{3,4}|1[89]00[ .]?\d{4,6})(?![\d/]|[.,]\d)/g

/** Vietnamese as it is read aloud; other languages keep their words. */
export function aloud(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\b11[1-5]\b/g, digitByDigit)
    .replace(PHONE, (number) => number.split(/[ .]/).map(digitByDigit).join(', '))
    .replace(
      /(?<!\p{L})(?:(?:NĐ|QĐ|TT|NQ|nghị định|quyết định|thông tư|nghị quyết|luật)\s+)?(\d{1,4})\/(?:(\d{4})\/)?([\p{Lu}\d-]*(?:NĐ|QĐ|TT|TTLT|NQ|QH)[\p{L}\d-]*)(?:\s*\((\d{4})\))?/giu,
      documentAloud,
    )
    .replace(
      /\b(?:ngày\s+)?(\d{1,2})\/(\d{1,2})\/(\d{4})\b/gi,
      (_, day: string, month: string, year: string) => `ngày ${Number(day)} tháng ${Number(month)} năm ${year}`,
    )
    .replace(/(\d{1,3})-(\d{1,3})(?=\s+(?:tuổi|tháng|ngày|năm))/g, '$1 đến $2')
    .replace(/\d{1,3}(?:\.\d{3})+(?!\d)/g, (number) => number.replaceAll('.', ''))
    .replace(/(\d)\s*%/g, '$1 phần trăm')
    .replace(/(\d)\s*đ(?!\p{L})/gu, '$1 đồng')
    .replace(/(\p{L}|\d)\s*\/\s*(?=(?:tháng|năm|ngày|người|khóa|hộ)(?!\p{L}))/gu, '$1 một ')
    .replace(
      /(?<!\p{L})(HT|KQ|GY|KT)\s+([\dA-Z]{4,6})(?![\p{L}\d])/gu,
      (_, kind: string, code: string) => `${kind.split('').join(' ')}, ${code.split('').join(', ')}`,
    )
    .replace(
      /([.!?])?\s*(?:xin\s+|bà con\s+)?(?:trả lời|soạn|gõ|nhắn) (?:bằng (?:một con )?)?số(?: dưới đây)?:?\s*$/iu,
      (_, mark: string | undefined) => mark ?? '.',
    )
    .replace(/(?:soạn|gõ|nhắn)\s+(?:số\s+)?(\d)(?!\d)/giu, 'bấm phím $1')
    .replace(/(?<!\p{L})(?:[A-Z]{2,}(?: [A-Z]{2,})*)(?![\p{L}\d])/gu, (words) => TYPED[words] ?? words)
    .replace(/(?<!\p{L})soạn(?!\p{L})/giu, (word) => (word.startsWith('S') ? 'Nói' : 'nói'))
    .replace(/(?<!\p{L})[\p{Lu}]{2,}(?!\p{L})/gu, shortAloud)
    .replace(/\s*\(\s*/g, ', ')
    .replace(/\s*\)\s*(?=[.,;:!?]|$)/g, '')
    .replace(/\s*\)\s*/g, ', ')
    .replace(/["“”]/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim()
}

function digitByDigit(number: string): string {
  return number
    .split('')
    .map((digit) => DIGITS[Number(digit)])
    .join(' ')
}

/** `GỌI NGAY` is said and not spelled; a short unknown abbreviation is left to the voice. */
function shortAloud(word: string): string {
  return SHORT[word] ?? (word.length >= 4 || /[^A-Z]/.test(word) ? word.toLowerCase() : word)
}

/** Sentences in groups of `most`, so that a listener can breathe between them. */
export function breaths(text: string, most: number): readonly string[] {
  const sentences = text
    .split(/(?<=[.!?…])\s+|\n+/)
    .map((one) => one.trim())
    .filter((one) => /[\p{L}\d]/u.test(one) && !TYPED_EXAMPLE.test(one))
  const groups: string[] = []
  for (let i = 0; i < sentences.length; i += most) groups.push(sentences.slice(i, i + most).join(' '))
  return groups
}

function documentAloud(
  whole: string,
  number: string,
  year: string | undefined,
  ending: string,
  after: string | undefined,
): string {
  const kind = KINDS.find(([pattern]) => pattern.test(ending))?.[1]
  if (kind === undefined) return whole
  const made = year ?? after
  return `${kind} ${number}${made === undefined ? '' : ` năm ${made}`}`
}
