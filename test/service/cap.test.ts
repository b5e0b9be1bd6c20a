/** Warnings as files: what becomes of each, and what a stranger may send without harm. The list: test/service/cap/cases.yaml. */
import { readFileSync } from 'node:fs'
import type { Topology } from 'topojson-specification'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { systemScope } from '../../src/core/official.ts'
import { MOST_CAP_BYTES, readCap } from '../../src/service/cap.ts'
import { hazardOf } from '../../src/service/cap-hazard.ts'
import { importCap } from '../../src/service/cap-import.ts'
import { openEvent } from '../../src/service/disasters.ts'
import { type EventHouse, officialOf, openEventHouse } from './event-house.ts'

const Day = z.union([z.string(), z.date().transform((day) => day.toISOString().slice(0, 10))])
const Case = z.strictObject({
  ...{ file: z.string(), why: z.string(), after: z.array(z.string()).optional(), opens: z.boolean().optional() },
  ...{ done: z.string().optional(), refused: z.string().optional(), part: z.string().optional() },
  ...{ status: z.string().optional(), name: z.string().optional(), hazard: z.string().optional() },
  ...{ communes: z.array(z.string()).optional(), from: Day.optional(), to: Day.nullable().optional() },
  words: z.string().nullable().optional(),
})
const cases = z.array(Case).parse(parse(readFileSync('test/service/cap/cases.yaml', 'utf8')))
const fileOf = (name: string) => readFileSync(`test/service/cap/${name}.xml`, 'utf8')
const leader = officialOf('commune_leader', ['03013', '02647'])

let house: EventHouse
beforeEach(async () => {
  house = await openEventHouse()
})
afterEach(() => house.close())

describe('a warning', () => {
  it.for(cases)('$file after $after: $why', async ({ file, after = [], opens, done, refused, part, ...wanted }) => {
    let first = ''
    for (const earlier of after) {
      const made = await importCap(house.ports, leader, fileOf(earlier))
      if ('id' in made) first = made.id
    }
    if (opens) expect(await openEvent(house.ports, leader, first, 1)).toEqual({ done: first })
    const outcome = await importCap(house.ports, leader, fileOf(file))
    if (refused !== undefined) {
      expect(outcome).toEqual({ refused, ...(part === undefined ? {} : { name: part }) })
      expect(await house.sql('select count(*) from disasters')).toEqual([[after.length === 0 ? 0 : 1]])
      return
    }
    if (!('done' in outcome)) throw new Error(`refused: ${outcome.refused} ${outcome.name ?? ''}`)
    expect(outcome.done).toBe(done)
    const event = await house.ports.store.disasters.get(systemScope(), outcome.id)
    const { status, name, hazard, communes, from, to, words } = wanted
    expect(event?.status).toBe(status)
    if (name !== undefined) expect(event?.name).toBe(name)
    if (hazard !== undefined) expect(event?.hazard).toBe(hazard)
    if (communes !== undefined) expect(event?.communes.toSorted()).toEqual(communes.toSorted())
    if (from !== undefined) expect(event?.startsOn).toBe(from)
    if (to !== undefined) expect(event?.endsOn).toBe(to)
    if (words !== undefined) expect(event?.words).toBe(words)
    expect(await house.sql('select count(*) from disasters')).toEqual([[1]])
  })

  it('is an official’s with the right to open events, and of their communes', async () => {
    const text = fileOf('storm-two-languages')
    expect(await importCap(house.ports, officialOf('commune_officer', ['03013']), text)).toEqual({
      refused: 'not_allowed',
    })
    expect(await importCap(house.ports, officialOf('commune_leader', ['00007']), text)).toEqual({
      refused: 'cap_no_place',
    })
    const province = officialOf('province_officer', [], ['15'])
    expect(await importCap(house.ports, province, fileOf('prefixed-flood-province'))).toMatchObject({
      done: 'imported',
    })
    const [[communes] = []] = await house.sql('select json_array_length(communes) from disasters')
    expect(communes).toBe([...house.ports.talk.places.communes.values()].filter(({ province: p }) => p === '15').length)
  })

  it('that a wider event came from is not changed by a commune alone', async () => {
    const province = officialOf('province_officer', [], ['15'])
    await importCap(house.ports, province, fileOf('storm-two-languages'))
    expect(await importCap(house.ports, officialOf('commune_leader', ['03013']), fileOf('cancel'))).toEqual({
      refused: 'cap_not_yours',
    })
  })

  it('taken back keeps what has not left from leaving, at once', async () => {
    const demo = officialOf('commune_leader', ['demo', '03013'])
    await house.says('+84912000001', 'xin chao')
    await house.sql("update sessions set data = json_set(data, '$.commune', '03013')")
    const made = await importCap(house.ports, demo, fileOf('storm-two-languages'))
    if (!('id' in made)) throw new Error('not imported')
    await openEvent(house.ports, demo, made.id, 1)
    const [person] = await house.ports.store.checkIns.toAsk(
      { id: made.id, communes: ['03013'], since: 0 },
      { after: '', until: '~', knownBy: house.now(), home: 'demo' },
    )
    if (!person) throw new Error('nobody')
    const message = { id: 'out_x', address: person.address, text: 'Bao so 12', expiresAt: house.now() + 1e7 }
    const delivery = { message, door: 'simulator' as const, lane: 'bulk' as const, ordinal: 0, segments: 1 }
    await house.ports.store.checkIns.ask(made.id, person, { delivery, at: house.now() })
    expect(await importCap(house.ports, demo, fileOf('cancel'))).toMatchObject({ done: 'halted' })
    expect(await house.announced()).toMatchObject([{ status: 'stopped' }])
    await house.sweep()
    expect(await house.announced()).toMatchObject([{ status: 'stopped' }])
  })

  it('drawn on the map means the communes it touches, where outlines are known', async () => {
    const square = (x: number, y: number) => [
      [x, y],
      [x + 0.2, y],
      [x + 0.2, y + 0.2],
      [x, y + 0.2],
      [x, y],
    ]
    const outlines: Topology = {
      type: 'Topology',
      arcs: [square(103.4, 22.4), square(103.9, 22.9), square(105.5, 21)],
      objects: {
        communes: {
          type: 'GeometryCollection',
          geometries: ['03013', '02647', '00004'].map((id, i) => ({ type: 'Polygon', id, arcs: [[i]] })),
        },
      },
    }
    const wide = officialOf('commune_leader', ['03013', '02647', '00004'])
    const made = await importCap({ ...house.ports, outlines: () => outlines }, wide, fileOf('flood-by-polygon'))
    expect(made).toMatchObject({ done: 'imported' })
    expect(await house.sql('select communes, hazard from disasters')).toEqual([['["03013","02647"]', 'flood']])
    expect(await importCap(house.ports, wide, fileOf('flood-by-polygon').replace('POLY-1', 'POLY-2'))).toEqual({
      refused: 'cap_no_place',
    })
  })
})

