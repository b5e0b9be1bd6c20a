/** A list of classes and jobs as an office keeps it (a spreadsheet saved as CSV) → offers, and a sentence for each cell that is not clear. */
import { parse } from 'csv-parse/sync'
import { isDay } from '../core/day.ts'
import type { Offer, OfferKind } from '../core/offer.ts'
import type { TextPart } from '../core/reply.ts'
import { fold } from '../language/fold.ts'
import { smsFaults } from '../texts/check-sms.ts'

export const OFFER_COLUMNS = [
  ...(['id', 'kind', 'title', 'organiser', 'place', 'startsOn', 'endsOn', 'closesOn'] as const),
  ...(['seats', 'pay', 'requirements'] as const),
] as const
type OfferColumn = (typeof OFFER_COLUMNS)[number]

/** What a column may be called, folded; the first is the one of the template. */
export const COLUMN_NAMES: Readonly<Record<OfferColumn, readonly [string, ...string[]]>> = {
  id: ['Mã', 'ma so', 'ma lop', 'ma viec', 'id', 'code'],
  kind: ['Loại', 'loai hinh', 'kind', 'type'],
  title: ['Tên', 'ten lop', 'ten viec', 'ten nghe', 'nghe', 'title', 'name'],
  organiser: [
    'Đơn vị',
    'noi day',
    'noi tuyen',
    'co so day nghe',
    'don vi tuyen dung',
    'organiser',
    'organizer',
    'employer',
  ],
  place: ['Địa điểm', 'noi hoc', 'noi lam', 'noi lam viec', 'dia chi', 'place', 'location'],
  startsOn: ['Ngày bắt đầu', 'bat dau', 'khai giang', 'ngay khai giang', 'starts', 'starts on', 'start'],
  endsOn: ['Ngày kết thúc', 'ket thuc', 'be giang', 'ends', 'ends on', 'end'],
  closesOn: ['Hạn ghi tên', 'han dang ky', 'han nop', 'closes', 'closes on', 'deadline'],
  seats: ['Số chỗ', 'so nguoi', 'chi tieu', 'so luong', 'seats', 'places'],
  pay: ['Lương, hỗ trợ', 'luong', 'ho tro', 'muc luong', 'tien cong', 'pay', 'wage'],
  requirements: ['Yêu cầu', 'dieu kien', 'requirements', 'conditions'],
}
const KINDS: Readonly<Record<string, OfferKind>> = {
  ...{ lop: 'class', 'lop hoc': 'class', 'hoc nghe': 'class', class: 'class', course: 'class' },
  ...{ viec: 'job', 'viec lam': 'job', 'tuyen dung': 'job', job: 'job' },
}
/** So long that a message of it still fits two SMS. */
const LONGEST: Readonly<Record<OfferColumn, number>> = {
  ...{ id: 24, kind: 20, title: 60, organiser: 60, place: 60, startsOn: 10, endsOn: 10, closesOn: 10, seats: 5 },
  ...{ pay: 60, requirements: 100 },
}
const NEEDED = ['id', 'kind', 'title'] as const
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]*$/
const MOST_ROWS = 2_000

/** `row`: as the spreadsheet counts, the header being 1; the sentence is `offer-lists:<…>` with the column as its header names it. */
interface RowProblem {
  readonly row: number
  readonly sentence: TextPart
}

/** Offers of the rows that are right, and why the others are not. Nothing is published here. */
export function readOffers(text: string): { offers: readonly Offer[]; problems: readonly RowProblem[] } {
  const problems: RowProblem[] = []
  const tell = (row: number, key: string, values: Readonly<Record<string, string | number>> = {}): void =>
    void problems.push({ row, sentence: { key: `offer-lists:${key}`, values } })
  const rows = cellsOf(text)
  if (rows === null) tell(1, 'unreadable')
  const [header, ...body] = rows ?? []
  if (!header || problems.length > 0) {
    if (rows !== null) tell(1, 'empty')
    return { offers: [], problems }
  }
  const columns = header.cells.map(columnOf)
  header.cells.forEach((name, i) => {
    if (columns[i] === null && name.trim() !== '') tell(1, 'unknown_column', { column: name.trim() })
    else if (columns[i] !== null && columns.indexOf(columns[i] ?? null) < i) tell(1, 'column_twice', { column: name })
  })
  for (const needed of NEEDED) if (!columns.includes(needed)) tell(1, 'no_column', { column: COLUMN_NAMES[needed][0] })
  if (body.length > MOST_ROWS) tell(1, 'list_too_long', { most: MOST_ROWS })
  if (problems.length > 0) return { offers: [], problems }

  const names = new Map(columns.map((column, i) => [column, (header.cells[i] ?? '').trim()]))
  const firstRow = new Map<string, number>()
  const offers = body.flatMap(({ row, cells }) => {
    const said = new Map<OfferColumn, string>()
    columns.forEach((column, i) => {
      if (column !== null) said.set(column, cleaned(cells[i] ?? ''))
    })
    const offer = offerOf(said, (column, key, values) => tell(row, key, { column: names.get(column) ?? '', ...values }))
    if (offer === null) return []
    const before = firstRow.get(offer.id)
    if (before !== undefined) tell(row, 'id_twice', { column: names.get('id') ?? '', value: offer.id, before })
    firstRow.set(offer.id, before ?? row)
    return before === undefined ? [offer] : []
  })
  return { offers, problems }
}

