/** (d) The talk engine alone, in memory, the session through JSON each turn: flat cost however long the talk has been. */
import process from 'node:process'
import type { Session, TurnInput } from '../src/core/session.ts'
import { openFlows } from '../src/flows/flow-book.ts'
import { newSession, type Talk, takeTurn } from '../src/flows/turn.ts'
import { content } from '../src/generated/content.ts'
import { openLexicon } from '../src/language/lexicon.ts'
import { openPlaces } from '../src/language/places.ts'
import { openLaw } from '../src/rules/law-book.ts'

/** An ordinary talk: one free sentence, then answers, a question back, a step back, the menu. */
const SAID = [
  'toi 76 tuoi khong luong huu co duoc gi k',
  '2',
  '2',
  '1',
  '?',
  '2',
  'lai',
  '1',
  '0',
  '1',
  '3',
  '2',
  '0',
  '2',
  '1',
  '1',
]
const MEASURED = 4_000

export function engineBench(print: (text: string) => void): void {
  const talk: Talk = {
    flows: openFlows(content.flows),
    law: openLaw(content.law),
    lexicon: openLexicon(content.lexicon),
    places: openPlaces(content.places),
    scope: [],
  }
  run(talk, newSession(talk, 'vi'), 0, MEASURED)
  for (const earlier of [10, 100, 1_000]) {
    const before = run(talk, newSession(talk, 'vi'), 0, earlier)
    const started = performance.now()
    const spent = process.cpuUsage()
    const after = run(talk, before, earlier, MEASURED)
    const seconds = (performance.now() - started) / 1000
    const { user, system } = process.cpuUsage(spent)
    const bytes = Buffer.byteLength(JSON.stringify(after))
    print(
      `(d)  engine after ${String(earlier).padStart(5)} turns: ${(MEASURED / seconds).toFixed(0)} turns/s, ${((user + system) / MEASURED).toFixed(0)} µs of processor each, session ${bytes} bytes (aim 20,000/s, flat, < 2,048)`,
    )
  }
}

function run(talk: Talk, session: Session, from: number, count: number): Session {
  let stored = JSON.stringify(session)
  for (let i = from; i < from + count; i++) {
    const input: TurnInput = {
      content: { kind: 'text', text: SAID[i % SAID.length] ?? '0' },
      channel: 'sms',
      hasButtons: false,
      // A person takes a minute to answer; faster would look like a loop.
      now: 1_795_402_800_000 + i * 60_000,
      today: '2026-11-23',
      speaker: { name: 'UBND xã Lá Lành' },
    }
    stored = JSON.stringify(takeTurn(talk, JSON.parse(stored) as Session, input).session)
  }
  return JSON.parse(stored) as Session
}
