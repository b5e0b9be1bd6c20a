/** Passwords: scrypt at a cost that a thief feels, two at a time so that signing in cannot fill the memory. Node only. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** OWASP ASVS 5.0, 11.4.2: N = 2^17, r = 8, p = 1; 128 MiB and about three quarters of a second here. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } as const
const KEY_BYTES = 32
const AT_ONCE = 2

/** `scrypt$N$r$p$salt$key`, hex. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derived(password, salt, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('hex'), key.toString('hex')].join('$')
}

export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [name, n, r, p, salt = '', key = ''] = hash.split('$')
  if (name !== 'scrypt') return false
  const found = await derived(password, Buffer.from(salt, 'hex'), { ...COST, N: Number(n), r: Number(r), p: Number(p) })
  const wanted = Buffer.from(key, 'hex')
  return found.length === wanted.length && timingSafeEqual(found, wanted)
}

let running = 0
const waiting: (() => void)[] = []

async function derived(
  password: string,
  salt: Buffer,
  cost: typeof COST | Record<keyof typeof COST, number>,
): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go))
  running++
  try {
    return await new Promise((resolve, reject) => {
      scrypt(password.normalize('NFC'), salt, KEY_BYTES, cost, (error, key) => (error ? reject(error) : resolve(key)))
    })
  } finally {
    running--
    waiting.shift()?.()
  }
}
