/** By which door each person is written to: test/service/broadcast-door.yaml. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { ADDRESS_KINDS, DOORS } from '../../src/core/address.ts'
import { BROADCAST_CLASSES } from '../../src/core/broadcast.ts'
import { chooseWay } from '../../src/service/broadcast-door.ts'

const DAY_MS = 24 * 3_600_000
const NOW = 1_795_000_000_000
const Way = z.strictObject({
  kind: z.enum(ADDRESS_KINDS),
  value: z.string().default('+84912345678'),
  zalo_days: z.number().optional(),
  stopped: z.boolean().default(false),
  agreed: z.boolean().default(false),
  came_by: z.enum(DOORS).optional(),
})
const Row = z.strictObject({
  why: z.string(),
  class: z.enum(BROADCAST_CLASSES).default('service_notice'),
  ways: z.array(Way),
  on: z.array(z.enum(DOORS)),
  template: z.boolean().default(false),
  sms_only: z.boolean().default(false),
  goes: z.string(),
})
const rows = z.array(Row).parse(parse(readFileSync('test/service/broadcast-door.yaml', 'utf8')))

test.for(rows)('$goes: $why', ({ class: kind, ways, on, template, sms_only, goes }) => {
  const known = ways.map(({ value, stopped, agreed, zalo_days, ...way }, i) => ({
    ...{ addressId: `addr_${i}`, address: { kind: way.kind, value }, stopped, consented: agreed },
    ...{ cameBy: way.came_by ?? null, lastInAt: zalo_days === undefined ? null : NOW - zalo_days * DAY_MS },
  }))
  const isOn = (door: (typeof DOORS)[number]) => on.includes(door)
  const choice = chooseWay(known, { class: kind, now: NOW, isOn, hasTemplate: template, smsOnly: sms_only })
  expect('skipped' in choice ? choice.skipped : `${choice.door}${choice.byTemplate ? ' by template' : ''}`).toBe(goes)
})
