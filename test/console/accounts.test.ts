/** Signing in as officials do: the real accounts over a real database, through the real pages. */
import { createHmac } from 'node:crypto'
import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OfficialAccounts, openAccounts } from '../../src/accounts/accounts.ts'
import { openOfficialPhones } from '../../src/accounts/phones.ts'
import { consoleRoutes } from '../../src/console/console-routes.tsx'
import { grantScope, type Official, type Role } from '../../src/core/official.ts'
import { keyedHash } from '../../src/main/keyed-hash.ts'
import { officialOrder } from '../../src/service/official-orders.ts'
import type { Ports } from '../../src/service/ports.ts'
import { runTurn } from '../../src/service/run-turn.ts'
import { type Desk, HERE, openDesk } from '../service/desk-house.ts'
import { wrote } from '../store/samples.ts'

const ORIGIN = 'http://127.0.0.1:8787'
const PASSWORD = 'mot con vit xoe ra hai cai canh'
const KEY = 'a key of the tests that is long enough'
const ADMIN: Official = {
  ...{ id: 'test', name: 'test', email: '', role: 'administrator', secondFactor: false },
  scope: grantScope({ by: 'test' }),
}

let desk: Desk
let accounts: OfficialAccounts
let ports: Ports
let app: Hono
let shift = 0

beforeEach(async () => {
  shift = 0
  desk = await openDesk()
  accounts = openAccounts({
    ...{ store: desk.store, secret: KEY, origin: ORIGIN, now: () => Date.now() + shift },
    keyedHash: async (text) => keyedHash(KEY, text),
  })
  app = new Hono()
  const officialPhones = openOfficialPhones({
    ...{ store: desk.store, secret: KEY, now: () => Date.now() + shift },
    keyedHash: async (text) => keyedHash(KEY, text),
  })
  ports = { ...desk.ports, now: () => Date.now() + shift, officialPhones }
  app.route('/', consoleRoutes(ports, { ports, accounts, simulator: false, origin: ORIGIN }))
})
afterEach(() => desk.close())

/** A browser: keeps its cookies, says where its forms stand. */
class Browser {
  cookies = new Map<string, string>()
  async get(path: string) {
    return this.kept(await app.request(ORIGIN + path, { headers: this.headers() }))
  }
  async post(path: string, fields: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}) {
    const body = new URLSearchParams(fields).toString()
    const headers = {
      ...{ origin: ORIGIN, host: '127.0.0.1:8787', 'sec-fetch-site': 'same-origin' },
      ...{ 'content-type': 'application/x-www-form-urlencoded', ...this.headers(), ...more },
    }
    return this.kept(await app.request(ORIGIN + path, { method: 'POST', body, headers }))
  }
  async token(path = '/console/account'): Promise<string> {
    return /name="form_token" value="([^"]+)"/.exec(await (await this.get(path)).text())?.[1] ?? ''
  }
  private headers(): Record<string, string> {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
  }
  private kept(answer: Response): Response {
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0/i.test(line) || value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return answer
  }
}

async function join(role: Role, email = `${role}@example.vn`, communes: readonly string[] = [HERE.commune]) {
  const secret = await accounts.desk.invite(ADMIN, { name: 'Vàng Thị Sáo', email, role, communes, provinces: [] })
  if (typeof secret !== 'string') throw new Error('taken')
  expect(await accounts.desk.accept(secret, { name: '', email: '', password: PASSWORD })).toBe('done')
  return email
}

async function signedIn(role: Role): Promise<Browser> {
  const email = await join(role)
  const browser = new Browser()
  const answer = await browser.post('/console/sign-in', { email, password: PASSWORD })
  expect(answer.status).toBe(303)
  return browser
}

