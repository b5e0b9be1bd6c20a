/** What each law page says, asked for as a browser does, over the real law. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { askedFacts } from '../../src/service/law-pages-conditions.ts'
import { law, sectionOf, textOf, texts, visit } from './console.ts'

const read = async (path: string) => textOf((await visit(path)).html)
/** What is told of an id, without the figures in it. */
function partsOfTold(rule: string): readonly string[] {
  const file = JSON.parse(readFileSync('locales/vi/programmes.json', 'utf8'))
  return file.told[rule].split(/\{\{[^}]+\}\}/).map((part: string) => part.trim())
}

const rulesIn = (programme: string) => law.rules.filter((rule) => rule.programme === programme)

describe('the list of programmes', () => {
  test('holds every programme and every rule, under a theme of its own', async () => {
    const { html } = await visit('/console/law')
    for (const programme of law.everyProgramme) expect(html).toContain(`href="/console/law/${programme}"`)
    for (const { data } of law.rules) expect(html).toContain(`>${data.rule}</a>`)
    expect(textOf(html)).toContain(`${law.everyProgramme.length} chính sách, ${law.rules.length} quy định`)
    expect(html).not.toContain('id="theme-other"')
  })

  test('says of each rule what it is, how sure, and how far a verdict goes', async () => {
    const { html } = await visit('/console/law')
    const item = (rule: string) => textOf(/<li>.*?<\/li>/s.exec(html.slice(html.indexOf(`#${rule}"`) - 200))?.[0] ?? '')
    const lines = html.split('<li>').map(textOf)
    const line = (rule: string) =>
      lines.find((one) => one.includes(`> ${rule} `) || one.trimStart().includes(rule)) ?? item(rule)
    expect(line('SP-75')).toContain('luật cho hưởng đã xác nhận')
    expect(line('EL-POOR')).toContain('chỉ tới “có thể”')
    expect(line('VB-POOR')).toContain('được làm hồ sơ')
    expect(line('POV-2027')).toContain('chưa có hiệu lực')
  })

  test.for([
    ['nguoi cao tuoi', 'poor-elderly-allowance', 'electricity-support'],
    ['HƯU TRÍ xã hội', 'social-pension', 'electricity-support'],
    ['335/2026', 'emergency-aid', 'electricity-support'],
    ['vb-wash', 'home-credit', 'social-pension'],
  ])('"%s" finds %s', async ([q = '', found, other]) => {
    const { html } = await visit(`/console/law?q=${encodeURIComponent(q)}`)
    expect(html).toContain(`"/console/law/${found}`)
    expect(html).not.toContain(`"/console/law/${other}`)
  })

  test('a search for nothing that exists says so, and what was typed stays text', async () => {
    const { html } = await visit(`/console/law?q=${encodeURIComponent('"><b>xyz</b>')}`)
    expect(html).not.toContain('<b>')
    expect(textOf(html)).toContain('Tìm thấy 0 chính sách có “"><b>xyz</b>”')
  })
})

describe('another day', () => {
  test('the poverty line of 2027 takes the place of the older one on 1 January 2027', async () => {
    const state = async (on: string, rule: string) =>
      textOf(sectionOf((await visit(`/console/law/poverty-class?on=${on}`)).html, rule)).slice(0, 400)
    expect(await state('2026-12-31', 'POV-2021')).not.toMatch(/hết hiệu lực|chưa có hiệu lực/)
    expect(await state('2026-12-31', 'POV-2027')).toContain('chưa có hiệu lực')
    expect(await state('2027-01-01', 'POV-2021')).toContain('đã hết hiệu lực')
    expect(await state('2027-01-01', 'POV-2027')).not.toMatch(/hết hiệu lực|chưa có hiệu lực/)
  })

  test('the page says that it is not today, with the way back', async () => {
    const { html } = await visit('/console/law?on=2027-01-01')
    expect(textOf(html)).toContain('Đang xem luật của ngày 01/01/2027, chưa tới.')
    expect(html).toContain('<a href="/console/law">Về hôm nay (23/11/2026)</a>')
    expect(textOf((await visit('/console/law')).html)).not.toContain('Đang xem luật')
  })

  test.for([
    '/console/law?on=2026-02-30',
    '/console/law/social-pension?on=mai',
    '/console/law/changes?from=2026-13-01',
    '/console/law/changes?to=x',
    '/console/law/coverage?on=%3Cb%3E',
  ])('%s is refused with a sentence', async (address) => {
    const { status, html } = await visit(address)
    expect(status).toBe(400)
    expect(textOf(html)).toContain('không phải là một ngày có thật')
    expect(html).not.toContain('<b>')
  })

  test('so is a province that does not exist', async () => {
    const { status, html } = await visit('/console/law?province=99')
    expect(status).toBe(400)
    expect(textOf(html)).toContain('Không có tỉnh, thành phố mang mã “99”')
  })
})

