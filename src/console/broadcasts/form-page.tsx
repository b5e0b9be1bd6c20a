/** `/console/broadcasts/new` and `…/edit`: words, whom they are for, when. What was typed wrong stays in the form. */
import type { Child } from 'hono/jsx'
import { ADDRESS_KINDS } from '../../core/address.ts'
import { BROADCAST_CLASSES } from '../../core/broadcast.ts'
import { SUBJECTS } from '../../core/feedback.ts'
import { HOUSEHOLD_CLASSES } from '../../core/household.ts'
import { LANGUAGES } from '../../core/language.ts'
import { LEAD_KINDS } from '../../core/lead.ts'
import { VULNERABLE } from '../../core/report.ts'
import type { ZaloTemplate } from '../../core/zalo-template.ts'
import type { CommuneChoice } from '../../service/desk-places.ts'
import { d } from '../cases/case-words.ts'
import { CommuneFields } from '../commune-fields.tsx'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'
import { programmeName } from '../words.ts'
import { b } from './broadcast-words.ts'
import type { Typed } from './read-form.ts'
import { WideSection } from './wide-section.tsx'

export interface FormPageProps {
  readonly page: Page
  readonly token: string
  readonly title: string
  readonly action: string
  readonly back: string
  readonly typed: Typed
  /** Null: too many to choose from, so their names are typed. */
  readonly communes: readonly CommuneChoice[] | null
  readonly programmes: readonly string[]
  readonly events: readonly { readonly id: string; readonly name: string }[]
  /** Approved ones. */
  readonly templates: readonly ZaloTemplate[]
  readonly version: number
  /** Languages whose pack is said now, or in which words stand already. */
  readonly packs: readonly { readonly code: string; readonly name: string }[]
  readonly trouble?: string | undefined
}

export function BroadcastFormPage(props: FormPageProps) {
  const { page, token, title, action, back, typed, version, packs, trouble } = props
  return (
    <>
      <p class="crumb">
        <a href={page.href('/console/broadcasts')}>{b(page, 'title')}</a> › {title}
      </p>
      <h1>{title}</h1>
      {typed.story !== '' && (
        <p class="notice info" data-story={typed.story}>
          {b(page, 'story.lead')} <a href={page.href(`/console/models/${typed.story}`)}>{b(page, 'story.back')}</a>
        </p>
      )}
      {trouble !== undefined && (
        <p class="notice error" role="alert" data-trouble>
          {trouble}
        </p>
      )}
      <form
        method="post"
        action={action}
        class="form"
        data-broadcast-form
        data-preview={page.href('/console/broadcasts/preview')}
      >
        <input type="hidden" name={FORM_TOKEN} value={token} />
        <input type="hidden" name="version" value={String(version)} />
        <input type="hidden" name="story" value={typed.story} />
        <label>
          <span>{b(page, 'field.title')}</span>
          <input name="title" value={typed.title} required minlength={3} maxlength={80} aria-describedby="title-hint" />
        </label>
        <p class="hint" id="title-hint">
          {b(page, 'field.title_hint')}
        </p>
        <fieldset>
          <legend>{b(page, 'field.class')}</legend>
          {BROADCAST_CLASSES.map((kind) => (
            <label class="check">
              <input type="radio" name="class" value={kind} checked={kind === typed.class} required />
              <span>
                <b>{b(page, `class.${kind}`)}</b>: {b(page, `class_rules.${kind}`)}
              </span>
            </label>
          ))}
        </fieldset>
        <label>
          <span>{b(page, 'field.vi')}</span>
          <textarea name="vi" rows={5} maxlength={1000} required data-segments="2" aria-describedby="words-hint">
            {typed.vi}
          </textarea>
        </label>
        <p class="hint" id="words-hint">
          {b(page, 'field.words_hint')}
        </p>
        <label>
          <span>{b(page, 'field.en')}</span>
          <textarea name="en" rows={3} maxlength={1000} data-segments="2">
            {typed.en}
          </textarea>
        </label>
        {packs.map(({ code, name }) => (
          <label>
            <span>{b(page, 'field.pack', { name })}</span>
            <textarea name={`words_${code}`} rows={3} maxlength={1000} data-segments="2" data-accents lang={code}>
              {typed.packs[code] ?? ''}
            </textarea>
          </label>
        ))}
        <TemplateChoice {...props} />
        <div data-preview-in aria-live="polite">
          <WideSection page={page} words={{ vi: typed.vi, en: typed.en, packs: typed.packs }} languages={packs} />
        </div>
        <Audience {...props} />
        <div class="pair">
          <label>
            <span>{b(page, 'field.send_at')}</span>
            <input type="datetime-local" name="send_at" value={typed.sendAt} aria-describedby="send-hint" />
          </label>
          <label>
            <span>{b(page, 'field.life_hours')}</span>
            <input type="number" name="life_hours" value={typed.lifeHours} min={1} max={168} inputmode="numeric" />
          </label>
        </div>
        <p class="hint" id="send-hint">
          {b(page, 'field.send_hint')}
        </p>
        <div class="acts">
          <button type="submit">{b(page, 'act.save')}</button>
          <a class="button quiet" href={back}>
            {b(page, 'act.back')}
          </a>
        </div>
      </form>
    </>
  )
}

