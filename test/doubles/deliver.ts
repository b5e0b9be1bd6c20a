/** How a double calls our webhook: as often as asked, the same bytes each time. */

export interface Copies {
  /** Sent that often, byte for byte; 1 when left out. */
  readonly times?: number
  /** Sent again, at most that often, while the answer is not 2xx. */
  readonly retries?: number
}

export interface Delivered {
  /** The last HTTP status, 0 when nobody listened. */
  readonly status: number
  readonly body: string
}

export async function deliver(
  url: string | undefined,
  body: string,
  headers: Readonly<Record<string, string>>,
  how: Copies = {},
): Promise<Delivered> {
  let last: Delivered = { status: 0, body: '' }
  for (let copy = 0; copy < (how.times ?? 1); copy++) {
    for (let attempt = 0; attempt <= (how.retries ?? 0); attempt++) {
      last = await once(url, body, headers)
      if (last.status >= 200 && last.status < 300) break
    }
  }
  return last
}

/** One byte of the text changed, so that a signature over it no longer holds. */
export function tampered(text: string): string {
  const at = Math.floor(text.length / 2)
  return text.slice(0, at) + (text[at] === 'x' ? 'y' : 'x') + text.slice(at + 1)
}

async function once(url: string | undefined, body: string, headers: Readonly<Record<string, string>>) {
  if (url === undefined) throw new Error('This double was started without webhookUrl.')
  try {
    const response = await fetch(url, { method: 'POST', body, headers })
    return { status: response.status, body: await response.text() }
  } catch {
    return { status: 0, body: '' }
  }
}
