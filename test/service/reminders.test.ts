/** What is owed to enrolled people and when (`reminders.yaml`), the quiet hours, and the door a message of ours takes. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Address, Door } from '../../src/core/address.ts'
import { isQuiet } from '../../src/service/quiet-hours.ts'
import { wordOwed } from '../../src/service/reminders.ts'
import { doorFor } from '../../src/service/which-door.ts'
import type { Notice } from '../../src/store/store.ts'

interface Case {
  readonly why: string
  readonly starts?: string
  readonly now: string
  readonly told?: string
  readonly cancelled?: boolean
  readonly stopped?: boolean
  readonly says: string
  readonly next: string
}

const instant = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00+07:00`)
const SMS: Address = { kind: 'sms', value: '+84912345678' }

describe('a word owed to an enrolled person', () => {
  it.for(parse(readFileSync('test/service/reminders.yaml', 'utf8')) as Case[])('$why: $says', (one) => {
    const notice: Notice = {
      ...{ offer: 'demo/a', contact: 'con', remindAt: 0, told: one.told ?? 'now', current: 'now', cameBy: 'esms' },
      ...{
        kind: 'class',
        organisation: 'demo',
        title: 'May',
        address: SMS,
        language: 'vi',
        accents: false,
        pack: null,
      },
      ...{ cancelled: one.cancelled ?? false, stopped: one.stopped ?? false },
      ...(one.starts === undefined ? {} : { startsOn: one.starts }),
    }
    const { say, next } = wordOwed(notice, instant(one.now))
    expect(say ?? 'none').toBe(one.says)
    expect(next).toBe(one.next === 'none' ? null : instant(one.next))
  })
})

describe('quiet hours', () => {
  it.for([
    ['2026-11-30 20:59', false],
    ['2026-11-30 21:00', true],
    ['2026-12-01 00:00', true],
    ['2026-12-01 06:59', true],
    ['2026-12-01 07:00', false],
  ] as const)('at %s in Vietnam: %s', ([at, quiet]) => {
    expect(isQuiet(instant(at))).toBe(quiet)
  })
})

describe('a message that we start', () => {
  const ALL: readonly Door[] = ['telegram', 'twilio', 'zalo', 'zalo-bot', 'sms-phone', 'esms', 'simulator']
  const abroad: Address = { kind: 'sms', value: '+819012345678' }
  const zalo: Address = { kind: 'zalo', value: '123' }
  it.for([
    [SMS, ALL, 'twilio', 'esms', 'a Vietnamese number: by brandname'],
    [SMS, ['twilio', 'sms-phone'], 'twilio', 'sms-phone', 'without eSMS by the phone gateway'],
    [SMS, ['twilio'], 'twilio', 'twilio', 'neither is on: by the door the person came by'],
    [SMS, ['twilio'], 'esms', null, 'neither is on, and theirs is off'],
    [abroad, ALL, 'sms-phone', 'twilio', 'a number of another country: by Twilio'],
    [zalo, ALL, 'zalo', 'zalo', 'a Zalo address has a door of its own'],
    [zalo, ['esms'], 'zalo', null, 'which may be off'],
    [{ kind: 'zalo-bot', value: '1' }, ALL, 'zalo-bot', 'zalo-bot', 'so has one of the bot'],
    [{ kind: 'telegram', value: '1' }, ALL, null, 'telegram', 'and one of Telegram'],
    [SMS, ALL, 'simulator', 'simulator', 'a number typed into the simulator is nobody’s'],
    [SMS, ['esms'], 'simulator', null, 'not even when the simulator is off'],
  ] as const)('%#: %s', ([address, on, cameBy, door]) => {
    const doors: readonly Door[] = on
    expect(doorFor(address, (one) => doors.includes(one), cameBy)).toBe(door)
  })
})
