/** One call to another agency's program from Node: the name is looked up, looked at, and that very address connected to. */
import { lookup as resolve } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import type { HookPorts } from '../service/ports.ts'

const DEADLINE_MS = 5_000

/**
 * Addresses behind which no other agency stands: this machine, this house, and what carries one of those inside (RFC 6890). A list for
 * each family, because Node holds every IPv4 address to lie in `::ffff:0:0/96`.
 */
const PRIVATE = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const [net, bits] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
  ] as const),
  ...([
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
] as const)
  PRIVATE.ipv4.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ...([
    ['::', 96],
    ['::ffff:0:0', 96],
    ['64:ff9b::', 96],
    ['64:ff9b:1::', 48],
    ['100::', 64],
    ['2001::', 32],
  ] as const),
  ...([
    ['2001:db8::', 32],
    ['2002::', 16],
    ['fc00::', 7],
    ['fe80::', 10],
    ['fec0::', 10],
    ['ff00::', 8],
  ] as const),
] as const)
  PRIVATE.ipv6.addSubnet(net, bits, 'ipv6')

/** True for an address that must not be called. */
export function isPrivate(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return true
  return family === 6 ? PRIVATE.ipv6.check(address, 'ipv6') : PRIVATE.ipv4.check(address, 'ipv4')
}

/** `loopback`: this machine may be called. `look`: how names are looked up. */
export function hookCaller(loopback: boolean, look: typeof resolve = resolve): HookPorts['post'] {
  const allowed = (address: string) => !isPrivate(address) || (loopback && ['127.0.0.1', '::1'].includes(address))
  const lookup: LookupFunction = (name, options, done) =>
    look(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0)
      // All of them, so that nobody gets in by a second answer.
      if (found.length === 0 || !found.every(({ address }) => allowed(address)))
        return done(new PrivateAddress(), '', 0)
      const [first] = found
      return options.all ? done(null, found) : done(null, first?.address ?? '', first?.family ?? 0)
    })

  return (address, headers, body) =>
    new Promise((answered) => {
      const failed = (error: unknown) => answered({ kind: 'no_answer', code: codeOf(error) })
      const url = new URL(address)
      const host = url.hostname.replace(/^\[|\]$/g, '')
      // A number is never looked up.
      if (isIP(host) !== 0 && !allowed(host)) return failed(new PrivateAddress())
      const send = url.protocol === 'https:' ? https.request : http.request
      const request = send(
        url,
        {
          ...{ method: 'POST', agent: false, lookup, signal: AbortSignal.timeout(DEADLINE_MS) },
          headers: { ...headers, 'Content-Length': Buffer.byteLength(body), 'User-Agent': 'la-lanh' },
        },
        (response) => {
          answered({ kind: 'answer', status: response.statusCode ?? 0 })
          response.destroy() // what it says is not read
        },
      )
      request.on('error', failed)
      request.end(body)
    })
}

class PrivateAddress extends Error {
  readonly code = 'private_address'
}

/** The machine's word for what went wrong, never its message: messages carry addresses. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'network'
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timeout'
  return 'code' in error && typeof error.code === 'string' ? error.code : 'network'
}
