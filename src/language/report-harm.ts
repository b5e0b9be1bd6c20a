/** Who came to harm: hurt, missing, dead, as told in a story or as the answer to that question. High precision: in doubt nothing. */
import type { ReportPatch } from '../core/report.ts'
import { countOf, NUMBER, type Said } from './report-words.ts'

type Harm = 'hurt' | 'missing' | 'dead'

const PERSON =
  '(?:nguoi|em|chau|dua|be|tre|tre em|cu|ba|ong|me|bo|vo|chong|anh|chi|nhan khau|thanh nien|hoc sinh|con(?! (?:lon|trau|bo|ga|vit|de|cho|ngan|ngong|ca|tom|meo|ngua)))'
/** Without a number, one of these is one person. */
const KIN =
  '(?:(?<!\\bcan )bo|me|vo|chong|con(?: trai| gai| dau| re)?|ong(?: noi| ngoai| xa)?|ba(?: noi| ngoai| xa)?|anh(?: trai)?|chi(?: gai)?|em(?: trai| gai)?|chau(?: be)?|cha|toi|minh)'
const HARMS: readonly (readonly [Harm, string])[] = [
  [
    'hurt',
    '(?:bi thuong|thuong tich|thuong nang|thuong nhe|chan thuong|trong thuong|gay (?:tay|chan|xuong|co)|bi (?:gay|dap|bong|dien giat|vo dau|de trung)|nhap vien|thuong(?! (?:binh|yeu|nhau|lam|tam|xuyen)))',
  ],
  [
    'missing',
    '(?:mat tich|chua tim (?:thay|duoc)|that lac|khong (?:tim )?thay dau|chua thay ve|troi mat(?! (?:nha|lua|lon|trau|bo|ga|xe)))',
  ],
  [
    'dead',
    '(?:chet(?! (?:doi|ret|dien len|khat|tiet|het|sach|\\S+ con (?:lon|trau|bo|ga|vit|de)))|tu vong|qua doi|thiet mang|mat mang|tu nan|da mat|bi mat(?! (?:nha|het|trang|tai|cua|dien|mua|lua|do))|mat(?= \\S+ nguoi| nguoi))',
  ],
]
const NOBODY =
  /\b(?:khong|chua|chang) (?:co )?(?:ai|nguoi nao|nguoi|mot ai)(?: \S+){0,2}? (?:sao|gi|he han|van de|hai)\b|\b(?:moi nguoi|ca nha|nguoi|gia dinh|ca gia dinh|me con|vo chong)(?: \S+){0,3}? (?:an toan|binh an|khong sao|khong bi gi|binh yen|on ca)\b|\bkhong (?:co )?thiet hai (?:gi )?ve nguoi\b|\bkhong ai ca\b/
/** Made once: a pattern as long as these takes longer to make than to use. */
const PATTERNS = HARMS.map(([harm, status]) => {
  const denied = `\\b(?:khong|chua|chang) (?:co )?(?:ai|nguoi nao|nguoi|mot ai)?(?: (?!,)\\S+){0,6}? ?${status}`
  return {
    harm,
    named: new RegExp(`\\b${status}`),
    denied: new RegExp(denied),
    eachDenied: new RegExp(denied, 'g'),
    counts: [
      new RegExp(
        `\\b(${NUMBER}) (?:${PERSON} ){0,2}(?:(?:nha|trong|toi|em|minh|lang|thon) ){0,3}(?:(?:bi|da|dang|la|thi|roi) )*${status}`,
      ),
      new RegExp(`\\b${status} (?:mat |het |khoang |co )?(${NUMBER}) ?(?:${PERSON})?\\b`),
    ],
    kin: new RegExp(
      `\\b${KIN}(?: (?:toi|em|minh|chau|ay|gia|nha toi|cua toi|tui))?(?: \\S+)? (?:(?:bi|da|dang) )*${status}`,
    ),
    somebody: new RegExp(`\\bco (?:nguoi|ai)(?: \\S+)? ${status}`),
  }
})
const ONLY_NUMBER = new RegExp(`^${NUMBER}$`)

/** Animals and fields die and are lost too; they are taken out before people are counted. */
const THINGS = new RegExp(
  `(?:(?:chet|troi|mat|cuon|ngat|vui)(?: (?:mat|het|troi|khoang|gan|hon|ca))* )?${NUMBER} (?:con )?(?:trau|bo(?! (?:me|con|toi))|lon|heo|ga|vit|ngan|ngong|de|cho|ca|tom|tho|ngua)\\b(?: (?:bi|da))*(?: (?:chet|troi|cuon|mat|ngat|vui))?|\\b(?:con )?(?:trau|lon|heo|ga|vit|ngan|ngong|tom|gia suc|gia cam|lua|ngo|rau|hoa mau|vat nuoi|cay)\\b(?: (?!,)\\S+){0,2} (?:bi |da |cung )*(?:chet|troi|cuon|mat|ngat|vui)`,
  'g',
)

/** What the story says of people; counts that nobody can believe are left to `doubts`. */
export function harmIn(said: Said): ReportPatch {
  return said.english ? englishHarm(said.words) : vietnameseHarm(said.words)
}

