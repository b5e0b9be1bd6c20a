/** Damage told in a sentence → parts of a report. High precision: in doubt a part is left out and asked. Pure, no backtracking traps. */
import type { Day } from '../core/day.ts'
import type { Hazard, Report, ReportedHouse, ReportPatch, Supply, Vulnerable } from '../core/report.ts'
import { peopleIn } from './counts.ts'
import { dateIn } from './dates.ts'
import { fold } from './fold.ts'
import { lossesIn } from './report-losses.ts'
import { neighbourIn } from './report-neighbour.ts'
import { casualtiesIn } from './report-people.ts'

/** `odd`: parts that were said and cannot be: they are asked again and not kept. */
export interface ReportSaid {
  readonly patch: ReportPatch
  readonly odd: readonly (keyof Report)[]
}

/** More live under no roof. */
const MOST_PEOPLE = 40
/** A family works no more fields than this by hand, in hectares. */
const MOST_HECTARES = 50
const LONGEST = 2_000
const WRITTEN_DATE = /\d{1,2}[/.-]\d|\bthang \d/

/** Reads the folded words (`Understanding.folded`); `raw`: as typed, for the name of a neighbour. */
export function reportSaid(folded: string, raw: string, today: Day): ReportSaid {
  const text = folded.slice(0, LONGEST)
  // As typed, without the dialect carried over: "mạ" is a seedling here and no mother.
  const typed = fold(raw.slice(0, LONGEST))
  const odd: (keyof Report)[] = []
  const hazard = hazardIn(text)
  const house = houseIn(text)
  const day = dateIn(text.split(' '), today) ?? dateIn(typed.split(' '), today)
  const happenedOn = day !== null && day <= today ? day : null
  // "Mai" is a roof here more often than tomorrow; only a written date can be wrong.
  if (day !== null && day > today && WRITTEN_DATE.test(typed)) odd.push('happenedOn')
  const people = householdIn(text)
  if (people !== null && people > MOST_PEOPLE) odd.push('people')
  const { odd: oddCounts, ...counts } = casualtiesIn(text)
  odd.push(...oddCounts)
  const losses = lossesIn(text, typed, raw)
  const large = losses.crops?.some(({ area_ha: area }) => (area ?? 0) > MOST_HECTARES) === true
  if (large) odd.push('crops')
  const vulnerable = vulnerableIn(text)
  const food = foodIn(text)
  const water = waterIn(text)
  const patch: ReportPatch = {
    ...neighbourIn(text, raw),
    ...(hazard === null ? {} : { hazard }),
    ...(happenedOn === null ? {} : { happenedOn }),
    ...(people === null || people > MOST_PEOPLE ? {} : { people }),
    ...counts,
    ...(house === null ? {} : { house }),
    ...(NOWHERE.test(text) ? { nowhereToLive: true } : SHELTERED.test(text) ? { nowhereToLive: false } : {}),
    ...(food === null ? {} : { food }),
    ...(water === null ? {} : { water }),
    ...(vulnerable.length === 0 ? {} : { vulnerable }),
    ...(losses.crops && !large ? { crops: losses.crops } : {}),
    ...(losses.animals ? { animals: losses.animals } : {}),
  }
  return { patch, odd }
}

/** The narrower thing first: a flash flood is told with the word for flood in it. */
const HAZARD_WORDS: readonly (readonly [Hazard, RegExp])[] = [
  [
    'landslide',
    /\b(?:sat lo|sac lo|xat lo|lo dat|dat (?:sat|lo|do|da)|lo nui|nui lo|sut lun|sut dat|dat sut|landslide|mudslide)\b/,
  ],
  ['flash_flood', /\b(?:lu quet|lu ong|flash flood)\b/],
  ['whirlwind', /\b(?:loc xoay|gio loc|giong loc|mua loc|con loc|tran loc|bi loc|voi rong|tornado|whirlwind)\b/],
  ['hail', /\b(?:mua da|hail)\b/],
  ['saltwater', /\b(?:nhiem man|ngap man|xam nhap man|nuoc man|man xam nhap|saltwater|salt water)\b/],
  [
    'storm',
    /\b(?:(?:con|tran|gio|mua|do|vi|bi|sau|com|troi|hoan luu) bao|bao (?:so|lam|quat|to[ck]|xo|thoi|vao|do|cuon|qua|ve|lon|lut|lu|dem|hom|giat|danh|bay|sap|\d+)|ap thap|storm|typhoon)\b/,
  ],
  [
    'fire',
    /\b(?:hoa hoan|ba hoa|dam chay|bi chay|chay (?:nha|bep|het nha|rui|trui)|nha (?:\S+ ){0,3}chay|lua chay nha|burnt down|house fire|fire)\b/,
  ],
  ['drought', /\b(?:han han|kho han|nang han|han nang|bi han|han keo dai|han lau|drought)\b/],
  ['cold', /\b(?:ret (?:dam|hai|dai|buot|qua)|suong muoi|bang gia|severe cold|frost)\b/],
  ['earthquake', /\b(?:dong dat|earthquake)\b/],
  [
    'flood',
    /\b(?:ngap|lu|lut|lut loi|nuoc (?:len|dang|cuon|tran|vao|chay vao|lon|xoay|xiet|song|troi|ngap|lu)|bi lu|mua lu|flood|flooded|flooding)\b/,
  ],
]

