/** `npm run talk` as policy staff start it: any day's law, every channel, and a sentence for a day that does not exist. */
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { describe, expect, test } from 'vitest'
import { addDays, vietnamDay } from '../../src/core/day.ts'

const talk = (args: readonly string[], typed = '\n') =>
  spawnSync(process.execPath, ['src/main/bootstrap.mjs', 'talk', ...args], { encoding: 'utf8', input: typed })
const COMING = addDays(vietnamDay(Date.now()), 400)

describe('npm run talk --today', () => {
  test('says first which day it shows and what changes until then', () => {
    const [first = '', ...rest] = talk([`--today=${COMING}`]).stdout.split('\n')
    expect(first).toMatch(new RegExp(`^The law of ${COMING}, 400 days from today`))
    expect(rest.find((line) => line !== '' && !line.startsWith('  '))).toBe('Talking by sms. An empty line ends it.')
  })

  test.for(['--sms', '--zalo', '--telegram', '--en'])('answers with %s as well, under the law of that day', (flag) => {
    const said = talk([flag, '--today=2027-01-15'], 'menu\n\n')
    expect(said.status).toBe(0)
    expect(said.stdout).toContain(`Talking by ${flag === '--en' ? 'sms' : flag.slice(2)}.`)
  })

  test('answers with the figure of the day', () => {
    const words = 'toi 76 tuoi khong luong huu co duoc gi k\n\n'
    expect(talk(['--sms', '--today=2026-06-30'], words).stdout).toContain('500.000 d/thang')
    expect(talk(['--sms', '--today=2026-07-01'], words).stdout).toContain('540.000 d/thang')
  })

  test('leaves the talk itself alone for a day gone by: what has changed since stands beside it', () => {
    const said = talk(['--sms', '--today=2026-06-30'])
    expect(said.stdout).toMatch(/^Talking by sms\./)
    expect(said.stderr).toMatch(/^The law of 2026-06-30, \d+ days before today/)
    expect(said.stderr).toContain('social-pension: 500.000 → 540.000 đồng a month (335/2026/NĐ-CP)')
  })

  test.for(['2026-02-30', '31/12/2026', 'tomorrow'])('refuses %s in a sentence', (day) => {
    const said = talk([`--today=${day}`])
    expect(said.status).toBe(1)
    expect(said.stderr).toBe(`--today=${day} is not a day that exists; write it as 2026-12-31.\n`)
  })

  test('names its flags when one is not known, and its flows when one does not exist', () => {
    const said = talk(['--tomorrow'])
    expect(said.status).toBe(1)
    expect(said.stderr).toContain('[--today=2027-01-01]')
    expect(said.stderr).not.toContain('    at ')
    expect(talk(['no-such-flow']).stderr).toContain('There is no flow "no-such-flow"; there are: ')
  })
})
