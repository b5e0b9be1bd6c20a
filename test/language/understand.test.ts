import { describe, expect, test } from 'vitest'
import { lexicon as compiled } from '../../src/generated/lexicon.ts'
import { checkLexicon } from '../../src/language/lexicon.ts'
import { understand } from '../../src/language/understand.ts'
import { cases, checkedLexicon, contentFiles, openedLexicon, TODAY } from './opened.ts'

const lexicon = openedLexicon()
const read = (text: string) => understand(lexicon, text, { today: TODAY })

describe('danger', () => {
  const lines = cases<never>('danger') as unknown as Record<'danger' | 'hardship' | 'neither', string[]>
  test.for(lines.danger)('"%s" is danger to life', (text) => {
    expect(read(text)).toMatchObject({ danger: true, intent: { id: 'emergency' } })
  })
  test.for(lines.hardship)('"%s" is hardship, not danger', (text) => {
    expect(read(text)).toMatchObject({ danger: false, hardship: true })
  })
  test.for(lines.neither)('"%s" raises no alarm', (text) => {
    expect(read(text).danger).toBe(false)
  })
})

interface FactCase {
  text: string
  household: object
  programmes?: string[]
  intent?: string
}

test.for(cases<FactCase>('facts'))('"$text" says $household', ({ text, household, programmes, intent }) => {
  const meant = read(text)
  expect(meant.household).toEqual(household)
  if (programmes) expect(meant.programmes).toEqual(programmes)
  if (intent) expect(meant.intent).toMatchObject({ id: intent, confidence: expect.toSatisfy((p: number) => p >= 0.5) })
})

interface TopicCase {
  says: string
  topic: string
}

test.for(cases<TopicCase>('topics'))('"$says" asks about $topic', ({ says, topic }) => {
  expect(read(says).topics[0] ?? 'none').toBe(topic)
})

interface ProgrammeCase {
  says: string
  programme: string
}

test.for(cases<ProgrammeCase>('programmes'))('"$says" is about $programme', ({ says, programme }) => {
  expect(read(says).programmes).toContain(programme)
})

test.for([
  ['xin dung nhan tin cho toi nua', true],
  ['đừng nhắn cho tôi nữa', true],
  ['tôi muốn nhận tin', false],
] as const)('"%s" wants no more messages: %s', ([text, wish]) => {
  expect(read(text).optOutWording).toBe(wish)
})

test.for([
  ['tôi nghèo', 'vi'],
  ['toi khong co luong huu', 'vi'],
  ['my house is flooded', 'en'],
  ['I am 76, no pension', 'en'],
  ['can giay to gi', 'vi'],
  ['me gia 85', 'vi'],
  ['rumah saya banjir', 'id'],
  ['ok', null],
] as const)('the language of "%s" is %s', ([text, language]) => {
  expect(read(text).language).toBe(language)
})

test.for(['toi khong muon song nua', 'tu tu', 'I want to die'])('"%s" is despair, and danger', (text) => {
  expect(read(text)).toMatchObject({ danger: true, despair: true })
})

test.for([
  'e bi chong danh hoai, so lam, e muon gap ai do',
  'nha toi bi lu cuon mat con gai hom nay, xin ho tro',
  'ba toi khong tho duoc nua, cho hoi the bao hiem y te dung o benh vien nao',
])('"%s" is danger, whatever else it asks for', (text) => {
  expect(read(text).danger).toBe(true)
})

test.for(['lu cuon mat con bo, xin ho tro', 'nam ngoai lu cuon mat chong toi, gio toi nuoi hai con duoc gi khong'])(
  '"%s" is none',
  (text) => {
    expect(read(text).danger).toBe(false)
  },
)

test('a message without words is unknown', () => {
  expect(read(' !!! ')).toMatchObject({ intent: { id: 'unknown', confidence: 0 }, danger: false })
})

test('the content has no problem, and the same files give the same weights', { timeout: 120_000 }, () => {
  const { data, problems } = checkedLexicon()
  expect(problems).toEqual([])
  expect(JSON.stringify(checkedLexicon().data)).toBe(JSON.stringify(data))
  expect(JSON.stringify(compiled), 'run npm run content').toBe(JSON.stringify(data))
  expect(JSON.stringify(data).length).toBeLessThan(1_500_000)
})

test('a sentence filed under two intents, a number for a sentence and a phrase that cannot be read are named', () => {
  const broken = contentFiles
    .filter((file) => file.path.startsWith('language/'))
    .map((file) => (file.path === 'language/vi/intents/yes.yaml' ? { ...file, data: ['Không', 7] } : file))
    .map((file) =>
      file.path === 'language/vi/danger.yaml'
        ? { ...file, data: { ...(file.data as object), signs: ['* cứu', '(a'] } }
        : file,
    )
  expect(
    checkLexicon(broken)
      .problems.map(({ file, sentence }) => `${file}: ${sentence}`)
      .sort(),
  ).toEqual([
    'language/vi/danger.yaml: This phrase begins or ends with "*".',
    'language/vi/danger.yaml: This phrase holds a sign other than letters, digits, "/", "[ ]" and "*".',
    'language/vi/intents/yes.yaml: Each line must be a text; put numbers in quotes.',
    'language/vi/intents/yes.yaml: This sentence is also an example of "no".',
  ])
})
