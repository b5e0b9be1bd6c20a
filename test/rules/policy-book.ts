/** The real `policy/`, checked and opened once a test file. */
import { fileURLToPath } from 'node:url'
import { readContent } from '../../src/commands/read-content.ts'
import { checkLaw } from '../../src/rules/check-law.ts'
import { openLaw } from '../../src/rules/law-book.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
export const policyFiles = readContent(root).files.filter(({ path }) => /^(policy|locales)\//.test(path))
export const checkedPolicy = checkLaw(policyFiles)
export const law = openLaw(checkedPolicy.data)
