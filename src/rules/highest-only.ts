/** Of several monthly benefits of one person only the highest is paid (NĐ 335/2026/NĐ-CP, Điều 6 khoản 2 và Điều 31). */
import type { Screening, Verdict } from '../core/verdict.ts'
import type { HighestOnlyData } from './law-data.ts'

export function highestOnly(
  groups: readonly HighestOnlyData[],
  verdicts: readonly Verdict[],
): Screening['highestOnly'] {
  const byPerson = new Map<number, string[]>()
  for (const { rule, verdict, persons } of verdicts) {
    if (verdict !== 'eligible' && verdict !== 'possible') continue
    if (!groups.some(({ rules }) => rules.includes(rule))) continue
    for (const person of persons) {
      const known = byPerson.get(person)
      if (known) known.push(rule)
      else byPerson.set(person, [rule])
    }
  }
  const out: { person: number; rules: readonly string[] }[] = []
  for (const [person, rules] of byPerson) {
    if (rules.length < 2) continue
    for (const { rules: members, needs } of groups) {
      // In the order of policy/highest-only.yaml, so that the same group always reads the same.
      const both = members.filter((rule) => rules.includes(rule))
      if (both.length > 1 && (needs === undefined || both.includes(needs))) out.push({ person, rules: both })
    }
  }
  return out.sort((a, b) => a.person - b.person)
}
