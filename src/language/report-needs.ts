/** Who lives there and cannot help themselves, and whether there is food and water. */
import { type ReportPatch, type Supply, VULNERABLE, type Vulnerable } from '../core/report.ts'
import { countOf, NUMBER, type Said } from './report-words.ts'

const OLD = 60
const GROWN = 16
const WHO: Readonly<Record<Vulnerable, RegExp>> = {
  infant: /\b(?:tre so sinh|so sinh|em be|con mon|chau be|be moi sinh|moi (?:sinh|de)|tre bu|con bu|dua be)\b/,
  child:
    /\b(?:tre (?:em|nho|con|tho)|con nho|chau nho|con con nho|dua (?:nho|tre|con|chau)|hoc sinh|con dai|may dua)\b/,
  elderly:
    /\b(?:(?:nguoi|ba|ong|me|bo|cha|ba noi|ong noi|ba ngoai|ong ngoai|ong ba|bo me|cha me|tuoi|vo chong) gia(?! dinh)|gia (?:yeu|ca|lao)|cao tuoi|cu (?:ong|ba|gia)|ba cu|ong cu|lon tuoi|ca cu)\b/,
  pregnant: /\b(?:co bau|bau bi|bung bau|mang bau|ba bau|mang thai|co thai|sap (?:sinh|de)|co chua|bau)\b/,
  disabled:
    /\b(?:khuyet tat|tan tat|bai liet|liet (?:giuong|nguoi|hai|chan)|bi liet|mu (?:loa|hai|ca)|bi mu|cam diec|tam than|khong di lai duoc|xe lan|tat nguyen|dong kinh)\b/,
  sick: /\b(?:bi om|dang om|om (?:nang|yeu|lau|dau|lien)|nguoi om|dau (?:yeu|om|nang)|bi benh|benh (?:nang|tat|hiem|tim|than|lau)|nguoi benh|nam (?:mot cho|lien giuong|vien)|chay than|tai bien|dot quy|ung thu|bi sot|dang sot)\b/,
  alone:
    /\b(?:(?:o|song|chi co|con) (?:co )?mot minh|neo don|co don|don than|don chiec|doc than|mot minh (?:toi|ba|ong|me|cu)|minh toi|khong (?:co )?(?:con chau|nguoi than|ai) (?:nao |o )?(?:ben|cung|gan|cham|lo))\b/,
}
const ENGLISH: Readonly<Record<Vulnerable, RegExp>> = {
  infant: /\b(?:baby|babies|newborn|infant)\b/,
  child: /\b(?:child|children|kids?)\b/,
  elderly: /\b(?:old|elderly|grandmother|grandfather|grandparents)\b(?! house)/,
  pregnant: /\bpregnant\b/,
  disabled: /\b(?:disabled|blind|deaf|wheelchair|paralysed|paralyzed)\b/,
  sick: /\b(?:sick|ill)\b/,
  alone: /\b(?:alone|lives? by (?:myself|herself|himself))\b/,
}
const NAMED = VULNERABLE.map((one) => ({
  one,
  who: WHO[one],
  denied: new RegExp(
    `\\b(?:khong|chua|chang) (?:co |con )?(?:ai |nguoi |nguoi nao )?(?:la |bi )?${WHO[one].source}`,
    'g',
  ),
}))

/** What a story says of it: the vulnerable who were named; nobody is denied by it. */
export function vulnerableIn(said: Said): readonly Vulnerable[] {
  if (said.english) return VULNERABLE.filter((one) => ENGLISH[one].test(said.words))
  const found = new Set<Vulnerable>()
  for (const { one, who, denied } of NAMED)
    if (who.test(said.words) && who.test(said.words.replace(denied, ' ¦ '))) found.add(one)
  for (const one of agesIn(said.words)) found.add(one)
  if (found.has('infant') && !/\b(?:tre (?:em|nho|con)|con nho|chau nho|dua nho|con dai)\b/.test(said.words))
    found.delete('child')
  return VULNERABLE.filter((one) => found.has(one))
}

const YEARS = new RegExp(`\\b(${NUMBER}) tuoi\\b`, 'g')

/** `bà 80 tuổi`, `cháu 2 tuổi`, `con 8 tháng`. */
function* agesIn(words: string): Generator<Vulnerable> {
  for (const hit of words.matchAll(YEARS)) {
    const age = countOf(hit[1] ?? '') ?? GROWN
    if (age >= OLD && age < 120) yield 'elderly'
    else if (age < 2) yield 'infant'
    else if (age < GROWN) yield 'child'
  }
  if (/\b(?:con|chau|be|dua)(?: \S+){0,2} (?:\d{1,2}|may) thang\b(?! (?:nay|truoc|qua))/.test(words)) yield 'infant'
}

const HOUSEHOLD = new RegExp(
  `\\b(?:nha|gia dinh|ho|ca nha|chung toi|tat ca|tong cong|nha toi|minh)(?: (?:toi|em|minh|ay|co|gom|con|duoc|do|dang|van|nay|thi|tong cong|tat ca|ca thay)){0,4} (${NUMBER}) (?:nguoi|khau|nhan khau|mang|me con|ba con|bo con|ong ba|vo chong|chi em|anh em)(?! (?:bi |mat tich|chet|thuong|o xa|hang xom))`,
)
const STUCK = new RegExp(
  `\\b(?:con|co) (${NUMBER}) (?:nguoi|me con|bo con|ong ba|ba chau|ong chau|dua)(?: \\S+){0,2} (?:dang|o|tren|trong|mac|ket)\\b`,
)
const COUPLE = /\b(?:hai|2) (?:vo chong|ong ba|ba chau|me con|bo con|chi em|anh em|ong chau)\b/
const ME_AND = new RegExp(
  `\\b(?:toi|minh|em|tui) (?:va|voi|cung) (${NUMBER}) (?:dua |nguoi |chau |em )?(?:con|chau|be|dua|nguoi|tre)?\\b`,
)

