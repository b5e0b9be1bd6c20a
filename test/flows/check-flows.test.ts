/** The linter of flows: each fault is one sentence that names the file and the step. */
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readContent } from '../../src/commands/read-content.ts'
import type { ContentFile } from '../../src/core/problem.ts'
import { checkFlows } from '../../src/flows/check-flows.ts'
import { flowJsonSchema } from '../../src/flows/flow-format.ts'
import { checkLaw } from '../../src/rules/check-law.ts'
import { checkTexts } from '../../src/texts/check-texts.ts'

const { files } = readContent('.')
const law = checkLaw(files).data
const texts = checkTexts(files).data

/** The real flows and one more, in YAML; the sentences about that one. */
function sentences(yaml: string): string[] {
  const data: unknown = parse(yaml)
  const extra: ContentFile = { path: 'flows/extra.yaml', data }
  return checkFlows([...files, extra], law, texts)
    .problems.filter(({ file }) => file.includes('extra'))
    .map(({ where, sentence }) => `${where}: ${sentence}`)
}

const faults = [
  { why: 'a step nobody reaches', steps: '{ a: { say: end }, b: { say: end } }', says: 'b: no step leads here' },
  { why: 'a step that leads nowhere', steps: '{ a: { say: b } }', says: 'a: goes on to b, which does not exist' },
  {
    why: 'a question without a way on',
    steps: '{ a: { ask: number, save: x } }',
    says: 'a: leads nowhere: next is missing',
  },
  {
    why: 'yes without no',
    steps: "{ a: { ask: yesno, cases: { 'yes': end } } }",
    says: 'a: leads nowhere for yes or for no',
  },
  {
    why: 'an unknown fact',
    steps: '{ a: { ask: number, fact: shoe_size, next: end } }',
    says: 'a: asks the fact shoe_size',
  },
  {
    why: 'an unknown programme',
    steps: '{ a: { screen: [free-beer], next: end } }',
    says: 'a: names the programme free-beer',
  },
  {
    why: 'a list of classes that, when full, leads nowhere',
    steps: '{ a: { offers: class, none: end, full: b, next: end } }',
    says: 'a: goes on to b, which does not exist',
  },
  {
    why: 'a kind of offer that nobody publishes',
    steps: '{ a: { offers: party, none: end, next: end } }',
    says: 'steps.a.offers: "party" is not known here; write class or job',
  },
  {
    why: 'interest registered without a question that agreed to it',
    steps: '{ a: { register: training, consent: b, next: end }, b: { ask: text, save: x, next: end } }',
    says: 'a: registers by the consent of b, which is no yes/no question',
  },
  { why: 'an unknown flow', steps: '{ a: { go_to: nowhere } }', says: 'a: goes to the flow nowhere' },
  {
    why: 'a decision on nothing',
    steps: '{ a: { decide: mood, cases: { good: end }, otherwise: end } }',
    says: 'a: decides on mood',
  },
  {
    why: 'a circle without a question',
    steps: '{ a: { say: b }, b: { say: a } }',
    says: 'comes back to itself without asking',
  },
  { why: 'an unknown kind of step', steps: '{ a: { shout: end } }', says: 'steps.a: is no known kind of step' },
  { why: 'a missing text', steps: '{ a: { say: end } }', says: 'a: the text is missing' },
  {
    why: 'a lone option',
    steps: '{ a: { ask: choice, options: { x: end } } }',
    says: 'a: asks for a choice but has fewer than two',
  },
] as const

describe('checkFlows', () => {
  it('finds nothing wrong with the flows we ship', () => {
    expect(checkFlows(files, law, texts).problems).toEqual([])
  })

  it.for(faults)('tells of $why', ({ steps, says }) => {
    expect(sentences(`{ flow: extra, title: Thử, start: a, steps: ${steps} }`).join('\n')).toContain(says)
  })

  it('tells when two flows claim one keyword, with or without marks', () => {
    const found = sentences('{ flow: extra, title: Thử, keywords: [học phí], start: a, steps: { a: { say: end } } }')
    expect(found.join('\n')).toContain('keywords: học phí already starts the flow entitlements')
  })

  it('tells when a keyword is a command', () => {
    const found = sentences('{ flow: extra, title: Thử, keywords: [MENU], start: a, steps: { a: { say: end } } }')
    expect(found.join('\n')).toContain('keywords: MENU is already the command menu')
  })

  it('tells when a text with its choices does not fit two SMS', () => {
    const long = { ...texts, vi: { ...texts.vi, extra: { title: 'Thử', a: 'Dài quá. '.repeat(40) } } }
    const extra: ContentFile = {
      path: 'flows/extra.yaml',
      data: { flow: 'extra', title: 'Thử', start: 'a', steps: { a: { say: 'end' } } },
    }
    const found = checkFlows([...files, extra], law, long).problems
    expect(
      found.some(
        ({ file, where, sentence }) =>
          file === 'locales/vi/extra.json' && where === 'a' && sentence.includes('letters by SMS'),
      ),
    ).toBe(true)
  })

  it('gives the same data, and the same hash, for files in any order', () => {
    expect(checkFlows(files.toReversed(), law, texts).data.hash).toBe(checkFlows(files, law, texts).data.hash)
  })

  it('gives editors a JSON Schema', () => {
    expect(JSON.stringify(flowJsonSchema())).toContain('answer_verdicts')
  })
})
