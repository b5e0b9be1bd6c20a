/** Who answers citizens, as officials enter it: every part goes into messages, so every part is checked. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Official } from '../core/official.ts'
import type { Organisation } from '../store/store.ts'
import type { Ports } from './ports.ts'
import { forgetSpeakers } from './speaker.ts'

const LONGEST = { name: 60, desk: 80, hours: 80, phone: 20, duty: 2_000 } as const
const SHORTEST_NAME = 3
/** More than this for one part is a slip of the hand. */
const DEAREST_PART_VND = 5_000

export interface OrganisationForm {
  readonly name: string
  readonly desk: string
  readonly hours: string
  readonly phone: string
  /** Of one part of an SMS, in đồng; empty: not known. */
  readonly price: string
  /** One duty officer a line: name, phone. */
  readonly duty: string
}

/** `trouble`: a text key below `staff:organisation.trouble.`. */
export type OrganisationOutcome = 'done' | 'missing' | { readonly trouble: string; readonly line?: string }

/** Those an official may edit: of their own communes and provinces; an administrator's are all. */
export async function organisationsFor(
  ports: Pick<Ports, 'store'>,
  official: Official,
): Promise<readonly Organisation[]> {
  const all = await ports.store.organisations.list()
  const { communes, provinces, everywhere } = official.scope
  if (everywhere || official.role === 'administrator') return all
  return all.filter(
    ({ code, commune, province }) =>
      communes.includes(code) ||
      (commune !== undefined && communes.includes(commune)) ||
      (province !== undefined && provinces.includes(province)),
  )
}

export async function saveOrganisation(
  ports: Ports,
  official: Official,
  code: string,
  form: OrganisationForm,
): Promise<OrganisationOutcome> {
  const before = (await organisationsFor(ports, official)).find((one) => one.code === code)
  if (!before) return 'missing'
  const part = (name: keyof typeof LONGEST) => form[name].replace(/\s+/g, ' ').trim().slice(0, LONGEST[name])
  const name = form.name.replace(/\s+/g, ' ').trim()
  if (name.length < SHORTEST_NAME || name.length > LONGEST.name) return { trouble: 'name' }
  const phone = form.phone.trim() === '' ? undefined : shownPhone(form.phone)
  if (phone === null) return { trouble: 'phone' }
  const partPriceVnd = priceIn(form.price)
  if (partPriceVnd === null) return { trouble: 'price' }
  const duty = dutyOfficersIn(form.duty)
  if ('line' in duty) return { trouble: 'duty', line: duty.line.slice(0, 60) }
  const { desk: _d, hours: _h, phone: _p, partPriceVnd: was, ...kept } = before
  const price = was === partPriceVnd ? {} : { partPriceVnd: partPriceVnd ?? null, partPriceWas: was ?? null }
  const what = { organisation: code, ...price }
  await ports.store.audit.append(official.id, 'organisation_changed', what, ports.now())
  await ports.store.organisations.update({
    ...kept,
    name,
    dutyOfficers: duty.officers,
    ...(part('desk') === '' ? {} : { desk: part('desk') }),
    ...(part('hours') === '' ? {} : { hours: part('hours') }),
    ...(phone === undefined ? {} : { phone }),
    ...(partPriceVnd === undefined ? {} : { partPriceVnd }),
  })
  forgetSpeakers(ports)
  return 'done'
}

/** The lines of the form for what is kept now. */
export function dutyLines({ dutyOfficers }: Organisation): string {
  return dutyOfficers.map(({ name, address }) => `${name}, ${address.value.replace(/^\+84/, '0')}`).join('\n')
}

function dutyOfficersIn(text: string): { officers: Organisation['dutyOfficers'] } | { line: string } {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const officers: Organisation['dutyOfficers'][number][] = []
  for (const line of lines) {
    const [, name = '', number = ''] = /^(.+?)[,;:\t]\s*(\+?[\d\s.()-]+)$/.exec(line) ?? []
    const read = parsePhoneNumberFromString(number, 'VN')
    if (name.trim() === '' || !read?.isPossible()) return { line }
    officers.push({ name: name.trim().slice(0, LONGEST.name), address: { kind: 'sms', value: read.number } })
  }
  return { officers }
}

/** `1.100` and `650 đ` as people write them; undefined: none was given, null: it is no price. */
function priceIn(typed: string): number | null | undefined {
  const bare = typed.replace(/[\s.,đ₫]/g, '')
  if (bare === '') return undefined
  const price = Number(bare)
  return Number.isInteger(price) && price > 0 && price <= DEAREST_PART_VND ? price : null
}

/** As citizens dial it; service numbers of three or four digits stay as they are. Null when it is none. */
function shownPhone(text: string): string | null {
  const bare = text.replace(/[\s.()-]/g, '')
  if (/^\d{3,4}$/.test(bare)) return bare
  const read = parsePhoneNumberFromString(bare, 'VN')
  return read?.isPossible() ? read.formatNational() : null
}
