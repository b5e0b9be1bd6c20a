/** A message cut into words, each repaired by itself: doubled letters, Telex, VNI. No word list is needed here. */
import { clean, fold, hasMarks, spell } from './fold.ts'
import { bare, decodeTelex, decodeVni } from './keyboards.ts'
import { isSyllable } from './syllables.ts'

/** One word: `folded` has no marks; `spelt` is the canonical spelling; `marked` says that the person gave marks (or Telex, VNI). */
export interface Token {
  readonly folded: string
  readonly spelt: string
  readonly marked: boolean
}

/** English words that raw Telex would turn into Vietnamese (`is` → `í`). */
const ENGLISH = new Set(
  `is as us or has his her was see too now how low row know so sos no yes bus gas tax six box max fix mix been seen teen keep
   meet room soon loans loan cards car cars for are were does course floor poor door near hear year four our your hour hours
   papers paper officer offices week need work new news view law sir mrs mr ms app apps card cases case base use user users
   house houses horse nurse person persons reason season lesson tools tool pool cool school food good look book took foot
   ass bar war far tar jar fur her per air hair chair pair or nor for tour pass less mess miss boss loss cross press dress
   kids bills bags days rules roof cows cow how show grow slow throw down town own tomorrow yellow follow window born last lost list rest best most must cost post test
   sure unsure wrong song long lots lose less toys boys girls sons sir yours ours hers theirs teacher teachers
   past east ask risk task desk last first just fast west turn two`
    .trim()
    .split(/\s+/),
)
const WORD = /[a-z\dđ\u00c0-\u024f\u1e00-\u1eff]+(?:[.,:/-](?=\d)\d+)*/g
/** `so6` and a tone is VNI's số, sổ, sồ and no number six-something. */
const GLUED_NUMBER = /^(?!so6[1-5]$)(thang|ngay|nam|thon|xom|ban|ap|to|khu|doi|phuong|quan|so|sn)(\d{1,4})$/

/** Longest text that is read; in characters; longer ones keep their beginning and end. */
const LONGEST = 2_400
/** No word is longer; what is, is junk and kept as it came. */
const LONGEST_WORD = 200

/** The words of a message in order, at most as many as 2,400 characters hold. */
export function tokensOf(text: string): Token[] {
  const shown = text.length > LONGEST ? `${text.slice(0, 1_800)} ${text.slice(-600)}` : text
  const words = clean(shown).match(WORD) ?? []
  const tokens: Token[] = []
  for (const word of words) {
    const glued = GLUED_NUMBER.exec(word)
    if (glued?.[1] !== undefined && glued[2] !== undefined) tokens.push(plain(glued[1]), plain(glued[2]))
    else tokens.push(tokenOf(word))
  }
  return tokens
}

/** One token from a word known to be written plainly, without marks. */
export function plain(word: string): Token {
  return { folded: word, spelt: word, marked: false }
}

function tokenOf(raw: string): Token {
  if (raw.length > LONGEST_WORD) return plain(raw.slice(0, LONGEST_WORD))
  const word = /(.)\1/.test(raw) ? withoutStretch(raw) : raw
  if (hasMarks(word)) return { folded: fold(word), spelt: spell(word), marked: true }
  if (ENGLISH.has(word)) return plain(word)
  const decoded = decodeVni(word) ?? decodeTelex(word)
  return decoded === null ? plain(word) : { folded: bare(decoded), spelt: decoded, marked: true }
}

/** `khonggg`, `khôngg` → `khong`, `không`; `cuuuu` → `cuu`, since that is a syllable. Numbers keep every digit. */
function withoutStretch(typed: string): string {
  // "cóooo", "dạaa": the vowel with its mark, then the bare one over and over.
  const word = typed
    .normalize('NFD')
    .replace(/([aeioy])([\u0300-\u036f]+)\1+/g, '$1$2')
    .normalize('NFC')
  const twice = word.replace(/(\D)\1{2,}/g, '$1$1')
  if (isSyllable(fold(twice)) || !/(\D)\1/.test(twice)) return twice
  const tail = twice.replace(/([^aeo\d])\1+/g, (pair, letter: string, at: number) =>
    letter === 'd' && at === 0 ? pair : letter,
  )
  if (isSyllable(fold(tail)) || decodeTelex(tail) !== null) return tail
  const once = twice.replace(/(\D)\1+/g, '$1')
  if (word !== twice && /^[^aeiouy]+$/.test(once)) return once
  return isSyllable(fold(once)) && word !== twice ? once : isSyllable(fold(once)) && hasMarks(word) ? once : twice
}