/** RFC 6238, as the phone computes it. */
function codeOf(secret: string, at = Date.now()): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = Array.from(secret, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

describe('the first administrator', () => {
  test('is made by a link that works once', async () => {
    const secret = (await accounts.desk.firstLink()) ?? ''
    const browser = new Browser()
    expect((await browser.get(`/console/welcome/${secret}`)).status).toBe(200)
    const given = { name: 'Tạ Thị Yến', email: 'yen@example.vn', password: PASSWORD }
    expect((await browser.post(`/console/welcome/${secret}`, given)).headers.get('location')).toContain(
      '/console/sign-in',
    )
    expect((await browser.post(`/console/welcome/${secret}`, { ...given, email: 'x@example.vn' })).status).toBe(404)
    expect(await accounts.desk.firstLink()).toBeNull()
    await browser.post('/console/sign-in', { email: 'YEN@example.vn', password: PASSWORD })
    expect(await (await browser.get('/console/staff')).text()).toContain('Tạ Thị Yến')
  })

  test('is not made by a link that is a day old, nor with a password everybody guesses', async () => {
    const secret = (await accounts.desk.firstLink()) ?? ''
    const given = { name: 'Tạ Thị Yến', email: 'yen@example.vn', password: PASSWORD }
    for (const password of ['ngan', '123456789012', 'matkhau123456', 'ta thi yen 2026', 'lalanh lalanh'])
      expect((await new Browser().post(`/console/welcome/${secret}`, { ...given, password })).status).toBe(400)
    shift = 25 * 3_600_000
    expect((await new Browser().post(`/console/welcome/${secret}`, given)).status).toBe(404)
    expect(await desk.sql('select count(*) from officials')).toEqual([[0]])
  })
})

describe('signing in', () => {
  test('sets one cookie that scripts and other sites cannot use, and the database cannot be used to sign in', async () => {
    const email = await join('commune_officer')
    const answer = await new Browser().post('/console/sign-in', { email, password: PASSWORD, next: '/console/cases' })
    expect(answer.headers.get('location')).toBe('/console/cases')
    const [cookie = '', ...more] = answer.headers.getSetCookie()
    expect(more).toEqual([])
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/i)
    const token = decodeURIComponent(/=([^;.]+)/.exec(cookie)?.[1] ?? '')
    const [[kept] = []] = await desk.sql('select token from official_sessions')
    expect(token.length).toBeGreaterThan(20)
    expect(kept).not.toBe(token)
    expect(JSON.stringify(await desk.sql('select * from official_accounts'))).not.toContain(PASSWORD)
  })

  test('goes nowhere but into this console', async () => {
    const email = await join('commune_officer')
    for (const next of [
      'https://evil.example',
      '//evil.example',
      '/console/../..//evil',
      '/console\\evil',
      'javascript:1',
    ]) {
      const answer = await new Browser().post('/console/sign-in', { email, password: PASSWORD, next })
      expect(answer.headers.get('location')).toMatch(/^\/console/)
      expect(answer.headers.get('location')).not.toContain('evil')
    }
  })

  test('says the same of a wrong password and of nobody, and slows down whoever guesses', async () => {
    const email = await join('commune_officer')
    const wrong = await new Browser().post('/console/sign-in', { email, password: 'wrong wrong wrong' })
    const nobody = await new Browser().post('/console/sign-in', {
      email: 'nobody@example.vn',
      password: 'wrong wrong wrong',
    })
    const bare = async (answer: Response, mail: string) => (await answer.text()).replaceAll(mail, '')
    expect(await bare(wrong, email)).toBe(await bare(nobody, 'nobody@example.vn'))
    expect([wrong.status, nobody.status]).toEqual([401, 401])
    for (let i = 0; i < 4; i++) await new Browser().post('/console/sign-in', { email, password: 'wrong wrong wrong' })
    expect((await new Browser().post('/console/sign-in', { email, password: PASSWORD })).status).toBe(429)
    shift = 16 * 60_000
    expect((await new Browser().post('/console/sign-in', { email, password: PASSWORD })).status).toBe(303)
  }, 60_000)

  test('ends when an official signs out, is disabled or changed, and after twelve hours whatever they did', async () => {
    const browser = await signedIn('commune_officer')
    const stolen = new Map(browser.cookies)
    const opens = async (cookies: Map<string, string>) => {
      const other = new Browser()
      other.cookies = new Map(cookies)
      return (await other.get('/console/cases')).status
    }
    expect(await opens(stolen)).toBe(200)
    await browser.post('/console/sign-out', { form_token: await browser.token() })
    expect(await opens(stolen)).toBe(303)

    await browser.post('/console/sign-in', { email: 'commune_officer@example.vn', password: PASSWORD })
    const [official] = await accounts.desk.list(ADMIN)
    await join('administrator')
    await accounts.desk.disable(ADMIN, official?.id ?? '', true)
    expect(await opens(browser.cookies)).toBe(303)
    expect(
      (await browser.post('/console/sign-in', { email: 'commune_officer@example.vn', password: PASSWORD })).status,
    ).toBe(401)
    await accounts.desk.disable(ADMIN, official?.id ?? '', false)
    await browser.post('/console/sign-in', { email: 'commune_officer@example.vn', password: PASSWORD })
    expect(await opens(browser.cookies)).toBe(200)
    shift = 12 * 3_600_000 + 60_000
    expect(await opens(browser.cookies)).toBe(303)
  }, 60_000)

  test('with codes asks for one; a code of another minute, or none, opens nothing; a paper code works once', async () => {
    const browser = await signedIn('commune_leader')
    const begun = await browser.post('/console/account/codes', {
      password: PASSWORD,
      form_token: await browser.token(),
    })
    const page = await begun.text()
    const secret = /data-secret="?[^>]*>([A-Z2-7]+)</.exec(page)?.[1] ?? ''
    const paper = [...page.matchAll(/<li><code>([^<]+)<\/code>/g)].map(([, code]) => code ?? '')
    expect(paper).toHaveLength(10)
    const confirmed = await browser.post('/console/account/codes-confirm', {
      ...{ code: codeOf(secret), form_token: await browser.token() },
    })
    expect(confirmed.headers.get('location')).toContain('codes_on')

    const again = new Browser()
    const first = await again.post('/console/sign-in', { email: 'commune_leader@example.vn', password: PASSWORD })
    expect(first.headers.get('location')).toContain('/console/sign-in/code')
    expect((await again.get('/console/cases')).status).toBe(303)
    expect((await again.post('/console/sign-in/code', { code: codeOf(secret, Date.now() - 600_000) })).status).toBe(401)
    expect((await again.post('/console/sign-in/code', { code: codeOf(secret) })).status).toBe(303)
    expect((await again.get('/console/cases')).status).toBe(200)
    for (const status of [303, 401]) {
      const other = new Browser()
      await other.post('/console/sign-in', { email: 'commune_leader@example.vn', password: PASSWORD })
      expect((await other.post('/console/sign-in/code', { code: paper[0] ?? '' })).status).toBe(status)
    }
  }, 60_000)
})

