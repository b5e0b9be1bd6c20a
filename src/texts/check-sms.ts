/** What no text sent to a citizen may hold: links, requests for secrets, more than two SMS parts. */
import { unaccent } from './plain.ts'
import { segments } from './segments.ts'

const MAX_PARTS = 2
/** Stands for a value of unknown length: a name, an amount, a day. */
const SAMPLE = 'UBND xa Ta Phin'

const LINK = /https?:|www\.|\b[a-z0-9-]+\.(vn|com|net|org|info|gov|me|ly)\b/
const SECRET =
  /\b(otp|pin|mat khau|password|so (cccd|cmnd|can cuoc|dinh danh|tai khoan|the)|(id|card|account|bank) number)\b/
const ASKS =
  /\b(nhap|gui|cho (xin |toi )?biet|nhan tin|nhan|tra loi|cung cap|doc|send|enter|give|tell|type|reply|text)\b/
const WARNS = /\b(khong|dung|chang|never|not|don't)\b/

export type Unsafe = 'link' | 'secret'
export const UNSAFE_SENTENCES: Readonly<Record<Unsafe, string>> = {
  link: 'holds a link: messages to citizens have none, so that fraud is easy to tell',
  secret: 'asks for an OTP, a password, an ID or a bank number, which we never do',
}

/** What no text to a citizen may hold, however long it is: links, and requests for secrets. */
export function unsafeIn(text: string): readonly Unsafe[] {
  const found: Unsafe[] = []
  const folded = unaccent(text).toLowerCase()
  if (LINK.test(folded)) found.push('link')
  if (asksForSecret(folded)) found.push('secret')
  return found
}

/** The same as sentences. */
export function unsafeFaults(text: string): readonly string[] {
  return unsafeIn(text).map((one) => UNSAFE_SENTENCES[one])
}

/** Sentences on what is wrong with one text, as it would leave by SMS. */
export function smsFaults(text: string): readonly string[] {
  const faults = [...unsafeFaults(text)]
  const plain = unaccent(text)
  const counted = segments(plain.replace(/\{\{\s*[\w.]+\s*\}\}/g, SAMPLE))
  if (counted.segments > MAX_PARTS)
    faults.push(
      `is about ${counted.units} letters as SMS, over ${MAX_PARTS} parts (306): shorten it or make two texts of it`,
    )
  return faults
}

/** "Xã không bao giờ hỏi mã OTP" and "đừng gửi mật khẩu" warn; "gửi số CCCD" asks. */
function asksForSecret(folded: string): boolean {
  return folded.split(/[.!?;\n]+/).some((sentence) => {
    const secret = SECRET.exec(sentence)
    if (!secret) return false
    const before = sentence.slice(0, secret.index)
    return ASKS.test(before) && !WARNS.test(before)
  })
}
