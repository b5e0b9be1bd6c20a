import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { filesTaught, fileTaught, newOnes } from '../../src/commands/learn-files.ts'

const JOBS = 'language/vi/intents/jobs.yaml'
const SHORT = 'language/vi/abbreviations.yaml'
const TEXTS: Readonly<Record<string, string>> = {
  [JOBS]: '# Câu mẫu\n- Tôi cần việc làm\n',
  [SHORT]: '# Viết tắt\npairs:\n  vc lam: viec lam\nwords:\n  ko: khong\n',
}
const files = Object.entries(TEXTS).map(([path, text]): { path: string; data: unknown } => ({
  path,
  data: parse(text),
}))
const made = { by: 'off_1', at: 1 }
const example = { ...made, word: 'lai xe lu', kind: 'example', intent: 'jobs', text: 'lái xe: lu' } as const
const short = { ...made, word: 'xklt', kind: 'abbreviation', intent: null, text: 'xuat khau lao dong' } as const
const pair = { ...short, word: 'x k', text: 'xuat khau' } as const

test('only what the files do not hold yet is new, and what is ignored never', () => {
  const known = { ...example, text: 'toi can viec lam' }
  const had = { ...short, word: 'ko', text: 'khong' }
  const ignored = { ...example, word: 'x', kind: 'ignored' } as const
  const nowhere = { ...example, intent: 'no_such_file' }
  expect(newOnes(files, [known, had, ignored, nowhere, example, short])).toEqual([example, short])
})

test('is trained on as data and written as text alike, the rest of each file as it was', () => {
  const taught = [example, short, pair]
  const written = new Map(fileTaught((path) => TEXTS[path] ?? '', taught))
  for (const { path, data } of filesTaught(files, taught)) expect(parse(written.get(path) ?? ''), path).toEqual(data)
  expect(written.get(JOBS)).toBe('# Câu mẫu\n- Tôi cần việc làm\n- "lái xe: lu"\n')
  expect(written.get(SHORT)).toContain('# Viết tắt\n')
  expect(parse(written.get(SHORT) ?? '')).toEqual({
    pairs: { 'x k': 'xuat khau', 'vc lam': 'viec lam' },
    words: { xklt: 'xuat khau lao dong', ko: 'khong' },
  })
})
