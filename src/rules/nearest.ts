/** A word that is not known, and the known one that was probably meant. */

/** `; did you mean social-pension?`, or nothing where no known word is near. */
export function didYouMean(word: string, known: Iterable<string>): string {
  let best: string | undefined
  // Short words differ by one letter at most, long ones by two.
  let least = word.length < 5 ? 2 : 3
  for (const one of known) {
    const distance =
      Math.abs(one.length - word.length) < least ? distanceOf(word.toLowerCase(), one.toLowerCase()) : least
    if (distance < least) {
      best = one
      least = distance
    }
  }
  return best === undefined ? '' : `; did you mean ${best}?`
}

/** Letters put in, left out, changed, or swapped with their neighbour. */
function distanceOf(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY
      row.push(Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + same, swapped))
    }
    before = above
    above = row
  }
  return at(above, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
