/** What runs in the browser on `/simulator`: plain JavaScript as text, so that the page needs no build step and no second request. */

/** Talks to `POST /simulator/api/messages` and `GET /simulator/api/contacts/…` (design §7). Texts are set as text, never as HTML. */
export const SIMULATOR_SCRIPT = String.raw`
'use strict'
const { words, language, today, segmentPriceVnd } = JSON.parse(document.getElementById('data').textContent)
const $ = (selector, root = document) => root.querySelector(selector)
const fill = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '')
const money = (vnd) => Number(vnd).toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB') + (language === 'vi' ? ' đ' : ' VND')

function make(tag, className, text) {
  const element = document.createElement(tag)
  if (className) element.className = className
  if (text !== undefined) element.textContent = text
  return element
}

const phones = [...document.querySelectorAll('.phone')].map((root) => ({
  channel: root.dataset.channel,
  root,
  log: $('.log', root),
  input: $('[name=text]', root),
  address: $('[name=address]', root),
  empty: $('.empty', root),
  queue: Promise.resolve(),
  talk: 0,
  said: [],
  segments: 0,
}))
let active = phones[0]
let same = false

// ---- messages on a phone

function add(phone, element) {
  phone.empty.remove()
  phone.log.append(element)
  phone.log.scrollTop = phone.log.scrollHeight
  return element
}

function bubble(phone, who, text) {
  const line = make('div', 'line ' + who)
  line.append(make('span', 'hidden', (who === 'mine' ? words.you : words.them) + ': '), make('p', 'bubble', text))
  return add(phone, line)
}

function showReply(phone, reply) {
  const line = bubble(phone, 'theirs', reply.text)
  if (phone.channel === 'sms' && reply.segments) {
    phone.segments += reply.segments
    let meta = fill('meta', { n: reply.segments, encoding: reply.encoding ?? '', chars: reply.text.length }).replace(' ·  · ', ' · ')
    if (segmentPriceVnd) meta += ' · ' + fill('cost', { cost: money(reply.segments * segmentPriceVnd) })
    line.append(make('small', 'meta', meta))
    showTotal(phone)
  }
  if (reply.buttons?.length) {
    const row = make('div', 'buttons')
    for (const { label, value } of reply.buttons) {
      const button = make('button', '', label)
      button.type = 'button'
      button.addEventListener('click', () => say(phone, { button: value }, label))
      row.append(button)
    }
    line.append(row)
  }
  phone.log.scrollTop = phone.log.scrollHeight
}

function showTotal(phone) {
  const total = $('.total', phone.root)
  if (!total) return
  let text = phone.segments ? fill('total', { n: phone.segments }) : ''
  if (text && segmentPriceVnd) text += ' · ' + fill('cost', { cost: money(phone.segments * segmentPriceVnd) })
  total.textContent = text
}

// ---- sending: one after the other on each phone, as a person does

function say(phone, payload, shown, mirrored = false) {
  phone.said.push([payload, shown])
  const line = bubble(phone, 'mine', shown)
  const talk = phone.talk
  phone.queue = phone.queue.then(() => (talk === phone.talk ? post(phone, payload, line) : undefined))
  if (same && !mirrored) for (const other of phones) if (other !== phone) say(other, payload, shown, true)
  return phone.queue
}

async function post(phone, payload, line) {
  const talk = phone.talk
  const wait = add(phone, make('div', 'line theirs waiting-dots'))
  wait.append(make('p', 'bubble', '• • •'), make('span', 'hidden', words.typing))
  phone.root.setAttribute('aria-busy', 'true')
  line.classList.remove('unsent')
  try {
    const day = document.getElementById('today').value
    const body = { channel: phone.channel, address: phone.address.value.trim(), ...payload, ...(day && day !== today ? { today: day } : {}) }
    const response = await fetch('/simulator/api/messages', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    const answer = await response.json().catch(() => null)
    if (talk !== phone.talk) return
    if (!response.ok || !answer) throw new Error(answer?.error ?? '')
    wait.remove()
    for (const reply of answer.replies ?? []) showReply(phone, reply)
    if (!answer.replies?.length) add(phone, make('p', 'aside', words.silent))
    // A long answer is read from its first line: 112 and the amount stand there.
    phone.log.scrollTop += line.getBoundingClientRect().top - phone.log.getBoundingClientRect().top - 8
    showPanel(phone, answer)
  } catch (error) {
    if (talk === phone.talk) showError(phone, payload, line, error)
  } finally {
    wait.remove()
    phone.root.removeAttribute('aria-busy')
  }
}

function showError(phone, payload, line, error) {
  line.classList.add('unsent')
  const why = error instanceof TypeError || !error.message ? words.failed : fill('refused', { why: error.message })
  const note = add(phone, make('div', 'aside error'))
  note.setAttribute('role', 'alert')
  const again = make('button', '', words.retry)
  again.type = 'button'
  again.addEventListener('click', () => {
    note.remove()
    phone.queue = phone.queue.then(() => post(phone, payload, line))
    phone.input.focus()
  })
  note.append(make('p', '', why), again)
  phone.log.scrollTop = phone.log.scrollHeight
}

// ---- for engineers

function showPanel(phone, { waiting, verdicts }) {
  const asks = $('.waiting', phone.root)
  asks.textContent = waiting ? fill('panel.asks', { flow: waiting.flow, step: waiting.step, type: waiting.type, fact: waiting.fact ?? '–' }) : words['panel.settled']
  if (waiting?.options?.length) {
    const list = make('ul', '')
    for (const option of waiting.options) list.append(make('li', '', option.value + ' = ' + option.label))
    asks.append(list)
  }
  if (verdicts?.length) {
    const list = make('ul', '')
    for (const verdict of verdicts) {
      const item = make('li', 'verdict ' + verdict.verdict)
      item.append(make('b', '', words['verdicts.' + verdict.verdict] ?? verdict.verdict), make('span', '', ' ' + (verdict.rule ?? verdict.programme)))
      if (verdict.amount !== undefined) item.append(make('span', '', ' · ' + money(verdict.amount) + (verdict.per ? ' / ' + words['per.' + verdict.per] : '')))
      item.append(make('small', '', [verdict.law].flat().join('; ')))
      list.append(item)
    }
    $('.verdicts', phone.root).replaceChildren(list)
  }
  if ($('.panel', phone.root).open) void loadSession(phone)
}

async function contact(phone) {
  const response = await fetch('/simulator/api/contacts/' + phone.channel + '/' + encodeURIComponent(phone.address.value.trim()) + '?missing=ok')
  return response.ok ? response.json() : null
}

async function loadSession(phone) {
  const view = await contact(phone).catch(() => null)
  $('.session', phone.root).textContent = view ? JSON.stringify({ session: view.session, facts: view.facts }, null, 1) : words.none_yet
}

// ---- whose phone it is

function clear(phone) {
  phone.talk++
  phone.queue = Promise.resolve()
  phone.said = []
  phone.segments = 0
  phone.log.replaceChildren(phone.empty)
  showTotal(phone)
  for (const part of ['.waiting', '.verdicts', '.session']) $(part, phone.root).textContent = words['panel.none']
}

async function openAddress(phone) {
  clear(phone)
  sessionStorage.setItem('address-' + phone.channel, phone.address.value)
  const talk = phone.talk
  const view = await contact(phone).catch(() => null)
  if (!view || talk !== phone.talk || phone.said.length) return
  for (const line of view.messages ?? []) {
    if (line.direction === 'in') bubble(phone, 'mine', line.text)
    else showReply(phone, line)
  }
  if (view.waiting) showPanel(phone, view)
}

const digits = (count) => Array.from(crypto.getRandomValues(new Uint8Array(count)), (byte) => byte % 10).join('')
const FRESH = { sms: () => '+84900000' + digits(3), zalo: () => '9000000000000' + digits(6), telegram: () => '9000' + digits(5) }

function startOver(phone) {
  phone.address.value = FRESH[phone.channel]()
  sessionStorage.setItem('address-' + phone.channel, phone.address.value)
  clear(phone)
}

// ---- the page around the phones

function choose(phone) {
  active = phone
  for (const other of phones) {
    other.root.classList.toggle('active', other === phone)
    const tab = document.getElementById('tab-' + other.channel)
    tab.setAttribute('aria-selected', String(other === phone))
    tab.tabIndex = other === phone ? 0 : -1
  }
}

const status = document.getElementById('status')
const sameButton = document.getElementById('same')
sameButton.addEventListener('click', () => {
  same = !same
  sameButton.setAttribute('aria-pressed', String(same))
  status.textContent = same ? words.replaying : ''
  if (!same) return
  const said = active.said.slice()
  for (const other of phones) {
    if (other === active) continue
    startOver(other)
    for (const [payload, shown] of said) void say(other, payload, shown, true)
  }
})
document.getElementById('over').addEventListener('click', () => {
  for (const phone of phones) startOver(phone)
  status.textContent = words.fresh
  active.input.focus()
})
for (const chip of document.querySelectorAll('[data-example]')) {
  chip.addEventListener('click', () => void say(active, { text: chip.dataset.example }, chip.dataset.example))
}
for (const phone of phones) {
  phone.root.addEventListener('focusin', () => choose(phone))
  $('form', phone.root).addEventListener('submit', (event) => {
    event.preventDefault()
    const text = phone.input.value
    if (!text.trim()) return
    phone.input.value = ''
    void say(phone, { text }, text)
  })
  for (const button of phone.root.querySelectorAll('[data-send]')) {
    const photo = button.dataset.send === 'photo'
    button.addEventListener('click', () => void say(phone, photo ? { photo: true } : { location: { lat: 22.34, lon: 103.84 } }, words[photo ? 'photo_sent' : 'location_sent']))
  }
  phone.address.addEventListener('change', () => void openAddress(phone))
  $('.panel', phone.root).addEventListener('toggle', (event) => event.target.open && void loadSession(phone))
  const kept = sessionStorage.getItem('address-' + phone.channel)
  if (kept) phone.address.value = kept
  void openAddress(phone)
  const tab = document.getElementById('tab-' + phone.channel)
  tab.addEventListener('click', () => choose(phone))
  tab.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (!step) return
    const next = phones[(phones.indexOf(phone) + step + phones.length) % phones.length]
    choose(next)
    document.getElementById('tab-' + next.channel).focus()
  })
}
`
