/** KT 482913: the code that stands in every message to many, texted back by who doubts it. */
import { fold } from './fold.ts'

const TYPED = /^(?:kt|kiem tra(?: tin)?|ma kt|ma tin|check)[\s:.#-]*((?:\d[\s.-]?){6})[\s.?!]*$/

/** The six digits of a message that is such a code and nothing else; else null. A forwarded message is none, because its words may be others. */
export function readCheckCode(text: string): string | null {
  if (text.length > 40) return null
  const digits = TYPED.exec(fold(text))?.[1]?.replace(/\D/g, '')
  return digits?.length === 6 ? digits : null
}
