/** Facts of the law said inside a sentence: `toi 76 tuoi khong luong huu`. High precision: in doubt a fact is left out and asked. */
import type { Day } from '../core/day.ts'
import type { Household, Person } from '../core/household.ts'
import { ageIn } from './counts.ts'
import { moneyIn } from './money.ts'

const OLD_ENOUGH_TO_MEAN_PENSION = 60
const NOT_SELF =
  /\b(?:khong phai|khong thuoc|chua phai|khong duoc|chua duoc|khong con(?! cai\b| chau\b)|het|bi (?:cat|loai|dua)|xin|xet|xet duyet|binh xet|dieu kien|vao|tro thanh|cong nhan|the nao la|muon|duoc la|co phai|de duoc|sao moi|nhu the nao la)(?: \S+){0,3}$/

/** What the folded, opened-up words say of a household; `people[0]` is the person spoken of. Absent = not said. */
export function saidFacts(folded: string, today: Day): Household {
  const household: Household = {}
  const people = peopleIn(folded, today)
  const householdClass = classIn(folded, people.length > 0)
  if (householdClass) household.class = householdClass
  if (
    /\b(?:toi|em|minh|nha|gia dinh)(?: \S+){0,2} (?:la |thuoc )?(?:nguoi )?dan toc (?:thieu so|hmong|mong|tay|nung|dao|thai|muong|khmer|kho me|e de|ede|gia rai|ba na|cham|san diu|co tu|bru|xo dang)\b/.test(
      folded,
    ) ||
    /\b(?:toi|em|minh|chung toi|nha toi|nha em|chau)(?: \S+){0,5} (?:la )?nguoi (?:dan toc|dong bao dan toc)\b(?! kinh)/.test(
      folded,
    )
  )
    household.ethnic_minority = true
  if (people.length > 0) household.people = people
  return household
}

/** `personTold`: the message tells of a certain person, so its "hộ nghèo" is that person's. */
function classIn(folded: string, personTold: boolean): 'poor' | 'near_poor' | 'newly_escaped' | undefined {
  if (/\bthoat (?:can )?ngheo\b/.test(folded))
    return /\b(?:moi|vua)(?: duoc| cong nhan)? thoat (?:can )?ngheo\b/.test(folded) && own(folded, 'thoat', personTold)
      ? 'newly_escaped'
      : undefined
  if (/\bcan ngheo\b/.test(folded)) return own(folded, 'can ngheo', personTold) ? 'near_poor' : undefined
  if (/\bho ngheo\b/.test(folded)) return own(folded, 'ho ngheo', personTold) ? 'poor' : undefined
  return undefined
}

/** True when the class is said of the sender's own house: `nhà tôi hộ nghèo`, `hộ nghèo chúng tôi`, `tôi thuộc hộ nghèo`. */
function own(folded: string, word: string, personTold: boolean): boolean {
  const at = folded.indexOf(word)
  const before = folded.slice(Math.max(0, at - 60), at).trim()
  const after = folded.slice(at + word.length, at + word.length + 40)
  if (NOT_SELF.test(before.replace(/(?: ho| moi| vua| la| thuoc| dien)+$/, ''))) return false
  if (/^(?: ngheo)? (?:co phai|khong phai|k phai)/.test(after)) return false
  return (
    personTold ||
    /\b(?:toi|em|minh|tui|nha|gia dinh|chung toi|me|bo|ba|ong|con|chau|so|thuoc|dang la)(?: (?:la|thuoc|dien|o|dang|cung|em|toi|minh|tui|nay|hien|co|so|giay|nay la|van|moi|vua|duoc|ho|trong|cu|con)){0,4}$/.test(
      before,
    ) ||
    /^(?: ngheo)?(?: nhu)? (?:chung toi|chung em|nha toi|nha em|cua toi)\b/.test(after)
  )
}

