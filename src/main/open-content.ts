/** Opens the compiled content once: indexes and compiled conditions, shared by everything in this process. */
import { openFlows } from '../flows/flow-book.ts'
import type { Talk } from '../flows/turn.ts'
import { content } from '../generated/content.ts'
import { openLexicon } from '../language/lexicon.ts'
import { openPlaces } from '../language/places.ts'
import { openLaw } from '../rules/law-book.ts'
import type { BuiltPacks } from '../service/packs.ts'
import type { PaperForm } from '../service/paper-forms.ts'
import { packSources } from '../texts/pack-state.ts'
import { openTexts, type Texts } from '../texts/texts.ts'

export interface OpenedContent {
  readonly version: string
  /** All of a Talk but the scope, which is a setting. */
  readonly talk: Omit<Talk, 'scope'>
  readonly texts: Texts
  readonly packs: BuiltPacks
  readonly forms: readonly PaperForm[]
}

let opened: OpenedContent | undefined

export function openContent(): OpenedContent {
  opened ??= {
    version: content.version,
    talk: {
      flows: openFlows(content.flows),
      law: openLaw(content.law),
      lexicon: openLexicon(content.lexicon),
      places: openPlaces(content.places),
    },
    texts: openTexts(content.texts),
    packs: {
      vi: packSources(content.texts),
      files: content.texts.packFiles ?? [],
      languages: content.flows.languages,
    },
    forms: content.forms,
  }
  return opened
}
