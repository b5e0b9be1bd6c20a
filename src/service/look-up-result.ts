/** Saved results by their code: drawn by chance, looked up before a turn, and opened for an official. */
import { type Day, vietnamDay } from '../core/day.ts'
import type { Household, Question } from '../core/household.ts'
import { fillRandom } from '../core/id.ts'
import type { SavedResult } from '../core/lead.ts'
import type { InboundContent } from '../core/message.ts'
import type { TextValue } from '../core/reply.ts'
import type { TurnInput } from '../core/session.ts'
import type { Verdict } from '../core/verdict.ts'
import { factWords } from '../flows/fact-words.ts'
import { factOf, knownFacts } from '../flows/facts-known.ts'
import { bestFirst } from '../flows/tell-rank.ts'
import { CODE_ALPHABET, CODE_LENGTH, readResultCode } from '../language/result-code.ts'
import { spelledOut } from '../rules/answer.ts'
import { screen } from '../rules/screen.ts'
import type { Ports } from './ports.ts'

/** A new code, as printed: with a digit, so that it is never taken for a word, and not beginning like the KQ before it. */
export function newResultCode(): string {
  const fair = 256 - (256 % CODE_ALPHABET.length)
  for (;;) {
    let code = ''
    while (code.length < CODE_LENGTH)
      for (const byte of fillRandom(new Uint8Array(8)))
        if (byte < fair && code.length < CODE_LENGTH) code += CODE_ALPHABET[byte % CODE_ALPHABET.length]
    if (/\d/.test(code) && !code.startsWith('KQ')) return code
  }
}

/**
 * What the turn may know of the code that this message is; undefined when it is none. Of somebody else's result only that it exists:
 * neither facts nor programmes reach the talk.
 */
export async function lookUpResult(
  ports: Pick<Ports, 'store'>,
  content: InboundContent,
  contactId: string,
): Promise<TurnInput['saved']> {
  const text = content.kind === 'text' ? content.text : content.kind === 'button' ? content.value : ''
  const code = readResultCode(text)
  if (code === null) return undefined
  const kept = await ports.store.results.get(code)
  if (kept === null) return { code, result: null, own: false }
  const { household, programmes, on } = kept
  if (kept.contactId === contactId) return { code, result: { code, household, programmes, on }, own: true }
  return { code, result: { code, household: {}, programmes: [], on }, own: false }
}

/** A saved result as an official sees it: no phone number and no name, only what the law looks at. */
export interface OpenedResult {
  readonly code: string
  readonly savedOn: Day
  readonly today: Day
  readonly household: Household
  /** Every known fact: `facts:<fact>.short` and its value in words; `person` by index where there are several people. */
  readonly facts: readonly { readonly question: Question; readonly value: TextValue }[]
  /** Of the programmes saved, worked out for today: best first, near misses and failures last. */
  readonly verdicts: readonly Verdict[]
  /** The same on the day of saving, for what the law has changed since. */
  readonly then: readonly Verdict[]
  /** What is still unknown and could change a verdict, each once. */
  readonly open: readonly Question[]
}

/**
 * Opens a result for an official and writes that into the audit log; null where nobody saved such a code. `typed`: as printed or as a
 * person says it (`7Q2FM`, `KQ-7Q2FM`).
 * @throws StoreError when the database does not answer; then nothing is shown, because the opening could not be written down
 */
export async function openResult(
  ports: Pick<Ports, 'store' | 'talk' | 'now'>,
  typed: string,
  who: string,
): Promise<OpenedResult | null> {
  const code = readResultCode(typed) ?? readResultCode(`KQ ${typed}`)
  const kept = code === null ? null : await ports.store.results.get(code)
  if (code === null || kept === null) return null
  const at = ports.now()
  await ports.store.audit.append(who, 'result_opened', { code }, at)
  return viewOf(ports.talk, kept, vietnamDay(at))
}

function viewOf({ law }: Ports['talk'], { code, household, programmes, on }: SavedResult, today: Day): OpenedResult {
  const all = spelledOut(household)
  const { verdicts } = screen(law, household, today, { programmes, next: false })
  const then = screen(law, household, on, { programmes, next: false }).verdicts
  const open = new Map(
    verdicts.flatMap((verdict) =>
      verdict.open.map((question) => [`${question.fact}@${question.person ?? 0}`, question] as const),
    ),
  )
  return {
    code,
    savedOn: on,
    today,
    household: all,
    facts: knownFacts(all)
      .filter(({ fact }) => law.data.facts.some((one) => one.fact === fact))
      .map((question) => ({ question, value: factWords(law, factOf(all, question), question) })),
    verdicts: [...verdicts].sort(bestFirst),
    then,
    open: [...open.values()],
  }
}
