/** From what happened in a turn to what is written of cases, as a list that officials can read. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { TurnEvent } from '../../src/core/session.ts'
import type { CaseTurn } from '../../src/service/case-turn.ts'
import { caseWork } from '../../src/service/case-write.ts'
import type { EarlierCase, KeptOpenCase, Lookalike } from '../../src/store/case-store.ts'
import { NOW, someone, wrote } from '../store/samples.ts'

const MINUTE = 60_000

interface Row {
  readonly name: string
  readonly text?: string
  readonly photo?: string
  readonly disaster?: string
  readonly open?: readonly (Partial<KeptOpenCase> & { readonly code: string; readonly dueIn?: number })[]
  readonly earlier?: readonly EarlierCase[]
  readonly lookalikes?: readonly Lookalike[]
  readonly events: readonly TurnEvent[]
  /** `dueIn`: minutes from now; `without`: parts that must not be there; the rest is a part of the write. */
  readonly writes: readonly (Record<string, unknown> & {
    readonly dueIn?: number
    readonly without?: readonly string[]
  })[]
  readonly alarm?: boolean
  readonly touched?: object
  readonly contact?: string | null
}
const rows: readonly Row[] = parse(readFileSync('test/service/case-write.yaml', 'utf8'))

function turnOf({ text, photo, disaster, open = [], events }: Row): CaseTurn {
  const words = text === undefined ? {} : { text }
  const content =
    photo === undefined
      ? { kind: 'text' as const, text: text ?? 'x' }
      : { kind: 'photo' as const, ref: photo, ...words }
  return {
    row: wrote(someone(), { door: 'simulator', content }),
    ...{ contactId: 'con_1', events, newCode: 'NEW1', commune: undefined, disaster, at: NOW },
    open: open.map(({ dueIn, ...one }) => ({
      ...{ id: `case_${one.code}`, kind: 'hardship', status: 'new', report: {}, matter: '|self', danger: false },
      ...{ dueAt: dueIn === undefined ? NOW : NOW + dueIn * MINUTE, commune: '03013', alerts: 0 },
      ...one,
    })),
    organisation: { code: '03013', name: 'UBND xã Tả Phìn', commune: '03013', province: '15', dutyOfficers: [] },
    provinceOf: (commune) => (commune.startsWith('0000') ? '01' : '15'),
  }
}

describe('what a turn writes of cases', () => {
  test.for(rows)('$name', (row) => {
    const { writes, alarm, name, touched } = caseWork(turnOf(row), {
      lookalikes: row.lookalikes ?? [],
      earlier: row.earlier ?? [],
    })
    expect(writes).toHaveLength(row.writes.length)
    for (const [i, { dueIn, without = [], ...expected }] of row.writes.entries()) {
      const write = writes[i]
      expect(write).toMatchObject(expected)
      if (dueIn !== undefined) expect(((write?.open ?? write?.add)?.dueAt ?? 0) - NOW).toBe(dueIn * MINUTE)
      for (const part of without) expect({ ...write, ...write?.add }).not.toHaveProperty(part)
    }
    if (row.alarm !== undefined) expect(alarm !== undefined).toBe(row.alarm)
    if (row.touched) expect(touched).toMatchObject(row.touched)
    if (row.contact !== undefined) expect(name ?? null).toBe(row.contact)
  })
})
