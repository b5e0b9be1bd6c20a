/** The real content, read, checked and opened once for a test file: no part of it is replaced. */
import { readContent } from '../../src/commands/read-content.ts'
import { checkFlows } from '../../src/flows/check-flows.ts'
import { openFlows } from '../../src/flows/flow-book.ts'
import type { Talk } from '../../src/flows/talk.ts'
import { lexicon } from '../../src/generated/lexicon.ts'
import { openLexicon } from '../../src/language/lexicon.ts'
import { checkPlaces, openPlaces } from '../../src/language/places.ts'
import { checkLaw } from '../../src/rules/check-law.ts'
import { openLaw } from '../../src/rules/law-book.ts'
import type { BuiltPacks } from '../../src/service/packs.ts'
import { checkTexts } from '../../src/texts/check-texts.ts'
import { packSources } from '../../src/texts/pack-state.ts'
import { openTexts, type Texts } from '../../src/texts/texts.ts'

/** Everything a talk needs, with the fictional demo commune's scope. */
export function openTalk(): {
  talk: Talk
  texts: Texts
  packs: BuiltPacks
  files: ReturnType<typeof readContent>['files']
} {
  const { files } = readContent('.')
  const law = checkLaw(files).data
  const trees = checkTexts(files).data
  const talk: Talk = {
    flows: openFlows(checkFlows(files, law, trees).data),
    law: openLaw(law),
    lexicon: openLexicon(lexicon),
    places: openPlaces(checkPlaces(files).data),
    scope: [],
  }
  const packs = { vi: packSources(trees), files: trees.packFiles ?? [], languages: talk.flows.languages }
  return { talk, texts: openTexts(trees), packs, files }
}
