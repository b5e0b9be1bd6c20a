/**
 * What officials order from a telephone of their own, carried out before the turn: tying it to their account, and drafting a broadcast for
 * the communes they work in. Nothing is sent by it: somebody else approves it at the console.
 */
import { may, type Official } from '../core/official.ts'
import type { TextPart } from '../core/reply.ts'
import { type OfficialOrder, readOfficialOrder } from '../language/official-order.ts'
import type { InboundRow } from '../store/store.ts'
import { createBroadcast, submitBroadcast } from './broadcast-acts.ts'
import { listBroadcasts, openBroadcast } from './broadcast-desk.ts'
import { previewKept } from './broadcast-preview.ts'
import type { OfficialPhones } from './official-phones.ts'
import type { Ports } from './ports.ts'

const TITLE_LETTERS = 60

/**
 * What the official is told; undefined for everybody else's message. Safe to do again for the same message: a code is spent by a message
 * and not by a try, and a draft that stands is not written twice.
 * @throws StoreError when the database does not answer
 */
export async function officialOrder(ports: Ports, row: InboundRow): Promise<TextPart | undefined> {
  const { officialPhones } = ports
  const order = row.content.kind === 'text' ? readOfficialOrder(row.content.text) : null
  if (officialPhones === undefined || order === null) return undefined
  if (order.kind === 'link') {
    const outcome = await officialPhones.link(row.address, order.code)
    return {
      key: outcome === 'linked' ? 'official:linked' : outcome === 'wait' ? 'official:wait' : 'official:link_wrong',
    }
  }
  const official = await officialPhones.officialAt(row.address)
  return official === null ? undefined : announce(ports, officialPhones, official, order, row.id)
}

async function announce(
  ports: Ports,
  phones: OfficialPhones,
  official: Official,
  order: Extract<OfficialOrder, { kind: 'announce' }>,
  message: string,
): Promise<TextPart> {
  if (!may(official.role, 'write_broadcasts')) return { key: 'official:not_allowed' }
  if (order.text === '') return { key: 'official:words_missing' }
  const proof = await phones.spendCode(official, order.code, message)
  if (proof === 'wrong') return { key: 'official:code_wrong' }
  if (typeof proof === 'string') return { key: `official:${proof}` }
  const { rows } = await listBroadcasts(ports, official)
  const before = rows.find(
    (one) => one.authorId === official.id && one.createdAt >= proof.since && one.words.vi === order.text,
  )
  const made = before ? { done: before.id } : await createBroadcast(ports, official, formOf(order.text))
  if (typeof made === 'string' || 'refused' in made) return { key: 'official:refused' }
  const opened = await openBroadcast(ports, official, made.done)
  if (opened === null) return { key: 'official:refused' }
  // Sent a day after the same words to the same people: it stays a draft, and its author looks at it on the page.
  if (opened.may.submit) await submitBroadcast(ports, official, made.done, opened.broadcast.version)
  const audience = await previewKept(ports, official, made.done)
  if (audience === 'missing') return { key: 'official:refused' }
  return audience.count === null
    ? { key: 'official:few_drafted' }
    : { key: 'official:drafted', values: { count: audience.count } }
}

function formOf(text: string) {
  const [line = ''] = text.split('\n')
  const title = line.length > TITLE_LETTERS ? `${line.slice(0, TITLE_LETTERS - 1)}…` : line
  return { title, class: 'service_notice', words: { vi: text }, audience: { communes: [] } }
}
