/** What calls to other agencies' programs need of the machine, beside the call itself: a secret each, and whose events these are. */
import type { HookPorts } from '../service/ports.ts'
import type { Config } from './config.ts'
import { keyedHash } from './keyed-hash.ts'

export function hookPorts(
  { publicUrl, production }: Pick<Config, 'publicUrl' | 'production'>,
  key: string,
  post: HookPorts['post'],
): HookPorts {
  return {
    post,
    secretOf: (hookId) => `whsec_${Buffer.from(keyedHash(key, `hook:${hookId}`), 'hex').toString('base64')}`,
    source: `${publicUrl ?? ''}/api/v1`,
    loopback: !production,
  }
}
