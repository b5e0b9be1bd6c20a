/** Facts of the law said in English: `I am 76, no pension`. As careful as the Vietnamese reading: in doubt a fact is left out and asked. */
import type { Household, Person } from '../core/household.ts'

const AGE =
  /\b(?:(?:i am|i m|im|he is|she is|he s|she s|who is|mother is|father is|mom is|dad is|husband is|wife is|son is|daughter is|child is|baby is|grandmother is|grandfather is|aged?|age is) (?:now |about |already )?(\d{1,3})\b(?! (?:people|members|km|percent|dong|kg|months?|weeks?|days?))|\b(\d{1,3}) (?:years? old|yo|y o|yrs?(?: old)?)\b)/g
const NO_PENSION =
  /\b(?:no|without(?: a| any)?|not (?:have|get|receive)(?: a| any)?|don t (?:have|get|receive)(?: a| any)?|dont (?:have|get)(?: a| any)?|has no|have no) pensions?\b/
const OWN_CLASS =
  /\b(?:we are|we re|i am|i m|my family is|my house is|my household is|our household is|from|in|belong to)(?: an?| officially| listed as| the)* (near poor|poor)\b|\b(near poor|poor) (?:household|family)\b/
/** Asking how one becomes poor in law, or whether poor families get something, says nothing of one's own. */
const OF_OTHERS =
  /\b(?:not (?:a |in a )?(?:near )?poor|how (?:do|can|to)|become|do (?:the )?poor|for (?:the )?(?:near )?poor|are (?:the )?(?:near )?poor)\b/
const SINGLE =
  /\b(?:single (?:mother|mom|mum|father|dad|parent)|widow(?:er)?|husband (?:is dead|died|passed away)|wife (?:is dead|died|passed away))\b/

/** What the folded words say; `people[0]` is the person spoken of. Absent = not said. */
export function saidInEnglish(folded: string): Household {
  const household: Household = {}
  const [, first, second] = OF_OTHERS.test(folded) ? [] : (OWN_CLASS.exec(folded) ?? [])
  const said = first ?? second
  if (said !== undefined) household.class = said === 'poor' ? 'poor' : 'near_poor'
  const ages = [...folded.matchAll(AGE)].map((match) => Number(match[1] ?? match[2])).filter((age) => age <= 115)
  const person: Person = {}
  const single = SINGLE.test(folded)
  const [age, ...more] = single ? ages.filter((one) => one >= 18) : ages
  if (age !== undefined) person.age = age
  if (NO_PENSION.test(folded)) person.pension_month_vnd = 0
  if (
    single &&
    /\b(?:child|children|kids?|son|daughter|sons|daughters|baby|mother|mom|mum|father|dad|parent)\b/.test(folded)
  )
    person.single_parent = true
  const degree =
    /\b(extremely severe|severe|severely|mild) disab|\bdisability (?:is )?(extremely severe|severe|mild)\b/.exec(folded)
  const level = degree?.[1] ?? degree?.[2]
  if (level !== undefined)
    person.disability = level === 'mild' ? 'mild' : level.startsWith('extremely') ? 'extremely_severe' : 'severe'
  const others = (single ? ages.filter((one) => one < 18) : more).map((one): Person => ({ age: one }))
  if (Object.keys(person).length > 0 || others.length > 0) household.people = [person, ...others]
  return household
}
