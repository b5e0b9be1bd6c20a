/** What somebody says they will give to households in need, and how it is brought to one: never money, and no number without consent. */

/** Money is no pledge: whoever asks is told that it goes through the commune's Fatherland Front, and nothing is kept. */
export const PLEDGE_KINDS = ['goods', 'jobs', 'transport'] as const
export type PledgeKind = (typeof PLEDGE_KINDS)[number]

export const PLEDGE_STATUSES = ['new', 'verified', 'closed'] as const
export type PledgeStatus = (typeof PLEDGE_STATUSES)[number]

export const PLEDGE_CLOSE_REASONS = ['given', 'not_needed', 'not_true', 'withdrawn'] as const
export type PledgeCloseReason = (typeof PLEDGE_CLOSE_REASONS)[number]

/** open: both sides are asked · introduced: each has the other's name and number · done: it was given · ended: it came to nothing. */
export const MATCH_STATUSES = ['open', 'introduced', 'done', 'ended'] as const
export type MatchStatus = (typeof MATCH_STATUSES)[number]

export const SIDES = ['giver', 'needer'] as const
export type Side = (typeof SIDES)[number]

/** May this side's name and number go to the other? unasked: no message reaches them, so an official must ask. */
export const SHARE_ANSWERS = ['unasked', 'asked', 'yes', 'no'] as const
export type ShareAnswer = (typeof SHARE_ANSWERS)[number]

/** What the talk may know of the person who writes `CHO SO`; `given`: their number has gone over already. */
export type Sharing = 'asked' | 'yes' | 'no' | 'given'

export function isPledgeKind(value: unknown): value is PledgeKind {
  return PLEDGE_KINDS.some((kind) => kind === value)
}

/** Longest that is kept of what is given, and of a name. */
export const PLEDGE_TEXT = 300
export const GIVER_NAME = 60

/** Six digits and more, whatever stands between them: an account, a card, a phone. None is kept in the words of a pledge. */
const LONG_NUMBER = /\d(?:[\s.-]?\d){5,}/g

/** The words without numbers by which money or people could be reached. */
export function withoutNumbers(text: string): string {
  return text.replace(LONG_NUMBER, '…')
}