describe.for(law.everyProgramme)('the page of %s', (programme) => {
  test('has every rule with its conditions, sources, desk and questions', async () => {
    const { html } = await visit(`/console/law/${programme}`)
    const day = law.day('2026-11-23', undefined)
    for (const { data } of rulesIn(programme)) {
      const said = textOf(sectionOf(html, data.rule))
      const open = day.rules.find(({ rule }) => rule.data === data)
      for (const { key, values } of open?.texts ?? []) expect(said).toContain(texts.say('vi', key, values))
      for (const { law: number } of open?.law ?? []) expect(said).toContain(number)
      const all = textOf(html)
      expect(all).toContain(texts.say('vi', `programmes:desks.${data.apply.desk}`))
      if (data.apply.form) expect(all).toContain(data.apply.form)
      for (const paper of data.apply.papers) expect(all).toContain(texts.say('vi', `programmes:papers.${paper}`))
      for (const note of data.notes) expect(all).toContain(texts.say('vi', `programmes:notes.${note}`))
      if (data.cap) expect(said).toContain(texts.say('vi', `programmes:notes.${data.cap.note}`))
      for (const fact of askedFacts(data.who, { law })) expect(sectionOf(html, 'questions')).toContain(`#${fact}"`)
    }
    expect(textOf(html)).toContain(`policy/programmes/${programme}.yaml`)
  })

  test('has every figure of its rules, with the day from which it counts and the day it was read', async () => {
    const { html } = await visit(`/console/law/${programme}`)
    const used = rulesIn(programme).flatMap(({ data: { gives } }) => [...gives.figures, ...Object.values(gives.says)])
    for (const parameter of new Set(used)) expect(html).toContain(`id="figure-${parameter}"`)
    if (used.length > 0)
      expect(textOf(sectionOf(html, 'figures'))).toMatch(/\d\d\/\d\d\/20\d\d.* đọc ngày \d\d\/\d\d\/20\d\d/)
  })
})