function peopleIn(folded: string, today: Day): Person[] {
  const words = folded.split(' ')
  const ages = agesIn(words, today)
  const months = /\b(?:be|em be|be nha|con nho)(?: \S+){0,2} (\d{1,2}) thang\b(?! (?:truoc|sau|nua|qua|roi chua))/.exec(
    folded,
  )?.[1]
  if (months !== undefined && ages.length === 0 && Number(months) < 36) ages.push(Math.floor(Number(months) / 12))
  const single = singleParentIn(folded)
  const orphan =
    /\bmo coi (?:ca )?(?:cha|bo|ba)(?: lan| va)? (?:me|ma)\b|\b(?:cha|bo|ba) me (?:\S+ )?(?:deu|cung) (?:mat|chet|qua doi)\b|\bmat ca (?:cha|bo|ba)(?: lan| va)? (?:me|ma)\b/.test(
      folded,
    )
  const first: Person = {}
  const others: Person[] = []
  if (single) {
    first.single_parent = true
    // Ages said of children follow the parent; an adult's age is the parent's own.
    for (const age of ages) {
      if (age >= 18 && first.age === undefined) first.age = age
      else if (age < 23) others.push({ age })
    }
  } else if (ages.length > 0) {
    const [age, ...more] = ages
    if (age !== undefined) first.age = age
    for (const other of more) others.push({ age: other })
  }
  if (others.length === 0 || single) addPersonal(first, folded, words, single)
  if (orphan) {
    first.orphan_of_both = true
    first.no_source_of_care = true
  }
  return Object.keys(first).length > 0 || others.length > 0 ? [first, ...others] : []
}

function addPersonal(person: Person, folded: string, words: readonly string[], single: boolean): void {
  const pension = pensionIn(folded, words, person.age)
  if (pension !== undefined) person.pension_month_vnd = pension
  if (single) return
  const disability =
    /\bkhuyet tat (?:o )?(?:muc |muc do |do )?(?:la )?(dac biet nang|nang|nhe)\b/.exec(folded)?.[1] ??
    /\bgiay (?:xac nhan )?(?:khuyet tat )?(?:ghi )?(?:la )?(?:muc |muc do )?(dac biet nang|nang|nhe)\b/.exec(
      folded,
    )?.[1]
  if (disability !== undefined)
    person.disability = disability === 'nang' ? 'severe' : disability === 'nhe' ? 'mild' : 'extremely_severe'
  // Said once is enough: whoever brought it up is not asked it again.
  if (
    /\b(?:(?:bi|nhiem|dang co|song chung voi) (?:hiv|aids|h)|nhiem hiv|(?:toi|em|minh|con|chau|chong|vo) co h)\b(?! khong)/.test(
      folded,
    )
  )
    person.hiv = true
  if (/\b(?:dang hoc|di hoc|hoc|o) (?:truong )?(?:noi tru|ban tru)\b/.test(folded)) person.boarding = true
  if (
    /\bkhong (?:co |con )?(?:chong (?:khong |va )?)?(?:con chau|con cai|nguoi than|ai)(?: nao| chi| gi)?(?: ca)?(?: (?:nuoi|phung duong|cham soc|nuoi duong|de nuong tua|o cung)\b|$| (?:thi|nen|ma|co|duoc|gi|ho|nha)\b)/.test(
      folded,
    ) &&
    (person.age === undefined || person.age >= 18)
  )
    person.has_supporter = false
  const grade = /\b(?:dang )?(?:hoc|len|vao) lop (\d{1,2}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)\b/.exec(folded)?.[1]
  const study = grade === undefined ? undefined : levelOf(grade)
  if (study) person.studying = study
  else if (
    /\b(?:dang hoc dai hoc|(?:em|toi|con|chau) (?:toi |em )?(?:dang )?hoc dai hoc|la sinh vien|sinh vien nam)\b/.test(
      folded,
    )
  )
    person.studying = 'university'
  else if (/\b(?:dang hoc|di hoc|hoc) (?:mau giao|mam non)\b/.test(folded)) person.studying = 'preschool'
}