/** The answer to "how many are hurt, missing or dead?": also nobody, and a bare number, whose harm is not known yet. */
export function readHarm(said: Said): ReportPatch | { readonly count: number } | null {
  const told = harmIn(said)
  const bare = said.words
    .replace(/\b(?:nham|khong phai|co|da|thua|la|chi|nguoi|thoi|a|roi|dung|sua lai|noi lai|xin loi|,)\b|,/g, ' ')
    .trim()
  if (Object.keys(told).length > 0) return told
  if (
    /^ (?:0|khong|ko|khong co|khong co ai|khong ai|khong ai ca|chua|chua co|chua ai|chua co ai|none|nobody|no|no one|zero|an toan|khong sao|binh an)(?: (?:a|het|ca|dau|nha|nhe|roi|,))* $/.test(
      said.words,
    )
  )
    return { hurt: 0, missing: 0, dead: 0 }
  if (bare === '0') return { hurt: 0, missing: 0, dead: 0 }
  const count = ONLY_NUMBER.test(bare) ? countOf(bare) : null
  return count === null ? null : { count }
}

/** Asked what happened to so many: "bị thương", "mất tích rồi", "đã mất". */
export function harmNamed(said: Said): Harm | null {
  for (const { harm, named } of said.english ? ENGLISH_PATTERNS : PATTERNS) if (named.test(said.words)) return harm
  if (/^ (?:1|thuong|hurt) $/.test(said.words)) return 'hurt'
  if (/^ (?:2|lac|missing) $/.test(said.words)) return 'missing'
  return /^ (?:3|mat|da mat|chet|dead) (?:roi )?$/.test(said.words) ? 'dead' : null
}

function vietnameseHarm(words: string): ReportPatch {
  let left = words.replace(THINGS, ' ¦ ')
  const patch: Record<Harm, number | undefined> = { hurt: undefined, missing: undefined, dead: undefined }
  if (NOBODY.test(left)) {
    patch.hurt = 0
    patch.missing = 0
    patch.dead = 0
    left = left.replace(NOBODY, ' ¦ ')
  }
  for (const { harm, denied } of PATTERNS) {
    if (!denied.test(left)) continue
    patch[harm] ??= 0
    // Where nobody is hurt, nobody is missing or dead either, unless the story goes on to say so.
    if (harm === 'hurt') {
      patch.missing ??= 0
      patch.dead ??= 0
    }
  }
  for (const { eachDenied } of PATTERNS) left = left.replace(eachDenied, ' ¦ ')
  // "không ai bị thương, mất tích": the words after the comma are denied as well.
  if (/¦(?: (?:hay|hoac|va|,))* (?:mat tich|chet|bi thuong)/.test(left)) return nothingLeft(patch)
  for (const pattern of PATTERNS) {
    const sum = summed(left, pattern)
    if (sum !== null) patch[pattern.harm] = sum
  }
  return given(patch)
}

function nothingLeft(patch: Record<Harm, number | undefined>): ReportPatch {
  return given({ hurt: patch.hurt ?? 0, missing: patch.missing ?? 0, dead: patch.dead ?? 0 })
}

/** `2 người bị thương`, `bị thương 2 người`, `mẹ tôi bị thương`. */
function summed(words: string, { harm, named, counts, kin, somebody }: (typeof PATTERNS)[number]): number | null {
  // Every one of the others holds this one: most messages end here.
  if (!named.test(words)) return null
  for (const pattern of counts) {
    const hit = pattern.exec(words)
    const count = hit?.[1] === undefined ? null : countOf(hit[1])
    if (count !== null) return count
  }
  if (kin.test(words)) return 1
  // "Có người bị thương": at least one.
  return somebody.test(words) && harm !== 'dead' ? 1 : null
}

const ENGLISH_HARMS: readonly (readonly [Harm, string])[] = [
  ['hurt', '(?:injured|hurt|wounded|broke(?:n)? (?:a |his |her |my )?(?:leg|arm))'],
  ['missing', '(?:missing|not found)'],
  ['dead', '(?:dead|died|killed)'],
]
const ENGLISH_PATTERNS = ENGLISH_HARMS.map(([harm, status]) => ({
  harm,
  named: new RegExp(`\\b${status}`),
  counted: new RegExp(
    `\\b(\\d+|one|two|three|four|five|six)(?: (?:people|persons?|children|of us|men|women))?(?: (?:are|is|were|was))? ${status}`,
  ),
  kin: new RegExp(
    `\\bmy (?:mother|father|wife|husband|son|daughter|child|brother|sister|grandmother|grandfather)(?: (?:is|was|got|has))* ${status}`,
  ),
}))
const ENGLISH_NUMBERS: Readonly<Record<string, number>> = { a: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 }

function englishHarm(words: string): ReportPatch {
  if (
    /\b(?:nobody|no one|no people|none of us)\b.{0,24}\b(?:injured|hurt|harmed|missing|dead|died)\b|\b(?:we are|everyone is|everybody is|all) (?:all )?safe\b/.test(
      words,
    )
  )
    return { hurt: 0, missing: 0, dead: 0 }
  const patch: Record<Harm, number | undefined> = { hurt: undefined, missing: undefined, dead: undefined }
  for (const { harm, counted, kin } of ENGLISH_PATTERNS) {
    const hit = counted.exec(words)
    const count = hit?.[1] === undefined ? undefined : (ENGLISH_NUMBERS[hit[1]] ?? Number(hit[1]))
    if (count !== undefined) patch[harm] = count
    else if (kin.test(words)) patch[harm] = 1
  }
  return given(patch)
}

function given(patch: Record<Harm, number | undefined>): ReportPatch {
  return Object.fromEntries(Object.entries(patch).filter(([, count]) => count !== undefined))
}
