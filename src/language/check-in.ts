/** Answers to "are you safe?" and "has help come?" in a few plain words, marks or not. Only whole short messages; a story is read elsewhere. */

const LEAD =
  '(?:(?:da|vang|alo|bao|ca|moi nguoi|nguoi|gia dinh|nha|ho|ben|o|day|toi|minh|chau|em|con|chung toi|va|thi|tat ca|deu|cung|hien|gio|tam|van|rat|con|dang|duoc|on) )*'
const TAIL = '(?: (?:a|ah|nhe|nha|ne|het|ca|roi|lam|ca nha|ca roi|thoi|can bo|cam on|qua|voi|ngay|gap|do|nhieu|day))*'
const SAFE = new RegExp(
  `^(?:1 )?${LEAD}(?:an toan|binh an|binh yen|on|on ca|on dinh|khong sao|ko sao|k sao|khong sao ca|khong viec gi|chua sao|khong bi gi|safe|ok safe|we are safe|i am safe|fine)${TAIL}$`,
)
const HELP = new RegExp(
  `^(?:2 )?${LEAD}(?:can giup|can giup do|can cuu tro|can ho tro|can cuu|can giup ngay|giup|giup do|giup voi|xin giup|xin giup do|nho giup|cuu|cuu tro|khong an toan|ko an toan|k an toan|khong on|ko on|khong duoc an toan|need help|help me|not safe|we need help|i need help)${TAIL}$`,
)
const ONE = /^(?:so |chon |bam |nhan )?1(?: an toan)?[.)]?$/
const TWO = /^(?:so |chon |bam |nhan )?2(?: can giup)?[.)]?$/

/** `folded`: the whole message. `digits`: a bare 1 or 2 is meant for this question. Help is heard before safety. */
export function readCheckIn(folded: string, digits: boolean): 'safe' | 'need_help' | null {
  const text = folded
    .replace(/[,;!.]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
  if (text.length > 60) return null
  if (HELP.test(text) || (digits && TWO.test(text))) return 'need_help'
  return SAFE.test(text) || (digits && ONE.test(text)) ? 'safe' : null
}

const FULL = new RegExp(
  `^${LEAD}(?:du|du roi|nhan du|da nhan du|nhan du roi|nhan duoc du|da du|duoc du|day du|nhan het|all of it|all|full)${TAIL}$`,
)
const PART = new RegExp(
  `^${LEAD}(?:mot phan|1 phan|mot it|it|chua du|chua nhan du|con thieu|thieu|moi duoc mot it|moi nhan mot phan|duoc mot it|nhan mot phan|some|part|part of it)${TAIL}$`,
)
const NONE = new RegExp(
  `^${LEAD}(?:chua|chua nhan|chua nhan duoc|chua nhan duoc gi|chua co|chua co gi|chua thay|chua thay gi|chua duoc|chua duoc gi|khong nhan duoc gi|khong co gi|khong duoc gi|not yet|nothing|none)${TAIL}$`,
)
const FIRST: Readonly<Record<string, 'full' | 'part' | 'none'>> = { 1: 'full', 2: 'part', 3: 'none' }

/** "Chưa đủ" is a part, "chưa" alone is nothing; "rồi" may be either and is asked again. */
export function readHelpCame(folded: string, digits: boolean): 'full' | 'part' | 'none' | null {
  const text = folded
    .replace(/[,;!.)]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
  if (text.length > 60) return null
  const digit = /^(?:so |chon |bam |nhan )?([123])$/.exec(text)?.[1]
  if (digit !== undefined) return digits ? (FIRST[digit] ?? null) : null
  if (PART.test(text)) return 'part'
  if (FULL.test(text)) return 'full'
  return NONE.test(text) ? 'none' : null
}
