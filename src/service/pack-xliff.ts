/** Rows for translators as XLIFF 1.2 and 2.0, the formats that translation programs open, and back. */
import { XMLBuilder, XMLParser } from 'fast-xml-parser'
import { z } from 'zod'

/** One text to translate: `of` is the hash of the Vietnamese it was exported with. */
export interface TranslationRow {
  readonly key: string
  readonly of: string
  readonly vi: string
  readonly text: string
  readonly note: string
}

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#text',
  format: true,
  suppressEmptyNode: true,
  preserveOrder: false,
})
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#text',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
  isArray: (name) => ['file', 'trans-unit', 'unit', 'segment', 'note'].includes(name),
})
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
const text = (value: string) => ({ '@xml:space': 'preserve', '#text': value })

/** The id of a unit is the key; the hash stands beside it and comes back with it. */
export function xliffOf(rows: readonly TranslationRow[], language: string, version: '1.2' | '2.0'): string {
  if (version === '1.2') {
    const units = rows.map((row) => ({
      '@id': row.key,
      '@resname': row.of,
      source: text(row.vi),
      ...(row.text === '' ? {} : { target: text(row.text) }),
      note: { '#text': row.note },
    }))
    return `${HEAD}${builder.build({
      xliff: {
        '@version': '1.2',
        '@xmlns': 'urn:oasis:names:tc:xliff:document:1.2',
        file: {
          '@original': 'locales/vi',
          '@datatype': 'plaintext',
          '@source-language': 'vi',
          '@target-language': language,
          body: { 'trans-unit': units },
        },
      },
    })}`
  }
  // An id of XLIFF 2.0 is one word of plain letters, so the key is the unit's name.
  const units = rows.map((row, i) => ({
    '@id': `u${i + 1}`,
    '@name': `${row.key} ${row.of}`,
    notes: { note: [{ '#text': row.note }] },
    segment: { source: text(row.vi), ...(row.text === '' ? {} : { target: text(row.text) }) },
  }))
  return `${HEAD}${builder.build({
    xliff: {
      '@version': '2.0',
      '@xmlns': 'urn:oasis:names:tc:xliff:document:2.0',
      '@srcLang': 'vi',
      '@trgLang': language,
      file: { '@id': 'f1', unit: units },
    },
  })}`
}

const Words = z.union([z.string(), z.looseObject({ '#text': z.string().default('') }).transform((one) => one['#text'])])
const Unit12 = z.looseObject({
  '@id': z.string(),
  '@resname': z.string().default(''),
  source: Words,
  target: Words.optional(),
})
const Unit20 = z.looseObject({
  '@name': z.string(),
  segment: z.array(z.looseObject({ source: Words, target: Words.optional() })).min(1),
})
const Document = z.looseObject({
  xliff: z.looseObject({
    '@trgLang': z.string().optional(),
    file: z
      .array(
        z.looseObject({
          '@target-language': z.string().optional(),
          body: z.looseObject({ 'trans-unit': z.array(Unit12).default([]) }).optional(),
          unit: z.array(Unit20).optional(),
        }),
      )
      .min(1),
  }),
})

/** The rows that have a translation, and the language they are for; null where it is no XLIFF of ours. */
export function readXliff(xml: string): { language: string | undefined; rows: TranslationRow[] } | null {
  let parsed: unknown
  try {
    // A DOCTYPE could pull in other files; XLIFF has none.
    parsed = /<!DOCTYPE/i.test(xml) ? null : parser.parse(xml)
  } catch {
    return null
  }
  const document = Document.safeParse(parsed).data?.xliff
  if (document === undefined) return null
  const rows = document.file.flatMap((file) => [
    ...(file.body?.['trans-unit'] ?? []).map((unit) => ({
      key: unit['@id'],
      of: unit['@resname'],
      vi: unit.source,
      text: unit.target ?? '',
      note: '',
    })),
    ...(file.unit ?? []).map((unit) => {
      const [key = '', of = ''] = unit['@name'].split(' ')
      const joined = (part: 'source' | 'target') => unit.segment.map((one) => one[part] ?? '').join('')
      return { key, of, vi: joined('source'), text: joined('target'), note: '' }
    }),
  ])
  const language = document['@trgLang'] ?? document.file[0]?.['@target-language']
  return { language, rows: rows.filter((row) => row.text.trim() !== '') }
}
