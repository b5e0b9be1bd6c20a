/**
 * `npm run --silent understand -- --as intent|number|yesno|place`: JSON lines in, JSON lines out, one an input line.
 * `--score [--folds]` measures the reading on `language/dev-set/` instead, trained afresh from the files.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { type Day, isDay, vietnamDay } from '../core/day.ts'
import { readAgeQuantity, readDate, readMoney, readQuantity, readYesNo } from '../language/answers.ts'
import type { FarmRegion } from '../language/land.ts'
import { checkLexicon, type Lexicon, openLexicon } from '../language/lexicon.ts'
import { checkPlaces, openPlaces, type Places, readPlace } from '../language/places.ts'
import type { Quantity } from '../language/quantity.ts'
import { understand } from '../language/understand.ts'
import { readContent } from './read-content.ts'
import { scoreTable } from './understand-score.ts'

const MODES = ['intent', 'number', 'yesno', 'place'] as const
type Mode = (typeof MODES)[number]
const KINDS = ['money_vnd', 'people', 'age', 'area_ha', 'date'] as const
type Kind = (typeof KINDS)[number]
const FARM_REGIONS = ['bac', 'trung', 'nam'] as const

/** One line asked: refused unless it is an object with a text. Other keys, such as labels, are passed over. */
interface Asked {
  readonly id: unknown
  readonly text: string
  readonly kind?: Kind
  readonly region?: FarmRegion
  readonly today: Day
}

const args = process.argv.slice(2)
const mode = MODES.find((one) => one === (args.includes('--as') ? args[args.indexOf('--as') + 1] : 'intent'))
if (args.includes('--score')) {
  process.stdout.write(scoreTable(process.cwd(), args.includes('--folds')))
} else if (mode === undefined) {
  process.stderr.write(`--as takes one of ${MODES.join(', ')}.\n`)
  process.exitCode = 2
} else {
  await answerLines(mode)
}

async function answerLines(as: Mode): Promise<void> {
  const { lexicon, places } = await load(as)
  let line = 0
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++
    if (text.trim() === '') continue
    const asked = parse(text)
    const answer =
      typeof asked === 'string' ? { line, error: asked } : { id: asked.id, ...read(as, asked, lexicon, places) }
    if (typeof asked === 'string') process.exitCode = 2
    process.stdout.write(`${JSON.stringify(answer)}\n`)
  }
}

/** Compiled content when there is any; the files themselves in a checkout that has not compiled yet. */
async function load(as: Mode): Promise<{ lexicon: Lexicon | null; places: Places | null }> {
  const compiled = existsSync(path.join(import.meta.dirname, '../generated/lexicon.ts'))
  const files = compiled ? [] : readContent(process.cwd()).files
  if (as === 'intent')
    return {
      lexicon: openLexicon(compiled ? (await import('../generated/lexicon.ts')).lexicon : checkLexicon(files).data),
      places: null,
    }
  if (as === 'place')
    return {
      lexicon: null,
      places: openPlaces(compiled ? (await import('../generated/places.ts')).places : checkPlaces(files).data),
    }
  return { lexicon: null, places: null }
}

function read(as: Mode, asked: Asked, lexicon: Lexicon | null, places: Places | null): Record<string, unknown> {
  if (as === 'yesno') return { value: readYesNo(asked.text) }
  if (as === 'place' && places) {
    const reading = readPlace(places, asked.text)
    return {
      province: reading.province?.name ?? null,
      ...(reading.formerProvince !== undefined && { former_province: reading.formerProvince }),
      ...(reading.commune && { commune: reading.commune.fullName, commune_code: reading.commune.code }),
      ...(reading.candidates.length > 0 && { candidates: reading.candidates }),
    }
  }
  if (as === 'intent' && lexicon) {
    const meant = understand(lexicon, asked.text, { today: asked.today })
    return {
      intent: meant.intent.id,
      confidence: Number(meant.intent.confidence.toFixed(3)),
      slots: meant.slots,
      ...(meant.danger && { danger: true }),
    }
  }
  if (asked.kind === 'date') return { value: readDate(asked.text, asked.today) }
  const quantity = numberOf(asked)
  return {
    value: quantity?.value ?? null,
    ...(quantity?.per && { per: quantity.per }),
    ...(quantity?.qualifier && { qualifier: quantity.qualifier }),
  }
}

/** The number by the kind asked for; without a kind, by the units it carries. */
function numberOf(asked: Asked): Quantity | null {
  const { text, kind, region, today } = asked
  if (kind === 'people') return readQuantity(text, 'people')
  if (kind === 'area_ha') return readQuantity(text, 'area_ha', region)
  if (kind === 'age') return readAgeQuantity(text, today)
  if (kind === 'money_vnd') return readMoney(text)
  return readMoney(text) ?? readQuantity(text, 'area_ha', region) ?? readQuantity(text, 'plain')
}

/** The line as asked, or a sentence that says what is wrong with it. */
function parse(line: string): Asked | string {
  let data: unknown
  try {
    data = JSON.parse(line)
  } catch {
    return 'This line is not JSON.'
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return 'A line must be an object with "id" and "text".'
  const row: Record<string, unknown> = Object.fromEntries(Object.entries(data))
  if (typeof row.text !== 'string') return '"text" must be a text.'
  if (row.id !== undefined && typeof row.id !== 'string' && typeof row.id !== 'number')
    return '"id" must be a text or a number.'
  const kind = KINDS.find((one) => one === row.kind)
  if (row.kind !== undefined && kind === undefined) return `"kind" must be one of ${KINDS.join(', ')}.`
  const region = FARM_REGIONS.find((one) => one === row.region)
  if (row.region !== undefined && region === undefined) return `"region" must be one of ${FARM_REGIONS.join(', ')}.`
  if (row.today !== undefined && !isDay(row.today)) return '"today" must be a day that exists, written YYYY-MM-DD.'
  const today = isDay(row.today) ? row.today : vietnamDay(Date.now())
  return { id: row.id ?? null, text: row.text, today, ...(kind && { kind }), ...(region && { region }) }
}
