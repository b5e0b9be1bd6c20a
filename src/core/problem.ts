/** What `npm run check` says of content: a sentence that names the file and the place in it. */
export interface Problem {
  readonly file: string
  /** Step, key, row or rule: where in the file. */
  readonly where: string
  readonly sentence: string
}

/** One content file as read from disk: `path` from the project's root, `data` parsed (YAML, JSON or CSV rows). */
export interface ContentFile {
  readonly path: string
  readonly data: unknown
}
