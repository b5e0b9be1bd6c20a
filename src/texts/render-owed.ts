/** What we send of our own accord, one message: in the person's own pack where it fits, else in Vietnamese or English, with marks if they asked and it fits. */
import type { Reply } from '../core/reply.ts'
import { type Rendered, type RenderFor, render } from './render.ts'
import type { Texts } from './texts.ts'

export interface OweTo extends RenderFor {
  /** Code of the pack that the person chose; null: none. */
  readonly pack: string | null
}

/**
 * The first of these ways that fits one message of at most `parts` SMS parts: as wished, then without marks, then the shorter ways of saying
 * it. A pack has letters of its own, which fill an SMS twice as fast: it may take what the door carries in one message. The last way stands
 * when none fits. @throws MissingText
 */
export function renderOwed(
  texts: Texts,
  ways: readonly [Reply, ...Reply[]],
  { pack, ...to }: OweTo,
  parts = Number.POSITIVE_INFINITY,
): readonly Rendered[] {
  const [whole] = ways
  const own = texts.inPack(pack ?? undefined)
  const inOwn = texts.speaks(pack ?? undefined) && to.language === 'vi'
  const plain = { ...to, accents: false }
  const tries: readonly (readonly [() => readonly Rendered[], number])[] = [
    ...(inOwn
      ? ways.map((way) => [() => render(own, way, { ...to, accents: true }), Number.POSITIVE_INFINITY] as const)
      : []),
    // With marks an SMS holds half as much: rather without them than in two messages.
    [() => render(texts, whole, to), parts],
    ...ways.map((way) => [() => render(texts, way, plain), parts] as const),
  ]
  let said: readonly Rendered[] = []
  for (const [way, most] of tries) {
    said = way()
    if (said.length === 1 && (said[0]?.segments ?? 0) <= most) break
  }
  return said
}
