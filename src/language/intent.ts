/** The intents of the label guide, in the order of the weights. */
export const INTENTS = [
  'eligibility',
  'programme_info',
  'credit',
  'training',
  'jobs',
  'hardship_report',
  'report_status',
  'feedback',
  'contact_human',
  'language_change',
  'opt_out',
  'opt_in',
  'help',
  'greeting',
  'yes',
  'no',
  'number_answer',
  'place_answer',
  'out_of_scope',
  'abuse',
  'emergency',
] as const
/** `unknown` only for a message without words. */
export type Intent = (typeof INTENTS)[number] | 'unknown'

export interface Guess {
  readonly id: Intent
  readonly confidence: number
}
