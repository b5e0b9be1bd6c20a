/** The village named inside a story, as typed: `thôn Suối Thầu`, `ban Nam Ngat`, `tổ 5`. */
import { fold } from './fold.ts'

const KIND = /^(?:thon|ban|ap|buon|xom|khom|to|plei|phum|soc|lang|khu)$/
/** Words that end a village's name, and that none begins with. */
const END =
  /^(?:xa|phuong|thi|huyen|tinh|dac|bi|nha|o|co|da|dang|va|voi|gan|canh|ben|nuoc|lu|bao|sat|sap|ngap|chay|het|mat|chet|khong|ko|toi|minh|em|chung|cua|nay|do|ay|tren|duoi|gio|roi|lam|nguoi|con|dan|ca|cung|den|xuong|moi|rat|thi|la|duoc|hom|dem|toi|sang|chieu|hai|ba|hang|gieng|cuu|voi|giup)$/
const NAME = 3
const LONGEST = 60

/** Null where none is named. `tổ`, `bản`, `làng` alone are other words as well, so a name or a number must follow. */
export function villageIn(text: string): string | null {
  const typed = text.slice(0, 600).match(/[\p{L}\p{M}\d/]+|[,;.!?]/gu) ?? []
  const words = typed.map((word) => fold(word))
  for (let at = 0; at < words.length - 1; at++) {
    if (!KIND.test(words[at] ?? '')) continue
    const name: string[] = []
    const from = words[at] === 'to' && words[at + 1] === 'dan' && words[at + 2] === 'pho' ? at + 3 : at + 1
    for (let next = from; next < words.length && name.length < NAME; next++) {
      const word = words[next] ?? ''
      if (/^\d{1,3}[a-z]?$/.test(word) && name.length === 0) {
        name.push(typed[next] ?? '')
        break
      }
      if (!/^[a-z]+$/.test(word) || END.test(word)) break
      name.push(typed[next] ?? '')
    }
    if (name.length === 0) continue
    // "Tổ", "lang", "ban", "khu" without a number are too often something else in words without marks.
    if (/^(?:to|lang|khu|ban|soc)$/.test(words[at] ?? '') && !/^\d/.test(name[0] ?? '') && !isName(name[0] ?? ''))
      continue
    return `${typed.slice(at, from).join(' ')} ${name.join(' ')}`.slice(0, LONGEST)
  }
  return null
}

/** Written as names are, with a capital. */
function isName(word: string): boolean {
  return /^\p{Lu}/u.test(word)
}
