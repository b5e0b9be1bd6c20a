/** `/simulator`: three phones on one page talk to the real system; server-rendered, one inline script, nothing from outside. */
import type { Child } from 'hono/jsx'
import { SIMULATOR_SCRIPT } from './simulator-script.ts'
import { SIMULATOR_STYLE } from './simulator-style.ts'

export interface SimulatorPageProps {
  /** Who answers here, as messages name it. */
  readonly speaker: string
  /** Vietnam's today; another day in the field is sent along with every message. */
  readonly today: string
  readonly language?: 'vi' | 'en'
  /** For a Content-Security-Policy that names it; without one, the page must be allowed inline script and style. */
  readonly nonce?: string
  /** Shows a cost beside the parts of an SMS; left out unless somebody configured a price. */
  readonly segmentPriceVnd?: number
  /** Words of `locales/<language>/simulator.json` by key below the namespace. */
  readonly t: (key: string) => string
}

/** Addresses that nobody has; the wire is simulated, so nothing could reach anybody anyway. */
const PHONES = [
  { channel: 'sms', address: '+84900000001' },
  { channel: 'zalo', address: '9000000000000000001' },
  { channel: 'telegram', address: '900000001' },
] as const
const EXAMPLES = ['age', 'flood', 'loan', 'insurance'] as const
const KEYS = ['1', '2 abc', '3 def', '4 ghi', '5 jkl', '6 mno', '7 pqrs', '8 tuv', '9 wxyz', '*', '0', '#'] as const
/** What the script says; `{n}` and the like are filled in the browser. */
const SCRIPT_WORDS = [
  'you',
  'them',
  'typing',
  'silent',
  'failed',
  'refused',
  'retry',
  'meta',
  'cost',
  'total',
  'none_yet',
  'photo_sent',
  'location_sent',
  'replaying',
  'fresh',
  'panel.none',
  'panel.asks',
  'panel.settled',
  'verdicts.eligible',
  'verdicts.possible',
  'verdicts.not_eligible',
  'verdicts.unknown',
  'per.month',
  'per.year',
  'per.once',
  'per.course',
  'per.loan',
] as const

/** The whole document as HTML. */
export function simulatorPage(props: SimulatorPageProps): string {
  const page: { toString(): string } = <Page {...props} />
  return `<!doctype html>${page.toString()}`
}