describe('a page of one programme', () => {
  test('shows what the social pension is, day for day and for a province of its own', async () => {
    expect(await read('/console/law/social-pension?on=2026-06-30')).toContain('Mỗi người: 500.000 đ một tháng')
    expect(await read('/console/law/social-pension?on=2026-07-01')).toContain('Mỗi người: 540.000 đ một tháng')
    expect(await read('/console/law/social-pension?province=01')).toContain('Mỗi người: 650.000 đ một tháng')
  })

  test('draws a figure that changed, and says the drawing in words', async () => {
    const { html } = await visit('/console/law/social-pension')
    const chart = /<svg class="chart".*?<\/svg>/s.exec(html)?.[0] ?? ''
    expect(chart).toContain(
      'aria-label="trợ cấp hưu trí xã hội qua các ngày. 01/07/2025: 500.000 đ/tháng; 01/07/2026: 540.000 đ/tháng"',
    )
    expect(chart.match(/<circle/g)).toHaveLength(2)
    expect(chart).toMatch(/class="known" d="M[\d.,LHV]+"/)
    expect(textOf(html)).toContain(
      '01/07/2026 540.000 đ/tháng NĐ 335/2026/NĐ-CP, Điều 31 · đọc ngày 23/11/2026 đã xác nhận',
    )
    expect(textOf(html)).toContain('Hà Nội: 650.000 đ/tháng')
  })

  test('shows a condition as a tree with the exact test and the figure of the day', async () => {
    const said = await read('/console/law/social-pension')
    expect(said).toContain('từ đủ 75 tuổi tuổi: từ 75 tuổi trở lên person.age Luật 41/2024/QH15, Điều 21')
    expect(said).toContain('dưới 540.000 đ/tháng (trợ cấp hưu trí xã hội)')
    expect(said).toContain('Phải đủ tất cả: tuổi: từ 70 tuổi trở lên person.age tuổi: dưới 75 tuổi person.age')
    expect(await read('/console/law/poor-elderly-allowance')).toContain('Chỉ cần một trong các điều:')
  })

  test('works out a rate that is a share of another', async () => {
    expect(await read('/console/law/job-credit')).toContain('8,382% (127% của lãi suất năm, hộ nghèo)')
  })

  test('names the benefits of which only the highest is paid', async () => {
    expect(await read('/console/law/single-poor-parent-allowance')).toMatch(
      /chỉ được trả khoản cao nhất trong: .*SP-75/,
    )
  })

  test('tells the steps and rights beside it', async () => {
    const { html } = await visit('/console/law/poverty-class')
    for (const part of partsOfTold('REV-ADHOC')) expect(textOf(html)).toContain(part)
  })

  test('that does not exist is 404, inside the console', async () => {
    for (const address of ['/console/law/no-such-thing', '/console/elsewhere', '/console/law/social-pension/x']) {
      const { status, html } = await visit(address)
      expect(status).toBe(404)
      expect(html).toContain('<main id="main"')
      expect(textOf(html)).toContain('Không có trang này')
    }
    expect(textOf((await visit('/console/law/x?lang=en')).html)).toContain('There is no such page')
  })
})

