/** `npm run build`: one file, `dist/la-lanh.mjs`, that starts five times faster than the sources (docs/decisions/004-toolchain.md). */
import process from 'node:process'
import { build } from 'esbuild'

export const BUILT = 'dist/la-lanh.mjs'

/** Bundles the server for Node; better-sqlite3 stays outside because it is a native module. */
export async function buildServer(): Promise<void> {
  await build({
    entryPoints: ['src/main/node.ts'],
    outfile: BUILT,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    external: ['better-sqlite3'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: 'linked',
    logLevel: 'warning',
    // Packages written for CommonJS ask for `require`, which an ES module does not have.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
  })
}

if (process.argv[1]?.endsWith('build.ts')) {
  await buildServer()
  process.stdout.write(`${BUILT} is built; start it with: node ${BUILT}\n`)
}