describe('what a stranger may send', () => {
  it.for([
    { what: 'ten megabytes', text: () => `<alert>${'x'.repeat(10_000_000)}</alert>`, why: 'cap_large' },
    { what: 'letters of many bytes', text: () => 'ư'.repeat(MOST_CAP_BYTES - 10), why: 'cap_large' },
    { what: 'a hundred thousand open tags', text: () => '<a>'.repeat(70_000), why: 'cap_xml' },
    { what: 'deep nesting that closes', text: () => `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`, why: 'cap_xml' },
    {
      what: 'an entity without DOCTYPE',
      text: () => fileOf('drought-by-words').replace('HAN-03', '&boom;'),
      why: null,
    },
    { what: 'a DOCTYPE in small letters', text: () => '<!doctype alert><alert/>', why: 'cap_doctype' },
    {
      what: 'a DOCTYPE after a comment',
      text: () => '<!-- x --><!DOCTYPE a SYSTEM "http://127.0.0.1/"><a/>',
      why: 'cap_doctype',
    },
    { what: 'nothing', text: () => '  \n', why: 'cap_empty' },
    { what: 'JSON', text: () => '{"alert":1}', why: 'cap_xml' },
    { what: 'NUL bytes', text: () => '<alert>\u0000</alert>', why: 'cap_namespace' },
    { what: 'two roots', text: () => '<a/><b/>', why: 'cap_namespace' },
  ])('$what is refused in a moment', ({ text, why }) => {
    const input = text()
    const started = performance.now()
    const read = readCap(input)
    expect(performance.now() - started).toBeLessThan(500)
    if (why !== null) expect(read).toMatchObject({ why })
    expect(JSON.stringify(read)).not.toContain('root:')
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})

describe('the kind of disaster', () => {
  it.for([
    ['Lũ quét và sạt lở đất', 'flash_flood'],
    ['Sạt lở bờ sông', 'landslide'],
    ['Áp thấp nhiệt đới gần bờ', 'storm'],
    ['Ngập lụt hạ du', 'flood'],
    ['Lốc, sét, mưa đá', 'whirlwind'],
    ['Xâm nhập mặn', 'saltwater'],
    ['Rét hại', 'cold'],
    ['Flash Flood Warning', 'flash_flood'],
    ['Tropical Cyclone', 'storm'],
    ['Thông báo bảo trì', 'other'],
    ['CANH BAO MUA LON', 'flood'],
    ['Tin bão khẩn cấp', 'storm'],
    ['BAO SO 5', 'storm'],
    ['Dịch vụ tạm dừng', 'other'],
  ] as const)('"%s" is %s', ([event, hazard]) => {
    expect(hazardOf({ event, headline: '', category: 'Met' })).toBe(hazard)
  })
})
