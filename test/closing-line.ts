/** Ends a run with one plain line, `N passed, N failed, N skipped`, and prints why each skipped test was skipped. */
import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** In the name of every group of tests that was left out for want of one, see test/console/chromium.ts. */
const NO_BROWSER = 'LEFT OUT, no browser'

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const checksFailed = (process.env.CHECKS_FAILED ?? '').split(', ').filter((name) => name !== '')
    const count = { passed: Number(process.env.CHECKS_PASSED ?? 0), failed: checksFailed.length, skipped: 0 }
    for (const module of modules) {
      // A file that breaks before its first test has no failed test of its own, and is a failure all the same.
      if (module.state() === 'failed' && module.errors().length > 0) count.failed++
      for (const test of module.children.allTests()) count[outcome(test)]++
    }
    const unseen = modules
      .flatMap((module) => [...module.children.allTests('skipped')])
      .filter(({ fullName }) => fullName.includes(NO_BROWSER))
    if (unseen.length > 0)
      process.stdout.write(
        `\nLEFT OUT: ${unseen.length} tests in a real browser, because no Chromium was found. apt-get install chromium\n`,
      )
    for (const name of checksFailed) process.stdout.write(`failed before the tests: ${name}\n`)
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : ''
    process.stdout.write(`\n${count.passed} passed, ${count.failed} failed${skipped}\n`)
  }
}

function outcome(test: TestCase): 'passed' | 'failed' | 'skipped' {
  const result = test.result()
  if (result.state === 'skipped')
    process.stdout.write(`skipped: ${test.fullName}: ${result.note ?? 'no reason given'}\n`)
  return result.state === 'passed' || result.state === 'failed' ? result.state : 'skipped'
}
