/** One reply becomes messages that the door can carry: plain and short by SMS, whole and with buttons in chat. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Abilities } from '../../src/core/channel.ts'
import type { Reply } from '../../src/core/reply.ts'
import { render } from '../../src/texts/render.ts'
import { segments } from '../../src/texts/segments.ts'
import { split } from '../../src/texts/split.ts'
import { openTexts } from '../../src/texts/texts.ts'

const texts = openTexts({
  vi: {
    common: { desk: 'bộ phận Một cửa UBND xã' },
    t: {
      ask: 'Gia đình mình có sổ hộ nghèo không?',
      poor: 'Hộ nghèo',
      near: 'Hộ cận nghèo, mới được công nhận năm nay',
      near2: 'Hộ cận nghèo, mới được thoát năm ngoái',
      who: '{{speaker}} xin chào. Nộp tại {{desk}}.',
      free: '{{text}}',
      brief: 'Ghi {{text}}.',
    },
  },
  en: { common: { desk: 'one-stop desk' }, t: {} },
})
const SMS: Abilities = { maxText: 1600, diacritics: false, maxSegments: 2 }
const CHAT: Abilities = { maxText: 2000, diacritics: true, buttons: { max: 5, labelChars: 20, valueBytes: 64 } }
const speaker = { name: 'UBND xã Lá Lành' }
const sms = (reply: Reply, accents = false) =>
  render(texts, reply, { language: 'vi', abilities: SMS, accents, speaker })
const chat = (reply: Reply, abilities = CHAT) => render(texts, reply, { language: 'vi', abilities, speaker })
const free = (text: string): Reply => ({ parts: [{ key: 't:free', values: { text } }] })
const question: Reply = {
  parts: [{ key: 't:ask' }],
  options: [
    { value: '1', label: { key: 't:poor' } },
    { value: '2', label: { key: 't:near' } },
  ],
}

describe('a sentence with fewer words for it', () => {
  const said = (letters: number): Reply => ({
    parts: [
      { key: 't:free', values: { text: 'Toi hieu la nhu the nay' }, briefly: 't:brief' },
      { key: 't:ask' },
      { key: 't:free', values: { text: 'x'.repeat(letters) } },
    ],
  })

  test.each([
    { letters: 80, parts: 1, why: 'it fits' },
    { letters: 120, parts: 2, why: 'not even the few words save a part' },
  ])('$letters letters more: $why', ({ letters, parts }) => {
    const [message, ...more] = sms(said(letters))
    expect(more).toEqual([])
    expect(message?.segments).toBe(parts)
    expect(message?.text).toMatch(/^Toi hieu la/)
  })

  test('is said in them where that saves an SMS part, and never in chat', () => {
    const brief: Reply = {
      parts: [
        { key: 't:who', briefly: 't:poor' },
        { key: 't:free', values: { text: 'x'.repeat(130) } },
      ],
    }
    expect(sms(brief)).toMatchObject([{ segments: 1, text: `Ho ngheo\n${'x'.repeat(130)}` }])
    expect(chat(brief)[0]?.text).toMatch(/^UBND xã Lá Lành xin chào/)
  })
})

describe('a reply with choices', () => {
  test('by SMS is plain text with numbers', () => {
    expect(sms(question)).toEqual([
      {
        text: 'Gia dinh minh co so ho ngheo khong?\n1 Ho ngheo\n2 Ho can ngheo, moi duoc cong nhan nam nay',
        segments: 1,
        encoding: 'GSM-7',
      },
    ])
  })

  test('in chat has diacritics, numbers and buttons cut at a word', () => {
    expect(chat(question)).toEqual([
      {
        text: 'Gia đình mình có sổ hộ nghèo không?\n1. Hộ nghèo\n2. Hộ cận nghèo, mới được công nhận năm nay',
        buttons: [
          { label: 'Hộ nghèo', value: '1' },
          { label: 'Hộ cận nghèo, mới…', value: '2' },
        ],
        segments: 1,
        encoding: 'none',
      },
    ])
  })

  test('keeps the question with them where one message does not hold it all, at no further cost', () => {
    const long = 'Theo loi ke thi du dieu kien. '.repeat(7).trim()
    const parts = [{ key: 't:who' }, { key: 't:free', values: { text: long } }, { key: 't:ask' }]
    const messages = sms({ ...question, parts })
    expect(messages.map(({ segments: count }) => count)).toEqual([2, 1])
    expect(messages[1]?.text).toMatch(/^Gia dinh minh.*\n1 Ho ngheo\n2 /)
  })

  test('numbers the buttons when two of them would read alike', () => {
    const alike: Reply = {
      parts: [{ key: 't:ask' }],
      options: [
        { value: '1', label: { key: 't:near' } },
        { value: '2', label: { key: 't:near2' } },
      ],
    }
    expect(chat(alike)[0]?.buttons?.map((button) => button.label)).toEqual(['1. Hộ cận nghèo…', '2. Hộ cận nghèo…'])
  })

  test('has no buttons when there are more than the door carries, or a value is too long', () => {
    expect(chat(question, { ...CHAT, buttons: { max: 1, labelChars: 20, valueBytes: 64 } })[0]?.buttons).toBeUndefined()
    const long: Reply = { parts: [{ key: 't:ask' }], options: [{ value: 'đ'.repeat(33), label: { key: 't:poor' } }] }
    expect(chat(long)[0]?.buttons).toBeUndefined()
  })
})

test('every text can name who speaks and the desk; an unknown desk is never invented', () => {
  expect(sms({ parts: [{ key: 't:who' }] })[0]?.text).toBe('UBND xa La Lanh xin chao. Nop tai bo phan Mot cua UBND xa.')
  const known = render(
    texts,
    { parts: [{ key: 't:who' }] },
    {
      language: 'vi',
      abilities: CHAT,
      speaker: { ...speaker, desk: 'bàn số 2' },
    },
  )
  expect(known[0]?.text).toBe('UBND xã Lá Lành xin chào. Nộp tại bàn số 2.')
})

test('a person who asked for diacritics gets them by SMS, in messages of two wide parts', () => {
  const messages = sms(free('Gia đình mình được hỗ trợ. '.repeat(12)), true)
  expect(messages.map((message) => message.encoding)).toEqual(messages.map(() => 'UCS-2'))
  expect(messages.length).toBeGreaterThan(1)
  expect(Math.max(...messages.map((message) => message.segments))).toBe(2)
})

describe('a text too long for one message', () => {
  test('is cut between lines first', () => {
    const lines = ['a'.repeat(200), 'b'.repeat(90), 'c'.repeat(90)]
    expect(sms(free(lines.join('\n'))).map((message) => message.text)).toEqual([`${lines[0]}\n${lines[1]}`, lines[2]])
  })

  test('then between sentences', () => {
    const sentences = [`${'a '.repeat(60)}het.`, `${'b '.repeat(70)}het.`, `${'c '.repeat(20)}het.`]
    expect(sms(free(sentences.join(' '))).map((message) => message.text)).toEqual([
      `${sentences[0]} ${sentences[1]}`,
      sentences[2],
    ])
  })

  test('then between words, and the number of a choice is not the end of a sentence', () => {
    const messages = split(`Chon mot:\n1. ${'moc chau '.repeat(5).trim()}`, (part) => part.length <= 30)
    expect(messages).toEqual(['Chon mot:', '1. moc chau moc chau moc chau', 'moc chau moc chau'])
  })

  test('a word longer than a message is cut, but no letter is', () => {
    const word = '👨‍👩‍👧'.repeat(12)
    const parts = split(word, (part) => part.length <= 30)
    expect(parts.join('')).toBe(word)
    expect(parts.every((part) => part.length % 8 === 0)).toBe(true)
  })

  test('keeps buttons on the last message', () => {
    const messages = chat({ ...question, parts: [{ key: 't:free', values: { text: 'Một câu dài. '.repeat(300) } }] })
    expect(messages.length).toBe(2)
    expect(messages.map((message) => message.buttons?.length)).toEqual([undefined, 2])
  })

  test('every message fits, is well-formed, and together they say every word in order', () => {
    const word = fc.oneof(
      {
        weight: 9,
        arbitrary: fc.constantFrom('hộ', 'nghèo.', 'được', '540.000', 'đ?', '1.', 'gia', '\n', 'Điều\n3', '|€^'),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
    )
    const cases = fc.tuple(fc.array(word, { maxLength: 300, size: 'max' }), fc.constantFrom('plain', 'accents', 'chat'))
    fc.assert(
      fc.property(cases, ([words, kind]) => {
        const abilities: Abilities = kind === 'chat' ? { maxText: 300, diacritics: true } : SMS
        const messages = render(texts, free(words.join(' ')), {
          language: 'vi',
          abilities,
          accents: kind === 'accents',
          speaker,
        })
        for (const message of messages) {
          expect(message.text.length).toBeLessThanOrEqual(abilities.maxText)
          expect(message.text.isWellFormed()).toBe(true)
          expect(message.text).toBe(message.text.trim())
          if (kind === 'chat') continue
          expect(message.segments).toBeLessThanOrEqual(2)
          expect(message.segments).toBe(segments(message.text).segments)
          if (kind === 'plain') expect(message.encoding).toBe('GSM-7')
        }
        const whole = render(texts, free(words.join(' ')), {
          language: 'vi',
          abilities: { ...abilities, maxText: 1e6, ...(kind === 'chat' ? {} : { maxSegments: 1e6 }) },
          accents: kind === 'accents',
          speaker,
        })
        const squeeze = (list: readonly { text: string }[]) =>
          list
            .map((m) => m.text)
            .join(' ')
            .replace(/\s/g, '')
        expect(squeeze(messages)).toBe(squeeze(whole))
      }),
      { numRuns: 150 },
    )
  })
})
