/** The real browser of the console's tests: found, started quietly, left out with a clear word where there is none. */
import { existsSync, mkdirSync } from 'node:fs'
import process from 'node:process'
import { type Browser, chromium, type Page } from 'playwright-core'
import { describe } from 'vitest'

/** A path in CHROMIUM comes first; `CHROMIUM=off` leaves these tests out. */
export const CHROMIUM =
  process.env.CHROMIUM === 'off'
    ? undefined
    : [process.env.CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
        (one) => one !== '' && existsSync(one),
      )

/** Calls nobody on its own; Playwright gives it a profile of its own and takes it away again. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Where pictures go: CONSOLE_PICTURES, in CI `artefacts/`, else nowhere. */
const PICTURES = process.env.CONSOLE_PICTURES ?? (process.env.CI ? 'artefacts' : undefined)

/** Like `describe`; without a browser every test in it is skipped, and its name says why and what to install. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (CHROMIUM) describe(name, tests)
  else describe.skip(`LEFT OUT, no browser (apt-get install chromium, or set CHROMIUM): ${name}`, tests)
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM ?? '', headless: true, args: QUIET })
}

export async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true })
}

/** A file name for an address. */
export function nameOf(address: string): string {
  return address.replace(/^\/console\/?/, '').replaceAll(/[^\w-]+/g, '_') || 'home'
}
