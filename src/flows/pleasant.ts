/** Words that want a kind word and no menu: thanks, "ok", a lone yes or no. */
const PLEASANT =
  /^(?:(?:da|vang|ok|oke|u|uh|roi|the) )?(?:(?:toi |em |chau |con |xin |rat )?(?:cam on|cam ta|biet on)(?: \S+){0,4}|tks|thanks?(?: you)?(?: \S+){0,2}|ok|oke|okay|vang|da|u|uh|roi|duoc roi|the thoi|khong|ko|k|co|thoi|khoi|no|yes|hieu roi|biet roi|tam biet|bye|chao nhe)(?: (?:a|nhe|nha|ban|em|chau|ad|can bo))*$/

/** `folded`: the whole message. */
export function isPleasant(folded: string): boolean {
  return PLEASANT.test(folded)
}