function hazardIn(text: string): Hazard | null {
  return HAZARD_WORDS.find(([, words]) => words.test(text))?.[0] ?? null
}

const FINE_HOUSE =
  /\bnha (?:cua )?(?:\S+ )?(?:khong (?:sao|bi gi|hu hai|hong gi|viec gi|he gi)|con nguyen|van con nguyen|van on|khong anh huong)\b|\bhouse is (?:fine|ok)\b/
const HOUSE_WORDS: readonly (readonly [ReportedHouse, RegExp])[] = [
  [
    'swept_away',
    /\bnha (?:\S+ ){0,5}(?:bi )?(?:(?:lu|nuoc) )?(?:cuon (?:mat|troi|di|het|phang)|bi cuon|troi (?:mat|di|het|roi|song|theo|luon|sach)|bi troi)\b|\b(?:cuon|troi)(?: mat| di| het| phang| luon)* (?:ca )?(?:can |ngoi |cai )?nha\b|\bmat (?:ca )?(?:can |ngoi )?nha\b|\bhouse (?:was |is |has been )?(?:swept|washed) away\b/,
  ],
  [
    'burnt',
    /\bnha (?:\S+ ){0,4}(?:bi )?chay (?:het|rui|trui|sach|toan bo|ca|hoan toan|thanh)\b|\bchay (?:het|rui|sach)(?: ca)? (?:can |ngoi |cai )?nha\b|\bnha (?:\S+ ){0,2}bi chay\b|\bhouse (?:was |is )?burn(?:t|ed)\b/,
  ],
  [
    'ordered_to_move',
    /\b(?:lenh|yeu cau|bat|buoc|bat buoc|thong bao|keu|goi|bao) (?:\S+ ){0,4}?(?:phai )?(?:di doi|so tan|di tan)\b|\bphai (?:di doi|so tan)(?: khan cap| gap)\b|\bordered to (?:leave|move|evacuate)\b/,
  ],
  // "Sap do" without marks may be "about to fall": only what is over counts as fallen.
  [
    'collapsed',
    /\bnha (?:\S+ ){0,5}(?:bi )?(?:sap (?:het|roi|hoan toan|toan bo|sach|xuong|luon|ca|mat)|(?<!\bsap )sap$|do (?:het|sap|nat|roi|hoan toan|sup|xuong|sach)|sup (?:do|het|roi)|xo do|danh sap|de (?:sap|bep)|vui (?:lap|het))\b|\bsap (?:het |mat |luon )?(?:ca )?(?:can |ngoi |cai )?nha\b|\bdo (?:het |sap )?(?:ca )?(?:can |ngoi |cai )?nha\b|\bhouse (?:has |is |was )?(?:collapsed|fell|destroyed)\b/,
  ],
  [
    'badly_damaged',
    /\b(?:toc|bay|lat|mat|cuon|thoi bay) (?:het |mat |sach |toan bo |bay )(?:ca )?mai\b|\b(?:sap|do) (?:tuong|bep|mot phan|mai|tran|nua)\b|\btuong (?:\S+ )?(?:sap|do)\b|\bnha (?:\S+ ){0,4}(?:hong|hu|hu hong|thiet hai) nang\b|\bnha (?:\S+ ){0,3}(?:nghieng|nut toac)\b|\b(?:khong|ko|k) (?:con )?o (?:duoc|noi) nua\b|\bbadly damaged\b/,
  ],
  [
    'flooded',
    /\bnha (?:\S+ ){0,4}(?:bi )?(?:lu )?ngap\b|\bngap (?:het |vao |toi |den |lut )?(?:ca )?(?:trong )?(?:can |ngoi )?nha\b|\bnuoc (?:lu |lut )?(?:vao|chay vao|ngap|tran vao|len|da vao) (?:den |toi |het |trong )?nha\b|\b(?:my |our )?house (?:is |was )?flooded\b/,
  ],
]

function houseIn(text: string): ReportedHouse | null {
  if (FINE_HOUSE.test(text)) return 'none'
  return HOUSE_WORDS.find(([, words]) => words.test(text))?.[0] ?? null
}

