/** Translations into one more language, as officials took them in and a native reader was named for them. */

/** One translated text, and the hash of the Vietnamese that it translates. */
export interface Translation {
  readonly key: string
  readonly of: string
  readonly text: string
}

/** Said in the console that a native reader read these texts, or that this no longer holds. */
export interface KeptMark {
  readonly state: 'reviewed' | 'taken_back'
  readonly reader: string
  readonly readOn: string
  /** Hash of the texts it speaks of: other texts are not marked by it. */
  readonly texts: string
  /** Official's id. */
  readonly by: string
  /** As the official was called then. */
  readonly byName: string
  readonly at: number
}

/** What the database keeps of one language. `version` counts its changes. */
export interface KeptPack {
  readonly code: string
  readonly version: number
  readonly translations: readonly Translation[]
  readonly mark: KeptMark | null
}
