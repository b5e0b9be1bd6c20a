/** "Has what stands as given come, and was it right?": asked once a case outside events, days after it was written down as supported. */
import { newId } from '../core/id.ts'
import type { Reply } from '../core/reply.ts'
import type { TurnInput } from '../core/session.ts'
import type { FeedbackPerson } from '../store/feedback-store.ts'
import type { NewDelivery } from '../store/store.ts'
import { renderOwed } from '../texts/render-owed.ts'
import type { Ports } from './ports.ts'
import { isQuiet } from './quiet-hours.ts'
import { speakerFor } from './speaker.ts'
import type { CasesBefore } from './turn-cases.ts'
import { doorFor } from './which-door.ts'

const FLOW = 'support-check'
const DAY_MS = 86_400_000
/** After two months nobody remembers what came when. */
const TOO_OLD_MS = 60 * DAY_MS
/** Whoever wrote within this is in a talk, and is asked later. */
const BUSY_MS = 30 * 60_000
const QUESTION_LIFE_MS = 72 * 3_600_000
const ASKED_AT_ONCE = 200
const CHOICES = ['full', 'part', 'none'] as const

/**
 * Asks those whose time has come, by day; how many. The rows are the cursor: killed anywhere it goes on, and nobody is asked twice.
 * @throws StoreError when the database does not answer
 */
export async function askAboutSupport(ports: Ports): Promise<number> {
  const now = ports.now()
  const days = ports.talk.flows.flow(FLOW)?.after_days
  if (days === undefined || isQuiet(now)) return 0
  const when = { from: now - TOO_OLD_MS, to: now - days * DAY_MS, quietSince: now - BUSY_MS }
  let written = 0
  for (const { caseId, code, person } of await ports.store.supportChecks.due(when, ASKED_AT_ONCE)) {
    const deliveries = person.stopped ? [] : await question(ports, person, code, now)
    const kept = await ports.store.supportChecks.ask(caseId, person.contactId, { deliveries, at: now })
    if (kept && deliveries.length > 0) written++
  }
  return written
}

/** The question that waits for this person's answer; nothing is looked up unless a case of theirs stands as supported. */
export async function supportCheckFor(
  ports: Pick<Ports, 'store'>,
  contactId: string,
  { open }: CasesBefore,
): Promise<Pick<TurnInput, 'supportCheck'>> {
  if (!open.some(({ status }) => status === 'supported')) return {}
  const found = await ports.store.supportChecks.waitingOf(contactId)
  if (found === null) return {}
  return { supportCheck: { code: found.code, ...(found.fresh ? { fresh: true as const } : {}) } }
}

/** Empty: no door that is on reaches this person. @throws MissingText */
async function question(
  ports: Ports,
  person: FeedbackPerson,
  code: string,
  at: number,
): Promise<readonly NewDelivery[]> {
  const { address, language, accents, pack, cameBy } = person
  const door = doorFor(address, (one) => ports.channels.has(one), cameBy)
  const channel = door === null ? undefined : ports.channels.get(door)
  if (door === null || !channel) return []
  const speaker = await speakerFor(ports, person.organisation)
  const abilities = channel.abilitiesFor?.(address.kind) ?? channel.abilities
  const reply: Reply = {
    parts: [{ key: 'common:from' }, { key: `${FLOW}:question`, values: { code } }],
    options: CHOICES.map((choice, i) => ({
      value: String(i + 1),
      label: { key: `${FLOW}:options.ask_help.${choice}` },
    })),
    after: [{ key: `${FLOW}:how_to_stop` }],
  }
  const [message] = renderOwed(ports.texts, [reply], { language, abilities, speaker, accents, pack }, 1)
  if (!message) return []
  const { text, buttons, segments } = message
  const worded = {
    id: newId('out', at),
    address,
    text,
    expiresAt: at + QUESTION_LIFE_MS,
    ...(buttons ? { buttons } : {}),
  }
  return [{ message: worded, door, lane: 'bulk', ordinal: 0, segments }]
}
