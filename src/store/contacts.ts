/** One contact as an official or a tester looks at it, and the stop said at the provider. */
import { and, desc, eq, sql } from 'drizzle-orm'
import type { InboundContent } from '../core/message.ts'
import { systemScope } from '../core/official.ts'
import { isReadable } from './above-talk.ts'
import { scopeValues } from './people-scope.ts'
import { type Port, write } from './port.ts'
import { db, given, prepareRead } from './prepare.ts'
import type { MessageLine, Store } from './store.ts'
import { endedAtProvider } from './subscription-turns.ts'
import { addresses } from './tables/addresses.ts'
import { deliveries } from './tables/deliveries.ts'
import { facts, NO_PERSON } from './tables/facts.ts'
import { households } from './tables/households.ts'
import { inboundMessages } from './tables/inbound-messages.ts'
import { talkOver } from './talk.ts'
import { setStopped, stopQueued } from './turn-writes.ts'

const known = prepareRead({ fact: facts.fact, person: facts.person, value: facts.value }, (f) =>
  db
    .select(f)
    .from(facts)
    .innerJoin(households, eq(households.id, facts.householdId))
    .where(eq(households.contactId, given('contactId')))
    .orderBy(facts.person, facts.fact),
)
const received = prepareRead(
  { at: inboundMessages.receivedAt, content: inboundMessages.content, status: inboundMessages.status },
  (f) =>
    db
      .select(f)
      .from(inboundMessages)
      .where(
        and(
          eq(inboundMessages.addressKind, given('kind')),
          eq(inboundMessages.addressValue, given('value')),
          isReadable({ turn: 'inbound_id', equals: 'inbound_messages.id' }),
        ),
      )
      .orderBy(desc(inboundMessages.receivedAt), desc(inboundMessages.id))
      .limit(sql.placeholder('limit')),
)
const owed = prepareRead(
  {
    at: deliveries.createdAt,
    text: deliveries.text,
    buttons: deliveries.buttons,
    status: deliveries.status,
    segments: deliveries.segments,
  },
  (f) =>
    db
      .select(f)
      .from(deliveries)
      .innerJoin(addresses, eq(addresses.id, deliveries.addressId))
      .where(
        and(
          eq(addresses.kind, given('kind')),
          eq(addresses.value, given('value')),
          isReadable({ turn: 'id', equals: 'deliveries.turn_id' }),
        ),
      )
      .orderBy(desc(deliveries.createdAt), desc(deliveries.ordinal))
      .limit(sql.placeholder('limit')),
)

export function contactsOver(port: Port): Store['contacts'] {
  const talk = talkOver(port)
  return {
    async view(address, limit, scope = systemScope()) {
      const loaded = await talk.load(address)
      if (loaded === null) return null
      const where = { kind: address.kind, value: address.value, limit, ...scopeValues(scope) }
      const [rows, ins, outs] = await Promise.all([
        known(port, { contactId: loaded.contact.id }),
        received(port, where),
        owed(port, where),
      ])
      const lines = [...outs.map(outLine), ...ins.map(inLine)] // newest first in both; of the same moment, answers after questions
      return {
        contact: loaded.contact,
        session: loaded.session,
        facts: rows.map((row) => ({ ...row, person: row.person === NO_PERSON ? null : row.person })),
        messages: lines
          .sort((a, b) => b.at - a.at)
          .slice(0, limit)
          .reverse(),
      }
    },
    async setStopped(address, stoppedAt) {
      const where = { kind: address.kind, value: address.value }
      const mark = setStopped({ ...where, stoppedAt })
      await write(port, stoppedAt === null ? [mark] : [mark, stopQueued(where), endedAtProvider(where, stoppedAt)])
    },
  }
}

function inLine({ at, content, status }: { at: number; content: InboundContent; status: string }): MessageLine {
  return { direction: 'in', at, text: wordsOf(content), status }
}

function outLine({ buttons, ...line }: Awaited<ReturnType<typeof owed>>[number]): MessageLine {
  return { direction: 'out', ...line, ...(buttons === null ? {} : { buttons }) }
}

function wordsOf(content: InboundContent): string {
  switch (content.kind) {
    case 'text':
      return content.text
    case 'button':
      return content.value
    case 'location':
      return `[${content.lat}, ${content.lon}]`
    case 'photo':
      return content.text ?? '[photo]'
    case 'contact':
      return '[contact]'
    case 'unreadable':
      return `[${content.what}]`
    case 'tie':
      return `[${content.tie}]`
  }
}
