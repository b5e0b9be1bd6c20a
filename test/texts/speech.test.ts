/** What a speaking machine is given: abbreviations, sums, days and document numbers as words, and never too much in one breath. */
import { describe, expect, test } from 'vitest'
import { readContent } from '../../src/commands/read-content.ts'
import type { Reply, TextValue } from '../../src/core/reply.ts'
import { checkTexts } from '../../src/texts/check-texts.ts'
import { speak } from '../../src/texts/speak.ts'
import { aloud, breaths } from '../../src/texts/speech.ts'
import { openTexts } from '../../src/texts/texts.ts'

describe('aloud', () => {
  test.for([
    ['540.000 đ/tháng', '540000 đồng một tháng'],
    ['vay nhiều nhất 100.000.000 đ.', 'vay nhiều nhất 100000000 đồng.'],
    ['0,65%/tháng (7,8%/năm)', '0,65 phần trăm một tháng, 7,8 phần trăm một năm'],
    ['Theo NĐ 176/2025/NĐ-CP Điều 3.', 'Theo nghị định 176 năm 2025 Điều 3.'],
    ['Nghị định 06/2026/NĐ-CP', 'nghị định 06 năm 2026'],
    ['QĐ 750/QĐ-TTg (2015)', 'quyết định của Thủ tướng, số 750 năm 2015'],
    ['Luật 41/2024/QH15', 'luật số 41 năm 2024'],
    ['Thông tư 12/2026/TT-BNNMT', 'thông tư 12 năm 2026'],
    ['từ ngày 01/07/2026', 'từ ngày 1 tháng 7 năm 2026'],
    ['hết 31/12/2026', 'hết ngày 31 tháng 12 năm 2026'],
    ['người 70-74 tuổi', 'người 70 đến 74 tuổi'],
    ['UBND xã Tả Phìn', 'ủy ban nhân dân xã Tả Phìn'],
    ['thẻ BHYT, trợ cấp BHXH', 'thẻ bảo hiểm y tế, trợ cấp bảo hiểm xã hội'],
    ['Gọi 112, 114 hoặc 115', 'Gọi một một hai, một một bốn hoặc một một năm'],
    ['Đã ghi HT 7Q2F.', 'Đã ghi H T, 7, Q, 2, F.'],
    ['GỌI NGAY', 'gọi ngay'],
    ['Không biết thì soạn BO QUA.', 'Không biết thì nói bỏ qua.'],
    ['Không có thì gõ 0.', 'Không có thì bấm phím 0.'],
    ['Bà con cần gì? Xin trả lời số:', 'Bà con cần gì?'],
    ['Nhà mình gặp việc gì? Trả lời bằng số:', 'Nhà mình gặp việc gì?'],
    ['Dưới 1.120 người', 'Dưới 1120 người'],
    ['Mẫu 01/TD, 2026-2030', 'Mẫu 01/TD, 2026-2030'],
    ['Gọi 0214 3871 234 nhé', 'Gọi không hai một bốn, ba tám bảy một, hai ba bốn nhé'],
    ['gọi 0912345678.', 'gọi không chín một hai ba bốn năm sáu bảy tám.'],
    ['từ 01/12/2026, mức 0.25', 'từ ngày 1 tháng 12 năm 2026, mức 0.25'],
  ] as const)('%s', ([text, said]) => {
    expect(aloud(text)).toBe(said)
  })

  test('no text of ours keeps an abbreviation or a sign that is read wrongly', () => {
    const { data } = checkTexts(readContent('.').files)
    const texts = JSON.stringify([data.vi.programmes, data.vi.credit, data.vi.danger, data.vi.common])
    const all = [...texts.matchAll(/"((?:[^"\\]|\\.)*)"(?=[,}\]])/g)].map(([, text = '']) =>
      aloud(text.replaceAll('\\n', '\n')),
    )
    expect(all.length).toBeGreaterThan(500)
    expect(all.filter((text) => /UBND|BHYT|BHXH|NĐ-CP|%|\d đ\b/.test(text.replace(/\{\{[^}]*\}\}/g, 'X')))).toEqual([])
  })
})

test('a breath holds three sentences, and what was written for thumbs is not read', () => {
  expect(breaths('Một. Hai! Ba? Bốn.\nNăm', 3)).toEqual(['Một. Hai! Ba?', 'Bốn. Năm'])
  expect(breaths('Kể đi. Ví dụ: toi 76 tuoi khong luong huu.', 3)).toEqual(['Kể đi.'])
  expect(breaths('Ví dụ: 1 là có.', 3)).toEqual(['Ví dụ: 1 là có.'])
})

