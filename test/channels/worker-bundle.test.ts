/** What a Worker would carry: every door, without Twilio's client (3.6 MB), and only what Workers offer of Node. */
import { build } from 'esbuild'
import { expect, test } from 'vitest'

test("the doors bundled for a Worker hold no more of Twilio's library than its signature check", async () => {
  const result = await build({
    stdin: {
      contents: `export * from './src/channels/index.ts'
        export { senderWithFetch } from './src/channels/twilio/send-with-fetch.ts'`,
      resolveDir: '.',
    },
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*', 'crypto', 'url', 'querystring'],
    logLevel: 'silent',
  })
  const ofTwilio = Object.keys(result.metafile.inputs).filter((path) => path.includes('node_modules/twilio/'))
  expect(ofTwilio).toEqual(['node_modules/twilio/lib/webhooks/webhooks.js'])
  // Measured 660 kB, most of it zod, grammY and phone number plans; with Twilio's client it would be four megabytes.
  expect(result.outputFiles[0]?.contents.length).toBeLessThan(1_000_000)
})
