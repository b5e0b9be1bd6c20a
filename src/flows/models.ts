/** Stories of households that got out of poverty: read a page at a time, and households named for one. */
import { type ModelStory, NOMINATION_TEXT } from '../core/model.ts'
import { type Draft, keepAnswer, note, say } from './draft.ts'
import type { Records } from './flow-format.ts'

/** Which story is open, and at which page. */
const STORY = '_model'
const PAGE = '_model_page'
const CONSENT = 'model:ask_agree'
/** A page, the sender and two choices fit two SMS. */
const LETTERS = 180

/** Is there anything to read? Without stories at hand the turn asks for them and goes on as if there were none. */
export function hasModels(draft: Draft): string {
  return modelsOf(draft).length > 0 ? 'yes' : 'no'
}

/** What follows the page just shown: `more` of it, an `other` story, or `last`: neither. */
export function modelPlace(draft: Draft): string {
  const all = modelsOf(draft)
  const at = openAt(draft, all)
  if (pageOf(draft) + 1 < pagesOf(all[at]?.text ?? '').length) return 'more'
  return at + 1 < all.length ? 'other' : 'last'
}

/** What a `record` step of this flow keeps; nothing for the steps of other flows. */
export function recordModel(draft: Draft, what: Records): void {
  if (what === 'model_begun') openStory(draft, modelsOf(draft)[0])
  else if (what === 'model_shown') showPage(draft)
  else if (what === 'model_turned') keepAnswer(draft, PAGE, pageOf(draft) + 1)
  else if (what === 'model_next') {
    const all = modelsOf(draft)
    openStory(draft, all[openAt(draft, all) + 1])
  } else if (what === 'model_nominated') nominate(draft)
  else if (what === 'model_withdrawn') note(draft, { type: 'model_withdrawn' })
}

function openStory(draft: Draft, story: ModelStory | undefined): void {
  keepAnswer(draft, STORY, story?.id)
  keepAnswer(draft, PAGE, 0)
}

function showPage(draft: Draft): void {
  const all = modelsOf(draft)
  const story = all[openAt(draft, all)]
  const text = pagesOf(story?.text ?? '')[pageOf(draft)]
  if (story === undefined || text === undefined) return
  if (pageOf(draft) === 0) say(draft, 'model:first', { title: story.title, text })
  else say(draft, 'model:further', { text })
}

function nominate(draft: Draft): void {
  const own = draft.answers.whose === 'self'
  note(draft, {
    type: 'model_nominated',
    whose: own ? 'self' : 'other',
    told: draft.heard.text.trim().slice(0, NOMINATION_TEXT),
    ...(own ? { wording: CONSENT } : {}),
  })
}

function modelsOf(draft: Draft): readonly ModelStory[] {
  if (draft.input.models === undefined) draft.needs = 'models'
  return draft.input.models ?? []
}

/** The story that is open; one taken back meanwhile is the first again. */
function openAt({ answers }: Draft, all: readonly ModelStory[]): number {
  return Math.max(
    0,
    all.findIndex(({ id }) => id === answers[STORY]),
  )
}

function pageOf({ answers }: Draft): number {
  return Number(answers[PAGE] ?? 0)
}

/** Whole sentences as far as they fit, else whole words. */
export function pagesOf(text: string): readonly string[] {
  const pages: string[] = []
  let page = ''
  for (const part of text.split(/(?<=[.!?…])\s+|\n+/).flatMap(shortParts)) {
    if (page !== '' && page.length + 1 + part.length > LETTERS) {
      pages.push(page)
      page = part
    } else page = page === '' ? part : `${page} ${part}`
  }
  return page === '' ? pages : [...pages, page]
}

function shortParts(sentence: string): readonly string[] {
  const whole = sentence.trim()
  if (whole === '') return []
  if (whole.length <= LETTERS) return [whole]
  return whole.split(/\s+/).map((word) => word.slice(0, LETTERS))
}
