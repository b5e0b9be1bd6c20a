/** `npm run talk -- [flow] [--sms|--zalo|--telegram] [--en] [--today=YYYY-MM-DD]`: talk to the real system in the terminal, under any day's law. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import readline from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { stringify } from 'yaml'
import { simulator } from '../channels/simulator/simulator.ts'
import type { AddressKind } from '../core/address.ts'
import { isDay, vietnamDay } from '../core/day.ts'
import { newId } from '../core/id.ts'
import type { TurnEvent } from '../core/session.ts'
import { content } from '../generated/content.ts'
import { assemble } from '../main/assemble.ts'
import type { TurnDone } from '../service/run-turn.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { segments } from '../texts/segments.ts'
import { previewLines } from './preview.ts'

const QUIET = { info() {}, warn() {}, error: (what: string) => process.stderr.write(`[${what}]\n`) }
const NO_METER = { count() {}, observe() {} }

interface Said {
  readonly citizen: string
  readonly step: string
}

const { values: flags, positionals } = readFlags()
const { today: day } = flags
if (day !== undefined && !isDay(String(day))) {
  process.stderr.write(`--today=${String(day)} is not a day that exists; write it as 2026-12-31.\n`)
  process.exit(1)
}
if (day !== undefined) {
  const today = vietnamDay(Date.now())
  // A coming law is what one came to see; that an old day was asked for is a note beside the talk.
  const out = day > today ? process.stdout : process.stderr
  for (const line of previewLines(content.law, today, day)) out.write(`${line}\n`)
}
const kind: AddressKind = flags.zalo ? 'zalo' : flags.telegram ? 'telegram' : 'sms'
const folder = mkdtempSync(path.join(tmpdir(), 'la-lanh-talk-'))
const store = openSqliteStore({ file: path.join(folder, 'talk.db'), migrations: 'drizzle' })
const { work } = await assemble({
  store,
  channels: [simulator()],
  log: QUIET,
  meter: NO_METER,
  now: Date.now,
  scope: [],
  sharedDatabase: false,
})
try {
  const said = await converse()
  if (said.length > 0) await offerToSave(said)
} finally {
  await work.idle()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
}

function readFlags() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        sms: { type: 'boolean' },
        zalo: { type: 'boolean' },
        telegram: { type: 'boolean' },
        en: { type: 'boolean' },
        today: { type: 'string' },
        save: { type: 'string' },
      },
    })
  } catch (error) {
    const why = error instanceof Error ? error.message : 'A flag is wrong.'
    process.stderr.write(
      `${why}\nnpm run talk -- [flow] [--sms|--zalo|--telegram] [--en] [--today=2027-01-01] [--save=name]\n`,
    )
    process.exit(1)
  }
}

async function converse(): Promise<Said[]> {
  const prompt = readline.createInterface({ input: process.stdin, output: process.stdout, prompt: '› ' })
  // Asked for at once: lines typed or piped in while the first words are answered would be lost otherwise.
  const lines = prompt[Symbol.asyncIterator]()
  process.stdout.write(`Talking by ${kind}. An empty line ends it.\n`)
  let open = true
  prompt.on('close', () => {
    open = false
  })
  const said: Said[] = []
  if (flags.en) await say('english')
  const opening = positionals[0] === undefined ? undefined : openingWords(positionals[0])
  if (opening !== undefined) {
    process.stdout.write(`› ${opening}\n`)
    said.push({ citizen: opening, step: stepAfter(await say(opening)) })
  }
  if (open) prompt.prompt()
  for await (const line of { [Symbol.asyncIterator]: () => lines }) {
    if (line.trim() === '') break
    said.push({ citizen: line, step: stepAfter(await say(line)) })
    if (open) prompt.prompt()
  }
  prompt.close()
  return said
}

/** A flow is opened as a citizen would: by its first keyword. */
function openingWords(flow: string): string {
  const found = content.flows.flows.find((one) => one.flow === flow)
  if (!found) {
    process.stderr.write(
      `There is no flow "${flow}"; there are: ${content.flows.flows.map((one) => one.flow).join(', ')}.\n`,
    )
    process.exit(1)
  }
  return found.keywords?.[0] ?? flow
}

async function say(text: string): Promise<TurnDone | null> {
  const at = Date.now()
  const message = {
    door: 'simulator' as const,
    address: { kind, value: kind === 'sms' ? '+84900000000' : 'talk' },
    externalId: newId('talk', at),
    content: { kind: 'text' as const, text },
    sentAt: at,
  }
  const accepted = await work.accept(
    'simulator',
    { kind: 'accepted', messages: [message], receipts: [], ignored: [] },
    { holdReplies: true, ...(flags.today === undefined ? {} : { today: flags.today }) },
  )
  const [turn] = await Promise.all(accepted.turns)
  if (!turn?.turnId) return null
  await work.deliver.deliverTurn('simulator', turn.turnId)
  for (const { message: reply } of await store.deliveries.ofTurn(turn.turnId)) {
    const count = segments(reply.text)
    const size = kind === 'sms' ? `  [${count.segments} SMS, ${count.encoding}]` : ''
    process.stdout.write(`\n${reply.text.replace(/^/gm, '  ')}${size}\n`)
    if (reply.buttons) process.stdout.write(`  ${reply.buttons.map((button) => `(${button.label})`).join(' ')}\n`)
  }
  for (const event of turn.events) if (event.type !== 'fact_learned') process.stdout.write(`  · ${describe(event)}\n`)
  return turn
}

function describe(event: TurnEvent): string {
  if (event.type === 'hardship_reported' && event.code !== undefined) return `${event.type} HT ${event.code}`
  if (event.type !== 'verdict_given') return event.type
  return `verdict ${event.verdict.rule}: ${event.verdict.verdict}`
}

function stepAfter(turn: TurnDone | null): string {
  const waiting = turn?.session?.waiting
  return waiting ? `${waiting.flow}.${waiting.step}` : 'end'
}

/** The talk becomes a dialogue test: what was typed, and where each line led. */
async function offerToSave(said: readonly Said[]): Promise<void> {
  let name = flags.save
  if (name === undefined && process.stdin.isTTY) {
    const prompt = readline.createInterface({ input: process.stdin, output: process.stdout })
    name = await prompt.question('Save as a dialogue test? Name (empty: no): ')
    prompt.close()
  }
  if (!name?.trim()) return
  const file = `test/dialogues/${name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')}.yaml`
  const today = flags.today ?? new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
  writeFileSync(
    file,
    stringify({
      name,
      channel: kind,
      today,
      citizen: said.map((one) => one.citizen),
      path: said.map((one) => one.step),
    }),
  )
  process.stdout.write(`Saved to ${file}. Read it, give it a Vietnamese name, then run: npm run test:update\n`)
}
