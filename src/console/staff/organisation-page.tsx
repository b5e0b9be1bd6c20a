/** `/console/organisation`: who answers citizens, in the words that go into every message. */
import type { Speaker } from '../../core/session.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'

export interface OrganisationPageProps {
  readonly page: Page
  readonly token: string
  readonly list: readonly {
    readonly organisation: Speaker & { readonly code: string; readonly partPriceVnd?: number }
    readonly duty: string
  }[]
  readonly trouble?: { readonly code: string; readonly name: string; readonly line?: string | undefined }
}

export function OrganisationPage({ page, token, list, trouble }: OrganisationPageProps) {
  const t = (key: string, values = {}) => page.say({ key: `staff:organisation.${key}`, values })
  return (
    <>
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      <p class="acts">
        <a class="button quiet" href={page.href('/console/templates')}>
          {page.say({ key: 'templates:title' })}
        </a>
      </p>
      {list.length === 0 && <p class="notice info">{t('none')}</p>}
      {list.map(({ organisation: { code, name, desk, hours, phone, partPriceVnd }, duty }) => (
        <section data-organisation={code}>
          <h2>{name}</h2>
          {trouble?.code === code && (
            <p class="notice error" role="alert" data-trouble={trouble.name}>
              {t(`trouble.${trouble.name}`, { line: trouble.line ?? '' })}
            </p>
          )}
          <form method="post" action={page.href(`/console/organisation/${code}`)} class="form" data-act="organisation">
            <input type="hidden" name={FORM_TOKEN} value={token} />
            <label>
              <span>{t('name')}</span>
              <input name="name" value={name} required maxlength={60} />
            </label>
            <label>
              <span>{t('desk')}</span>
              <input name="desk" value={desk ?? ''} maxlength={80} />
            </label>
            <div class="pair">
              <label>
                <span>{t('hours')}</span>
                <input name="hours" value={hours ?? ''} maxlength={80} />
              </label>
              <label>
                <span>{t('phone')}</span>
                <input name="phone" type="tel" value={phone ?? ''} maxlength={20} />
              </label>
            </div>
            <label>
              <span>{t('price')}</span>
              <input
                name="price"
                value={partPriceVnd === undefined ? '' : String(partPriceVnd)}
                inputmode="numeric"
                maxlength={8}
                autocomplete="off"
                aria-describedby={`price-${code}`}
              />
            </label>
            <p class="hint" id={`price-${code}`}>
              {t('price_hint')}
            </p>
            <label class="wide">
              <span>{t('duty')}</span>
              <textarea name="duty" rows={4} maxlength={2000}>
                {duty}
              </textarea>
            </label>
            <p class="hint">{t('duty_hint')}</p>
            <button type="submit">{t('save')}</button>
          </form>
        </section>
      ))}
    </>
  )
}
