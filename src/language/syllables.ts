/** Which letters can be a Vietnamese syllable once marks are off: the guard of Telex, VNI and glued words. */

const ONSETS = new Set(['', ...words('b c ch d g gh gi h k kh l m n ng ngh nh p ph r s t th tr v x')])
const RIMES = new Set(
  words(
    `a ac ach ai am an ang anh ao ap at au ay
     e ec ech em en eng enh eo ep et eu
     i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu
     o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong op ot
     u ua uan uang uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu
     uy uya uych uyen uyet uynh uyt uyu
     y yem yen yet yeu`,
  ),
)
/** `qu` takes the rimes that do not begin with u. */
const AFTER_QU = /^[aeioy]/

/** True when the folded ASCII word is one possible Vietnamese syllable. */
export function isSyllable(word: string): boolean {
  if (word.length === 0 || word.length > 7) return false
  if (word.startsWith('qu')) return AFTER_QU.test(word.slice(2)) && RIMES.has(word.slice(2))
  for (let length = 3; length >= 0; length--) {
    if (ONSETS.has(word.slice(0, length)) && (length < word.length ? RIMES.has(word.slice(length)) : word === 'gi'))
      return true
  }
  return false
}

function words(list: string): string[] {
  return list.split(/\s+/)
}