/** Turns codes on for a signed-in official; the secret of their app. */
async function codesOn(browser: Browser): Promise<string> {
  const begun = await browser.post('/console/account/codes', { password: PASSWORD, form_token: await browser.token() })
  const secret = /data-secret="?[^>]*>([A-Z2-7]+)</.exec(await begun.text())?.[1] ?? ''
  await browser.post('/console/account/codes-confirm', { code: codeOf(secret), form_token: await browser.token() })
  return secret
}

describe('an official’s own telephone', () => {
  const PHONE = '+84912000777'

  /** The first words that the telephone is told; `twice`: the process died between the order and its answer, and looks at it again. */
  async function texts(text: string, value = PHONE, twice = false): Promise<string> {
    const at = ports.now()
    const message = wrote(
      { kind: 'sms', value },
      { door: 'simulator', content: { kind: 'text', text }, receivedAt: at, sentAt: at },
    )
    await desk.store.inbound.add([message])
    if (twice) await officialOrder(ports, message)
    const { turnId } = await runTurn(ports, message)
    const [[said] = []] = await desk.sql(
      `select text from deliveries where turn_id = '${turnId}' order by ordinal limit 1`,
    )
    return String(said)
  }

  async function linked(browser: Browser): Promise<void> {
    const page = await browser.post('/console/account/phone', { form_token: await browser.token() })
    const code = /data-link-code="?[^>]*>(CAN BO \d{8})</.exec(await page.text())?.[1] ?? ''
    expect(await texts(code)).toContain('da noi voi tai khoan can bo')
    // A code is spent by whoever comes first.
    expect(await texts(code, '+84912000778')).toContain('chua dung')
  }

  const drafts = () => desk.sql('select status, author_id from broadcasts')

  test('drafts a notice with a code of the app, which waits for somebody else; each code counts once', async () => {
    const browser = await signedIn('commune_officer')
    const secret = await codesOn(browser)
    await linked(browser)
    const [me] = await accounts.desk.list(ADMIN)
    const order = `TB ${codeOf(secret)} Lũ về, bà con thôn 3 lên nhà văn hóa trước 18 giờ.`
    expect(await texts(order, PHONE, true)).toContain('cho nguoi khac duyet')
    expect(await drafts()).toEqual([['submitted', me?.id]])
    expect(await texts(order)).toContain('da dung hoac da cu')
    shift = 10 * 60_000
    expect(await texts(order)).toContain('da dung hoac da cu')
    expect(await drafts()).toHaveLength(1)
    expect(await desk.sql('select count(*) from cases')).toEqual([[0]])
  }, 60_000)

  test('is nothing without its code, nor from another telephone: words of danger are then a cry like any', async () => {
    const browser = await signedIn('commune_officer')
    const secret = await codesOn(browser)
    await linked(browser)
    expect(await texts('TB 000000 Mai họp thôn')).toMatch(/chua dung/)
    expect(await texts(`TB ${codeOf(secret)} nước cuốn, cứu tôi với`, '+84912000779')).toContain('112')
    expect(await drafts()).toEqual([])
    // Guessing is slowed down, and the right code waits as well.
    for (let i = 0; i < 4; i++) await texts('TB 000001 Mai họp thôn')
    expect(await texts(`TB ${codeOf(secret)} Mai họp thôn`)).toContain('Xin doi')
  }, 60_000)

  test('of a role without broadcasts, without an app, disabled or unlinked drafts nothing', async () => {
    const browser = await signedIn('commune_officer')
    await linked(browser)
    expect(await texts('TB 123456 Mai họp thôn')).toContain('chua bat ma xac nhan')
    const secret = await codesOn(browser)
    const [me] = await accounts.desk.list(ADMIN)
    await accounts.desk.change(ADMIN, me?.id ?? '', { name: 'X', role: 'policy_staff', communes: [], provinces: [] })
    expect(await texts(`TB ${codeOf(secret)} Mai họp thôn`)).toContain('khong duoc soan')
    const again = new Browser()
    await again.post('/console/sign-in', { email: 'commune_officer@example.vn', password: PASSWORD })
    await again.post('/console/sign-in/code', { code: codeOf(secret) })
    const page = await (await again.get('/console/account')).text()
    expect(page).toContain('777')
    const id = /name="id" value="(phone_[^"]+)"/.exec(page)?.[1] ?? ''
    await again.post('/console/account/phone-remove', { form_token: await again.token(), id })
    expect(await texts(`TB ${codeOf(secret)} Mai họp thôn`)).not.toMatch(/khong duoc soan|duyet/)
    expect(await drafts()).toEqual([])
    expect(JSON.stringify(await desk.sql('select action from audit'))).toMatch(/phone_linked.*phone_unlinked/)
  }, 60_000)
})

