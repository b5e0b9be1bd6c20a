/** `haitrieu`, `bonnguoi`, `homqua`: an answer typed without spaces, cut where number words and units are all of it. */
import { isSyllable } from './syllables.ts'

const WORDS = new Set(
  `khong mot hai ba bon tu nam sau bay tam chin muoi chuc tram linh le ruoi nghin ngan trieu ty dong cu
   nguoi khau nhan mieng vo chong va voi con chau me minh toi tuoi sinh sao mau cong ha hec ta met vuong nua dat ruong
   hom qua nay kia toi dem sang chieu ngay thang truoc tuan khoang hon duoi tren gan dau co nha thu chu nhat`
    .trim()
    .split(/\s+/),
)
const LONGEST = 30

/** The words of one glued word, or the word itself when any part of it is something else. */
export function numberWordsApart(word: string): readonly string[] {
  if (word.length < 5 || word.length > LONGEST || !/^[a-z]+$/.test(word) || isSyllable(word)) return [word]
  const from: (number | undefined)[] = [0]
  for (let end = 1; end <= word.length; end++)
    for (let start = Math.max(0, end - 6); start < end; start++)
      if (from[start] !== undefined && from[end] === undefined && WORDS.has(word.slice(start, end))) from[end] = start
  if (from[word.length] === undefined) return [word]
  const parts: string[] = []
  for (let end = word.length; end > 0; end = from[end] ?? 0) parts.unshift(word.slice(from[end] ?? 0, end))
  return parts
}