describe('speak', () => {
  const texts = openTexts(checkTexts(readContent('.').files).data)
  const say = (replies: readonly Reply[], opening = false) =>
    speak(texts, replies, { language: 'vi', speaker: { name: 'UBND xã Tả Phìn' }, opening })

  test('who speaks is said when the call begins, and never how to stop messages', () => {
    const reply = { parts: [{ key: 'common:introduction' }, { key: 'common:noted' }] }
    expect(say([reply], true).say[0]?.text).toBe('Chào bà con, đây là ủy ban nhân dân xã Tả Phìn.')
    expect(say([reply]).say[0]?.text).toBe('Vâng, tôi ghi rồi.')
    expect(JSON.stringify(say([reply], true).say)).not.toMatch(/STOP|ngừng/)
  })

  test('choices are keys; without choices keys end with the hash key', () => {
    const options = [{ value: '1', label: { key: 'common:yes' } }]
    expect(say([{ parts: [{ key: 'menu:ask_need' }], options }])).toMatchObject({
      keys: 'one',
      say: [{ text: 'Bà con cần gì?' }, { text: 'Bấm phím 1: Có.' }, { text: expect.stringContaining('phím sao') }],
    })
    expect(say([{ parts: [{ key: 'common:noted' }] }]).keys).toBe('many')
  })

  test('in danger whom to call is said in short pieces, twice, before anything else', () => {
    const said = say([
      { parts: [{ key: 'common:from' }, { key: 'danger:say_call' }, { key: 'danger:ask_place' }] },
    ]).say.map(({ text }) => text)
    const calls = said.filter((words) => words.includes('một một hai'))
    expect(calls).toHaveLength(2)
    expect(said[0]).toContain('một một hai')
    expect(said.indexOf('Đang ở thôn nào, xã nào?')).toBeGreaterThan(said.lastIndexOf(calls[1] ?? ''))
  })
})

describe('a pack with a voice of its own', () => {
  const data = checkTexts(readContent('.').files).data
  const texts = openTexts(data).withPacks({
    zh: { 'menu:ask_need': '[zh] 需要甚麼?', 'common:yes': '[zh] 有', 'voice:choice': '[zh] {{key}} {{label}}' },
  })
  const own = { name: 'Hoa', texts: texts.inPack('zh'), voice: 'yue-HK' }
  const options = ['common:yes', 'common:no'].map((key, i) => ({ value: String(i + 1), label: { key } }))
  const say = (reply: Reply, more = {}) =>
    speak(texts, [reply], { language: 'vi', speaker: { name: 'UBND' }, opening: false, own: { ...own, ...more } }).say

  test('reads what the pack says wholly; every other line is Vietnamese in the Vietnamese voice', () => {
    expect(say({ parts: [{ key: 'menu:ask_need' }], options })).toMatchObject([
      { text: '[zh] 需要甚麼?', voice: 'yue-HK' },
      { text: '[zh] 1 [zh] 有', voice: 'yue-HK' },
      // Not translated, and so not read by a voice that knows no Vietnamese.
      { text: 'Bấm phím 2: Không.' },
      { text: expect.stringContaining('phím sao') },
    ])
    expect(say({ parts: [{ key: 'common:no' }] })[0]).toEqual({ text: 'Không' })
  })

  test('never reads a sum, a day or a Vietnamese text put into its sentence', () => {
    const pack = texts.withPacks({ zh: { 'poll:option': '[zh] {{text}}' } }).inPack('zh')
    const owns = (text: TextValue) => pack.owns('poll:option', { text })
    expect(owns('Tả Phìn')).toBe(true)
    expect([{ vnd: 540_000 }, { day: '2026-12-01' }, { percent: 3 }, { key: 'common:no' }].map(owns)).toEqual(
      Array(4).fill(false),
    )
    expect([
      owns({ list: ['a', { key: 'poll:option', values: { text: 'b' } }] }),
      owns({ list: [{ vnd: 1 }] }),
    ]).toEqual([true, false])
  })

  test('without a voice all of it is Vietnamese', () => {
    const said = say({ parts: [{ key: 'menu:ask_need' }], options }, { voice: null })
    expect(JSON.stringify(said)).not.toContain('zh')
    expect(said[0]).toEqual({ text: 'Bà con cần gì?' })
  })
})