/** Nothing to choose where no template was approved, and none was chosen before. */
function TemplateChoice({ page, typed, templates }: FormPageProps) {
  const isGone = typed.template !== '' && !templates.some(({ id }) => id === typed.template)
  if (templates.length === 0 && !isGone) return null
  return (
    <>
      <label>
        <span>{b(page, 'field.template')}</span>
        <select name="template" aria-describedby="template-hint">
          <option value="">{b(page, 'template.none')}</option>
          {isGone && (
            <option value={typed.template} selected>
              {b(page, 'template.gone')}
            </option>
          )}
          {templates.map(({ id, name, tag }) => (
            <option value={id} selected={id === typed.template}>
              {name} · {page.say({ key: `templates:tag.${tag}` })}
            </option>
          ))}
        </select>
      </label>
      <p class="hint" id="template-hint">
        {b(page, 'field.template_hint')}
      </p>
    </>
  )
}

function Audience(props: FormPageProps) {
  const { page, typed, communes, programmes, events } = props
  const any = <option value="">{b(page, 'audience.any')}</option>
  return (
    <>
      <h2>{b(page, 'audience.title')}</h2>
      <p class="hint">{b(page, 'audience.lead')}</p>
      <CommuneFields
        page={page}
        communes={communes}
        chosen={typed.communes}
        typed={typed.communesTyped}
        hint={b(page, 'audience.communes_hint')}
      />
      <div class="pair">
        <Choice
          label={b(page, 'audience.topic')}
          name="topic"
          value={typed.topic}
          any={any}
          options={SUBJECTS.map((one) => ({ value: one, text: page.say({ key: `subscribe:topics.${one}` }) }))}
        />
        <Choice
          label={b(page, 'audience.interest')}
          name="interest"
          value={typed.interest}
          any={any}
          options={LEAD_KINDS.map((one) => ({ value: one, text: d(page, `lead.${one}`) }))}
        />
      </div>
      <Choice
        label={b(page, 'audience.programme')}
        name="programme"
        value={typed.programme}
        any={any}
        options={programmes.map((one) => ({ value: one, text: programmeName(page, one) }))}
      />
      <Boxes
        label={b(page, 'audience.household')}
        name="household"
        chosen={typed.classes}
        options={HOUSEHOLD_CLASSES.map((one) => ({ value: one, text: d(page, `class.${one}`) }))}
      />
      <Boxes
        label={b(page, 'audience.vulnerable')}
        name="vulnerable"
        chosen={typed.vulnerable}
        options={VULNERABLE.map((one) => ({ value: one, text: d(page, `vulnerable.${one}`) }))}
      />
      <Boxes
        label={b(page, 'audience.kinds')}
        name="kind"
        chosen={typed.kinds}
        options={ADDRESS_KINDS.map((one) => ({ value: one, text: d(page, `address.${one}`) }))}
      />
      <div class="pair">
        <Choice
          label={b(page, 'audience.language')}
          name="language"
          value={typed.language}
          any={any}
          options={LANGUAGES.map((one) => ({ value: one, text: page.sayFirst([`desk:language.${one}`], one) }))}
        />
        <Choice
          label={b(page, 'audience.disaster')}
          name="disaster"
          value={typed.disaster}
          any={any}
          options={events.map(({ id, name }) => ({ value: id, text: name }))}
        />
      </div>
      <p class="hint">{b(page, 'audience.list_hint')}</p>
    </>
  )
}

interface Option {
  readonly value: string
  readonly text: string
}

function Choice(props: {
  readonly label: string
  readonly name: string
  readonly value: string
  readonly any: Child
  readonly options: readonly Option[]
}) {
  const { label, name, value, any, options } = props
  return (
    <label>
      <span>{label}</span>
      <select name={name}>
        {any}
        {options.map((one) => (
          <option value={one.value} selected={one.value === value}>
            {one.text}
          </option>
        ))}
      </select>
    </label>
  )
}

function Boxes(props: {
  readonly label: string
  readonly name: string
  readonly chosen: readonly string[]
  readonly options: readonly Option[]
}) {
  const { label, name, chosen, options } = props
  return (
    <fieldset>
      <legend>{label}</legend>
      <ul class="checks">
        {options.map(({ value, text }) => (
          <li>
            <label class="check">
              <input type="checkbox" name={name} value={value} checked={chosen.includes(value)} />
              <span>{text}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
