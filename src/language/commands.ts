/**
 * Words that work in every step, only as the whole message: STOP, MENU, LẠI, SỬA, BỎ QUA …
 * They stand in code and not in `language/`, because stopping must never depend on content.
 */
import { clean, fold } from './fold.ts'
import { type Token, tokensOf } from './tokens.ts'

export const COMMANDS = [
  'stop',
  'start',
  'menu',
  'back',
  'correct',
  'why',
  'skip',
  'human',
  'language_vi',
  'language_en',
  'language',
  'help',
  'accents_on',
  'accents_off',
  'save',
] as const
export type Command = (typeof COMMANDS)[number]

const WORDS: Readonly<Record<Command, string>> = {
  // "dung" alone may be đúng, đừng or dùng, "thôi" answers a question: neither stops by itself.
  stop: `stop|stopall|stop all|unsubscribe|end|quit|cancel|tc|từ chối|hủy|huỷ|hủy đăng ký|hủy đăng kí|hủy dk|hủy nhận tin|hủy tin|ngừng|ngưng|
    ngừng nhận tin|ngưng nhận tin|dừng nhận tin|dừng tin|ngừng tin|ngừng nhắn tin|dừng nhắn tin|không nhận tin|không nhận tin nữa|từ chối nhận tin|
    huy bo|bỏ đăng ký|tắt tin`,
  start: `dk|đk|đăng ký|đăng kí|start|unstop|subscribe|đăng ký nhận tin|đăng kí nhận tin|đồng ý nhận tin|nhận tin lại|dk nhận tin|đk nhận tin`,
  menu: `0|menu|trang chủ|quay về menu|về menu|về đầu|về đầu trang|bắt đầu|bắt đầu lại|làm lại từ đầu|từ đầu`,
  back: `lại|quay lại|trở lại|lùi lại|câu trước|quay lại câu trước|back|go back`,
  correct: `sửa|sửa lại|sửa câu trả lời|trả lời sai|nhập lại|correct|fix|edit`,
  why: `tại sao|vì sao|tại sao hỏi|vì sao hỏi|sao hỏi vậy|sao lại hỏi|hỏi làm gì|hỏi để làm gì|để làm gì|why|why do you ask`,
  skip: `bỏ qua|bq|bỏ qua câu này|không muốn trả lời|không trả lời|qua câu khác|skip|pass`,
  human: `gặp cán bộ|gặp cb|gặp người|gặp người thật|gặp nhân viên|cán bộ|nói chuyện với cán bộ|gọi cán bộ|cần gặp cán bộ|cho gặp cán bộ|
    cho tôi gặp cán bộ|human|agent|officer|talk to a person|talk to an officer`,
  language_vi: `tiếng việt|vietnamese|vi`,
  language_en: `tiếng anh|english|en|eng`,
  language: `ngôn ngữ|đổi ngôn ngữ|đổi tiếng|chọn tiếng|language|change language|lang`,
  help: `giúp|trợ giúp|hướng dẫn|giúp đỡ|help|hd|cách dùng|cách sử dụng|huong dan su dung`,
  accents_on: `có dấu|bật dấu|viết có dấu|nhắn có dấu|tiếng việt có dấu|accents on`,
  accents_off: `không dấu|ko dấu|k dấu|bỏ dấu|tắt dấu|viết không dấu|nhắn không dấu|tiếng việt không dấu|accents off`,
  save: `lưu|lưu lại|lưu kết quả|lưu lại kết quả|giữ kết quả|save|save it|save result`,
}

interface Entry {
  readonly command: Command
  readonly tokens: readonly Token[]
}

const ENTRIES: ReadonlyMap<string, readonly Entry[]> = entries()
const POLITE = new Set(['a', 'ah', 'nha', 'nhe', 'ad', 'oi', 'em', 'di', 'da', 'giup', 'gium', 'voi', 'please'])

/** The command a whole message is, or null. `hủy hết nhà rồi` is none; `có đâu` is none although `có dấu` is. */
export function exactCommand(text: string): Command | null {
  const short = text.length > 60 ? '' : fold(text)
  if (short === '') return null
  if (/^[?？\s]+$/.test(short)) return 'why'
  if (/[a-z\d]\?/.test(short) && !/^(?:tai sao|vi sao|why|sao|hoi|de lam)/.test(short)) return null
  const tokens = tokensOf(clean(text))
  return (
    match(tokens) ?? (tokens.length > 1 && POLITE.has(tokens.at(-1)?.folded ?? '') ? match(tokens.slice(0, -1)) : null)
  )
}

function match(tokens: readonly Token[]): Command | null {
  const key = tokens.map((token) => token.folded).join(' ')
  const found = ENTRIES.get(key)?.find((entry) => entry.tokens.every((token, at) => fits(tokens[at], token)))
  return found?.command ?? null
}

/** A word typed with marks must be that word; hỏi and ngã are written for each other in the South. */
function fits(typed: Token | undefined, wanted: Token): boolean {
  return typed !== undefined && (!typed.marked || typed.spelt.replace('4', '3') === wanted.spelt.replace('4', '3'))
}

function entries(): Map<string, Entry[]> {
  const map = new Map<string, Entry[]>()
  for (const command of COMMANDS) {
    for (const phrase of WORDS[command].split('|')) {
      const tokens = tokensOf(phrase.trim())
      const key = tokens.map((token) => token.folded).join(' ')
      map.set(key, [...(map.get(key) ?? []), { command, tokens }])
    }
  }
  return map
}
