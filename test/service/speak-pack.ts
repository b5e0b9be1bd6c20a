/** A language pack for tests, taken in and marked as read by the real path. The texts are no language: marks that show where they came from. */
import { markPack, takeBackPack, takeInPack } from '../../src/service/pack-desk.ts'
import type { Ports } from '../../src/service/ports.ts'
import { sourceHash } from '../../src/texts/packs.ts'
import { official } from './desk-house.ts'

const admin = official('administrator', 'off_admin')

/** `rows`: key → text. `common:language_set` is added, without which no pack can be marked. */
export async function speakPack(ports: Ports, code: string, rows: Readonly<Record<string, string>>): Promise<void> {
  const all = { 'common:language_set': `[${code}] ready`, ...rows }
  const of = (key: string) => sourceHash(ports.packs.vi.get(key) ?? '')
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
  const lines = Object.entries(all).map(([key, text]) => `${key},${of(key)},${cell(text)}`)
  const taken = await takeInPack(ports, admin, code, `key,of,text\n${lines.join('\n')}\n`)
  if (typeof taken !== 'object' || 'refused' in taken) throw new Error(JSON.stringify(taken))
  const form = { reader: 'Thạch Thị Một', readOn: '2026-11-16', sure: true }
  const marked = await markPack(ports, admin, code, { ...form, texts: ports.packs.state(code)?.texts ?? '' })
  if (typeof marked !== 'object' || 'refused' in marked) throw new Error(JSON.stringify(marked))
}

export async function silencePack(ports: Ports, code: string): Promise<void> {
  await takeBackPack(ports, admin, code, ports.packs.state(code)?.texts ?? '')
}