/** Every age said as an age; `từ 75 tuổi`, `trên 75 tuổi`, `75 tuổi trở lên` speak of the law, not of a person. */
function agesIn(words: readonly string[], today: Day): number[] {
  const ages: number[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (/^\d{1,3}(?:t|tuoi)$/.test(word)) add(ages, ageIn([word], today)?.value, words, at, at)
    else if (word === 'tuoi' && at > 0) {
      const start = startOfNumber(words, at)
      if (start < at) add(ages, ageIn([...words.slice(start, at), 'tuoi'], today)?.value, words, start, at)
    } else if (/^(?:sn|ns)$/.test(word) || (word === 'sinh' && /^(?:nam|\d{4})$/.test(words[at + 1] ?? ''))) {
      const end = words.findIndex((other, index) => index > at && index <= at + 3 && /^\d{2,4}$/.test(other))
      if (end > 0) add(ages, ageIn(['sinh', 'nam', words[end] ?? ''], today)?.value, words, at, end)
    } else if (/^(?:ong|ba|cu|me|bo|toi|cha|bac|tui|bu|bam)$/.test(word)) {
      // "mẹ tôi 82", "cụ 75": a bare number is an age only from 60 on and when nothing counts it.
      let place = at + 1
      while (
        place < at + 4 &&
        /^(?:toi|em|chau|noi|ngoai|cu|nay|nha|tui|minh|gia|yeu|da|nam|duoc|gan)$/.test(words[place] ?? '')
      )
        place++
      if (words[place - 1] === 'gan') continue
      const number = Number(words[place])
      const after = words[place + 1] ?? ''
      if (
        /^\d{2,3}$/.test(words[place] ?? '') &&
        number >= 60 &&
        number <= 110 &&
        !/^(?:tuoi|t|trieu|tr|nghin|ngan|k|con|nguoi|sao|ha|m2|cong|mau|dong|d|%|kg|ngay|thang|nam)$/.test(after)
      )
        add(ages, number, words, at, place)
    }
  }
  return ages
}

function add(ages: number[], age: unknown, words: readonly string[], start: number, end: number): void {
  const before = words.slice(Math.max(0, start - 3), start).join(' ')
  const after = words.slice(end + 1, end + 4).join(' ')
  if (typeof age !== 'number' || age > 115) return
  if (
    /(?:^| )(?:tu|du|tren|duoi|chua|gan|ngoai|chua du|den|tu du|sap|khoang|(?<!nua )nguoi|tre em|tre|qua)$/.test(before)
  )
    return
  // "hơn 75 tuổi" passes every line there is; "hơn 70" may be 71 or 74.
  if (/(?:^| )hon$/.test(before) && (age < 75 || age >= 80)) return
  if (/^(?:tro len|tro xuong|den|moi duoc|la duoc|moi)\b/.test(after)) return
  // "75 tuổi thì sao" asks about the law, "con tôi 2 tuổi thì sao" about a child.
  if (/^thi sao\b/.test(after) && !/(?:toi|em|chau|con|be|minh|nha)$/.test(before)) return
  ages.push(age)
}

const NUMBER_WORD = /^(?:\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|tu|lam|chuc|thang)$/

function startOfNumber(words: readonly string[], end: number): number {
  let start = end
  while (start > 0 && end - start < 3 && NUMBER_WORD.test(words[start - 1] ?? '')) {
    start--
    if (/^\d/.test(words[start] ?? '')) break
  }
  // "năm nay tôi" never reaches here; "ba 76 tuổi" (father) stops at the digits above.
  return start
}