type Tell = (column: OfferColumn, key: string, values?: Readonly<Record<string, string | number>>) => void

/** One row; null when anything in it is not clear, each thing told. */
function offerOf(said: ReadonlyMap<OfferColumn, string>, tellOf: Tell): Offer | null {
  let right = true
  const tell: Tell = (...fault) => {
    right = false
    tellOf(...fault)
  }
  const text = (column: OfferColumn): string => said.get(column) ?? ''
  for (const column of NEEDED) if (text(column) === '') tell(column, 'needed')
  for (const [column, value] of said) {
    if (value.length > LONGEST[column]) tell(column, 'too_long', { most: LONGEST[column] })
    else if (smsFaults(value).length > 0) tell(column, 'unfit')
  }
  if (text('id') !== '' && !ID.test(text('id'))) tell('id', 'bad_id')
  const kind = KINDS[fold(text('kind'))]
  if (text('kind') !== '' && kind === undefined) tell('kind', 'bad_kind')
  const day = (column: 'startsOn' | 'endsOn' | 'closesOn'): string | undefined => {
    if (text(column) === '') return undefined
    const read = dayOf(text(column))
    if (read === null) tell(column, 'bad_day', { value: text(column) })
    return read ?? undefined
  }
  const [startsOn, endsOn, closesOn] = [day('startsOn'), day('endsOn'), day('closesOn')]
  if (startsOn !== undefined && endsOn !== undefined && endsOn < startsOn) tell('endsOn', 'ends_before_start')
  const seats = text('seats') === '' ? undefined : /^\d{1,4}$/.test(text('seats')) ? Number(text('seats')) : null
  if (seats === null || seats === 0) tell('seats', 'bad_seats', { value: text('seats') })
  if (!right || kind === undefined) return null
  const words = (['organiser', 'place', 'pay', 'requirements'] as const).filter((column) => text(column) !== '')
  return {
    id: text('id'),
    kind,
    title: text('title'),
    ...(startsOn === undefined ? {} : { startsOn }),
    ...(endsOn === undefined ? {} : { endsOn }),
    ...(closesOn === undefined ? {} : { closesOn }),
    ...(typeof seats === 'number' ? { seats } : {}),
    ...Object.fromEntries(words.map((column) => [column, text(column).replace(/[.;,]+$/, '')])),
  }
}

/** `31/12/2026`, `31-12-2026` or `2026-12-31`; null for no day that exists. */
function dayOf(text: string): string | null {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  const iso = day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text
  return isDay(iso) ? iso : null
}

function columnOf(name: string): OfferColumn | null {
  const key = plain(name)
  return (
    OFFER_COLUMNS.find((column) => plain(column) === key || COLUMN_NAMES[column].some((one) => plain(one) === key)) ??
    null
  )
}

/** `Ngày bắt đầu*`, `starts_on` and `Starts on` are compared by letters only. */
function plain(name: string): string {
  return fold(name).replace(/[^a-z0-9]/g, '')
}

/** Rows with their place in the sheet; the separator is the one that the first line uses more. Null: quotes do not close. */
function cellsOf(text: string): { row: number; cells: string[] }[] | null {
  const [first = ''] = text.split(/\r?\n/, 1)
  const delimiter = first.split(';').length > first.split(',').length ? ';' : first.includes('\t') ? '\t' : ','
  try {
    const rows: string[][] = parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: false })
    return rows
      .map((cells, i) => ({ row: i + 1, cells }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  } catch {
    return null
  }
}

/** One line, one space between words, and nothing that a screen or a phone would not show. */
function cleaned(cell: string): string {
  return cell
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
}
