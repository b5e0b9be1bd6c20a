import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readCsv } from '../../src/commands/read-csv.ts'
import { readAgeQuantity, readDate, readMoney, readQuantity } from '../../src/language/answers.ts'
import type { FarmRegion } from '../../src/language/land.ts'
import { TODAY } from './opened.ts'

/** `value`: a number, [least, most], a day, or null where it must be asked again. */
const rows = readCsv(readFileSync(path.join(import.meta.dirname, 'cases/numbers.csv'), 'utf8'))

function read(kind: string, text: string, region: string): unknown {
  if (kind === 'date') return readDate(text, TODAY)
  if (kind === 'age') return readAgeQuantity(text, TODAY)?.value ?? null
  if (kind === 'money_vnd') return readMoney(text)?.value ?? null
  const farm = (['bac', 'trung', 'nam'] as const).find((one): one is FarmRegion => one === region)
  return readQuantity(text, kind === 'people' ? 'people' : 'area_ha', farm)?.value ?? null
}

test.for(rows)('$kind "$text" is $value', ({ kind = '', text = '', value = '', region = '' }) => {
  expect(read(kind, text, region)).toEqual(kind === 'date' && value !== 'null' ? value : JSON.parse(value))
})
