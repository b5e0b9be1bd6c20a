/** What became of the house, and whether one can still live there. The law's words first; "tốc mái" alone says too little for them. */
import type { ReportedHouse, ReportPatch } from '../core/report.ts'
import type { Said } from './report-words.ts'

/** Few words between the house and what happened to it, no clause crossed. */
const NEAR = '(?: (?!,)(?!khong\\b)\\S+){0,4}?'
const HOUSE = '(?:nha|can nha|ngoi nha|nha cua|nha cap 4|nha san)'

/** The first that is found counts: from worst to least. */
const HOUSES: readonly (readonly [ReportedHouse, RegExp])[] = [
  [
    'swept_away',
    new RegExp(
      `\\b(?:cuon|troi)(?: (?:mat|troi|phang|luon|sach|het|di|ca))* (?:cai |can |ngoi |ca )?nha\\b(?! (?:ve sinh|bep))|\\b${HOUSE}${NEAR} (?:bi )?(?:lu |nuoc )?(?:cuon|troi)\\b(?! (?:do|het do|tai san|lon|ga|xe|lua|gao))`,
    ),
  ],
  [
    'collapsed',
    new RegExp(
      `\\b(?:sap|do sap|danh sap|de sap|lam sap|xo do|do)(?: (?:mat|het|luon|ca|sach|hoan toan|tan tanh))* (?:cai |can |ngoi |ca )?nha\\b(?! (?:bep|ve sinh|kho|xe|tam))|\\b${HOUSE}${NEAR} (?:bi )?(?:(?:dat |da |nui |cay |gio |bao )?(?:de |danh |xo |thoi |vui )?)(?:sap|do sap|do nat|do (?:roi|het|hoan toan|xuong|sach)|vui (?:lap|mat|het)|vui roi)\\b(?! (?:mot|bep|tuong|mai|hien|do|het den))`,
    ),
  ],
  [
    'burnt',
    new RegExp(
      `\\b(?:chay|thieu|dot)(?: (?:rui|mat|het|sach|luon|ca|hoan toan))* (?:cai |can |ngoi |ca )?nha\\b(?! bep)|\\b${HOUSE}${NEAR} (?:bi )?(?:lua )?(?:chay|thieu)(?= (?:rui|mat|het|sach|roi|,|hoan toan|luon|dem|hom|toi|sang|chieu|trui| )|\\b $)(?! (?:len|di|ra|khoi|sang|lu|lut|tranh|tron|ve|do))`,
    ),
  ],
  [
    'ordered_to_move',
    /\b(?:lenh|yeu cau|bat|buoc|bao|baotin|keu|van dong|cho|can bo|cong an|bo doi|chinh quyen|xa|phai|bi|duoc)(?: (?!,)(?!xin\b)\S+){0,4} (?:di doi|so tan|doi di|doi nha|roi (?:khoi )?nha|don di (?:noi|cho) khac)\b/,
  ],
  [
    'badly_damaged',
    new RegExp(
      `\\b(?:hu|hong|hu hong|hu hai|nut|nghieng|sat|lun|vo|xuong cap|thiet hai) (?:rat |qua )?(?:nang|nhieu|toac|lon)\\b|\\bkhong (?:con )?(?:o|o lai) duoc\\b|\\b(?:tan hoang|tan nat|nat het|nat bet|xieu veo)\\b|\\b(?:toc|bay) (?:het|sach|toan bo|hoan toan|ca|mat ca|mat het)(?: \\S+)? ?mai\\b|\\b(?:toc|bay) mai (?:het|sach|toan bo|hoan toan)\\b|\\b(?<!bep (?:bi )?)(?<!xi (?:bi )?)sap (?:mot (?:phan|nua|ben|goc)|nua|mai)\\b|\\b${HOUSE}${NEAR} (?:nghieng|nut toac|nut lon)\\b`,
    ),
  ],
  [
    'damaged',
    new RegExp(
      `\\b(?:toc|bay|thung|do|hong|hu|vo|toc ngoi|lat)(?: (?:mat|het|may))? (?:mai|ngoi|ton|tam lop|tam ton|fibro)\\b|\\bmai (?:nha |ton )?(?:bi )?(?:toc|bay|thung|hu|hong)\\b|\\b(?:bep|xi|hien|chuong) (?:bi )?sap|\\bsap (?:bep|nha bep|tuong|hien|chuong|hang rao|cong|san|nha ve sinh|bo tuong)\\b|\\bnut (?:tuong|nha)\\b|\\b(?:hu|hong)(?: mat| het)? nha\\b|\\b${HOUSE}${NEAR} (?:bi )?(?:hu|hong|hu hong|hu hai|nut|dot|toc|thiet hai|vo)\\b(?! (?:het |mat |nhieu )?(?:do|tai san|xe|lua|gao))|\\bdot nat\\b|\\btuong (?:bi )?(?:nut|do|sap)\\b`,
    ),
  ],
  [
    'flooded',
    new RegExp(
      `\\bngap (?:ca |het |vao |trong |mat )?nha\\b|\\b${HOUSE}${NEAR} (?:bi )?(?:ngap|lut|chim|nuoc vao)\\b|\\bnuoc${NEAR} (?:vao|vo|tran vao|day|trong)(?: \\S+)? nha\\b|\\b(?:bi |da )ngap\\b(?! lua| ruong)|\\bngap (?:toi|den|ngang|sau|nua|ca met|hon|\\d+[\\d.,]* ?(?:m|cm|met|tac|phan)(?= ))\\b|\\bnuoc vao nha\\b`,
    ),
  ],
  [
    'none',
    /\bnha (?:cua )?(?:toi |minh |thi |van |con )*(?:khong sao|con nguyen|khong hu|khong bi gi|khong he gi|khong viec gi|nguyen ven|van o duoc)\b/,
  ],
]

