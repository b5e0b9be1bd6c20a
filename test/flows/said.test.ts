import { describe, expect, test } from 'vitest'
import { openTalk } from './open-talk.ts'

const { talk, texts } = openTalk()
const asked = talk.flows.ids.flatMap((flow) =>
  Object.entries(talk.flows.flow(flow)?.steps ?? {}).flatMap(([id, step]) =>
    'ask' in step && step.said !== undefined ? [{ flow, id, step, slot: step.said }] : [],
  ),
)

test('several flows take what was said before', () => {
  expect(new Set(asked.map(({ flow }) => flow)).size).toBeGreaterThanOrEqual(7)
})

describe.each(asked)('$flow.$id', ({ flow, id, step, slot }) => {
  const values = talk.lexicon.slots.find(([name]) => name === slot)?.[1].map(([value]) => value) ?? []

  test('is answered by a slot of the language files', () => {
    expect(values.length).toBeGreaterThan(0)
    if (step.options) expect(Object.keys(step.options)).toEqual(expect.arrayContaining(values))
  })

  test.each(values)('%s is named in both languages', (value) => {
    const key = `${flow}:${step.options ? 'options' : 'said'}.${id}.${value}`
    for (const language of ['vi', 'en'] as const) expect(texts.has(language, key), `${language} ${key}`).toBe(true)
  })
})
