/** What `npm run check` says of `flows/`: every step reachable and leading on, every text there, every name known. */
import { LANGUAGES, type Language } from '../core/language.ts'
import type { ContentFile, Problem } from '../core/problem.ts'
import { exactCommand } from '../language/commands.ts'
import { fold } from '../language/fold.ts'
import { INTENTS } from '../language/intent.ts'
import type { LawData } from '../rules/law-book.ts'
import { didYouMean } from '../rules/nearest.ts'
import { type ShapeFault, shapeFaults, valueAt } from '../rules/shape-faults.ts'
import { checkSteps } from './check-steps.ts'
import { checkTextsOf, readWords, type TextTrees, type Words } from './check-words.ts'
import type { EntryTarget, FlowData } from './flow-book.ts'
import { type Entry, type Flow, FlowSchema, StepSchema } from './flow-format.ts'
import { checkLanguages } from './languages.ts'

/** Flows that code starts by name. */
const NEEDED = [
  ...['menu', 'help', 'entitlements', 'hardship', 'danger', 'contact', 'language'],
  ...['check-in', 'disaster-menu', 'follow-up', 'support-check', 'take-back', 'subscribe'],
] as const

const FLOW_FILE = /^flows\/[^/]+\.ya?ml$/

/** Checks `flows/*.yaml` among the files against the law and the checked texts; `data` holds every flow that could be read. */
export function checkFlows(
  files: readonly ContentFile[],
  law: LawData,
  texts: TextTrees,
): { data: FlowData; problems: Problem[] } {
  const problems: Problem[] = []
  const words = readWords(texts)
  const flows: Flow[] = []
  for (const file of files) {
    if (!FLOW_FILE.test(file.path)) continue
    const flow = readFlow(file, problems)
    if (flow && flows.some((other) => other.flow === flow.flow))
      problems.push({ file: file.path, where: 'flow', sentence: `another file already holds the flow ${flow.flow}` })
    else if (flow) flows.push(flow)
  }
  flows.sort((a, b) => (a.flow < b.flow ? -1 : 1))
  // A flow that cannot be read exists all the same: nobody is told that it does not.
  const ids = new Set([
    ...flows.map(({ flow }) => flow),
    ...files.flatMap(({ path }) => /^flows\/([^/]+)\.ya?ml$/.exec(path)?.[1] ?? []),
  ])
  for (const flow of flows) {
    problems.push(...checkSteps(flow, ids, law), ...checkTextsOf(flow, words), ...checkIntents(flow))
  }
  if (flows.length > 0)
    for (const id of NEEDED)
      if (!ids.has(id))
        problems.push({
          file: `flows/${id}.yaml`,
          where: 'flow',
          sentence: 'this flow is started by the program and must exist',
        })
  const keywords = keywordsOf(flows, problems)
  const data: FlowData = {
    hash: hashOf(JSON.stringify(flows)),
    flows,
    keywords,
    topics: topicsOf(flows, problems),
    languages: checkLanguages(files, texts.packs ?? {}, problems),
    programmes: law.programmes.flatMap(({ programme, talk }) => (talk ? [programme] : [])),
    facts: law.facts.map(({ fact }) => fact),
    cite: Object.fromEntries(law.laws.map(({ law: number, title }) => [number, kindOf(number, title)])),
    ...labelsOf(flows, words),
  }
  return { data, problems }
}

function readFlow(file: ContentFile, problems: Problem[]): Flow | null {
  const read = FlowSchema.safeParse(file.data)
  if (!read.success) {
    for (const { path, sentence } of stepFaults(file.data, read.error.issues))
      problems.push({ file: file.path, where: path.join('.') || 'file', sentence })
    return null
  }
  const name =
    file.path
      .split('/')
      .at(-1)
      ?.replace(/\.yaml$/, '') ?? ''
  if (name !== read.data.flow)
    problems.push({
      file: file.path,
      where: 'flow',
      sentence: `the flow ${read.data.flow} belongs in ${read.data.flow}.yaml`,
    })
  // Read on under the file's name, so that its texts and the flows that lead here are not called missing too.
  return { ...read.data, flow: name }
}

const KINDS = StepSchema.options.map(({ shape }) => Object.keys(shape)[0] ?? '')

/** A step is told by its first word (`say`, `ask`, …): where that is not known, only that is said of it. */
function stepFaults(data: unknown, issues: Parameters<typeof shapeFaults>[2]): readonly ShapeFault[] {
  return issues.flatMap((issue) => {
    const step = issue.path.length === 2 && issue.path[0] === 'steps' ? valueAt(data, issue.path) : undefined
    const keys = typeof step === 'object' && step !== null ? Object.keys(step) : []
    if (issue.code !== 'invalid_union' || step === undefined || keys.some((key) => KINDS.includes(key)))
      return shapeFaults(FlowSchema, data, [issue])
    const word = keys[0] ?? ''
    const sentence = `is no known kind of step: "${word}"; a step begins with one of ${KINDS.join(', ')}${didYouMean(word, KINDS)}`
    return [{ path: issue.path, sentence }]
  })
}

