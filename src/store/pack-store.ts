/** What the store promises about language packs: words of ours, and no person's. */
import type { KeptPack } from '../core/pack.ts'

export interface PackStore {
  /** One text that is another once any pack changed: cheap to ask often. */
  stamp(): Promise<string>
  all(): Promise<readonly KeptPack[]>
  /** Replaces the pack whose version is one less; a first one has version 1. False, and nothing is kept: another was faster. */
  save(pack: KeptPack, at: number): Promise<boolean>
}
