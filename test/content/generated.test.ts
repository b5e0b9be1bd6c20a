/** What is served is what the files say: `src/generated/` is fresh, the same on every machine, and can be loaded everywhere. */
import { execFileSync } from 'node:child_process'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { compileFiles, staleFiles } from '../../src/commands/compile-content.ts'
import { readContent } from '../../src/commands/read-content.ts'
import type { ContentFile } from '../../src/core/problem.ts'
import { content } from '../../src/generated/content.ts'
import { checkTexts } from '../../src/texts/check-texts.ts'

const { files, problems: unreadable } = readContent(process.cwd())
const compiled = compileFiles(files, unreadable)

describe('the content', () => {
  test('has no problem', () => {
    expect(compiled.problems).toEqual([])
  })

  test('is written as the files are now (else: npm run content)', () => {
    expect(staleFiles(process.cwd(), compiled.generated).map((problem) => problem.file)).toEqual([])
    expect(content.version).toBe(compiled.version)
    expect(content.texts).toEqual(checkTexts(files).data)
  })

  test('is the same, byte for byte, in whatever order the disk lists the files', () => {
    const again = compileFiles(structuredClone(files).reverse())
    expect(again.version).toBe(compiled.version)
    expect(again.generated).toEqual(compiled.generated)
  })

  test('has another version when one word changes', () => {
    const other = changed('locales/vi/simulator.json', (data) => ({ ...data, title: 'Khác' }))
    expect(compileFiles(other).version).not.toBe(compiled.version)
  })

  test('loads in plain Node and in a bundle for Workers', async () => {
    const print = 'import("./src/generated/content.ts").then((m) => console.log(m.content.version))'
    expect(execFileSync(process.execPath, ['-e', print], { encoding: 'utf8' }).trim()).toBe(content.version)
    const bundle = await build({
      entryPoints: ['src/generated/content.ts'],
      bundle: true,
      write: false,
      format: 'esm',
      conditions: ['workerd', 'worker'],
    })
    expect(bundle.errors).toEqual([])
  })
})

describe('content that somebody broke', () => {
  test.for([
    {
      why: 'a text lost in one language',
      files: () =>
        changed('locales/en/simulator.json', (data) =>
          Object.fromEntries(Object.entries(data).filter(([key]) => key !== 'title')),
        ),
      says: 'locales/en/simulator.json, title: is in vi and missing in en',
    },
    {
      why: 'a file that is not there for every language',
      files: () => files.filter((file) => file.path !== 'locales/en/common.json'),
      says: 'locales/en/common.json, desk: is in vi and missing in en',
    },
  ])('is told in a sentence: $why', ({ files: broken, says }) => {
    const sentences = compileFiles(broken()).problems.map((one) => `${one.file}, ${one.where}: ${one.sentence}`)
    expect(sentences).toContain(says)
  })
})

function changed(path: string, change: (data: Record<string, unknown>) => unknown): ContentFile[] {
  expect(files.map((file) => file.path)).toContain(path)
  return files.map((file) => (file.path === path ? { path, data: change(structuredClone(file.data) as never) } : file))
}
