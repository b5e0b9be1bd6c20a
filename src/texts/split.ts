/** One long text → several messages that each fit, cut where a reader would pause. */

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' })

/**
 * Cuts `text` into messages for which `fits` holds: between lines, else between sentences, else between words; a single
 * word too long for any message is cut between letters, never inside one. Nothing but white space at a cut is lost.
 */
export function split(text: string, fits: (part: string) => boolean): readonly string[] {
  const parts: string[] = []
  let rest = text.trim()
  while (rest !== '' && !fits(rest)) {
    const longest = longestFit(rest, fits)
    const cut = bestCut(rest, longest)
    parts.push(rest.slice(0, cut).trimEnd())
    rest = rest.slice(cut).trimStart()
  }
  if (rest !== '') parts.push(rest)
  return parts
}

/** The longest start that fits, in UTF-16 units; halving works because a longer start never takes fewer parts. */
function longestFit(text: string, fits: (part: string) => boolean): number {
  let low = 1
  let high = text.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(text.slice(0, middle).trimEnd())) low = middle
    else high = middle - 1
  }
  return low
}

/** A cut far to the front would make a very short message, so a weaker border further on is taken instead. */
function bestCut(text: string, longest: number): number {
  const early = Math.floor(longest * 0.4)
  let line = 0
  let sentence = 0
  let word = 0
  for (let i = 1; i <= longest && i < text.length; i++) {
    const letter = text[i]
    if (letter === '\n') line = i
    if (letter === ' ' || letter === '\n') {
      word = i
      if (endsSentence(text, i)) sentence = i
    }
  }
  if (line > early) return line
  if (sentence > early) return sentence
  return line || sentence || word || letterCut(text, longest)
}

/** `1. Hộ nghèo` at the start of a line is a number of a choice, not the end of a sentence. */
function endsSentence(text: string, at: number): boolean {
  const mark = text[at - 1]
  if (mark !== '.' && mark !== '!' && mark !== '?' && mark !== ';' && mark !== '…') return false
  const lineStart = text.lastIndexOf('\n', at - 1) + 1
  return !/^\d+$/.test(text.slice(lineStart, at - 1))
}

function letterCut(text: string, longest: number): number {
  let cut = 0
  for (const { index, segment } of graphemes.segment(text.slice(0, longest + 40))) {
    const end = index + segment.length
    if (end > longest) break
    cut = end
  }
  if (cut > 0) return cut
  // One letter larger than a message (dozens of marks on one base): whole code points at least.
  return (text.codePointAt(longest - 1) ?? 0) > 0xffff && longest > 1 ? longest - 1 : longest
}
