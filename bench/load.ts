/** A light HTTP load: keep-alive connections that each send one ready-made request after the other. */
import { connect, type Socket } from 'node:net'

export interface LoadResult {
  readonly seconds: number
  readonly answered: number
  readonly not2xx: number
  /** Milliseconds, one per request. */
  readonly times: Float64Array
}

/** Sends `requests[c][i]` on connection `c`, in order; resolves when the last answer is in. */
export async function load(port: number, requests: readonly (readonly Buffer[])[]): Promise<LoadResult> {
  const total = requests.reduce((sum, one) => sum + one.length, 0)
  const times = new Float64Array(total)
  let answered = 0
  let not2xx = 0
  const started = performance.now()
  await Promise.all(
    requests.map(async (mine) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
      await new Promise<void>((done, fail) => socket.once('connect', done).once('error', fail))
      for (const request of mine) {
        const at = performance.now()
        socket.write(request)
        const status = await statusOf(socket)
        times[answered++] = performance.now() - at
        if (status < 200 || status > 299) not2xx++
      }
      socket.destroy()
    }),
  )
  return { seconds: (performance.now() - started) / 1000, answered, not2xx, times }
}

/** Reads one answer whole (all of ours carry Content-Length) and gives its status. */
function statusOf(socket: Socket): Promise<number> {
  return new Promise((done, fail) => {
    let head = ''
    let missing = -1
    const onData = (chunk: Buffer) => {
      if (missing < 0) {
        head += chunk.toString('latin1')
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return
        const length = /content-length: (\d+)/i.exec(head)
        missing = Number(length?.[1] ?? 0) - (head.length - end - 4)
      } else missing -= chunk.length
      if (missing > 0) return
      socket.off('data', onData).off('error', fail)
      done(Number(head.slice(9, 12)))
    }
    socket.on('data', onData).once('error', fail)
  })
}

export function percentile(times: Float64Array, share: number): number {
  const sorted = Float64Array.from(times).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function post(path: string, headers: Readonly<Record<string, string>>, body: string): Buffer {
  const bytes = Buffer.from(body)
  const lines = Object.entries({
    Host: '127.0.0.1',
    'Content-Type': 'application/json',
    'Content-Length': String(bytes.length),
    ...headers,
  })
  return Buffer.concat([
    Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.map(([k, v]) => `${k}: ${v}`).join('\r\n')}\r\n\r\n`),
    bytes,
  ])
}
