/** How far a broadcast is, renewed by itself while it runs: a bar, the counts, and the way to each row's reason. */
import { RECIPIENT_STATUSES } from '../../core/broadcast.ts'
import type { BroadcastPageProps } from './broadcast-page.tsx'
import { b } from './broadcast-words.ts'

/** Seconds. */
const REFRESH = 5
const LIVE: ReadonlySet<string> = new Set(['preparing', 'ready', 'sending'])

export function ProgressSection({ page, opened }: BroadcastPageProps) {
  const { broadcast, progress, may } = opened
  const { total, settled, counts, status } = progress
  if (broadcast.approvedAt === null) return null
  const here = `/console/broadcasts/${broadcast.id}`
  const present = RECIPIENT_STATUSES.filter((one) => (counts[one] ?? 0) > 0)
  return (
    <section
      id="progress"
      data-refresh={LIVE.has(status) ? String(REFRESH) : undefined}
      aria-labelledby="progress-title"
    >
      <h2 id="progress-title">{b(page, 'progress.title')}</h2>
      <p role="status" data-progress-status={status} data-settled={String(settled)} data-total={String(total)}>
        {status === 'preparing'
          ? b(page, 'progress.preparing', { count: total })
          : b(page, 'progress.said', { settled, total })}
      </p>
      <progress max={Math.max(1, total)} value={settled} aria-label={b(page, 'progress.title')}>
        {settled} / {total}
      </progress>
      <ul class="tiles">
        {present.map((one) => (
          <li>
            <a
              class={`tile${one === 'failed' || one === 'unknown' ? ' bad' : ''}`}
              href={page.href(may.people ? `${here}/people` : here, may.people ? { status: one } : {})}
              data-count={one}
              data-value={String(counts[one] ?? 0)}
            >
              <b>{(counts[one] ?? 0).toLocaleString('vi-VN')}</b>
              <span>{b(page, `row_status.${one}`)}</span>
            </a>
          </li>
        ))}
      </ul>
      {may.people && (
        <p class="acts">
          <a class="button quiet" href={page.href(`${here}/people`)}>
            {b(page, 'progress.rows')}
          </a>
          <a class="button quiet" href={page.href(`${here}/replies`)}>
            {b(page, 'progress.replies')}
          </a>
        </p>
      )}
    </section>
  )
}
