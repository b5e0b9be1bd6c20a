/** How many SMS parts a text takes: GSM 03.38 seven-bit letters where all fit, else UCS-2 (facts: 160/153 and 70/67). */

export interface Segments {
  readonly encoding: 'GSM-7' | 'UCS-2'
  /** Septets (`^{}\[~]|€` and form feed are two) or UTF-16 units. */
  readonly units: number
  readonly segments: number
}

const GSM_LETTERS =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const GSM_EXTENDED = '\f^{}\\[~]|'
const EURO = 0x20ac
const DONG = 0x20ab

/** Septets of each UTF-16 unit below U+0400; 0: not in GSM-7. */
const SEPTETS = new Uint8Array(0x400)
for (const letter of GSM_LETTERS) SEPTETS[letter.charCodeAt(0)] = 1
for (const letter of GSM_EXTENDED) SEPTETS[letter.charCodeAt(0)] = 2

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' })

/** Septets that one UTF-16 unit takes in GSM-7; 0 when it is not in that alphabet. */
export function septets(unit: number): 0 | 1 | 2 {
  const size = unit < 0x400 ? SEPTETS[unit] : unit === EURO ? 2 : 0
  return size === 1 ? 1 : size === 2 ? 2 : 0
}

/** Encoding, units and parts of one text, by the rule that providers bill by. The empty text is one part. */
export function segments(text: string): Segments {
  let units = 0
  for (let i = 0; i < text.length; i++) {
    const size = septets(text.charCodeAt(i))
    if (size === 0) return wideSegments(text)
    units += size
  }
  return { encoding: 'GSM-7', units, segments: units <= 160 ? 1 : narrowParts(text) }
}

/** An escape and its letter never stand in two parts, so a part may close with 152 septets. */
function narrowParts(text: string): number {
  let parts = 1
  let used = 0
  for (let i = 0; i < text.length; i++) {
    const size = septets(text.charCodeAt(i))
    if (used + size > 153) {
      parts++
      used = 0
    }
    used += size
  }
  return parts
}

/** Letters of several units (surrogates, combined marks) stay whole, as phones and the published calculator keep them. */
function wideSegments(text: string): Segments {
  const units = text.length
  const parts = units <= 70 ? 1 : standsAlone(text) ? Math.ceil(units / 67) : wideParts(text)
  return { encoding: 'UCS-2', units, segments: parts }
}

/** The segmenter is slow, so letters that never join others (all of composed Vietnamese) are told by their number. */
function standsAlone(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const alone = unit < 0x300 || (unit >= 0x1e00 && unit < 0x1f00) || (unit >= 0x2010 && unit <= 0x2044)
    if (!alone && unit !== EURO && unit !== DONG) return false
  }
  return true
}

function wideParts(text: string): number {
  let parts = 1
  let used = 0
  for (const { segment } of graphemes.segment(text)) {
    // CR LF is one letter to Unicode and two to a phone.
    for (const size of segment === '\r\n' ? [1, 1] : [segment.length]) {
      if (used + size > 67 && used > 0) {
        parts++
        used = 0
      }
      used += size
    }
  }
  return parts
}
