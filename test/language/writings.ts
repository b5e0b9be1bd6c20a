/** Ways of writing one Vietnamese sentence, as keyboards and people produce them. */
import { fold } from '../../src/language/fold.ts'

const TONES: Readonly<Record<string, readonly [telex: string, vni: string]>> = {
  '\u0300': ['f', '2'],
  '\u0301': ['s', '1'],
  '\u0303': ['x', '4'],
  '\u0309': ['r', '3'],
  '\u0323': ['j', '5'],
}

export const WRITINGS: Readonly<Record<string, (sentence: string) => string>> = {
  'without marks': fold,
  capitals: (sentence) => sentence.toUpperCase(),
  'capitals without marks': (sentence) => fold(sentence).toUpperCase(),
  'marks apart (NFD)': (sentence) => sentence.normalize('NFD'),
  'the tone after the letter (Windows-1258)': (sentence) =>
    sentence
      .normalize('NFD')
      .replace(
        /([\u0302\u0306\u031b])?([\u0300\u0301\u0303\u0309\u0323])/g,
        (_, hat: string, tone: string) => (hat ?? '') + tone,
      ),
  'eth for đ': (sentence) => sentence.replaceAll('đ', 'ð').replaceAll('Đ', 'Ð'),
  'zero-width and hard spaces': (sentence) => sentence.replaceAll(' ', '\u200b\u00a0'),
  'raw Telex': (sentence) => sentence.toLowerCase().replace(/[\p{L}\p{M}]+/gu, (word) => keys(word, 0)),
  'raw VNI': (sentence) => sentence.toLowerCase().replace(/[\p{L}\p{M}]+/gu, (word) => keys(word, 1)),
  'last letters drawn out': (sentence) => sentence.replace(/(\p{L})(?=\s|$)/gu, '$1$1$1'),
  glued: (sentence) => fold(sentence).replace(/[^a-z\d]+/g, ''),
  dotted: (sentence) => fold(sentence).replace(/[^a-z\d]+/g, '.'),
}

/** The keys pressed for a word, tone last. */
function keys(word: string, board: 0 | 1): string {
  let typed = ''
  let tone = ''
  for (const letter of word.normalize('NFD')) {
    const own = TONES[letter]
    if (own !== undefined) tone = own[board]
    else if (letter === 'đ') typed += board === 0 ? 'dd' : 'd9'
    else if (letter === '\u0302') typed += board === 0 ? typed.slice(-1) : '6'
    else if (letter === '\u0306') typed += board === 0 ? 'w' : '8'
    else if (letter === '\u031b') typed += board === 0 ? 'w' : '7'
    else typed += letter
  }
  return typed + tone
}
