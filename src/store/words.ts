/** Words that were not understood: counted with the turn that sent them, read as sums, and what staff made of them. */
import { asc, eq, sql } from 'drizzle-orm'
import { type Port, type Statement, write } from './port.ts'
import { db, given, prepareRead, prepareWrite } from './prepare.ts'
import { wordProposals as p, unknownWords as u } from './tables/unknown-words.ts'
import type { WordsStore } from './words-store.ts'

const count = prepareWrite(
  db
    .insert(u)
    .values({
      word: sql.placeholder('word'),
      contactId: sql.placeholder('contactId'),
      count: 1,
      lastAt: sql.placeholder('at'),
    })
    .onConflictDoUpdate({
      target: [u.word, u.contactId],
      set: { count: sql`${u.count} + 1`, lastAt: sql`excluded.last_at` },
    }),
)
const people = sql<number>`count(*)`
const frequent = prepareRead(
  { word: u.word, people, times: sql<number>`sum(${u.count})`, lastAt: sql<number>`max(${u.lastAt})` },
  (f) =>
    db
      .select(f)
      .from(u)
      .where(sql`not exists (select 1 from word_proposals where word_proposals.word = unknown_words.word)`)
      .groupBy(u.word)
      .having(sql`${people} >= ${given('least')}`)
      .orderBy(sql`2 desc, 3 desc, 1`)
      .limit(sql.placeholder('limit')),
)
const proposed = prepareWrite(
  db
    .insert(p)
    .values({
      word: sql.placeholder('word'),
      kind: sql.placeholder('kind'),
      intent: sql.placeholder('intent'),
      text: sql.placeholder('text'),
      by: sql.placeholder('by'),
      at: sql.placeholder('at'),
    })
    .onConflictDoUpdate({
      target: p.word,
      set: {
        kind: sql`excluded.kind`,
        intent: sql`excluded.intent`,
        text: sql`excluded.text`,
        by: sql`excluded.by`,
        at: sql`excluded.at`,
      },
    }),
)
const fields = { word: p.word, kind: p.kind, intent: p.intent, text: p.text, by: p.by, at: p.at }
const all = prepareRead(fields, (f) => db.select(f).from(p).orderBy(asc(p.at), asc(p.word)))
const reopened = prepareWrite(db.delete(p).where(eq(p.word, given('word'))))

export function wordsOver(port: Port): WordsStore {
  return {
    frequent: (least, limit) => frequent(port, { least, limit }),
    async propose(proposal) {
      await write(port, [proposed({ ...proposal })])
    },
    proposals: () => all(port, {}),
    async reopen(word) {
      await write(port, [reopened({ word })])
    },
  }
}

/** Part of the turn's own unit, so that a repeated message counts once. */
export function wordStatements(
  words: readonly string[] | undefined,
  { contactId, at }: { readonly contactId: string; readonly at: number },
): readonly Statement[] {
  return (words ?? []).map((word) => count({ word, contactId, at }))
}
