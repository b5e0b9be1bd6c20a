/** Yes, no or not sure, in the words people use; fixed phrases before single words (`không sai` is yes, `có đâu` is no). */
import type { Token } from './tokens.ts'

export type YesNo = 'yes' | 'no' | 'unsure'

const UNSURE =
  /\b(?:(?:khong|k|ko|kg|hong|hok|chua|chang|hk|kh|hem|hổng|deo|no|cha|eo) (?:he )?(?:biet|bit|bik|bt|ro|chac|nho|hieu|dam chac|ranh|nam ro)|hinh nhu|hen xui|chac (?:la )?(?:vay|the|co|khong|k|ko|chua)|co le|khong chung|(?:quen|de) (?:mat|roi|xem)|(?:lay gi|ai|sao|nao|mo|no|biet) (?:ma )?(?:biet|dau biet|ai biet)|biet dau(?: duoc)?(?! phai)|de (?:\w+ ){0,3}(?:hoi|coi|xem|nho|nghi)(?: lai| da| thu)*|(?:dang|bua nao|con phai) hoi|chua hoi|(?:toi|tui|minh) chiu|chiu (?:thoi|luon|chet)|(?:luc|khi|bua|nam) (?:\w+ )?(?:co|duoc|an)(?: \w+)? (?:luc|khi|bua|nam) (?:khong|ko|thua|chua)|nam an nam thua|co the(?! la)|co ve|duong nhu|nghe dau|tidak tahu|dunno|sao cung duoc|gi cung duoc|not sure|(?:dont|don t|do not) know|maybe|perhaps|no idea|tuy|luong lu|phan van|nghe noi|lung tung|50 50|nua co nua khong|co khi|khong nham thi|chua xac dinh|entah|mungkin)\b/
const YES =
  /^(?:(?:da|u|a|uh|toi|thi) )?(?:khong sai|khong lam|chu sao(?: khong| nua)?|sao (?:lai )?khong|chu con gi(?: nua)?|con gi nua|(?:van )?con(?: chu| a| do| nha| du)?$|duong nhien|trung phoc|gat(?: dau)?$|(?:da )?rua(?: do| a)?$|khong (?:the )?cai|khong phai ban|qua (?:dung|chuan)|co chu|duoc chu|dung chu|con phai (?:hoi|noi)|khong thieu|hoi thua)\b/
const NO =
  /^(?:(?:da|u|a|uh|toi|nha toi|nha) )?(?:dau (?:co|phai|duoc)|lam gi co|lay (?:dau|gi)(?: ra)?|dao dau ra|tien dau (?:ra|ma)|co (?:cai )?(?:gi|chi|ma) dau|co bao gio|co dau|co (?:dong|xu) (?:nao|mo) dau|tu choi|con khuya|coc (?:co|he)|lam gi duoc|lam chi co|chang co|con lau|het (?:sach |ca )?(?:roi|lau|sach)|(?:mat|bo|nham|sai|huy|nghi) (?:het |sach )?roi|da bao gio|mo co|co mo|mo phai|nao co|van chua|biet lay dau)\b/
const NO_WORDS = new Set(
  `khong ko k kg kh hk hok hem hong hổng hông khum khom khg hog hẻm chua chả cha chang no not never nope sai thoi khoi
   tidak bukan belum nah deo dell eo nỏ no dung_4 ch chx ngung kô hoong hongg kongg`
    .trim()
    .split(/\s+/),
)
const YES_WORDS = new Set(
  `co dung roi phai vang vag u ua uh uhm um uk uh uhuh uhu ok oke okay okie oki okela okla duoc dc dk duocj y yes yep yeah yup sure
   chuan chinh dungroi ya iya vg cos dong_y nhat_tri ukm ukie vay r chac chắc tat_nhien correct right true yess betul benar ada om`
    .trim()
    .split(/\s+/),
)
const FILLERS = new Set(
  `da a ah ạ oi nha nhe nhé ne ma thi la toi em e minh chau con tui bac chu anh chi co_ay can bo nhà nha_toi day do the vay um thua dạ y_a gi ad`
    .trim()
    .split(/\s+/),
)

/** Reads an answer to a yes/no question; null when the message is no such answer (a story, another question). */
export function yesNoIn(tokens: readonly Token[]): YesNo | null {
  if (tokens.length === 0 || tokens.length > 40) return null
  const text = tokens.map((token) => token.folded).join(' ')
  if (UNSURE.test(text)) return tokens.length <= 12 ? 'unsure' : null
  if (tokens[0] && /^[dđ]ưng2$/.test(tokens[0].spelt)) return 'no'
  if (tokens.length <= 2 && tokens[0]?.spelt === 'ơ2') return 'yes'
  if (YES.test(text)) return 'yes'
  // "có dấu" is no answer to this, "có đâu" is a no.
  if (NO.test(text) && !tokens.some((token) => token.spelt === 'dâu1')) return 'no'
  if (
    /\b(?:dong y|nhat tri|tat nhien|chinh xac|di nhien|hien nhien|bang long)\b/.test(text) &&
    !/\b(?:khong|ko|k|chua) (?:dong y|nhat tri|bang long)\b/.test(text)
  )
    return 'yes'
  if (/^(?:khong|ko|k) (?:dong y|nhat tri)\b/.test(text)) return 'no'
  return byFirstWord(tokens)
}

function byFirstWord(tokens: readonly Token[]): YesNo | null {
  const short = tokens.length <= 6
  let yes = false
  for (const [at, token] of tokens.entries()) {
    const { folded } = token
    const next = tokens[at + 1]?.folded
    if (NO_WORDS.has(folded)) {
      // "có … không?" is a question, not an answer.
      if (yes && at === tokens.length - 1 && !short) return null
      return 'no'
    }
    if (folded === 'dang' && next === 'phai') return null
    if (YES_WORDS.has(folded)) {
      if (!short && !yes && at > 2) return null
      yes = true
      const rest = tokens.slice(at + 1).map((other) => other.folded)
      // "có chưa ạ" and "có nhưng chưa đủ": let a plain no near the end of a short answer win, else the first word stands.
      if (!short || !rest.some((word) => NO_WORDS.has(word))) return 'yes'
    } else if (!FILLERS.has(folded) && !short) return null
  }
  if (yes) return 'yes'
  // A lone "dạ" is a polite yes.
  return tokens.every((token) => token.folded === 'da' || token.folded === 'a') ? 'yes' : null
}
