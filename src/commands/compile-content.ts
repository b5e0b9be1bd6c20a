/** Content files → checked data → the modules in `src/generated/`, byte for byte the same for the same files. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { ContentFile, Problem } from '../core/problem.ts'
import { checkFlows } from '../flows/check-flows.ts'
import { flowJsonSchema } from '../flows/flow-format.ts'
import { checkLexicon } from '../language/lexicon.ts'
import { checkPlaces } from '../language/places.ts'
import { checkLaw } from '../rules/check-law.ts'
import { FactsFile, LawsFile, ParameterFile, ProgrammeFile } from '../rules/law-format.ts'
import { checkForms, FormFile } from '../service/paper-forms.ts'
import { checkReading } from '../texts/check-reading.ts'
import { checkTexts } from '../texts/check-texts.ts'
import { readContent } from './read-content.ts'

/** A file that `npm run content` writes. */
export interface GeneratedFile {
  readonly path: string
  readonly text: string
}

/** Reads, checks and compiles everything below `root`; `generated` is to be trusted only when there is no problem. */
export function compileContent(root: string): ReturnType<typeof compileFiles> {
  const { files, problems: unreadable } = readContent(root)
  const compiled = compileFiles(files, unreadable)
  return { ...compiled, generated: [...compiled.generated, ...outlineModule(root, files)] }
}

/** The outlines as they are, and a point inside each commune; parsed only when a point or a map is asked for. */
function outlineModule(root: string, files: readonly ContentFile[]): readonly GeneratedFile[] {
  const at = path.join(root, 'places/communes.topojson')
  const rows = files.find((file) => file.path === 'places/centroids.csv')?.data
  if (!existsSync(at) || !Array.isArray(rows)) return []
  const centres = rows
    .filter(({ code }: Readonly<Record<string, string>>) => code?.length === 5)
    .map(({ code, lat, lon }: Readonly<Record<string, string>>) => [code, Number(lat), Number(lon)])
  const text = `${NOTE}import type { Topology } from 'topojson-specification'
import type { Centre } from '../language/place-at.ts'

let parsed: Topology | undefined

export function outlines(): Topology {
  parsed ??= JSON.parse(${literal(JSON.stringify(JSON.parse(readFileSync(at, 'utf8'))))}) as Topology
  return parsed
}

export const centres: readonly Centre[] = JSON.parse(${literal(JSON.stringify(centres))})
`
  return [{ path: 'src/generated/outlines.ts', text }]
}

/** The same for files already read, in any order. */
export function compileFiles(read: readonly ContentFile[], unreadable: readonly Problem[] = []) {
  const files = read.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const { law, texts, flows, lexicon, places, forms, problems, partial } = checkFiles(files, unreadable)
  const json = {
    law: JSON.stringify(law.data),
    flows: JSON.stringify(flows.data),
    texts: JSON.stringify(texts.data),
    lexicon: JSON.stringify(lexicon.data),
    places: JSON.stringify(places.data),
    forms: JSON.stringify(forms.data),
  }
  const version = createHash('sha256').update(Object.values(json).join('\n')).digest('hex').slice(0, 16)
  const generated: GeneratedFile[] = [
    { path: 'src/generated/content.ts', text: contentModule(version, json) },
    {
      path: 'src/generated/lexicon.ts',
      text: dataModule('lexicon', 'LexiconData', '../language/lexicon.ts', json.lexicon),
    },
    { path: 'src/generated/places.ts', text: dataModule('places', 'PlacesData', '../language/places.ts', json.places) },
    ...editorSchemas(),
  ]
  return { problems, generated, version, partial }
}

/**
 * Every room's check; `partial`: something was left unchecked because a file cannot be read or has not its shape.
 * @param lexicon the check of `language/`, where that is known already: it is the slow one
 */
