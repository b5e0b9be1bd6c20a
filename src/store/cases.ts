/** Cases as rows: lists, one whole, and changes by officials. What turns write is in `case-writes.ts`. */
import { caseChangesOver } from './case-changes.ts'
import { caseFilesOver } from './case-file.ts'
import { caseLinksOver } from './case-links.ts'
import { caseListsOver } from './case-lists.ts'
import { paperCases } from './case-papers.ts'
import type { CaseStore } from './case-store.ts'
import type { Port } from './port.ts'

export function casesOver(port: Port): CaseStore {
  const lists = caseListsOver(port)
  return {
    ...lists,
    ...caseFilesOver(port),
    ...caseChangesOver(port),
    ...caseLinksOver(port),
    forPapers: (scope, filter, most) => paperCases(port, lists.list, scope, filter, most),
  }
}
