/** What people say of the state's work, and what they wish to be told of: its words, shared by every room. */

/** programme: an opinion on it · delivery: on how it was carried out · conduct: a complaint about somebody's conduct. */
export const FEEDBACK_KINDS = ['programme', 'delivery', 'conduct', 'suggestion', 'praise'] as const
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number]

/** answer: they ask for a reply · quiet: none is wanted · hidden: nothing may lead back to them. */
export const FEEDBACK_WISHES = ['answer', 'quiet', 'hidden'] as const
export type FeedbackWish = (typeof FEEDBACK_WISHES)[number]

/** What one may subscribe to, each on its own. */
export const SUBJECTS = ['credit', 'training', 'jobs', 'disaster', 'policy'] as const
export type Subject = (typeof SUBJECTS)[number]

/** True of a kind's own word. */
export function isFeedbackKind(value: unknown): value is FeedbackKind {
  return FEEDBACK_KINDS.some((kind) => kind === value)
}

/** True of a wish's own word. */
export function isFeedbackWish(value: unknown): value is FeedbackWish {
  return FEEDBACK_WISHES.some((wish) => wish === value)
}

/** True of a subject's own word. */
export function isSubject(value: unknown): value is Subject {
  return SUBJECTS.some((subject) => subject === value)
}