export function checkFiles(
  files: readonly ContentFile[],
  unreadable: readonly Problem[] = [],
  lexicon = checkLexicon(files),
) {
  const law = checkLaw(files)
  const texts = checkTexts(files)
  const reading = checkReading(files, texts.data)
  const flows = checkFlows(files, law.data, texts.data)
  const places = checkPlaces(files)
  const forms = checkForms(files)
  // What rests on something that cannot be read would only fill the page with sentences that say nothing new.
  const rooms = law.whole
    ? [law, texts, reading, flows, lexicon, places, forms]
    : [law, texts, reading, lexicon, places, forms]
  const problems = unreadable.length > 0 ? [...unreadable] : rooms.flatMap((room) => room.problems)
  return { law, texts, flows, lexicon, places, forms, problems, partial: unreadable.length > 0 || !law.whole }
}

/** Generated files that are not on disk as they would be written now. */
export function staleFiles(root: string, generated: readonly GeneratedFile[]): Problem[] {
  return generated
    .filter(({ path: file, text }) => {
      const at = path.join(root, file)
      return !existsSync(at) || readFileSync(at, 'utf8') !== text
    })
    .map(({ path: file }) => ({
      file,
      where: 'file',
      sentence: 'is not what the content makes of it now: run npm run content',
    }))
}

/** `file, where: sentence`, a line each, then how many; `partial`: something was left unchecked because of them. */
export function printProblems(problems: readonly Problem[], partial = false): string {
  const lines = problems.map(
    ({ file, where, sentence }) => `${where === '' ? file : `${file}, ${where}`}: ${sentence}\n`,
  )
  const rest = partial ? '; what rests on this is checked once it is mended' : ''
  return `${lines.join('')}${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}${rest}`
}

const NOTE = '/** Generated by `npm run content`; never edited, see docs in the folders it is made of. */\n'

function contentModule(version: string, json: { law: string; flows: string; texts: string; forms: string }): string {
  return `${NOTE}import type { FlowData } from '../flows/flow-book.ts'
import type { LexiconData } from '../language/lexicon.ts'
import type { PlacesData } from '../language/places.ts'
import type { LawData } from '../rules/law-book.ts'
import type { PaperForm } from '../service/paper-forms.ts'
import type { TextData } from '../texts/texts.ts'
import { lexicon } from './lexicon.ts'
import { places } from './places.ts'

/** Everything a deployment talks from; \`version\` changes when any of it does. */
export interface Content {
  readonly version: string
  readonly law: LawData
  readonly flows: FlowData
  readonly texts: TextData
  readonly lexicon: LexiconData
  readonly places: PlacesData
  readonly forms: readonly PaperForm[]
}

const law: LawData = JSON.parse(${literal(json.law)})
const flows: FlowData = JSON.parse(${literal(json.flows)})
const texts: TextData = JSON.parse(${literal(json.texts)})
const forms: readonly PaperForm[] = JSON.parse(${literal(json.forms)})

export const content: Content = { version: '${version}', law, flows, texts, lexicon, places, forms }
`
}

function dataModule(name: string, type: string, from: string, json: string): string {
  return `${NOTE}import type { ${type} } from '${from}'

export const ${name}: ${type} = JSON.parse(${literal(json)})
`
}

/** A JavaScript string that holds JSON; single quotes keep JSON's own double quotes readable. */
function literal(json: string): string {
  return `'${json.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`
}

/** JSON Schemas, so that an editor completes and checks while one types; `npm run check` stays the judge. */
function editorSchemas(): GeneratedFile[] {
  const law = { facts: FactsFile, laws: LawsFile, parameters: ParameterFile, programme: ProgrammeFile, form: FormFile }
  return [
    { path: 'flows/schema.json', text: printJson(flowJsonSchema()) },
    ...Object.entries(law).map(([name, schema]) => ({
      path: `policy/schema/${name}.json`,
      text: printJson(z.toJSONSchema(schema, { target: 'draft-7', io: 'input' })),
    })),
  ]
}

/** JSON as the formatter of this project writes it: a list of plain values stays on one line while it fits into 120 columns. */
function printJson(value: unknown): string {
  const lines = JSON.stringify(value, null, 2)
  const text = lines.replace(
    /^( *)(.*)\[\n((?: +[^[\]{}\n]+\n)+) *\](,?)$/gm,
    (whole, indent, before, items, comma) => {
      const line = `${indent}${before}[${String(items).trim().split(/,\n */).join(', ')}]${comma}`
      return line.length <= 120 ? line : whole
    },
  )
  return `${text}\n`
}
