/** What an official sees first: counted on a real database, within the official's communes alone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openByCommune, openFigures, openOverview, unreadCases } from '../../src/service/overview.ts'
import { dayCounts, responseTimes } from '../../src/service/overview-figures.ts'
import { enterPledge } from '../../src/service/pledge-desk.ts'
import { type Desk, HERE, NEXT_DOOR, official, openDesk } from './desk-house.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const officer = official('commune_officer')

describe('the figures', () => {
  it('has a day for every day, oldest first, days without a report too', () => {
    const days = dayCounts([{ key: '2026-11-22', count: 3, open: 1 }], '2026-11-24', 4)
    expect(days).toEqual([
      { day: '2026-11-21', count: 0, open: 0 },
      { day: '2026-11-22', count: 3, open: 1 },
      { day: '2026-11-23', count: 0, open: 0 },
      { day: '2026-11-24', count: 0, open: 0 },
    ])
  })

  it.for([
    ['nobody looked yet', [], null, null],
    ['one case', [5], 5, 5],
    ['two cases: the sooner is half of them', [9, 5], 5, 9],
    ['ten cases: nine of them within the ninth', [10, 1, 2, 3, 4, 5, 6, 7, 8, 9], 5, 9],
  ] as const)('%s', ([, hours, median, ninetieth]) => {
    const times = responseTimes(hours.map((hour) => hour * HOUR_MS))
    expect([times.median, times.ninetieth]).toEqual(
      [median, ninetieth].map((hour) => (hour === null ? null : hour * HOUR_MS)),
    )
  })

  it('puts every time into one group, at its upper end still in it', () => {
    const { groups } = responseTimes([0, 15 * 60_000, 15 * 60_000 + 1, HOUR_MS, DAY_MS, DAY_MS + 1])
    expect(groups.map(({ id, count }) => `${id} ${count}`)).toEqual([
      'quarter_hour 2',
      'hour 2',
      'four_hours 0',
      'day 1',
      'later 1',
    ])
  })
})

describe('the overview', () => {
  let desk: Desk
  beforeEach(async () => {
    desk = await openDesk()
  })
  afterEach(() => desk.close())

  it('counts offers of help and stories to look at, for who works on them', async () => {
    const giver = { kind: 'goods', text: '20 chăn ấm', giver: 'Hoa Ban', phone: '', how: 'hỏi tại bàn' }
    await enterPledge(desk.ports, officer, { ...giver, commune: HERE.commune })
    await desk.sql("update pledges set status = 'new'")
    await desk.sql(`insert into models (id, status, told, title, text, commune, province, at, updated_at, version)
      values ('model_1', 'nominated', 'nuoi de', '', '', '${HERE.commune}', '${HERE.province}', 1, 1, 1)`)
    expect((await openOverview(desk.ports, officer, 30)).waiting).toEqual({ pledges: 1, models: 1 })
    const staff = official('policy_staff', 'off_policy')
    expect((await openOverview(desk.ports, staff, 30)).waiting).toEqual({ pledges: 0, models: 0 })
  })

  it('is new where nothing was ever reported, and no longer after a case that is closed', async () => {
    expect(await openOverview(desk.ports, officer, 30)).toMatchObject({ isNew: true, urgent: [], tiles: { open: 0 } })
    await desk.addCase({ status: 'closed' })
    expect(await openOverview(desk.ports, officer, 30)).toMatchObject({ isNew: false, tiles: { open: 0 } })
  })

  it('counts what waits, each under its own head, and puts danger and high scores first', async () => {
    const mine = await desk.addCase({ assignee: officer.id, score: 30 })
    const worst = await desk.addCase({ danger: true, score: 90, unread: true, dueAt: desk.now() - 1 })
    await desk.addCase({ status: 'confirmed', danger: true, score: 99, unread: true })
    await desk.addCase({ openedAt: desk.now() - 3 * DAY_MS, dueAt: desk.now() + HOUR_MS })
    const seen = await openOverview(desk.ports, officer, 30)
    expect(seen.tiles).toEqual({ open: 3, danger: 1, overdue: 1, unread: 1, mine: 1, today: 3 })
    expect(seen.urgent[0]?.code).toBe(worst)
    expect(seen.mine.map(({ code }) => code)).toEqual([mine])
    expect(await unreadCases(desk.ports, officer)).toBe(1)
  })

  it('knows nothing of another commune', async () => {
    await desk.addCase({ place: NEXT_DOOR, danger: true, unread: true })
    const { tiles, isNew, figures } = await openOverview(desk.ports, officer, 30)
    expect([tiles.open, isNew]).toEqual([0, true])
    expect([figures.byCommune, figures.byHazard, figures.byDay.filter(({ count }) => count > 0)]).toEqual([[], [], []])
    expect(await unreadCases(desk.ports, officer)).toBe(0)
    expect((await openByCommune(desk.ports, officer)).size).toBe(0)
  })

  it('shows an official without communes nothing at all', async () => {
    await desk.addCase({ danger: true })
    const staff = official('policy_staff', 'off_policy', { by: 'off_policy' })
    expect(await openOverview(desk.ports, staff, 30)).toMatchObject({ isNew: true, tiles: { open: 0, danger: 0 } })
  })

  it('counts by day, hazard and commune as far back as asked, the most first', async () => {
    const province = official('province_officer', 'off_p', { by: 'off_p', provinces: [HERE.province] })
    await desk.addCase({ report: { ...HERE, hazard: 'flood' } })
    await desk.addCase({ report: { ...HERE, hazard: 'flood' }, status: 'closed' })
    await desk.addCase({ place: NEXT_DOOR, report: { ...NEXT_DOOR, hazard: 'fire' } })
    await desk.addCase({ openedAt: desk.now() - 10 * DAY_MS })
    const week = await openFigures(desk.ports, province, 7)
    expect(week.byHazard).toEqual([
      { key: 'flood', count: 2, open: 1 },
      { key: 'fire', count: 1, open: 1 },
    ])
    expect(week.byCommune.map(({ key, count }) => [key, count])).toEqual([
      [HERE.commune, 2],
      [NEXT_DOOR.commune, 1],
    ])
    expect(week.byDay.at(-1)).toMatchObject({ count: 3, open: 2 })
    const month = await openFigures(desk.ports, province, 30)
    expect(month.byDay.reduce((sum, { count }) => sum + count, 0)).toBe(4)
    expect(month.byDay).toHaveLength(30)
  })
})
