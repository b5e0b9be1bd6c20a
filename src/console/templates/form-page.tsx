/** One template: its fixed words as Zalo approved them, and below, once they are read, what each gap of them holds. Works without script. */
import {
  gapsIn,
  TEMPLATE_HOLDS,
  TEMPLATE_STATUSES,
  TEMPLATE_TAGS,
  type TemplateHold,
} from '../../core/zalo-template.ts'
import type { TemplateDesk, TemplateForm, TemplateTrouble } from '../../service/template-desk.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'
import { z } from './list-page.tsx'

export interface TemplateFormProps {
  readonly page: Page
  readonly token: string
  readonly title: string
  readonly action: string
  readonly desk: TemplateDesk
  readonly typed: TemplateForm
  readonly version: number
  readonly trouble?: TemplateTrouble
}

export function TemplateFormPage(props: TemplateFormProps) {
  const { page, token, title, action, desk, typed, version, trouble } = props
  const options = <T extends string | number>(key: string, all: readonly T[], chosen: string) =>
    all.map((one) => (
      <option value={String(one)} selected={String(one) === chosen}>
        {z(page, `${key}.${one}`)}
      </option>
    ))
  return (
    <>
      <p class="crumb">
        <a href={page.href('/console/templates')}>{z(page, 'title')}</a> › {title}
      </p>
      <h1>{title}</h1>
      {trouble !== undefined && (
        <p class={trouble === 'gaps' ? 'notice info' : 'notice error'} role="alert" data-trouble={trouble}>
          {z(page, `trouble.${trouble}`)}
        </p>
      )}
      <form method="post" action={action} class="form" data-act="template">
        <input type="hidden" name={FORM_TOKEN} value={token} />
        <input type="hidden" name="version" value={String(version)} />
        <label>
          <span>{z(page, 'field.name')}</span>
          <input name="name" value={typed.name} required minlength={3} maxlength={60} />
        </label>
        <label>
          <span>{z(page, 'field.text')}</span>
          <textarea name="text" rows={6} maxlength={1600} required aria-describedby="text-hint">
            {typed.text}
          </textarea>
        </label>
        <p class="hint" id="text-hint">
          {z(page, 'field.text_hint')}
        </p>
        <Gaps {...props} />
        <div class="pair">
          <label>
            <span>{z(page, 'field.zalo_id')}</span>
            <input name="zalo_id" value={typed.zaloId} required maxlength={60} autocomplete="off" />
          </label>
          <label>
            <span>{z(page, 'field.price')}</span>
            <input name="price" value={typed.price} inputmode="numeric" maxlength={6} autocomplete="off" />
          </label>
        </div>
        <label>
          <span>{z(page, 'field.tag')}</span>
          <select name="tag">{options('tag', TEMPLATE_TAGS, typed.tag)}</select>
        </label>
        <label>
          <span>{z(page, 'field.organisation')}</span>
          <select name="organisation">
            {desk.forAll && <option value="">{z(page, 'for_all')}</option>}
            {desk.organisations.map(({ code, name }) => (
              <option value={code} selected={code === typed.organisation}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{z(page, 'field.status')}</span>
          <select name="status" aria-describedby="status-hint">
            {options('status', TEMPLATE_STATUSES, typed.status)}
          </select>
        </label>
        <p class="hint" id="status-hint">
          {z(page, 'field.status_hint')}
        </p>
        <div class="acts">
          <button type="submit">{z(page, 'save')}</button>
          <a class="button quiet" href={page.href('/console/templates')}>
            {z(page, 'back')}
          </a>
        </div>
      </form>
    </>
  )
}

/** One row a gap, in the order of the text; filled in as its name suggests until an official says otherwise. */
function Gaps({ page, typed }: TemplateFormProps) {
  const names = gapsIn(typed.text)
  if (names.length === 0) return null
  return (
    <fieldset data-gaps={String(names.length)}>
      <legend>{z(page, 'gaps')}</legend>
      <p class="hint">{z(page, 'gaps_hint')}</p>
      {names.map((name) => {
        const said = typed.gaps[name]
        const holds = said === undefined || said.holds === '' ? guess(name) : said.holds
        const most = said === undefined || said.most === '' ? usual(holds) : said.most
        return (
          <div class="pair">
            <label>
              <span>
                <code>{`<${name}>`}</code> {z(page, 'field.holds')}
              </span>
              <select name={`holds_${name}`} required>
                <option value="">{z(page, 'choose')}</option>
                {TEMPLATE_HOLDS.map((one) => (
                  <option value={one} selected={one === holds}>
                    {z(page, `holds.${one}`)}
                  </option>
                ))}
              </select>
            </label>
            <label>
              <span>
                {z(page, 'field.most')} <code>{`<${name}>`}</code>
              </span>
              <input type="number" name={`most_${name}`} value={most} min={1} max={200} inputmode="numeric" required />
            </label>
          </div>
        )
      })}
    </fieldset>
  )
}

const LIKE: readonly (readonly [RegExp, TemplateHold])[] = [
  [/noi_?dung|content|thong_?tin/, 'words'],
  [/^ma|_ma|code/, 'code'],
  [/xa|phuong|ubnd|don_?vi|co_?quan/, 'speaker'],
  [/loai|type/, 'class'],
  [/ngay|date/, 'day'],
  [/gio|time|luc/, 'time'],
  [/sdt|dien_?thoai|phone/, 'phone'],
]

function guess(name: string): string {
  return LIKE.find(([like]) => like.test(name))?.[1] ?? ''
}

/** Zalo's own widths: 200 for the widest kind of gap, 30 for names and codes. */
function usual(holds: string): string {
  return holds === 'words' ? '200' : '30'
}