const NOWHERE =
  /\b(?:khong|ko|k|chua|het) (?:con |co )*(?:cho|noi|nha) (?:nao )?(?:de )?(?:o|tru|ngu|nuong than)\b|\bman troi chieu dat\b|\bnowhere to (?:live|stay|sleep)\b/
const SHELTERED =
  /\b(?:dang |phai |van )?o (?:nho|tam|dau)\b|\bo nha (?:ho hang|nguoi than|hang xom|van hoa|anh|em|con|bo me|noi|ngoai)\b/

function householdIn(text: string): number | null {
  const said =
    /\b(?:nha|gia dinh|ho)(?: \S+){0,3}? (?:co |gom |co tat ca |duoc |tong )?((?:\S+ ){1,3}?)(?:nguoi|khau|nhan khau|mieng an)\b(?! (?:bi|chet|mat|thuong|ket|gia|om|khuyet))/.exec(
      text,
    )?.[1] ?? /^((?:\S+ ){1,2}?)(?:khau|nhan khau)\b/.exec(text)?.[1]
  const found = said === undefined ? null : peopleIn([...said.trim().split(' '), 'nguoi'])
  return typeof found?.value === 'number' && found.value > 0 ? found.value : null
}

const ONE_WHO = '(?:nha|co|va|voi|con|them|mot|hai|ba|\\d+)'
const VULNERABLE_WORDS: readonly (readonly [Vulnerable, RegExp])[] = [
  ['infant', /\b(?:so sinh|moi sinh|con bu|moi de|be (?:\S+ )?\d+ thang|baby|newborn)\b/],
  [
    'child',
    new RegExp(
      `\\b(?:tre (?:em|nho|con)|con nho|chau nho|con tho|lu tre|bay tre|${ONE_WHO} dua (?:nho|tre|be)|small child(?:ren)?|children)\\b`,
    ),
  ],
  [
    'elderly',
    /\b(?:nguoi gia|gia yeu|cu (?:ong|ba|gia)|(?:ong|ba|me|bo) gia|ong ba gia|elderly|old (?:mother|father|people))\b|\b(?:[6-9]\d|1[01]\d) (?:tuoi|t)\b/,
  ],
  ['pregnant', /\b(?:bau|ba bau|mang thai|co thai|sap sinh|sap de|pregnant)\b/],
  ['disabled', /\b(?:khuyet tat|tat nguyen|bi liet|liet (?:nguoi|giuong|chan)|mu (?:loa|hai mat)|disabled)\b/],
  ['sick', /\b(?:om (?:nang|dau|yeu|lien mien)|dang om|benh nang|nam liet|chay than|ung thu|very sick|bedridden)\b/],
  [
    'alone',
    /\b(?:(?:o|song|co) mot minh|doc than|neo don|don than|khong ai (?:than thich|o cung)|live alone|living alone)\b/,
  ],
]

function vulnerableIn(text: string): readonly Vulnerable[] {
  if (/\bkhong (?:co )?(?:nguoi gia|tre em|ai gia)\b/.test(text)) return []
  return VULNERABLE_WORDS.filter(([, words]) => words.test(text)).map(([who]) => who)
}

function foodIn(text: string): Supply | null {
  if (/\b(?:con (?:du )?gao|du an|con cai an|gao con|an du|enough food)\b/.test(text) && !/\bkhong con\b/.test(text))
    return 'enough'
  if (
    /\b(?:sap het|gan het|con it|con (?:vai|mot|hai) (?:bo|kg|can|bat)) (?:gao|do an|luong thuc|cai an)\b|\bthieu (?:gao|an|doi|luong thuc|do an)\b|\bshort of food\b/.test(
      text,
    )
  )
    return 'short'
  if (
    /\b(?:het (?:sach |nhan |ca )?(?:gao|an|cai an|do an|luong thuc|thuc an)|(?:khong|ko|k) con (?:gao|gi an|cai an|do an|hat gao|gi de an)|khong co (?:gi|cai) (?:de )?an|dang doi|bi doi|doi (?:qua|lam|may|\d+|hai|ba) ?(?:ngay|bua|hom)?|nhin doi|chet doi|no food|hungry|nothing to eat)\b/.test(
      text,
    )
  )
    return 'none'
  return null
}

function waterIn(text: string): Supply | null {
  if (/\bthieu nuoc (?:sach|uong|sinh hoat|ngot|an)\b|\bshort of water\b/.test(text)) return 'short'
  if (
    /\b(?:het nuoc (?:uong|sach|ngot|an)|(?:khong|ko|k) (?:co|con) nuoc (?:sach|uong|ngot|an|sinh hoat)|no (?:clean |drinking )?water)\b/.test(
      text,
    )
  )
    return 'none'
  return null
}
