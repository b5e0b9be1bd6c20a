/** The reading measured on the labelled messages of `language/dev-set/`, and by five folds over our own sentences. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { ContentFile } from '../core/problem.ts'
import { readAgeQuantity, readDate, readMoney, readQuantity, readYesNo } from '../language/answers.ts'
import type { FarmRegion } from '../language/counts.ts'
import { fold } from '../language/fold.ts'
import { checkLexicon, openLexicon } from '../language/lexicon.ts'
import { checkPlaces, openPlaces, readPlace } from '../language/places.ts'
import { understand } from '../language/understand.ts'
import { readContent } from './read-content.ts'

/** The label guide's reference day. */
const TODAY = '2026-11-23'
const FOLDS = 5
const INTENT_FILE = /^language\/[a-z]+\/intents\//

interface Labelled {
  readonly text: string
  readonly intent: string
  readonly style: string
}

/** The whole table as text. `folds` adds the (slower) figures over sentences left out of training. */
export function scoreTable(root: string, folds: boolean): string {
  const { files } = readContent(root)
  const rows = readRows(root, 'utterances').map(
    (row): Labelled => ({ text: String(row.text), intent: String(row.intent), style: String(row.style) }),
  )
  const trained = new Set(sentencesIn(files).map(({ text }) => fold(text)))
  const known = rows.filter((row) => trained.has(fold(row.text))).length
  let out = `intents, dev set (never trained on; ${known} of ${rows.length} are also among our own sentences, keywords mostly)\n`
  out += intentTable(files, rows)
  if (folds) {
    const all = sentencesIn(files)
    out += `\nintents, ${FOLDS} folds over our own ${all.length} sentences\n`
    out += table(
      Array.from({ length: FOLDS }, (_, part) =>
        outcomes(
          without(files, part),
          all.filter((_, at) => at % FOLDS === part),
        ),
      ).flat(),
    )
  }
  return `${out}\n${answerTable(root, files)}`
}

interface Outcome {
  readonly row: Labelled
  readonly intent: string
  readonly confidence: number
  readonly danger: boolean
  readonly optOut: boolean
}

function outcomes(files: readonly ContentFile[], rows: readonly Labelled[]): Outcome[] {
  const lexicon = openLexicon(checkLexicon(files).data)
  return rows.map((row) => {
    const { intent, danger, optOutWording } = understand(lexicon, row.text, { today: TODAY })
    return { row, intent: intent.id, confidence: intent.confidence, danger, optOut: optOutWording }
  })
}

function intentTable(files: readonly ContentFile[], rows: readonly Labelled[]): string {
  return table(outcomes(files, rows))
}

function table(all: readonly Outcome[]): string {
  const right = (one: Outcome) => one.intent === one.row.intent
  const inScope = all.filter((one) => one.row.intent !== 'out_of_scope')
  const outside = all.filter((one) => one.row.intent === 'out_of_scope')
  const emergencies = all.filter((one) => one.row.intent === 'emergency')
  const calm = all.filter((one) => one.row.intent !== 'emergency')
  const optOuts = all.filter((one) => one.row.intent === 'opt_out')
  const lines = [
    line('intent', all.filter(right).length, all.length),
    line('emergency recall', emergencies.filter((one) => one.danger).length, emergencies.length),
    line('false alarms', calm.filter((one) => one.danger).length, calm.length),
    line('opt-out recall', optOuts.filter((one) => one.intent === 'opt_out' || one.optOut).length, optOuts.length),
    line('out of scope accepted', outside.filter((one) => !right(one) && one.confidence >= 0.5).length, outside.length),
    line('in scope wrong at 0.5', inScope.filter((one) => !right(one) && one.confidence >= 0.5).length, inScope.length),
    line('in scope asked (below 0.5)', inScope.filter((one) => one.confidence < 0.5).length, inScope.length),
  ]
  for (const key of ['style', 'intent'] as const) {
    for (const [name, group] of Map.groupBy(all, (one) => one.row[key]))
      lines.push(line(`  ${key} ${name}`, group.filter(right).length, group.length))
  }
  return lines.join('')
}

function answerTable(root: string, files: readonly ContentFile[]): string {
  const places = openPlaces(checkPlaces(files).data)
  const numbers = readRows(root, 'numbers')
  const yesno = readRows(root, 'yesno')
  const homes = readRows(root, 'places')
  return [
    line('numbers', numbers.filter(numberRight).length, numbers.length),
    line('yes/no', yesno.filter((row) => readYesNo(String(row.text)) === row.value).length, yesno.length),
    line(
      'places',
      homes.filter((row) => (readPlace(places, String(row.text)).province?.name ?? null) === row.province).length,
      homes.length,
    ),
  ].join('')
}

function numberRight(row: Readonly<Record<string, unknown>>): boolean {
  const text = String(row.text)
  const region = (['bac', 'trung', 'nam'] as const).find((one): one is FarmRegion => one === row.region)
  const read =
    row.kind === 'date'
      ? { value: readDate(text, TODAY) }
      : row.kind === 'age'
        ? readAgeQuantity(text, TODAY)
        : row.kind === 'money_vnd'
          ? readMoney(text)
          : readQuantity(text, row.kind === 'people' ? 'people' : 'area_ha', region)
  return JSON.stringify(read?.value ?? null) === JSON.stringify(row.value)
}

function sentencesIn(files: readonly ContentFile[]): Labelled[] {
  return files
    .filter((file) => INTENT_FILE.test(file.path) && Array.isArray(file.data))
    .flatMap((file) => {
      const intent = path.basename(file.path, '.yaml')
      const style = file.path.split('/')[1] ?? ''
      return Array.isArray(file.data) ? file.data.map((text): Labelled => ({ text: String(text), intent, style })) : []
    })
}

/** The files with every fifth sentence left out, counted over all of them in order. */
function without(files: readonly ContentFile[], part: number): ContentFile[] {
  let at = 0
  return files.map((file) => {
    if (!INTENT_FILE.test(file.path) || !Array.isArray(file.data)) return file
    return { path: file.path, data: file.data.filter(() => at++ % FOLDS !== part) }
  })
}

function readRows(root: string, name: string): Readonly<Record<string, unknown>>[] {
  const lines = readFileSync(path.join(root, 'language/dev-set', `${name}.jsonl`), 'utf8').split('\n')
  return lines.filter((text) => text !== '').map((text): Readonly<Record<string, unknown>> => JSON.parse(text))
}

function line(name: string, count: number, of: number): string {
  const share = of === 0 ? '' : `${((100 * count) / of).toFixed(1)} %`
  return `${name.padEnd(34)}${`${count}/${of}`.padStart(10)}${share.padStart(9)}\n`
}
