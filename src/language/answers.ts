/** Answers to a question of a known kind: text in, value out, null when the text is no such answer. Pure and linear. */
import type { Day } from '../core/day.ts'
import { type Choice, choiceIn, choicesIn } from './choices.ts'
import { ageIn } from './counts.ts'
import { dateIn } from './dates.ts'
import { numberWordsApart } from './glued-numbers.ts'
import { areaIn, type FarmRegion } from './land.ts'
import { moneyIn } from './money.ts'
import { literal, spanAt } from './number-words.ts'
import { peopleIn } from './people.ts'
import type { Quantity } from './quantity.ts'
import { tokensOf } from './tokens.ts'
import { type YesNo, yesNoIn } from './yes-no.ts'

/** From this age on no rule of ours asks how old somebody is. */
const PAST_EVERY_LINE = 75

/** The number asked for: people, hectares (`region` decides how large a sào is) or a plain one. Ranges are null: ask again. */
export function readNumber(text: string, kind: 'people' | 'area_ha' | 'plain', region?: FarmRegion): number | null {
  return single(readQuantity(text, kind, region))
}

/** As `readNumber`, with ranges and `khoảng/hơn/dưới`. */
export function readQuantity(text: string, kind: 'people' | 'area_ha' | 'plain', region?: FarmRegion): Quantity | null {
  const words = answerWords(text)
  if (kind === 'people') return peopleIn(words)
  if (kind === 'area_ha') return areaIn(words, region)
  for (let at = 0; at < words.length; at++) {
    const amount = spanAt(words, at) ?? unitGlued(words[at] ?? '', at)
    if (amount) return { value: typeof amount.value === 'number' ? amount.value : [amount.value[0], amount.value[1]] }
  }
  return null
}

/** Money in whole đồng, a range as [low, high]; `value` null when an amount is spoken of that must be asked again. */
export function readMoney(text: string): Quantity | null {
  return moneyIn(answerWords(text))
}

/**
 * Age in completed years on `today`, from an age, a birth year or a birth date. A rough age is null, for a line of the law may run through
 * it: "gần 75", "ngoài 70", "bảy tư bảy lăm"; "hơn 80" is past every line.
 */
export function readAge(text: string, today: Day): number | null {
  const quantity = readAgeQuantity(text, today)
  const age = single(quantity)
  if (age === null || quantity?.qualifier === undefined) return age
  return quantity.qualifier === 'gt' && age >= PAST_EVERY_LINE ? age : null
}

/** As `readAge`, with ranges and `hơn/gần`. */
export function readAgeQuantity(text: string, today: Day): Quantity | null {
  return ageIn(answerWords(text), today)
}

/** A day; without a year the latest one not after `today`. */
export function readDate(text: string, today: Day): Day | null {
  return dateIn(dateWords(text), today)
}

/** Signs in place of words. */
const SIGNS: readonly (readonly [RegExp, YesNo])[] = [
  [/^\W*(?:👍|👌|✅|✔|☑)/u, 'yes'],
  [/^\W*(?:👎|❌|✖|🚫)/u, 'no'],
]

/** Yes, no, not sure; null when it is no such answer. */
export function readYesNo(text: string): YesNo | null {
  const sign = SIGNS.find(([signs]) => signs.test(text))
  return yesNoIn(tokensOf(text)) ?? sign?.[1] ?? null
}

/** The `value` of the option meant: `1`, `1.`, `so 1`, its label or enough of its words. */
export function readChoice(text: string, options: readonly Choice[]): string | null {
  return choiceIn(text, options)
}

/** Several options: `1 3`, `1,3`, `1 va 3`; [] for "không có cái nào"; null when not understood. */
export function readChoices(text: string, options: readonly Choice[]): string[] | null {
  return choicesIn(text, options)
}

function answerWords(text: string): string[] {
  return tokensOf(text).flatMap(({ folded }) => numberWordsApart(folded))
}

/** Only the mark tells "hôm kìa" from "hôm kia". */
function dateWords(text: string): string[] {
  return tokensOf(text).flatMap(({ folded, spelt }) => (spelt === 'kia2' ? ['kia_'] : numberWordsApart(folded)))
}

function unitGlued(word: string, at: number): { value: number; next: number } | null {
  const digits = /^(\d[\d.,]*)[a-z]{1,6}$/.exec(word)?.[1]
  const value = digits === undefined ? null : literal(digits)
  return value === null ? null : { value, next: at + 1 }
}

function single(quantity: Quantity | null): number | null {
  return quantity !== null && typeof quantity.value === 'number' ? quantity.value : null
}
