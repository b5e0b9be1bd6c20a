/** A photo shows the house, not where the telephone was and whose it is. */
import { expect, test } from 'vitest'
import { withoutMetadata } from '../../src/service/photo-metadata.ts'
import { jpegOf, pngOf, webpOf } from '../doubles/pictures.ts'

const NOTE = 'GPS 22.4 103.8 Nokia'

test.for([
  ['image/jpeg', jpegOf({ note: NOTE }), jpegOf()],
  ['image/png', pngOf({ note: NOTE }), pngOf()],
  ['image/webp', webpOf({ note: NOTE }), webpOf()],
] as const)('%s keeps the picture, byte for byte, and loses what the camera noted', ([mime, bytes, bare]) => {
  expect(new TextDecoder().decode(bytes)).toContain('Nokia')
  expect(withoutMetadata(bytes, mime)).toEqual(bare)
})

test.for([
  ['image/jpeg', jpegOf({ note: NOTE })],
  ['image/png', pngOf({ note: NOTE })],
  ['image/webp', webpOf({ note: NOTE })],
] as const)('%s broken off anywhere ends without an error', ([mime, bytes]) => {
  for (let length = 0; length < bytes.length; length++) {
    const cut = withoutMetadata(bytes.subarray(0, length), mime)
    expect(cut.length).toBeLessThanOrEqual(Math.max(length, 12))
  }
})
