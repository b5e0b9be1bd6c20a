/** Orders that officials text from their own telephone: `CAN BO 12345678` ties it to their account, `THONG BAO 123456 …` drafts a broadcast. */

export type OfficialOrder =
  | { readonly kind: 'link'; readonly code: string }
  | { readonly kind: 'announce'; readonly code: string; readonly text: string }

const LINK = /^\s*(?:c[aáàảãạ]n\s*b[oộòóọ]|cb)[\s:.-]*(\d{8})[\s.]*$/i
const ANNOUNCE = /^\s*(?:th[oôộ]ng\s*b[aáạ]o|tb)[\s:.-]*(\d{6})(?!\d)[\s:.,-]*([\s\S]*)$/i

/** Null: nothing of the kind. Codes stand first, so that no sentence of a citizen is taken for an order; the words stay as typed. */
export function readOfficialOrder(text: string): OfficialOrder | null {
  const plain = text.normalize('NFC').slice(0, LONGEST)
  const link = LINK.exec(plain)?.[1]
  if (link !== undefined) return { kind: 'link', code: link }
  const [, code, words = ''] = ANNOUNCE.exec(plain) ?? []
  return code === undefined ? null : { kind: 'announce', code, text: words.trim() }
}

/** Longer than any broadcast may be. */
const LONGEST = 4_096