describe('forms', () => {
  test.for([
    ['from another site', { origin: 'https://evil.example' }],
    ['from nowhere', { origin: 'null' }],
    ['as another site’s request', { 'sec-fetch-site': 'cross-site' }],
    ['as text', { 'content-type': 'text/plain' }],
  ] as const)('sent %s change nothing', async ([, headers]) => {
    const browser = await signedIn('administrator')
    const given = {
      form_token: await browser.token(),
      name: 'X',
      email: 'x@example.vn',
      role: 'administrator',
      communes: '',
    }
    expect((await browser.post('/console/staff', given, headers)).status).toBe(403)
    expect(await desk.sql("select count(*) from official_verifications where identifier like 'link:%'")).toEqual([[0]])
  })

  test('with another session’s token change nothing', async () => {
    const browser = await signedIn('administrator')
    const given = { form_token: 'x'.repeat(64), name: 'X', email: 'x@example.vn', role: 'administrator', communes: '' }
    expect((await browser.post('/console/staff', given)).status).toBe(403)
  })

  test('cannot make oneself more than one is', async () => {
    const browser = await signedIn('commune_officer')
    const form_token = await browser.token()
    const [me] = await accounts.desk.list(ADMIN)
    const given = { form_token, name: 'X', role: 'administrator', communes: '', provinces: '01' }
    expect((await browser.post(`/console/staff/${me?.id}/change`, given)).status).toBe(404)
    const json = { method: 'POST', headers: { 'content-type': 'application/json', origin: ORIGIN } }
    for (const path of ['sign-up/email', 'update-user', 'admin/set-role', 'change-email', 'sign-in/email'])
      expect(
        (await app.request(`${ORIGIN}/console/auth/${path}`, { ...json, body: '{"role":"administrator"}' })).status,
      ).toBe(404)
    expect(await desk.sql('select role from officials')).toEqual([['commune_officer']])
  })

  test('that matter want the password of the last five minutes', async () => {
    const browser = await signedIn('administrator')
    shift = 6 * 60_000
    const invite = async () =>
      browser.post('/console/staff', {
        ...{
          form_token: await browser.token(),
          name: 'Lý',
          email: 'ly@example.vn',
          role: 'commune_officer',
          communes: '03013',
        },
      })
    expect((await invite()).headers.get('location')).toContain('/console/prove')
    await browser.post('/console/prove', { form_token: await browser.token('/console/prove'), password: PASSWORD })
    const page = await (await invite()).text()
    expect(page).toContain(`${ORIGIN}/console/welcome/`)
    expect(JSON.stringify(await desk.sql('select action from audit'))).toContain('official_invited')
  })
})