function Page({ speaker, today, language = 'vi', nonce, segmentPriceVnd, t }: SimulatorPageProps) {
  const words = Object.fromEntries(SCRIPT_WORDS.map((key) => [key, t(key)]))
  const data = { words, language, today, segmentPriceVnd: segmentPriceVnd ?? null }
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${t('title')} · ${speaker}`}</title>
        <link rel="icon" href="data:," />
        <style nonce={nonce} dangerouslySetInnerHTML={{ __html: SIMULATOR_STYLE }} />
      </head>
      <body>
        <header class="top">
          <div>
            <h1>{t('title')}</h1>
            <p>
              <strong>{speaker}</strong> · {t('intro')}
            </p>
          </div>
          <a
            class="language"
            href={language === 'vi' ? '/simulator?lang=en' : '/simulator'}
            hreflang={language === 'vi' ? 'en' : 'vi'}
          >
            {t('other_language')}
          </a>
        </header>
        <Toolbar today={today} t={t} />
        <noscript>
          <p class="notice">{t('needs_script')}</p>
        </noscript>
        <div class="tabs" role="tablist" aria-label={t('phones')}>
          {PHONES.map(({ channel }, i) => (
            <button
              type="button"
              role="tab"
              id={`tab-${channel}`}
              data-tab={channel}
              aria-controls={`phone-${channel}`}
              aria-selected={i === 0 ? 'true' : 'false'}
              tabindex={i === 0 ? 0 : -1}
            >
              {t(`${channel}.tab`)}
            </button>
          ))}
        </div>
        <main class="phones">
          {PHONES.map(({ channel, address }, i) => (
            <Phone channel={channel} address={address} active={i === 0} t={t} />
          ))}
        </main>
        <script type="application/json" id="data" nonce={nonce} dangerouslySetInnerHTML={{ __html: inScript(data) }} />
        <script nonce={nonce} dangerouslySetInnerHTML={{ __html: SIMULATOR_SCRIPT }} />
      </body>
    </html>
  )
}

function Toolbar({ today, t }: { today: string; t: SimulatorPageProps['t'] }) {
  return (
    <section class="tools" aria-label={t('tools')}>
      <div class="examples">
        <span id="examples-label">{t('examples.label')}</span>
        <ul aria-labelledby="examples-label">
          {EXAMPLES.map((name) => (
            <li>
              <button type="button" class="chip" data-example={t(`examples.${name}`)}>
                {t(`examples.${name}`)}
              </button>
            </li>
          ))}
        </ul>
      </div>
      <div class="controls">
        <label class="day" for="today">
          <span>{t('today')}</span>
          <input id="today" type="date" value={today} min="2020-01-01" max="2035-12-31" title={t('today_hint')} />
        </label>
        <button type="button" id="same" aria-pressed="false" title={t('same_hint')}>
          {t('same')}
        </button>
        <button type="button" id="over" title={t('over_hint')}>
          {t('over')}
        </button>
      </div>
      <p id="status" role="status" aria-live="polite" />
    </section>
  )
}

function Phone({
  channel,
  address,
  active,
  t,
}: {
  channel: (typeof PHONES)[number]['channel']
  address: string
  active: boolean
  t: SimulatorPageProps['t']
}) {
  const name = t(`${channel}.name`)
  const chat = channel !== 'sms'
  return (
    <section
      class={`phone ${channel}${active ? ' active' : ''}`}
      id={`phone-${channel}`}
      data-channel={channel}
      aria-label={name}
    >
      <div class="device">
        <div class="bar">
          <h2>{name}</h2>
          <span class="note">{t(`${channel}.note`)}</span>
          <Field id={`address-${channel}`} label={t(`${channel}.address`)}>
            <input
              id={`address-${channel}`}
              name="address"
              value={address}
              maxlength={64}
              spellcheck={false}
              autocomplete="off"
              inputmode={chat ? 'text' : 'tel'}
            />
          </Field>
        </div>
        <div class="log" role="log" aria-live="polite" aria-label={`${name}: ${t('history')}`} tabindex={0}>
          <p class="empty">{t(`${channel}.empty`)}</p>
        </div>
        <form class="compose" autocomplete="off">
          {chat && (
            <span class="attach">
              <button type="button" data-send="location" title={t('location')} aria-label={t('location')}>
                <Icon path="M12 21c4.5-5 7-8.6 7-12A7 7 0 0 0 5 9c0 3.4 2.5 7 7 12zm0-9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z" />
              </button>
              <button type="button" data-send="photo" title={t('photo')} aria-label={t('photo')}>
                <Icon path="M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15 9.5h.01" />
              </button>
            </span>
          )}
          <label class="hidden" for={`text-${channel}`}>{`${t('message')} (${name})`}</label>
          <input
            id={`text-${channel}`}
            name="text"
            maxlength={1600}
            placeholder={t(`${channel}.placeholder`)}
            enterkeyhint="send"
          />
          <button type="submit">{t('send')}</button>
        </form>
        {!chat && (
          <div class="keypad" aria-hidden="true">
            {KEYS.map((key) => (
              <span>{key}</span>
            ))}
          </div>
        )}
      </div>
      {!chat && <p class="total" aria-live="polite" />}
      <details class="panel">
        <summary>{t('panel.title')}</summary>
        <h3>{t('panel.waiting')}</h3>
        <div class="waiting">{t('panel.none')}</div>
        <h3>{t('panel.verdicts')}</h3>
        <div class="verdicts">{t('panel.none')}</div>
        <h3>{t('panel.session')}</h3>
        <pre class="session" tabindex={0}>
          {t('panel.none')}
        </pre>
      </details>
    </section>
  )
}

function Icon({ path }: { path: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}

function Field({ id, label, children }: { id: string; label: string; children?: Child }) {
  return (
    <label class="address" for={id}>
      <span>{label}</span>
      {children}
    </label>
  )
}

/** JSON that cannot close the script element it stands in. */
function inScript(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}