function checkIntents(flow: Flow): Problem[] {
  const known: readonly string[] = INTENTS
  return (flow.intents ?? [])
    .filter((intent) => !known.includes(intent))
    .map((intent) => ({
      file: `flows/${flow.flow}.yaml`,
      where: 'intents',
      sentence: `${intent} is no meaning that language/ knows; there are ${INTENTS.join(', ')}${didYouMean(intent, INTENTS)}`,
    }))
}

/** Keywords compare folded, so that HỌC PHÍ, hoc phi and Hoc Phi are one; two flows may not claim the same. */
function keywordsOf(flows: readonly Flow[], problems: Problem[]): FlowData['keywords'] {
  const keywords: Record<string, EntryTarget> = {}
  const add = (target: EntryTarget, keyword: string): void => {
    const { flow } = target
    const key = fold(keyword)
    const file = `flows/${flow}.yaml`
    const command = exactCommand(keyword)
    const owner = Object.hasOwn(keywords, key) ? keywords[key] : undefined
    if (command !== null)
      problems.push({
        file,
        where: 'keywords',
        sentence: `${keyword} is already the command ${command}, which works everywhere`,
      })
    else if (owner)
      problems.push({
        file,
        where: 'keywords',
        sentence: `${keyword} already starts the flow ${owner.flow}; without marks they are one word`,
      })
    else keywords[key] = target
  }
  for (const flow of flows) {
    for (const keyword of flow.keywords ?? []) add({ flow: flow.flow }, keyword)
    for (const entry of flow.entries ?? [])
      for (const keyword of entry.keywords ?? []) add(targetOf(flow, entry), keyword)
  }
  return keywords
}

/** A topic is talked of in one place. */
function topicsOf(flows: readonly Flow[], problems: Problem[]): FlowData['topics'] {
  const topics: Record<string, EntryTarget> = {}
  for (const flow of flows)
    for (const entry of flow.entries ?? [])
      for (const topic of entry.topics ?? []) {
        const owner = Object.hasOwn(topics, topic) ? topics[topic] : undefined
        if (owner)
          problems.push({
            file: `flows/${flow.flow}.yaml`,
            where: 'entries',
            sentence: `the topic ${topic} is already talked of in the flow ${owner.flow}`,
          })
        else topics[topic] = targetOf(flow, entry)
      }
  return topics
}

function targetOf({ flow }: Flow, { programmes, step }: Entry): EntryTarget {
  return { flow, ...(programmes ? { programmes } : {}), ...(step === undefined ? {} : { step }) }
}

/** Words whose length the talk must know, so that a summary or a receipt fits its SMS. */
const MEASURED =
  /^common:(from|introduction|understood|understood_briefly|said\..*)$|^verdict:(summary|per|save)\.|^hardship:(hand_to_commune|rights\.|evidence\.|true_words)|^common:desk|^verdict:cite\./

/** The words of all choices, and which optional texts exist. */
function labelsOf(flows: readonly Flow[], words: Words): Pick<FlowData, 'labels' | 'optional'> {
  const own = new Set(flows.map(({ flow }) => flow))
  const labels: Record<Language, Record<string, string>> = { vi: {}, en: {} }
  for (const language of LANGUAGES)
    for (const [key, text] of words[language])
      if (
        /^facts:.*\.options\./.test(key) ||
        key.includes(':options.') ||
        /^common:(stop_|to_)|^questions:(items\.|close|rest_|person)|^programmes:(rules\..*\.name|.*\.short)$/.test(
          key,
        ) ||
        MEASURED.test(key)
      )
        labels[language][key] = text
  const optional = [...words.vi.keys()].filter(
    (key) => own.has(key.split(':')[0] ?? '') && /:(why|examples|understood)\./.test(key),
  )
  for (const [key, text] of words.vi)
    if (
      key.startsWith('verdict:if.') ||
      /^facts:.*\.unsure$/.test(key) ||
      (/^programmes:rules\..*\.gives$/.test(key) && !text.includes('{{'))
    )
      optional.push(key)
  return { labels, optional }
}

/** `41/2024/QH15` may be a law or a resolution: its title says. */
function kindOf(number: string, title: string): string {
  if (/^(QĐ|NĐ|TT|NQ) /.test(number)) return 'other' // says itself what it is
  if (number.endsWith('NĐ-CP')) return 'decree'
  if (number.includes('QĐ-')) return 'decision'
  if (number.includes('TT-')) return 'circular'
  return /^(nghị quyết|resolution)/i.test(title) ? 'resolution' : /^(luật|law)/i.test(title) ? 'law' : 'other'
}

/** FNV-1a over the flows, as 8 hex digits: tells one content from another, protects nothing. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
