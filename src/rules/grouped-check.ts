/** What `npm run check` says of `policy/questions.yaml`: every fact known, every value possible, every sentence written. */
import type { ContentFile, Problem } from '../core/problem.ts'
import type { FactData, FactValue, GroupData, LawData } from './law-data.ts'

const FILE = 'policy/questions.yaml'
/** One digit has to do as an answer, and the last number closes the list. */
const LONGEST = 8

export function checkGrouped(data: LawData, files: readonly ContentFile[]): Problem[] {
  const facts = new Map(data.facts.map((fact) => [fact.fact, fact]))
  const problems: Problem[] = []
  const at = (where: string) => (sentence: string) => problems.push({ file: FILE, where, sentence })
  const seen = new Set<string>()
  for (const group of data.questions) {
    const say = at(`question ${group.question}`)
    if (seen.has(group.question)) say('stands here twice')
    seen.add(group.question)
    if (group.items.length > LONGEST)
      say(`has ${group.items.length} items; more than ${LONGEST} are too many for one message`)
    if (group.ask === 'each') checkEach(facts.get(group.fact ?? ''), group.fact ?? '', say)
    checkValues(group.none, facts, (sentence) => say(`none: ${sentence}`))
    for (const { item, chosen, otherwise } of group.items) {
      const about = at(`question ${group.question}, item ${item}`)
      if (seen.has(item)) about('stands here twice; items and questions share their names')
      seen.add(item)
      checkValues(chosen, facts, about)
      checkValues(otherwise, facts, about)
      checkDelicate(group, [...Object.keys(chosen), ...Object.keys(otherwise)], facts, about)
      const both = Object.keys(chosen).filter((fact) => chosen[fact] === otherwise[fact])
      for (const fact of both) about(`says the same of ${fact} whether it is chosen or not`)
    }
  }
  return [...problems, ...missingTexts(data, files)]
}

function checkEach(fact: FactData | undefined, id: string, say: (sentence: string) => void): void {
  if (!fact) say(`asks ${id}, which is not in policy/facts.yaml`)
  else if (!id.startsWith('person.')) say(`asks ${id} of each person, but that is no fact of a person`)
  else if (fact.type !== 'choice') say(`asks ${id} of each person by numbers, but that is no choice`)
}

function checkDelicate(
  group: GroupData,
  ids: readonly string[],
  facts: ReadonlyMap<string, FactData>,
  say: (sentence: string) => void,
): void {
  for (const id of new Set(ids))
    if (facts.get(id) && facts.get(id)?.sensitive !== group.sensitive)
      say(
        group.sensitive
          ? `${id} is not delicate and would be asked too late here`
          : `${id} is delicate (sensitive in policy/facts.yaml): put it into a question that is sensitive too`,
      )
}

function checkValues(
  values: Readonly<Record<string, FactValue>>,
  facts: ReadonlyMap<string, FactData>,
  say: (sentence: string) => void,
): void {
  for (const [id, value] of Object.entries(values)) {
    const fact = facts.get(id)
    if (!fact) say(`sets ${id}, which is not in policy/facts.yaml`)
    else if (id.startsWith('crop.')) say(`sets ${id}, but nobody knows yet of which crop`)
    else if (fact.asks !== undefined) say(`sets ${id}, which is worked out from ${fact.asks}: set that`)
    else if (!possible(fact, value)) say(`sets ${id} to ${shown(value)}, which it never is; it is ${options(fact)}`)
  }
}

function possible({ type, options: known = [] }: FactData, value: FactValue): boolean {
  if (type === 'yesno') return typeof value === 'boolean'
  if (type === 'choice') return typeof value === 'string' && known.includes(value)
  if (type === 'choices') return Array.isArray(value) && value.every((one: string) => known.includes(one))
  if (type === 'date') return value === null
  return typeof value === 'number' && value >= 0
}

function options({ type, options: known = [] }: FactData): string {
  if (type === 'yesno') return 'true or false'
  if (type === 'choice') return known.join(', ')
  if (type === 'choices') return `a list of ${known.join(', ')}, or []`
  return type === 'date' ? 'null (never)' : 'a plain number'
}

function shown(value: FactValue): string {
  return JSON.stringify(value) ?? ''
}

function missingTexts(data: LawData, files: readonly ContentFile[]): Problem[] {
  const file = 'locales/vi/questions.json'
  const tree = files.find(({ path }) => path === file)?.data
  const keys = data.questions.flatMap(({ question, ask, items }) => [
    // A single item is never shown as a list.
    ...(items.length === 1 ? [] : ['ask', 'why', 'example'].map((key) => `${question}.${key}`)),
    ...items.flatMap(({ item, chosen, otherwise }) => [
      `items.${item}`,
      ...(ask === 'which' && ofPeople([...Object.keys(chosen), ...Object.keys(otherwise)]) ? [`who.${item}`] : []),
    ]),
  ])
  return keys
    .filter((key) => typeof reach(tree, key) !== 'string')
    .map((where) => ({ file, where, sentence: 'policy/questions.yaml needs this text and it is missing' }))
}

function ofPeople(facts: readonly string[]): boolean {
  return facts.some((fact) => fact.startsWith('person.'))
}

function reach(tree: unknown, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined), tree)
}
