/** A CAP 1.2 alert (OASIS, ns urn:oasis:names:tc:emergency:cap:1.2), read from bytes of a stranger: no DTD, no entities of its own, bounded. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** What of an alert is used. Instants in ms since 1970. */
export interface CapAlert {
  /** `sender,identifier`: the two together are unique by the standard. */
  readonly id: string
  readonly sender: string
  readonly sentAt: number
  readonly status: 'Actual' | 'Exercise' | 'Test'
  readonly msgType: 'Alert' | 'Update' | 'Cancel'
  /** `sender,identifier` of earlier alerts. */
  readonly references: readonly string[]
  readonly event: string
  readonly headline: string
  readonly description: string
  readonly instruction: string
  readonly category: string
  readonly urgency: string
  readonly severity: string
  readonly certainty: string
  /** When it begins for people: onset, else effective, else sent. */
  readonly beginsAt: number
  readonly expiresAt: number | null
  readonly areas: readonly CapArea[]
}

export interface CapArea {
  readonly words: string
  readonly codes: readonly string[]
  /** Rings of [lat, lon]. */
  readonly polygons: readonly (readonly (readonly [number, number])[])[]
}

/** `why`: a text key below `disasters:refused.`; `name`: the part of the alert. */
export type CapReading = { readonly alert: CapAlert } | { readonly why: string; readonly name?: string }

export const MOST_CAP_BYTES = 240 * 1024
const NAMESPACE = 'urn:oasis:names:tc:emergency:cap:1.2'
const MOST_DEPTH = 12
const MOST_INFOS = 50
const MOST_AREAS = 500
const MOST_POINTS = 5_000
const LONGEST = { id: 300, line: 300, text: 4_000 }

const CATEGORIES = /^(Geo|Met|Safety|Security|Rescue|Fire|Health|Env|Transport|Infra|CBRNE|Other)$/
const URGENCY = /^(Immediate|Expected|Future|Past|Unknown)$/
const SEVERITY = /^(Extreme|Severe|Moderate|Minor|Unknown)$/
const CERTAINTY = /^(Observed|Likely|Possible|Unlikely|Unknown)$/
/** The standard wants a zone written out (`-00:00`, never `Z`); `Z` is common all the same. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[+-]\d{2}:\d{2}|Z)$/

/** Reads one alert, or says in one key why not. Never throws, never fetches, never expands. */
export function readCap(text: string): CapReading {
  // The longest UTF-8 form is counted: four bytes cannot hide in one letter.
  if (text.length > MOST_CAP_BYTES || new TextEncoder().encode(text).length > MOST_CAP_BYTES)
    return { why: 'cap_large' }
  const xml = text.replace(/^\ufeff/, '').trim()
  if (xml === '') return { why: 'cap_empty' }
  // Refused before any parser sees it: with no DOCTYPE there are no entities to expand and nothing to fetch.
  if (/<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(xml)) return { why: 'cap_doctype' }
  if (!xml.startsWith('<') || isTooDeep(xml) || XMLValidator.validate(xml) !== true) return { why: 'cap_xml' }
  try {
    return readAlert(parser().parse(xml))
  } catch {
    // The parser's own bounds: names like __proto__, nesting.
    return { why: 'cap_xml' }
  }
}

function parser(): XMLParser {
  return new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    textNodeName: '#text',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: true,
    // Only the five of XML itself and numbers; a DOCTYPE never comes here.
    processEntities: true,
    htmlEntities: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
  })
}

/** Counted by hand, in one pass: a parser may recurse. */
function isTooDeep(xml: string): boolean {
  let depth = 0
  for (const [, close, selfClose] of xml.matchAll(/<(\/)?[A-Za-z_][^<>]*?(\/)?>/g)) {
    if (close) depth--
    else if (!selfClose) depth++
    if (depth > MOST_DEPTH) return true
  }
  return false
}

/** An element's children by name. */
type Node = Readonly<Record<string, unknown>>

class Fault extends Error {
  readonly why: string
  readonly part: string
  constructor(why: string, part: string) {
    super(why)
    this.why = why
    this.part = part
  }
}

function readAlert(parsed: unknown): CapReading {
  const [root, more] = Object.entries(isNode(parsed) ? parsed : {})
  if (root === undefined || more !== undefined) return { why: 'cap_namespace' }
  const [name, node] = root
  const [prefix, local] = name.includes(':') ? name.split(':') : ['', name]
  const declared = isNode(node) ? node[prefix === '' ? '@xmlns' : `@xmlns:${prefix}`] : undefined
  if (local !== 'alert' || declared !== NAMESPACE || !isNode(node)) return { why: 'cap_namespace' }
  try {
    return alertOf(reader(node, prefix === '' ? '' : `${prefix}:`))
  } catch (error) {
    if (error instanceof Fault) return { why: error.why, name: error.part }
    throw error
  }
}

interface Reader {
  /** The text of a part; @throws Fault where it is missing. */
  must(part: string, most?: number): string
  may(part: string, most?: number): string
  all(part: string): readonly string[]
  below(part: string): readonly Reader[]
}