describe('what changes on which day', () => {
  test('begins with the nearest day to come, and says how far it is', async () => {
    const { html } = await visit('/console/law/changes')
    const coming = textOf(sectionOf(html, 'coming'))
    expect(coming).toMatch(/Sắp tới 01\/01\/2027 còn 39 ngày/)
    expect(coming).toContain('chuẩn nghèo thu nhập, khu vực xã: 1.500.000 đ/người/tháng thành 2.200.000 đ/người/tháng')
    expect(coming).toContain('Bắt đầu áp dụng POV-2027')
    expect(coming).toContain('Không còn áp dụng POV-2021')
    expect(coming).toContain('Hết hiệu lực: 07/2021/NĐ-CP')
    expect(html).toContain('href="/console/law?on=2027-01-01"')
    const past = textOf(sectionOf(html, 'past'))
    expect(past).toMatch(/Đã qua Xem: 12 tháng qua [\d ·]+ 05\/10\/2026 49 ngày trước Hết hiệu lực: 20\/2021/)
    expect(past).toContain('trợ cấp hưu trí xã hội (Hà Nội)')
  })

  test('has every dated row, rule and document, the past year by year', async () => {
    const { html } = await visit('/console/law/changes')
    const years = [...html.matchAll(/changes\?year=(\d{4})#past/g)].map(([, year]) => Number(year))
    expect(years).toEqual(years.toSorted((a, b) => b - a))
    const pages = await Promise.all(years.map((year) => read(`/console/law/changes?year=${year}`)))
    const said = pages.join(' ')
    for (const document of law.data.laws.filter(({ from, to }) => from ?? to)) expect(said).toContain(document.law)
    for (const { data } of law.rules.filter(({ data: { from, to } }) => from ?? to)) expect(said).toContain(data.rule)
    const named = law.parameters.map(({ parameter }) => texts.say('vi', `console:figures.${parameter}`))
    expect(named.filter((name) => !said.includes(name))).toEqual([])
  })

  test('compares two days', async () => {
    const { html } = await visit('/console/law/changes?from=2026-11-23&to=2027-01-01')
    const said = textOf(sectionOf(html, 'compare'))
    expect(said).toContain('Khác nhau giữa 23/11/2026 và 01/01/2027')
    expect(said).toMatch(/khu vực phường .*2\.000\.000 đ\/người\/tháng 2\.800\.000 đ\/người\/tháng/)
    expect(said).toMatch(/POV-2027 .*: chưa có hiệu lực → đang có hiệu lực/)
    expect(said).not.toContain('SP-75')
  })

  test('a day compared with itself differs in nothing', async () => {
    const { html } = await visit('/console/law/changes?from=2026-11-23&to=2026-11-23')
    expect(textOf(sectionOf(html, 'compare'))).toContain('Không có gì khác nhau')
  })
})

describe('the register', () => {
  test('has every id with its kind, those not yet sure first', async () => {
    const { html } = await visit('/console/law/coverage')
    for (const { rule } of law.data.ruleIds) expect(html).toContain(`<li id="${rule}">`)
    expect(html.indexOf('id="rows-capped"')).toBeLessThan(html.indexOf('id="rows-likely"'))
    expect(html.indexOf('id="rows-likely"')).toBeLessThan(html.indexOf('id="rows-settled"'))
    expect(sectionOf(html, 'rows-capped')).toContain('<li id="GI-TET27">')
    expect(sectionOf(html, 'rows-settled')).toContain('<li id="SP-75">')
  })

  test('shows the told text of what is only told', async () => {
    const said = await read('/console/law/coverage')
    for (const { rule, kind } of law.data.ruleIds)
      if (kind === 'procedure' || kind === 'explained')
        for (const part of partsOfTold(rule)) expect(said).toContain(part)
  })

  test('can be narrowed to a kind and to how sure it is', async () => {
    const { html } = await visit('/console/law/coverage?kind=verdict&confidence=capped')
    const shown = [...html.matchAll(/<li id="([\w-]+)">/g)].map(([, rule]) => rule)
    const capped = law.data.ruleIds.filter(({ kind, cap }) => kind === 'verdict' && cap !== '').map(({ rule }) => rule)
    expect(shown).toEqual(expect.arrayContaining(capped))
    expect(shown).not.toContain('SP-75')
    expect(html).toContain('<option value="capped" selected="">')
  })
})

describe('every figure', () => {
  test.for(['vi', 'en'] as const)('has a name in %s (locales: console.json, figures)', (language) => {
    const nameless = law.parameters.filter(({ parameter }) => !texts.has(language, `console:figures.${parameter}`))
    expect(nameless.map(({ parameter }) => parameter)).toEqual([])
  })

  test('and every unit, way to work out an amount and type of answer has its words', () => {
    const keys = [
      ...law.parameters.map(({ unit }) => `units.${unit}`),
      ...law.rules.flatMap(({ data: { gives } }) => (gives.amount ? [`amounts.how.${gives.amount}`] : [])),
      ...law.data.facts.map(({ type }) => `questions.types.${type}`),
      ...law.data.ruleIds.map(({ kind }) => `coverage.kinds.${kind}`),
    ]
    expect([...new Set(keys)].filter((key) => !texts.has('vi', `console:${key}`))).toEqual([])
  })
})

describe('the questions', () => {
  test('has every fact that can be asked, in its words, and who needs it', async () => {
    const { html } = await visit('/console/law/questions')
    const said = textOf(html)
    for (const { data } of law.facts.filter(({ data }) => data.asks === undefined)) {
      expect(html).toContain(`<li id="${data.fact}">`)
      if (data.askable) expect(said).toContain(texts.say('vi', `facts:${data.fact}.ask`))
    }
    expect(html).toMatch(/<li id="class">.*?href="\/console\/law\/poor-credit"/s)
  })

  test('shows what is asked in one message, with its list', async () => {
    const said = await read('/console/law/questions')
    for (const { question, items } of law.data.questions) {
      expect(said).toContain(` ${question} `)
      for (const { item } of items) expect(said).toContain(texts.say('vi', `questions:items.${item}`))
    }
  })

  test('sets sensitive ones apart', async () => {
    const part = sectionOf((await visit('/console/law/questions')).html, 'questions-sensitive')
    for (const { data } of law.facts)
      expect(part.includes(`<li id="${data.fact}">`)).toBe(data.sensitive && data.askable && data.asks === undefined)
  })
})