/** "Lương hưu thì không", "lương không có": said the other way round; "lương không có đủ sống", "lương hưu không được bao nhiêu" have one. */
const TURNED =
  /\bluong( huu)? (?:thi )?(?:khong|ko|k|hong|chua|chang)(?: (?:he|co|duoc|huong|nhan|lanh))*(?: (?:gi|chi|nao|het|ca|dau|a|dong|xu))*(?=$| (?:nen|ma|va|thi|nha|nhe|con cai|chi|gio|nay|muon|xin|hoi|cho|toi|tui|em|ba|ong|me|bo|cu|nha toi|o|song|ho ngheo|ho can|co (?:duoc|phai|gi)|duoc (?:gi|huong|tro|ho|nhan|tien|khong|k|ko)|hom|\d)\b)/

function pensionIn(folded: string, words: readonly string[], age: number | undefined): number | undefined {
  if (
    /\b(?:khong|chua|chang) (?:he )?(?:co |duoc |huong |nhan |lanh |duoc huong |co duoc )*(?:dong )?(?:luong huu|luong ve huu|huu tri|tien huu|luong bao hiem|che do huu)\b/.test(
      folded,
    )
  )
    return 0
  const old = age !== undefined && age >= OLD_ENOUGH_TO_MEAN_PENSION
  if (
    old &&
    /\b(?:khong|chua|chang|ko) (?:co |duoc |huong |nhan |lanh |dong )*luong(?: |$)(?!thuc|du\b|cao|nhieu|thang)/.test(
      folded,
    )
  )
    return 0
  const turned = TURNED.exec(folded)
  if (
    turned &&
    (old || turned[1] !== undefined) &&
    !/\bco(?: (?:duoc|huong|nhan))?$/.test(folded.slice(0, turned.index).trim())
  )
    return 0
  const at = folded.indexOf('luong huu')
  if (at < 0 || /\bbao nhieu\b/.test(folded)) return undefined
  const start = folded.slice(0, at).split(' ').length + 1
  // "3 triệu 76 tuổi": the second number is an age and no part of the sum.
  const near = words.slice(start, start + 7)
  const years = near.findIndex(
    (word, i) => /^\d{2,3}(?:t|tuoi)$/.test(word) || (/^\d{2,3}$/.test(word) && near[i + 1] === 'tuoi'),
  )
  const amount = moneyIn(years > 0 ? near.slice(0, years) : near)
  if (
    typeof amount?.value !== 'number' ||
    amount.value === 0 ||
    amount.qualifier ||
    (amount.per && amount.per !== 'month')
  )
    return undefined
  return amount.value
}

/** Never married, or spouse dead: "ly hôn" and "bỏ đi" are other cases, which the law asks about. */
function singleParentIn(folded: string): boolean {
  if (
    /\b(?:chua (?:co |lay |tung lay )?chong|khong (?:co )?chong)(?: \S+){0,2} (?:co|nuoi)(?: \S+){0,2} (?:con|dua|be)\b/.test(
      folded,
    )
  )
    return true
  if (/\b(?:ly hon|ly di|ly than|chia tay|di tu|o tu|ngoi tu|bi bat|bo di|bo nha|bo roi)\b/.test(folded)) return false
  return (
    /\b(?:me|bo|cha|ba|phu nu) don than\b|\bdon than (?:\S+ )?nuoi\b|\b(?:mot minh|minh)(?: toi| em| minh)? nuoi(?: \S+)? (?:con|dua)\b|\bnuoi (?:\S+ ){0,2}(?:con|dua)(?: \S+)? mot minh\b/.test(
      folded,
    ) || /\b(?:chong|vo)(?: toi| em| minh)? (?:da |bi )?(?:mat|chet|qua doi)(?: som)?\b.{0,40}\bnuoi\b/.test(folded)
  )
}

function levelOf(grade: string): 'primary' | 'lower_secondary' | 'upper_secondary' | undefined {
  const names = ['', 'mot', 'hai', 'ba', 'bon', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi']
  const level = /^\d+$/.test(grade) ? Number(grade) : names.indexOf(grade)
  if (level < 1 || level > 12) return undefined
  return level <= 5 ? 'primary' : level <= 9 ? 'lower_secondary' : 'upper_secondary'
}
