/** "Còn vợ tôi 72 tuổi?": somebody else at home is screened alone, for the programme in hand; then the talk goes on where it was. */
import type { Household, Person, Question } from '../core/household.ts'
import type { Verdict } from '../core/verdict.ts'
import { peopleOf, withAnswer } from '../rules/answer.ts'
import { screen } from '../rules/screen.ts'
import { layAside } from './commands.ts'
import { type Draft, keepAnswer, newMessage, note, questionKey, say } from './draft.ts'
import { hints, isHinted } from './focus.ts'
import { askAgain, askFact } from './questions.ts'
import { backToAside } from './run.ts'
import { tellPerson } from './tell.ts'
import { tellOne } from './tell-one.ts'
import { bestOf } from './tell-rank.ts'
import { openNumbers } from './tell-summary.ts'

/** The programme looked into, whose it is, and how many questions it took. */
const PROGRAMME = '_second'
const PERSON = '_second_person'
const ASKED = '_second_asked'
/** More would be a second interview; the whole household has its own. */
const AT_MOST = 5

/** Begins: the programme told last, if it may be this person's too, else the first that the person points at. */
export function askSecondPerson(draft: Draft, person: number): void {
  const alone = { ...draft, household: onlyOne(draft.household, person) }
  const pointed = hints(alone, [])
  const told = [...(draft.told ?? [])].reverse().find((programme) => isHinted(alone, programme))
  const programme = told ?? pointed[0]
  layAside(draft)
  if (programme === undefined) {
    tellPerson(draft, person)
    goOn(draft)
    return
  }
  keepAnswer(draft, PROGRAMME, programme)
  keepAnswer(draft, PERSON, person)
  keepAnswer(draft, ASKED, 0)
  askOrTell(draft)
}

/** Takes an answer about this person; undefined: not known, and not asked again. */
export function takeSecondPerson(draft: Draft, question: Question, value: unknown): void {
  draft.waiting = undefined
  draft.misses = 0
  if (value === undefined) draft.skipped = [...draft.skipped, questionKey(question)]
  else {
    draft.household = withAnswer(draft.household, question, value)
    note(draft, { type: 'fact_learned', ...question, value })
  }
  askOrTell(draft)
}

function askOrTell(draft: Draft): void {
  const programme = String(draft.answers[PROGRAMME])
  const person = Number(draft.answers[PERSON])
  const asked = Number(draft.answers[ASKED])
  const alone = onlyOne(draft.household, person)
  const skipped = skippedOf(draft.skipped, person)
  const screening = screen(draft.talk.law, alone, draft.input.today, { programmes: [programme], skipped })
  const { next } = screening
  const verdict = bestOf(screening, programme)
  if (next && verdict?.verdict !== 'eligible' && asked < AT_MOST) {
    keepAnswer(draft, ASKED, asked + 1)
    // A question about the person says so itself; one about the house would leave open why it is asked.
    if (asked === 0 && !next.fact.startsWith('person.')) sayAbout(draft, person)
    askFact(draft, 'common', 'second_person', next.fact.startsWith('person.') ? { ...next, person } : next)
    return
  }
  for (const name of [PROGRAMME, PERSON, ASKED]) keepAnswer(draft, name, undefined)
  sayAbout(draft, person)
  if (verdict) {
    const theirs: Verdict = { ...verdict, persons: verdict.persons.map(() => person) }
    note(draft, { type: 'verdict_given', verdict: theirs, household: draft.household })
    tellOne({ ...draft, household: alone }, verdict, screening)
  }
  goOn(draft)
}

function sayAbout(draft: Draft, person: number): void {
  const { age } = peopleOf(draft.household)[person] ?? {}
  if (age === undefined) say(draft, 'common:about_another')
  else say(draft, 'common:about_person', { age })
}

/** The numbers of a summary stay open, a question laid aside returns. */
function goOn(draft: Draft): void {
  if (draft.aside) backToAside(draft)
  else if (draft.waiting) {
    newMessage(draft)
    askAgain(draft)
  } else openNumbers(draft)
}

/** What is known of the house, with this person alone in it: whatever holds of others decides nothing here. */
function onlyOne(household: Household, person: number): Household {
  const { everybody: _, people_complete: __, ...rest } = household
  const one: Person = peopleOf(household)[person] ?? {}
  return { ...rest, people: [one] }
}

/** `person.x@1` of the second person is `person.x` of one alone; what others skipped may still be asked. */
function skippedOf(skipped: readonly string[], person: number): readonly string[] {
  return skipped.flatMap((key) => {
    const [fact = '', whose] = key.split('@')
    if (!fact.startsWith('person.')) return [key]
    return Number(whose ?? 0) === person ? [fact] : []
  })
}
