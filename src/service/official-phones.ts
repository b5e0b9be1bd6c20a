/** What the work asks of officials' own telephones, whichever room keeps them (`src/accounts/`). */
import type { Address, AddressKind } from '../core/address.ts'
import type { Official } from '../core/official.ts'

export interface OfficialPhone {
  readonly id: string
  readonly kind: AddressKind
  /** The last three characters of the address: enough to know one's own. */
  readonly end: string
  readonly linkedAt: number
}

export interface OfficialPhones {
  /** Eight digits to be texted from the telephone within ten minutes; a new code ends the one before. */
  linkCode(by: Official): Promise<string>
  list(by: Official): Promise<readonly OfficialPhone[]>
  /** Nothing happens where it is somebody else's. */
  unlink(by: Official, id: string): Promise<void>
  /** wait: too many wrong codes from there, and this one was not looked at. */
  link(address: Address, code: string): Promise<'linked' | 'wrong' | 'wait'>
  /** Null: nobody's telephone, or that of an official who works here no more. */
  officialAt(address: Address): Promise<Official | null>
  /**
   * A code of the official's authenticator app, as old as an SMS may be (four minutes). It counts once; `message` is the id of the message
   * in which it came: looked at again after a crash, it is still right, `since` its first look. no_app: they have set up none.
   */
  spendCode(
    official: Official,
    code: string,
    message: string,
  ): Promise<{ readonly since: number } | 'wrong' | 'wait' | 'no_app'>
}