/** How many live there, where the story says so of a household and not of those who came to harm. */
export function peopleIn(said: Said): number | undefined {
  if (said.english) {
    const hit =
      /\b(?:we are|there are|family of|household of|we have) (\d{1,4}|two|three|four|five|six|seven|eight)(?: (?:people|persons|of us))?\b(?! (?:pigs|cows|chickens|buffal|are|were))/.exec(
        said.words,
      )
    return hit?.[1] === undefined ? undefined : (SPELT[hit[1]] ?? Number(hit[1]))
  }
  const hit = HOUSEHOLD.exec(said.words) ?? STUCK.exec(said.words)
  if (hit?.[1] !== undefined) return countOf(hit[1]) ?? undefined
  if (COUPLE.test(said.words)) return 2
  const me = ME_AND.exec(said.words)
  const others = me?.[1] === undefined ? null : countOf(me[1])
  if (others !== null) return others + 1
  return /\b(?:toi|ba|ong|me|cu|minh)(?: \S+){0,2} (?:o|song) (?:co )?mot minh\b|\bmot minh toi\b/.test(said.words)
    ? 1
    : undefined
}
const SPELT: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8 }

const FOOD: readonly (readonly [Supply, RegExp])[] = [
  [
    'short',
    /\b(?:sap|gan) het (?:gao|do an|luong thuc|thuc an|an|com)\b|\b(?:con|chi con) (?:it|chut|vai can|may can|mot it|vai bo|vai goi)(?: \S+)? ?(?:gao|mi|do an|com)\b|\bthieu (?:gao|an|com|do an|luong thuc|thuc pham|doi)\b/,
  ],
  [
    'none',
    /\b(?:het|mat het|troi het|uot het|sach) (?:ca )?(?:gao|thoc gao|do an|luong thuc|thuc an|com)\b|\bgao (?:cung |da |bi )?(?:het|troi|uot)(?: het)?\b|\b(?:khong|chang|chua) (?:con |co |duoc )*(?:(?:mot )?(?:hat )?gao|gi (?:de )?(?:an|nau|bo bung)|do an|com|an gi|thuc an|luong thuc)\b|\b(?:bi doi|dang doi|doi (?:lam|qua|roi|la)|nhin doi|nhin an|dut bua)\b/,
  ],
  ['enough', /\b(?:du|con du|con) (?:gao|an|do an|luong thuc)\b|\bkhong thieu (?:gao|an|gi)\b/],
]
const WATER: readonly (readonly [Supply, RegExp])[] = [
  [
    'short',
    /\b(?:sap|gan) het nuoc\b|\bthieu nuoc(?: sach| uong| sinh hoat| ngot)?\b(?! tuoi)|\bgieng (?:bi )?(?:ngap|ban|duc|nhiem)\b/,
  ],
  [
    'none',
    /\b(?:het|mat) nuoc(?: sach| uong| sinh hoat| ngot)?\b|\b(?:khong|chang) (?:con |co )+nuoc(?: sach| uong| sinh hoat| ngot)?\b(?! (?:lu|ngap))|\bkhong co gi (?:de )?uong\b/,
  ],
  ['enough', /\b(?:du|con du|con|co) nuoc (?:sach|uong|sinh hoat|an|mua)\b|\bcon nuoc\b/],
]
const BOTH: readonly (readonly [Supply, RegExp])[] = [
  ['enough', /\b(?:con du|van du|du ca|con ca|du dung|van con|con an duoc)\b/],
  ['none', /\b(?:het ca|het sach|het roi|khong con gi)\b/],
]

const NO_FOOD = /\b(?:no|out of|without|no more|nothing to) (?:\w+ )?(?:food|rice|eat)\b/
const NO_WATER = /\b(?:no|out of|without|no more|nothing to) (?:\w+ )?(?:water|drink)\b/

/** Food and water as told; `asked`: short answers count for both. */
export function suppliesIn(said: Said, asked = false): ReportPatch {
  const { words } = said
  if (said.english) {
    const food = NO_FOOD.test(words) || /\bhungry\b/.test(words)
    return {
      ...(food ? { food: 'none' as const } : {}),
      ...(NO_WATER.test(words) ? { water: 'none' as const } : {}),
    }
  }
  const first = (of: typeof FOOD) => of.find(([, pattern]) => pattern.test(words))?.[0]
  const both = asked ? (first(BOTH) ?? bareSupply(words)) : undefined
  const food = first(FOOD) ?? both
  const water = first(WATER) ?? (first(FOOD) === undefined ? both : undefined)
  return { ...(food === undefined ? {} : { food }), ...(water === undefined ? {} : { water }) }
}

function bareSupply(words: string): Supply | undefined {
  if (/^ (?:het|het roi|khong con|khong con gi|khong|het ca) $/.test(words)) return 'none'
  if (/^ (?:thieu|thieu lam|con it|it lam) $/.test(words)) return 'short'
  return /^ (?:con|du|co|con du|du an|con a|du a|co du) $/.test(words) ? 'enough' : undefined
}