function reader(node: Node, prefix: string): Reader {
  const values = (part: string): readonly unknown[] => {
    const found = Object.hasOwn(node, prefix + part) ? node[prefix + part] : undefined
    return found === undefined ? [] : Array.isArray(found) ? found : [found]
  }
  const may = (part: string, most = LONGEST.line) => textOf(values(part)[0]).slice(0, most)
  return {
    may,
    must(part, most) {
      const text = may(part, most)
      if (text === '') throw new Fault('cap_missing', part)
      return text
    },
    all: (part) => values(part).map(textOf),
    below: (part) => values(part).flatMap((one) => (isNode(one) ? [reader(one, prefix)] : [])),
  }
}

function alertOf(alert: Reader): CapReading {
  const identifier = unspaced(alert.must('identifier', LONGEST.id), 'identifier')
  const sender = unspaced(alert.must('sender', LONGEST.id), 'sender')
  const sentAt = instant(alert.must('sent'), 'sent')
  const status = alert.must('status')
  const msgType = alert.must('msgType')
  const scope = alert.must('scope')
  if (status === 'System') return { why: 'cap_system' }
  if (status === 'Draft') return { why: 'cap_draft' }
  if (status !== 'Actual' && status !== 'Exercise' && status !== 'Test') throw new Fault('cap_value', 'status')
  if (msgType === 'Ack' || msgType === 'Error') return { why: 'cap_kind' }
  if (msgType !== 'Alert' && msgType !== 'Update' && msgType !== 'Cancel') throw new Fault('cap_value', 'msgType')
  if (scope === 'Restricted' || scope === 'Private') return { why: 'cap_not_public' }
  if (scope !== 'Public') throw new Fault('cap_value', 'scope')
  const references = referencesOf(alert.may('references', LONGEST.text))
  if (msgType !== 'Alert' && references.length === 0) throw new Fault('cap_missing', 'references')
  const info = ofLanguage(alert.below('info').slice(0, MOST_INFOS))
  // A cancellation may say nothing but what it takes back.
  if (info === undefined && msgType !== 'Cancel') throw new Fault('cap_missing', 'info')
  const told = info ? infoOf(info, sentAt) : NO_INFO
  return {
    alert: { id: `${sender},${identifier}`, sender, sentAt, status, msgType, references, beginsAt: sentAt, ...told },
  }
}

type Told = Omit<CapAlert, 'id' | 'sender' | 'sentAt' | 'status' | 'msgType' | 'references' | 'beginsAt'> &
  Partial<Pick<CapAlert, 'beginsAt'>>

const NO_INFO: Told = {
  ...{ event: '', headline: '', description: '', instruction: '', category: '' },
  ...{ urgency: 'Unknown', severity: 'Unknown', certainty: 'Unknown', expiresAt: null, areas: [] },
}

function infoOf(info: Reader, sentAt: number): Told {
  const begins = info.may('onset') || info.may('effective')
  const expires = info.may('expires')
  return {
    event: info.must('event'),
    headline: info.may('headline'),
    description: info.may('description', LONGEST.text),
    instruction: info.may('instruction', LONGEST.text),
    category: oneOf(info.must('category'), CATEGORIES, 'category'),
    urgency: oneOf(info.must('urgency'), URGENCY, 'urgency'),
    severity: oneOf(info.must('severity'), SEVERITY, 'severity'),
    certainty: oneOf(info.must('certainty'), CERTAINTY, 'certainty'),
    beginsAt: begins === '' ? sentAt : instant(begins, 'onset'),
    expiresAt: expires === '' ? null : instant(expires, 'expires'),
    areas: info.below('area').slice(0, MOST_AREAS).map(areaOf),
  }
}

function areaOf(area: Reader): CapArea {
  return {
    words: area.must('areaDesc', LONGEST.text),
    codes: area.below('geocode').map((code) => code.may('value')),
    polygons: area.all('polygon').map(ringOf),
  }
}

/** `lat,lon lat,lon …`, the last the same as the first. */
function ringOf(text: string): readonly (readonly [number, number])[] {
  const points = text.split(/\s+/).filter(Boolean).slice(0, MOST_POINTS)
  return points.map((point) => {
    const [lat, lon, more] = point.split(',').map(Number)
    const isPoint = lat !== undefined && lon !== undefined && more === undefined
    if (!isPoint || !(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180)) throw new Fault('cap_value', 'polygon')
    return [lat, lon] as const
  })
}

/** Vietnamese before all; an info without a language is en-US by the standard. */
function ofLanguage(infos: readonly Reader[]): Reader | undefined {
  return infos.find((info) => /^vi\b/i.test(info.may('language'))) ?? infos[0]
}

/** `sender,identifier,sent sender,identifier,sent`: the time says nothing more. */
function referencesOf(text: string): readonly string[] {
  return text
    .split(/\s+/)
    .filter(Boolean)
    .map((one) => {
      const [sender, identifier, sent] = one.split(',')
      if (!sender || !identifier || !sent) throw new Fault('cap_value', 'references')
      return `${sender},${identifier}`
    })
}

function unspaced(text: string, part: string): string {
  // The standard forbids spaces, commas and < & in both.
  if (/[\s,<&]/.test(text)) throw new Fault('cap_value', part)
  return text
}

function instant(text: string, part: string): number {
  const at = INSTANT.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) throw new Fault('cap_value', part)
  return at
}

function oneOf(text: string, words: RegExp, part: string): string {
  if (!words.test(text)) throw new Fault('cap_value', part)
  return text
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  const inner = isNode(value) ? value['#text'] : undefined
  return typeof inner === 'string' ? inner.trim() : ''
}
