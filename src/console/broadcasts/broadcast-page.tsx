/** `/console/broadcasts/:id`: the words as phones show them, whom they reach, who approved, how far it is, and what may be done now. */
import type { OpenedBroadcast } from '../../service/broadcast-desk.ts'
import type { BroadcastCost, Look } from '../../service/broadcast-look.ts'
import type { AudiencePreview } from '../../service/broadcast-preview.ts'
import type { PartPrice } from '../../service/part-price.ts'
import { actorName, clock, instant, type Names, shown, span } from '../cases/case-words.ts'
import { FORM_TOKEN } from '../guard.ts'
import type { Page } from '../page.ts'
import { ActsSection } from './acts-section.tsx'
import { AudienceSection } from './audience-section.tsx'
import { b } from './broadcast-words.ts'
import { Marks } from './list-page.tsx'
import { LooksSection } from './looks-section.tsx'
import { ProgressSection } from './progress-section.tsx'

export interface BroadcastPageProps {
  readonly page: Page
  readonly token: string
  readonly opened: OpenedBroadcast
  readonly looks: readonly Look[]
  /** Names of the languages of packs. */
  readonly languages: readonly { readonly code: string; readonly name: string }[]
  /** Null: its people are frozen already, and the rows tell. */
  readonly audience: AudiencePreview | null
  readonly cost: BroadcastCost | null
  readonly price: PartPrice
  /** Milliseconds at the doors' full rate. */
  readonly duration: number
  readonly names: Names
  readonly placeOf: (commune: string | null) => string
  readonly trouble?: string | undefined
  /** The same words went to the same people within a day: handing in wants to be meant. */
  readonly again?: boolean
  /** Of the list just uploaded: rows that were left out. */
  readonly listErrors?: readonly { readonly row: number; readonly why: string }[]
  readonly now: number
}

export function BroadcastPage(props: BroadcastPageProps) {
  const { page, opened, names, placeOf, trouble, now } = props
  const { broadcast, approvals, needed } = opened
  const { code, sendAt, places, lifeMs, refusedWhy, modelId } = broadcast
  const draft = { token: props.token, id: broadcast.id, version: broadcast.version }
  const named = places.slice(0, 6).map(placeOf)
  return (
    <>
      <p class="crumb">
        <a href={page.href('/console/broadcasts')}>{b(page, 'title')}</a>
      </p>
      <h1>{shown(broadcast.title)}</h1>
      <Marks page={page} broadcast={broadcast} />
      {trouble !== undefined && (
        <p class="notice error" role="alert" data-trouble>
          {trouble}
        </p>
      )}
      {refusedWhy !== null && (
        <p class="notice" data-refused-why>
          {b(page, 'refused_because', { why: refusedWhy })}
        </p>
      )}
      <ActsSection {...props} />
      <ProgressSection {...props} />
      <dl class="facts">
        <dt>{b(page, 'head.code')}</dt>
        <dd>
          <code>KT {code}</code> <span class="soft">{b(page, 'head.code_hint')}</span>
        </dd>
        <dt>{b(page, 'head.places')}</dt>
        <dd>
          {named.join(', ')}
          {places.length > named.length && ` + ${b(page, 'head.more', { count: places.length - named.length })}`}
        </dd>
        {modelId !== null && (
          <>
            <dt>{b(page, 'story.from')}</dt>
            <dd>
              <a href={page.href(`/console/models/${modelId}`)}>{b(page, 'story.back')}</a>
            </dd>
          </>
        )}
        <dt>{b(page, 'head.send_at')}</dt>
        <dd>
          {sendAt === null ? (
            b(page, 'head.at_once')
          ) : (
            <time datetime={instant(sendAt)}>
              {clock(sendAt)}
              {sendAt > now && ` (${b(page, 'head.in', { span: span(page, sendAt - now) })})`}
            </time>
          )}
        </dd>
        <dt>{b(page, 'head.life')}</dt>
        <dd>{span(page, lifeMs)}</dd>
        {broadcast.template !== null && (
          <>
            <dt>{b(page, 'field.template')}</dt>
            <dd data-template={broadcast.template.zaloId}>{shown(broadcast.template.name)}</dd>
          </>
        )}
        <dt>{b(page, 'head.author')}</dt>
        <dd>
          {actorName(page, names, broadcast.authorId)}, {clock(broadcast.createdAt)}
        </dd>
        <dt>{b(page, 'head.approvals', { needed })}</dt>
        <dd data-approvals={String(approvals.length)}>
          {approvals.length === 0
            ? b(page, 'head.nobody_yet')
            : approvals.map(({ officialId, at }) => `${actorName(page, names, officialId)}, ${clock(at)}`).join('; ')}
        </dd>
      </dl>
      <LooksSection {...props} words={broadcast.words} draft={opened.may.edit ? draft : undefined} />
      <AudienceSection {...props} />
    </>
  )
}

/** A form of one button; the fields it needs besides are its children. */
export function OneButton(props: {
  readonly page: Page
  readonly token: string
  readonly id: string
  readonly act: string
  readonly version: number
  readonly look?: 'quiet' | 'danger'
  /** Asked first, where scripts run. */
  readonly sure?: string
}) {
  const { page, token, id, act, version, look, sure } = props
  return (
    <form method="post" action={page.href(`/console/broadcasts/${id}`)} data-act={act} data-confirm={sure}>
      <input type="hidden" name={FORM_TOKEN} value={token} />
      <input type="hidden" name="version" value={String(version)} />
      <button type="submit" name="do" value={act} class={look}>
        {b(page, `act.${act}`)}
      </button>
    </form>
  )
}
