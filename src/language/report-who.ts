/** For whom one reports: oneself, or a neighbour with their name, as typed. */
import type { ReportPatch } from '../core/report.ts'
import { fold } from './fold.ts'
import type { Said } from './report-words.ts'

const NEIGHBOUR =
  /\b(?:hang xom|lang gieng|nha (?:ke |o )?(?:ben canh|ke ben|ben|canh nha|sat vach)|ke ben nha|(?:bao|baotin|nhan tin|nhan|khai|noi) (?:giup|ho|dum|gium|thay)(?: cho)?|neighbou?rs?|next door)\b/
const TITLE = /^(?:ong|ba|anh|chi|co|chu|bac|cu|cau|di|mo|thim|duong|em|chau|gia dinh)$/
/** After a title these begin no name: kinship, and what happened. */
const NO_NAME =
  /^(?:toi|tui|minh|em|anh|chi|chau|con|noi|ngoai|ay|kia|do|nay|gia|ta|cu|bi|o|ben|canh|ke|sap|ngap|chay|thon|xa|ban|ap|xom|to|doi|khu|do|toc|troi|het|khong|ko|co|dang|da|gan|cung|va|voi|mot|neo|nha|la|chet|mat|sat|lo|thi|xay|hai|ba|bon|nam|con|dau|tren|duoi|hang|lang|xin|giup|dum|ho|vua|moi|cuu|chong|vo|cha|me|bo|song|bay|hu|hong|om|nhung|cho|den|nua|day|kho|vui|dot|luon|roi|gai|trai|dau|re|ruot|chu|bac)$/
const OWNER = /^(?:toi|la|em|chau|minh|tui)$/
const LONGEST = 4
const NAME_CHARS = 40

/** Null parts are not said. `asked`: whose house it is was asked, so the answer is the name itself. */
export function whoIn(said: Said, asked = false): ReportPatch {
  const named = neighbourNamed(said.typed)
  const folded = said.words
  if (NEIGHBOUR.test(folded) || named !== null) {
    return { forWhom: 'neighbour', ...(named === null ? {} : { name: named }) }
  }
  if (asked) {
    const name = plainName(said.typed)
    return name === null ? {} : { name }
  }
  const own = ownName(said.typed)
  return own === null ? {} : { name: own }
}

/** `nhà ông Tư`, `hộ bà Lan ở bên`, `hàng xóm bác Tư`: the title and up to three words. */
function neighbourNamed(typed: readonly string[]): string | null {
  const words = typed.map((word) => fold(word))
  for (let at = 0; at < words.length - 2; at++) {
    if (!/^(?:nha|ho|cho|giup)$/.test(words[at] ?? '') && !isNextDoor(words, at)) continue
    if (!TITLE.test(words[at + 1] ?? '') || isHave(typed, at + 1)) continue
    const name = nameFrom(typed, words, at + 2, LONGEST - 1)
    if (name !== '') return `${typed[at + 1]} ${name}`.slice(0, NAME_CHARS)
  }
  return null
}

function isNextDoor(words: readonly string[], at: number): boolean {
  return /^(?:hang xom|lang gieng)$/.test(`${words[at - 1] ?? ''} ${words[at] ?? ''}`)
}

/** "Nhà có người ốm" holds no aunt: `co` is a title with its mark, or before a name with a capital. */
function isHave(typed: readonly string[], at: number): boolean {
  const word = typed[at]?.toLowerCase().normalize('NFC') ?? ''
  if (word !== 'co' && word !== 'có') return false
  return word === 'có' || !/^\p{Lu}/u.test(typed[at + 1] ?? '')
}

/** `tôi tên là Giàng A Páo`, `tên tôi Lò Thị Mai`: never from a bare "tôi là", which many sentences hold. */
function ownName(typed: readonly string[]): string | null {
  const words = typed.map((word) => fold(word))
  const told = words.findIndex(
    (word, i) => word === 'ten' && (OWNER.test(words[i - 1] ?? '') || OWNER.test(words[i + 1] ?? '')),
  )
  const english = words.findIndex((word, i) => word === 'name' && words[i - 1] === 'my')
  const from = Math.max(told, english) + 1
  if (from <= 0) return null
  let start = from
  while (/^(?:toi|la|em|minh|chau|is)$/.test(words[start] ?? '')) start++
  const name = nameFrom(typed, words, start, LONGEST)
  return name === '' ? null : name.slice(0, NAME_CHARS)
}

/** Asked whose house it is: the first words of the answer, up to a place or a comma. */
function plainName(typed: readonly string[]): string | null {
  const words = typed.map((word) => fold(word))
  let start = 0
  while (/^(?:da|thua|nha|ho|cua|la|ten|ong ay|a)$/.test(words[start] ?? '')) start++
  const title = TITLE.test(words[start] ?? '') ? `${typed[start]} ` : ''
  const name = nameFrom(typed, words, title === '' ? start : start + 1, LONGEST)
  return name === '' ? null : `${title}${name}`.slice(0, NAME_CHARS)
}

function nameFrom(typed: readonly string[], words: readonly string[], from: number, most: number): string {
  const name: string[] = []
  for (let at = from; at < words.length && name.length < most; at++) {
    const word = words[at] ?? ''
    if (!/^[a-z]+$/.test(word) || NO_NAME.test(word)) break
    name.push(typed[at] ?? '')
  }
  return name.join(' ')
}
