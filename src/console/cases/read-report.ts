/** The fields of a report's form → a change of the report, or the field that is not clear. Empty means: not known (`null`). */
import { isDay } from '../../core/day.ts'
import type { CropLoss } from '../../core/household.ts'
import type { Report, ReportPatch } from '../../core/report.ts'
import type { TypedPlace } from '../../service/desk-places.ts'
import { CHOICES } from './report-words.ts'

const MOST_CROPS = 6
const MOST_PEOPLE = 60

export type Form = Readonly<Record<string, string | readonly string[]>>

/** A form's values as plain text; files are none. */
export function formOf(data: FormData): Form {
  const form: Record<string, string | string[]> = {}
  for (const [name, value] of data.entries()) {
    if (typeof value !== 'string') continue
    const before = form[name]
    form[name] = before === undefined ? value : [...(typeof before === 'string' ? [before] : before), value]
  }
  return form
}

export function one(form: Form, name: string): string {
  const value = form[name]
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim()
}

/** Every value of a name, in order. */
export function all(form: Form, name: string): readonly string[] {
  const value = form[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** `place`: a commune's code and its province for what was typed, null where that names none. `bad` is a field's name. */
export function readReport(
  form: Form,
  before: Report,
  place: (typed: string) => TypedPlace | null,
  today: string,
): { readonly patch: ReportPatch } | { readonly bad: string } {
  const bad: string[] = []
  const choice = <V extends string>(name: string, values: readonly V[]): V | null => {
    const typed = one(form, name)
    const found = values.find((value) => value === typed)
    if (typed !== '' && found === undefined) bad.push(name)
    return found ?? null
  }
  const count = (name: string, most: number): number | null => {
    const typed = one(form, name)
    if (typed === '') return null
    const value = Number(typed)
    if (!Number.isInteger(value) || value < 0 || value > most) bad.push(name)
    return value
  }
  const yesNo = (name: string): boolean | null => {
    const said = choice(name, ['yes', 'no'])
    return said === null ? null : said === 'yes'
  }
  const words = (name: string, most: number): string | null => {
    const typed = one(form, name)
      .replace(/\p{C}+/gu, ' ')
      .normalize('NFC')
    if (typed.length > most) bad.push(name)
    return typed === '' ? null : typed
  }
  const day = one(form, 'happenedOn')
  if (day !== '' && (!isDay(day) || day > today)) bad.push('happenedOn')
  const typedPlace = one(form, 'commune')
  const found = typedPlace === '' ? null : place(typedPlace)
  const isAsBefore = typedPlace === '' || typedPlace === before.commune
  if (!isAsBefore && found === null) bad.push('commune')
  const vulnerable = CHOICES.vulnerable.filter((value) => all(form, 'vulnerable').includes(value))
  const crops = readCrops(form, before.crops ?? [], bad)
  const patch: ReportPatch = {
    name: words('name', 80),
    village: words('village', 120),
    hazard: choice('hazard', CHOICES.hazard),
    happenedOn: day === '' ? null : day,
    ...(isAsBefore || found === null ? {} : found),
    people: count('people', MOST_PEOPLE),
    dead: count('dead', MOST_PEOPLE),
    missing: count('missing', MOST_PEOPLE),
    hurt: count('hurt', MOST_PEOPLE),
    vulnerable: vulnerable.length > 0 ? vulnerable : null,
    house: choice('house', CHOICES.house),
    nowhereToLive: yesNo('nowhereToLive'),
    food: choice('food', CHOICES.supply),
    water: choice('water', CHOICES.supply),
    class: choice('class', CHOICES.class),
    difficult: yesNo('difficult'),
    crops: crops.length > 0 ? crops : null,
  }
  const [first] = bad
  return first === undefined ? { patch } : { bad: first }
}

/** What the form does not show of a field (growth, cycle) stays as it was. */
function readCrops(form: Form, before: readonly CropLoss[], bad: string[]): readonly CropLoss[] {
  const crops: CropLoss[] = []
  for (let i = 0; i < MOST_CROPS; i++) {
    const kind = CHOICES.crop.find((value) => value === one(form, `crop${i}_kind`))
    const number = (name: string, most: number): number | undefined => {
      const typed = one(form, `crop${i}_${name}`)
      if (typed === '') return undefined
      const value = Number(typed.replace(',', '.'))
      if (!Number.isFinite(value) || value < 0 || value > most) bad.push('crops')
      return value
    }
    const [area, lost, days] = [number('ha', 1000), number('lost', 100), number('days', 400)]
    if (kind === undefined && area === undefined && lost === undefined && days === undefined) continue
    const { growth, cycle } = before[i] ?? {}
    crops.push({
      ...(kind === undefined ? {} : { kind }),
      ...(growth === undefined ? {} : { growth }),
      ...(cycle === undefined ? {} : { cycle }),
      ...(area === undefined ? {} : { area_ha: area }),
      ...(lost === undefined ? {} : { lost_percent: lost }),
      ...(days === undefined ? {} : { days_since_sowing: days }),
    })
  }
  return crops
}
