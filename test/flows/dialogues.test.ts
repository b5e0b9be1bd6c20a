/** Every file in test/dialogues: the path by hand, the full text per channel as a golden that officials read. */
import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Talk } from '../../src/flows/talk.ts'
import type { Texts } from '../../src/texts/texts.ts'
import { openTalk } from './open-talk.ts'
import { play, readDialogue, transcript } from './run-dialogue.ts'

const FOLDER = 'test/dialogues'
/** Sessions are read and written with every message. */
const SESSION_BYTES = 2048

let talk: Talk
let texts: Texts
beforeAll(() => {
  ;({ talk, texts } = openTalk())
})

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'))

describe.for(files)('%s', (file) => {
  const dialogue = readDialogue(`${FOLDER}/${file}`)

  it(`${dialogue.name}: goes the way it should`, () => {
    const played = play(talk, texts, dialogue)
    const shown = played.path.map((step, i) => (dialogue.path[i]?.includes(' ') ? step : (step.split(' ')[0] ?? step)))
    expect(shown, 'one place of the path for each line of the citizen').toEqual(dialogue.path)
    const said = played.turns.flatMap((turn) => turn.said.map(({ text }) => text)).join('\n')
    for (const words of dialogue.says ?? []) expect(said).toContain(words)
    for (const words of dialogue.never_says ?? []) expect(said).not.toContain(words)
    const verdicts = played.events.flatMap((e) =>
      e.type === 'verdict_given' ? [`${e.verdict.rule} ${e.verdict.verdict}`] : [],
    )
    for (const verdict of dialogue.verdicts ?? []) expect(verdicts).toContain(verdict)
    const events = played.events.map((event) => event.type)
    for (const event of dialogue.events ?? []) expect(events).toContain(event)
    for (const [code, report] of Object.entries(dialogue.reports ?? {}))
      expect(played.cases.find((one) => one.code === code)?.report, `what stands in case ${code}`).toMatchObject(report)
    expect(JSON.stringify(played.session).length).toBeLessThan(SESSION_BYTES)
  })

  it(`${dialogue.name}: never answers with silence, and no SMS is longer than two parts`, () => {
    const played = play(talk, texts, dialogue, 'sms')
    for (const { citizen, said, paused } of played.turns) {
      if (paused) continue
      expect(said.length, `an answer to "${citizen}"`).toBeGreaterThan(0)
      for (const { text, segments, encoding } of said) {
        expect(segments, text).toBeLessThanOrEqual(2)
        if (played.session.accents !== true) expect(encoding).toBe('GSM-7')
      }
    }
  })

  it.for(['sms', 'telegram'] as const)(`${dialogue.name}: reads as agreed by %s`, async (channel) => {
    const played = play(talk, texts, dialogue, channel)
    await expect(transcript(dialogue, played)).toMatchFileSnapshot(
      `../golden/${file.replace('.yaml', '')}.${channel}.txt`,
    )
  })
})
