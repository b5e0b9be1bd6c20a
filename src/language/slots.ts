/** Details said in a message (hazard, damage, people, purpose, amount …), so that nothing is asked that was already said. */
import type { Day } from '../core/day.ts'
import { dateIn } from './dates.ts'
import type { Intent } from './intent.ts'
import type { Lexicon } from './lexicon.ts'
import { moneyIn } from './money.ts'
import { peopleIn } from './people.ts'

/** Which slots are looked for, by intent. */
const WANTED: Readonly<Partial<Record<Intent, readonly string[]>>> = {
  eligibility: ['group'],
  programme_info: ['group'],
  credit: ['purpose'],
  training: ['trade'],
  jobs: ['kind'],
  hardship_report: ['hazard', 'damage'],
  emergency: ['hazard', 'need'],
  language_change: ['target'],
}
const LISTS = new Set(['group', 'damage'])

/** Slots of the message; lists for `group` and `damage`, single values else. */
export function slotsIn(
  lexicon: Lexicon,
  padded: string,
  folded: string,
  intent: Intent,
  today: Day,
): Record<string, unknown> {
  const slots: Record<string, unknown> = {}
  for (const [slot, values] of lexicon.slots) {
    if (!WANTED[intent]?.includes(slot)) continue
    const hits = values.filter(([, words]) => padded.search(words) >= 0).map(([value]) => value)
    if (hits.length > 0) slots[slot] = LISTS.has(slot) ? narrowed(hits) : hits[0]
  }
  const words = folded.split(' ')
  if (intent === 'credit') {
    const amount = moneyIn(words)
    if (amount?.value) slots.amount_vnd = amount.value
  }
  if (intent === 'emergency' || intent === 'hardship_report') {
    const people =
      /\d|\b(?:hai|ba|bon|nam|sau|bay|tam|chin|muoi)\b(?: \S+)? (?:nguoi|khau|me con|ba chau|vo chong|con|chau)/.test(
        folded,
      )
        ? peopleIn(words)
        : null
    if (typeof people?.value === 'number' && people.value > 0) slots.people = people.value
    const day = dateIn(words, today)
    if (day !== null) slots.date = day
  }
  if (intent === 'number_answer' && /^\d{1,2}$/.test(folded)) {
    slots.value = Number(folded)
    slots.kind = 'menu'
  }
  if (intent === 'report_status') {
    const code = /\b[a-z]{1,4}-?\d{2,8}\b/.exec(folded)?.[0]
    if (code !== undefined) slots.code = code.toUpperCase()
  }
  return slots
}

/** The one value of this slot that the folded words name; undefined when they name none, or several. */
export function saidOf(lexicon: Lexicon, slot: string, folded: string): string | undefined {
  const [, values = []] = lexicon.slots.find(([name]) => name === slot) ?? []
  const hits = values.filter(([, words]) => ` ${folded} `.search(words) >= 0)
  return hits.length === 1 ? hits[0]?.[0] : undefined
}

/** "cận nghèo" holds "nghèo": only the narrower class stays. */
function narrowed(hits: readonly string[]): string[] {
  const narrow = hits.includes('newly_escaped') ? 'newly_escaped' : hits.includes('near_poor') ? 'near_poor' : null
  return hits.filter((hit) => narrow === null || hit === narrow || (hit !== 'poor' && hit !== 'near_poor'))
}
