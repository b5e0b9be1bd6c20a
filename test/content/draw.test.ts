/** A flow can be looked at: every step and every way out of it is in the drawing. */
import { expect, test } from 'vitest'
import { drawFlow } from '../../src/commands/draw-flow.ts'
import { FlowSchema } from '../../src/flows/flow-format.ts'

test('a flow is drawn with its questions, decisions and ends', () => {
  const flow = FlowSchema.parse({
    flow: 'demo',
    title: 'Thử "vẽ"',
    start: 'ask_area',
    steps: {
      ask_area: {
        ask: 'choice',
        save: 'area',
        options: { rural: 'look', urban: { next: 'look', programmes: ['poor-credit'] }, abroad: 'end' },
        skipped: 'person',
      },
      look: { screen: 'hinted', next: 'told' },
      told: { answer_verdicts: 'hinted', next: 'person' },
      person: { hand_over: 'commune_desk', why: 'asked', next: 'end' },
    },
  })
  expect(drawFlow(flow).split('\n')).toEqual([
    '---',
    'title: demo',
    '---',
    'flowchart TD',
    '  begin(["Thử #quot;vẽ#quot;"]) --> s_ask_area',
    '  s_ask_area("ask_area: choice → area")',
    '  s_ask_area -->|"rural, urban"| s_look',
    '  s_ask_area -->|"abroad"| finish(["end"])',
    '  s_ask_area -->|"skipped"| s_person',
    '  s_look[["look: screen hinted"]]',
    '  s_look --> s_told',
    '  s_told["told: verdicts of hinted"]',
    '  s_told --> s_person',
    '  s_person>"person: commune_desk"]',
    '  s_person --> finish(["end"])',
    '',
  ])
})
