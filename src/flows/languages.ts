/** "Tôi muốn nói tiếng Mông": spoken where a native reader has read the pack; else said so, and the wish goes to an official. */
import { z } from 'zod'
import type { ContentFile, Problem } from '../core/problem.ts'
import { fold } from '../language/fold.ts'
import { type Draft, note, say } from './draft.ts'
import type { AskedLanguage } from './flow-book.ts'
import { askAgain } from './questions.ts'
import { startFlow } from './run.ts'
import type { Talk } from './talk.ts'

const FILE = 'locales/languages.csv'
/** A longer message tells a story in which the language is only named. */
const MOST_WORDS = 8

/** Takes a wish for a language besides Vietnamese and English. */
export function takeLanguage(draft: Draft): boolean {
  const folded = draft.heard.folded.replace(/['’‘`]/g, '')
  const words = folded.split(' ')
  if (words.length > MOST_WORDS || !words.includes('tieng')) return false
  const wanted = draft.talk.flows.languages.find(({ asked }) =>
    asked.some((name) => ` ${folded} `.includes(` tieng ${name} `)),
  )
  if (!wanted) return false
  // Where any words are an answer ("cán bộ không nói tiếng Mông"), only the bare name is a wish.
  const told = draft.waiting?.type === 'text' || draft.waiting?.type === 'place'
  if (told && !wanted.asked.some((name) => folded === `tieng ${name}`)) return false
  note(draft, { type: 'language_asked', code: wanted.code, ready: isSpoken(draft.talk, wanted) })
  if (!isSpoken(draft.talk, wanted)) {
    say(draft, 'language:not_ready', { name: wanted.name })
    startFlow(draft, 'contact')
    return true
  }
  draft.language = 'vi'
  draft.pack = wanted.code
  say(draft, 'common:language_set')
  if (draft.waiting) askAgain(draft)
  else startFlow(draft, 'menu')
  return true
}

/** A pack may be marked as read, and the mark taken back, while this runs. */
export function isSpoken({ speaks }: Pick<Talk, 'speaks'>, { code, offered }: AskedLanguage): boolean {
  return speaks ? speaks(code) : offered
}

const Row = z.object({
  code: z.string().regex(/^[a-z]{2,3}$/),
  name: z.string().min(2),
  asked: z.string().min(2),
  voice: z.string().regex(/^([a-z]{2,3}-[A-Z]{2})?$/),
})

/** Reads `locales/languages.csv`; `packs`: the codes whose pack is reviewed. */
export function checkLanguages(
  files: readonly ContentFile[],
  packs: Readonly<Record<string, unknown>>,
  problems: Problem[],
): readonly AskedLanguage[] {
  const data = files.find(({ path }) => path === FILE)?.data
  if (!Array.isArray(data)) return []
  return data.flatMap((row, i) => {
    const read = Row.safeParse(row)
    if (!read.success) {
      problems.push({
        file: FILE,
        where: `row ${i + 1}`,
        sentence:
          'needs a code of two or three small letters, a name, the words people ask by, with | between, and a voice such as yue-HK or nothing',
      })
      return []
    }
    const { code, name, asked, voice } = read.data
    const words = asked.split('|').map((one) => fold(one.trim()))
    const known = { code, name, asked: words.filter((one) => one !== ''), offered: Object.hasOwn(packs, code) }
    return [voice === '' ? known : { ...known, voice }]
  })
}
