/** What the store promises about changes that came of what people said, and about telling those who said it. */
import type { Scope } from '../core/official.ts'
import type { FeedbackPerson } from './feedback-store.ts'
import type { NewDelivery } from './store.ts'

export interface ChangeMade {
  readonly id: string
  readonly organisation: string | null
  readonly commune: string | null
  readonly province: string | null
  readonly programme: string | null
  /** "You said" and "we did", for the public. */
  readonly said: string
  readonly did: string
  /** Official. */
  readonly by: string
  readonly at: number
}

/** A change with how many words it came from, and how many of these people were told. */
export interface ChangeLine extends ChangeMade {
  readonly raised: number
  readonly told: number
  /** The sweep has not looked at them yet. */
  readonly waiting: number
}

/** Somebody whose words led to a change and who has not been looked at yet. */
export interface ToTell {
  readonly change: ChangeMade
  readonly person: FeedbackPerson
}

export interface ChangeStore {
  /** The change and the words it came from as one unit; words outside the scope stay as they are. How many were tied. */
  make(scope: Scope, made: ChangeMade, ids: readonly number[]): Promise<number>
  /** Newest first, for the public page. */
  list(limit: number): Promise<readonly ChangeLine[]>
  /**
   * People of changes made since an instant who asked for a reply and have not been told, one row a change and person. While an official
   * speaks with somebody they wait.
   */
  toTell(since: number, limit: number): Promise<readonly ToTell[]>
  /** Marks the person's words of that change and owes the message as one unit; false when somebody was faster. Null: nobody is told. */
  tell(
    change: string,
    contactId: string,
    told: { readonly delivery: readonly NewDelivery[]; readonly at: number },
  ): Promise<boolean>
}
