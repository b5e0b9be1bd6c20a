/** The content of the project, read and opened once for the tests of this room. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { readContent } from '../../src/commands/read-content.ts'
import { lexicon } from '../../src/generated/lexicon.ts'
import { checkLexicon, openLexicon } from '../../src/language/lexicon.ts'
import { checkPlaces, openPlaces } from '../../src/language/places.ts'

export const TODAY = '2026-11-23'
const root = path.join(import.meta.dirname, '../..')
export const contentFiles = readContent(root).files

export const checkedLexicon = () => checkLexicon(contentFiles)
export const checkedPlaces = () => checkPlaces(contentFiles)
/** The lexicon as compiled: `npm test` compiles before it tests, and learning anew takes seconds a file. */
export const openedLexicon = () => openLexicon(lexicon)
export const openedPlaces = () => openPlaces(checkedPlaces().data)

/** Cases a non-programmer can read and add to: `cases/<name>.yaml`. */
export function cases<Case>(name: string): Case[] {
  return parse(readFileSync(path.join(import.meta.dirname, 'cases', `${name}.yaml`), 'utf8')) as Case[]
}
