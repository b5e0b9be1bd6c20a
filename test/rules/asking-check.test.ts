/** What `npm run check` says of mistakes in policy/questions.yaml: a sentence with the place, for people who do not code. */
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { checkLaw } from '../../src/rules/check-law.ts'
import { policyFiles } from './policy-book.ts'

const QUESTIONS = 'policy/questions.yaml'
const WORDS = 'locales/vi/questions.json'

/** The real content with one piece of one file replaced. */
function problemsOf(path: string, piece: string, by: string): string[] {
  const files = policyFiles.map((file) => {
    if (file.path !== path) return file
    const text = stringify(file.data, { lineWidth: 0 })
    expect(text).toContain(piece)
    return { ...file, data: parse(text.replace(piece, by)) as unknown }
  })
  return checkLaw(files).problems.map((one) => `${one.file}, ${one.where}: ${one.sentence}`)
}

describe('the check of questions.yaml', () => {
  test.each([
    [
      'a fact that does not exist',
      'person.studying: none',
      'person.studies: none',
      /item studying: sets person.studies, which is not in policy\/facts.yaml/,
    ],
    [
      'a value that a choice never has',
      'person.studying: none',
      'person.studying: never',
      /sets person.studying to "never", which it never is; it is none, preschool/,
    ],
    ['yes and no as words', 'island: true', 'island: "yes"', /item island: sets island to "yes".*it is true or false/],
    [
      'a list that is no list',
      'person.receives: []',
      'person.receives: none',
      /sets person.receives to "none".*a list of social_assistance/,
    ],
    [
      'a day that is no day',
      'person.released_from_prison_on: null',
      'person.released_from_prison_on: 0',
      /it is null \(never\)/,
    ],
    [
      'a fact that is worked out',
      'region: none',
      'months_since_left_list: 0',
      /sets months_since_left_list, which is worked out from left_list_on/,
    ],
    [
      'a delicate thing among others',
      'off_grid: false',
      'ethnic_minority: false',
      /item off_grid: ethnic_minority is delicate/,
    ],
    [
      'a plain thing among the delicate',
      'ethnic_minority: false',
      'farming: false',
      /item ethnic: farming is not delicate/,
    ],
    [
      'the same either way',
      'island: false',
      'island: true',
      /item island: says the same of island whether it is chosen or not/,
    ],
    ['two items of one name', 'item: island', 'item: farming', /item farming: stands here twice/],
    [
      'an unknown kind of question',
      'ask: crops',
      'ask: trees',
      /ask is people \(who lives there\), which \(of these\), crops, or each/,
    ],
    [
      'one fact of each that is no choice',
      'fact: person.studying',
      'fact: person.earns',
      /asks person.earns of each person by numbers, but that is no choice/,
    ],
  ])('%s', (_what, piece, by, says) => {
    const problems = problemsOf(QUESTIONS, piece, by)
    expect(problems.filter((one) => one.startsWith(QUESTIONS)).join('\n')).toMatch(says)
  })

  test.each([
    ['an item', 'island: Ở xã đảo', 'isle: Ở xã đảo', 'items.island'],
    ['who of the people', 'studying: Những ai đang đi học?', 'pupils: Những ai đang đi học?', 'who.studying'],
  ])('the words of %s are missing', (_what, piece, by, key) => {
    expect(problemsOf(WORDS, piece, by)).toContain(
      `${WORDS}, ${key}: policy/questions.yaml needs this text and it is missing`,
    )
  })
})