describe('staff', () => {
  test('always keep an administrator', async () => {
    await signedIn('administrator')
    const [only] = await accounts.desk.list(ADMIN)
    expect(await accounts.desk.disable(ADMIN, only?.id ?? '', true)).toBe('last_administrator')
    const post = { name: 'X', role: 'policy_staff' as const, communes: [], provinces: [] }
    expect(await accounts.desk.change(ADMIN, only?.id ?? '', post)).toBe('last_administrator')
  })

  test('edit the words of their own office only, and the next message uses them', async () => {
    const browser = await signedIn('commune_leader')
    const form_token = await browser.token()
    const given = {
      form_token,
      name: 'UBND xã Tả Phìn',
      desk: 'Một cửa',
      hours: '7h30-11h30',
      phone: '0214 3871 234',
      duty: '',
    }
    expect((await browser.post('/console/organisation/demo', given)).status).toBe(404)
    await desk.store.organisations.seed({
      code: '03013',
      name: 'UBND xã Tả Phìn',
      commune: '03013',
      province: '15',
      dutyOfficers: [],
    })
    const wrong = await browser.post('/console/organisation/03013', { ...given, duty: 'Ông Sín' })
    expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('Ông Sín')])
    const dear = await browser.post('/console/organisation/03013', { ...given, price: 'rẻ' })
    expect([dear.status, await dear.text()]).toEqual([400, expect.stringContaining('Giá một phần SMS là số đồng')])
    const whole = { ...given, duty: 'Ông Sín, 0912 345 678', price: '650' }
    const right = await browser.post('/console/organisation/03013', whole)
    expect(right.status).toBe(303)
    expect(await desk.store.organisations.get('03013')).toMatchObject({
      ...{ desk: 'Một cửa', hours: '7h30-11h30', partPriceVnd: 650 },
      dutyOfficers: [{ name: 'Ông Sín', address: { kind: 'sms', value: '+84912345678' } }],
    })
  })
})
