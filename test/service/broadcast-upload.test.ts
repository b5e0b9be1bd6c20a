/** A list of people from a workbook: what it unpacks to is counted as it comes out, whatever the file says of itself. */
import { strToU8, Zip, ZipDeflate, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { readUpload } from '../../src/service/broadcast-upload.ts'
import { unpackWithin } from '../../src/service/unpack.ts'

const MB = 1024 * 1024

/** As a liar packs it: the sizes that the file tells of itself, in both places where it does, are other than what is in it. */
function lying(files: Record<string, Uint8Array>, says: number): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(zipSync(files, { level: 6 }))
  const view = new DataView(packed.buffer)
  for (let at = 0; at < packed.length - 4; at++) {
    const sign = view.getUint32(at, true)
    if (sign === 0x04034b50) view.setUint32(at + 22, says, true)
    if (sign === 0x02014b50) view.setUint32(at + 24, says, true)
  }
  return packed
}

const workbook = async () => {
  const rows = [['Số điện thoại'], ['0912000001'], ['0912000002']].map((row) => row.map((value) => ({ value })))
  return new Uint8Array(await writeXlsx(rows).toBuffer())
}

describe('a workbook', () => {
  it('is read', async () => {
    expect(await readUpload(await workbook())).toEqual([
      { row: 2, value: '0912000001' },
      { row: 3, value: '0912000002' },
    ])
  })

  it('whose sizes are told after each file, as programs do that write as they go, is read too', async () => {
    const plain = unpackWithin(await workbook(), { bytes: MB, entries: 99 }, () => true)
    const parts: Uint8Array[] = []
    const zip = new Zip((_, part) => void parts.push(part))
    if (plain === 'large') throw new Error('a workbook of two rows is large')
    for (const [name, content] of plain) {
      const file = new ZipDeflate(name)
      zip.add(file)
      file.push(content, true)
    }
    zip.end()
    expect(await readUpload(new Uint8Array(Buffer.concat(parts)))).toHaveLength(2)
  })

  it('that says it is small and is not is refused before it is unpacked to the end', async () => {
    const bomb = lying({ 'xl/worksheets/sheet1.xml': new Uint8Array(150 * MB) }, 1_000)
    expect(bomb.length).toBeLessThan(2 * MB)
    expect(await readUpload(bomb)).toBe('large')
  }, 30_000)

  it.for([
    ['one large file', { 'xl/workbook.xml': new Uint8Array(51 * MB) }],
    ['many files', Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`xl/${i}.xml`, strToU8('<a/>')]))],
  ] as const)('of %s is refused', async ([, files]) => {
    expect(await readUpload(new Uint8Array(zipSync(files)))).toBe('large')
  })

  it('that is none is not readable', async () => {
    expect(await readUpload(new Uint8Array([0x50, 0x4b, 3, 4, 9, 9]))).toBe('unreadable')
    expect(await readUpload(new Uint8Array(zipSync({ 'a.xml': strToU8('<a/>') })))).toBe('unreadable')
  })
})

describe('unpacking', () => {
  it('stops at its bound, and takes no file that is not wanted', () => {
    const packed = zipSync({ 'a.xml': new Uint8Array(100), 'b.png': new Uint8Array(5 * MB), 'c.xml': strToU8('c') })
    const wanted = (name: string) => name.endsWith('.xml')
    const files = unpackWithin(packed, { bytes: 200, entries: 3 }, wanted)
    expect(files === 'large' ? [] : [...files.keys()]).toEqual(['a.xml', 'c.xml'])
    expect(unpackWithin(packed, { bytes: 100, entries: 3 }, wanted)).toBe('large')
    expect(unpackWithin(packed, { bytes: 200, entries: 2 }, wanted)).toBe('large')
    expect(unpackWithin(packed, { bytes: 200, entries: 3 }, () => true)).toBe('large')
  })
})