const NOWHERE =
  /\b(?:khong|het|mat|chang)(?: con| co)* (?:cho|noi|nha)(?: nao| de)?(?: de)? (?:o|ngu|nuong than|tru)\b|\bman troi chieu dat\b|\b(?:o|ngu|tru) (?:nho|tam|ngoai (?:duong|troi|hien)|leu|lan|truong hoc|tru so|hoi truong|nha van hoa)\b|\bkhong (?:con )?(?:o|o lai) duoc\b/
const SOMEWHERE =
  /\b(?:van|con|tam) (?:o|o tam|ngu) duoc\b|\b(?:co|con) (?:cho|noi) (?:khac )?(?:de )?(?:o|ngu)\b|\bo duoc\b(?<!khong o duoc)(?<!khong con o duoc)/

/** Animals and fields of the house are not the house. */
const OTHERS =
  /\b(?:do dac|do dung|tai san|xe(?: may)?|may moc|duong|cau|hoa mau|ruong|vuon|lua|ngo|ma)(?: (?!,)\S+){0,3} (?:ngap|hu|hong|hu hai|bi hai|nat|vo)(?: (?:rat |qua )?(?:nang|nhieu|het))?\b|\b(?:con |dan )?(?:lon|trau|bo|ga|vit|de|ngan|lua|ngo|rau|ruong|xe|do dac|tai san|thoc|gao)(?: cua)? nha(?: (?:toi|em|minh|tui|chau))?\b|\b(?:chuong|cho|trai|chuong trai) (?:lon|ga|trau|bo|vit|de)\b/g

/** House and shelter as told; nothing where nothing is said. */
export function houseIn(said: Said): ReportPatch {
  return said.english ? englishHouse(said.words) : vietnameseHouse(said.words)
}

function vietnameseHouse(spoken: string): ReportPatch {
  const words = spoken.replace(OTHERS, '¦')
  // "Sắp sập", typed without marks: about to, and not yet.
  const about = words.replace(/\b(?:sap|sapden) (?:sap|do|chay|troi|ngap)\b/g, 'sapden')
  const house = HOUSES.find(([, pattern]) => pattern.test(about))?.[0]
  const nowhere = NOWHERE.test(about) ? true : SOMEWHERE.test(about) ? false : undefined
  return {
    ...(house === undefined
      ? about === words
        ? {}
        : /\bnha\b/.test(words)
          ? { house: 'damaged' as const }
          : {}
      : { house }),
    ...(nowhere === undefined ? {} : { nowhereToLive: nowhere }),
  }
}

const ENGLISH: readonly (readonly [ReportedHouse, RegExp])[] = [
  ['swept_away', /\b(?:house|home)\b.{0,20}\b(?:swept|washed) away\b|\bswept away (?:my|our|the) (?:house|home)\b/],
  [
    'collapsed',
    /\b(?:house|home)\b.{0,24}\b(?:collapsed|fell down|destroyed|is gone|buried)\b|\bdestroyed (?:my|our|the) (?:house|home)\b/,
  ],
  ['burnt', /\b(?:house|home)\b.{0,20}\b(?:burnt|burned)\b/],
  ['ordered_to_move', /\b(?:ordered|told|asked|had) (?:us |me )?to (?:leave|move|evacuate)\b|\bevacuat/],
  [
    'badly_damaged',
    /\b(?:badly|heavily|severely) (?:damaged|broken)\b|\bcannot live\b|\bcan ?not stay in\b|\broof (?:is|was) (?:completely )?gone\b/,
  ],
  ['damaged', /\broof\b|\b(?:house|home)\b.{0,20}\bdamaged\b|\bcrack/],
  [
    'flooded',
    /\b(?:house|home)\b.{0,24}\b(?:flooded|under water|flood)\b|\bwater (?:is |came |came up )?(?:in|into|inside) (?:my|our|the) (?:house|home)\b/,
  ],
  ['none', /\b(?:house|home) is (?:fine|ok|okay|not damaged)\b/],
]

function englishHouse(words: string): ReportPatch {
  const house = ENGLISH.find(([, pattern]) => pattern.test(words))?.[0]
  const nowhere = /\bnowhere to (?:live|stay|sleep)\b|\bno place to (?:live|stay)\b|\bcannot live\b|\bhomeless\b/.test(
    words,
  )
  return { ...(house === undefined ? {} : { house }), ...(nowhere ? { nowhereToLive: true } : {}) }
}
