import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import type { ContentFile } from '../../src/core/problem.ts'
import { checkLaw } from '../../src/rules/check-law.ts'
import { checkedPolicy, policyFiles } from './policy-book.ts'

/** The real policy with one piece of one file's text replaced. */
function broken(path: string, piece: string, by: string): readonly ContentFile[] {
  return policyFiles.map((file) => {
    if (file.path !== path) return file
    const text = stringify(file.data, { lineWidth: 0, aliasDuplicateObjects: false })
    expect(text).toContain(piece)
    return { ...file, data: parse(text.replace(piece, by)) as unknown }
  })
}

const PENSION = 'policy/parameters/social-pension.yaml'
const PROGRAMME = 'policy/programmes/social-pension.yaml'

describe('the check of policy/', () => {
  test('finds nothing wrong with the law as it stands', () => {
    expect(checkedPolicy.problems).toEqual([])
  })

  test.each([
    [
      'a figure with underscores',
      PENSION,
      'value: 540000',
      'value: 540_000',
      /from 2026-07-01/,
      /540_000 is text.*540000/,
    ],
    [
      'a figure in quotes with dots',
      PENSION,
      'value: 540000',
      'value: "540.000"',
      /social-pension/,
      /write 540000 plainly/,
    ],
    [
      'a row without a source',
      PENSION,
      '    source:\n      law: 176/2025/NĐ-CP\n      article: Điều 3\n      confidence: confirmed\n',
      '',
      /from 2025-07-01/,
      /./,
    ],
    ['two rows of one day', PENSION, 'from: 2026-07-01', 'from: 2025-07-01', /social-pension/, /oldest first/],
    [
      'a row older than the one above',
      PENSION,
      'from: 2026-07-01',
      'from: 2024-07-01',
      /social-pension/,
      /oldest first/,
    ],
    ['a day that does not exist', PENSION, 'from: 2026-07-01', 'from: 2026-02-30', /./, /not a day that exists/],
    ['a law that is not listed', PENSION, 'law: 176/2025/NĐ-CP', 'law: 999/2025/NĐ-CP', /./, /999\/2025.*laws\.yaml/],
    [
      'a confidence of its own',
      PENSION,
      'confidence: confirmed',
      'confidence: surely',
      /./,
      /confirmed, likely or unconfirmed/,
    ],
    ['a province that does not exist', PENSION, '"01":', '"02":', /social-pension/, /02 is not the code/],
    ['an unknown fact', PROGRAMME, 'fact: person.age', 'fact: person.ages', /rule SP-75/, /person\.ages.*facts\.yaml/],
    [
      'an unknown parameter',
      PROGRAMME,
      'parameter: social-pension',
      'parameter: social-pensions',
      /rule SP-75/,
      /social-pensions, which is no parameter/,
    ],
    [
      'a bare amount of money',
      PROGRAMME,
      'less_than:\n            parameter: social-pension',
      'less_than: 540000',
      /rule SP-75/,
      /bare amount/,
    ],
    ['an option that does not exist', PROGRAMME, '- near_poor', '- almost_poor', /rule SP-70/, /never almost_poor/],
    [
      'a condition without a source',
      PROGRAMME,
      '          source:\n            law: 41/2024/QH15\n            article: Điều 21\n            confidence: confirmed\n',
      '',
      /rule SP-75/,
      /no source/,
    ],
    ['a rule that the register does not know', PROGRAMME, 'rule: SP-75', 'rule: SP-76', /rule SP-76/, /rule-ids\.csv/],
    ['a rule written twice', PROGRAMME, 'rule: SP-70', 'rule: SP-75', /rule SP-75/, /two places/],
    [
      'an amount by an unknown function',
      PROGRAMME,
      'amount: each_person',
      'amount: each_cow',
      /rule SP-75/,
      /amount is one of/,
    ],
    ['a key nobody reads', PROGRAMME, 'working_days: 7', 'workdays: 7', /rule SP-75/, /workdays/],
    [
      'a cap left out',
      'policy/programmes/electricity-support.yaml',
      '    cap:\n      note: electricity_unsure\n',
      '',
      /rule EL-POOR/,
      /capped at possible/,
    ],
    [
      'an amount that may not be shown',
      'policy/programmes/health-insurance.yaml',
      'gives:\n      says: {}',
      'gives:\n      amount: household\n      figures: [social-pension]\n      says: {}',
      /rule HI-POOR/,
      /forbids/,
    ],
    [
      'a person in a rule of the household',
      'policy/programmes/health-insurance.yaml',
      'fact: class',
      'fact: person.age',
      /rule HI-POOR/,
      /about the household/,
    ],
    ['a fact listed twice', 'policy/facts.yaml', 'fact: island', 'fact: farming', /farming/, /twice/],
    [
      'a choice without options',
      'policy/facts.yaml',
      '    options:\n      - rural\n      - urban\n',
      '',
      /fact area/,
      /needs options/,
    ],
    [
      'a computed fact without its function',
      'policy/facts.yaml',
      'fact: months_since_left_list',
      'fact: years_since_left_list',
      /years_since_left_list/,
      /derived\.ts/,
    ],
    [
      'a crop in a rule about the household',
      'policy/programmes/crop-loss-support.yaml',
      'scope: crop',
      'scope: household',
      /rule AG-RICE1/,
      /write scope: crop/,
    ],
    [
      'a share of what is no figure',
      'policy/parameters/policy-credit.yaml',
      'share_of: credit-poor-rate',
      'share_of: credit-rich-rate',
      /credit-near-poor-rate/,
      /credit-rich-rate/,
    ],
    [
      'an id told that the register does not know',
      'policy/told.yaml',
      'rule: SA-PROC',
      'rule: SA-PROX',
      /SA-PROX/,
      /rule-ids/,
    ],
    ['a figure told without its parameter', 'policy/told.yaml', '- base-salary', '- base-pay', /HI-BASE/, /base-pay/],
  ])('names the file and place of %s', (_what, path, piece, by, where, sentence) => {
    const { problems } = checkLaw(broken(path, piece, by))
    const own = problems.filter((problem) => problem.file === path)
    expect(
      own.some((problem) => where.test(problem.where) && sentence.test(problem.sentence)),
      JSON.stringify(problems),
    ).toBe(true)
  })

  test.each([
    ['policy/programmes/tet-gift.yaml', 'GI-TET27', /no file of policy\/programmes/],
    ['policy/told.yaml', 'SA-PROC', /not in policy\/told/],
  ])('without %s the register names what is missing', (path, rule, sentence) => {
    const emptied = policyFiles.filter((file) => file.path !== path)
    const told = path === 'policy/told.yaml' ? [{ path, data: [] }] : []
    const { problems } = checkLaw([...emptied, ...told])
    expect(problems.find(({ where }) => where === rule)?.sentence).toMatch(sentence)
  })

  test('a missing text is named with its key', () => {
    const files = policyFiles.map((file) =>
      file.path === 'locales/vi/facts.json' ? { ...file, data: { ...(file.data as object), class: {} } } : file,
    )
    expect(checkLaw(files).problems.map(({ where }) => where)).toContain('class.ask')
  })

  test('a missing file is named', () => {
    const { problems } = checkLaw(policyFiles.filter(({ path }) => path !== 'policy/laws.yaml'))
    expect(problems[0]).toMatchObject({ file: 'policy/laws.yaml', sentence: 'is missing' })
  })
})
